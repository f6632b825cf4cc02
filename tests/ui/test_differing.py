"""What articles differ on stands under the answer, in the terminal and in exports, with the outlets that say so."""

from dataclasses import replace

import pytest

from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, Filters, QuotedAnswer
from factcontext.ui import sheets, texts
from factcontext.ui.answer import make_turn
from factcontext.ui.differing import differing
from factcontext.ui.output import answer_json
from factcontext.ui.turn_codec import decode, encode
from tests.drawn import find, query_of, words

SIDES = ["At least 27 people", "31", "thirty-three people"]


@pytest.fixture(scope="module")
def answer(sample_reader: Reader) -> Answer:
    return ask("How many people died on the ferry?", sample_reader)


def test_each_value_stands_with_its_outlet_and_leads_to_the_words(answer: Answer) -> None:
    shown = differing(answer)
    assert shown is not None and [words(one) for one in find(shown, tag="strong")] == SIDES
    assert words(find(shown, tag="a")[0]) == "The Hallmere Courier, 4 November 2031"
    assert all(query_of(one)["start"] for one in find(shown, tag="a"))


def test_the_terminal_and_the_exports_tell_it_in_a_sentence(answer: Answer) -> None:
    [told] = texts.differs(answer)
    assert told.startswith(
        "Articles differ on a number: At least 27 people (The Hallmere Courier, 4 November 2031); 31 ("
    )
    assert "Articles differ on a number" in sheets.answer(answer)
    assert told in texts.export_notes(answer, "", Filters(), False)


def test_programs_get_each_quote_once_by_its_number(answer: Answer) -> None:
    made = answer_json(answer, "")
    quotes = {one["n"]: one["quote"] for one in made["citations"]}
    [difference] = made["differences"]
    told = [one for side in difference["sides"] for one in side["citations"]]
    assert [side["value"] for side in difference["sides"]] == SIDES
    assert all(quotes.get(one["n"], one["quote"]) == one["quote"] for one in told)


def test_nothing_stands_where_articles_agree(sample_reader: Reader) -> None:
    answer = ask("What did Ruth Carrick say about the painting?", sample_reader)
    assert isinstance(answer, QuotedAnswer) and differing(answer) is None


def test_it_is_kept_with_the_conversation(answer: Answer, sample_reader: Reader) -> None:
    turn = make_turn("turn-1", answer, Filters(), sample_reader.library)
    kept = encode(turn)
    shown = decode(kept.text, sample_reader.library)
    assert shown.answer == replace(answer, hits=())  # of the passages found only those that are listed are kept
