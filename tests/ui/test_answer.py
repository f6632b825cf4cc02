"""A turn of the conversation: numbers lead to this answer's own cards, abstentions have none."""

from dataclasses import replace

import pytest

from factcontext.index.records import Article
from factcontext.index.store.library import Library
from factcontext.rag import records
from factcontext.rag.ask import ask
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import AnswerSentence, Citation, Filters, NoAnswer, Question, QuotedAnswer
from factcontext.ui import texts
from factcontext.ui.answer import Busy, Searched, ShownTurn, busy_turn, make_turn, turn
from factcontext.ui.question_read import how_read
from factcontext.ui.sources import Card
from tests.drawn import find, words
from tests.fakes import FolderNames, HashingEmbedder

ARTICLE = Article("a.txt", "0" * 64, "The gates leak. Ships wait.")
QUESTION = Question("and the gates?", "What is said about the gates?", "fact", None, "gates")


def made(*sentences: AnswerSentence, key: str = "turn-1", **changes: object) -> ShownTurn:
    citations = (Citation(1, ARTICLE, 0, 15, ARTICLE.text[:15]), Citation(2, ARTICLE, 16, 27, ARTICLE.text[16:]))
    answer = QuotedAnswer(QUESTION, sentences, citations)
    cards = tuple(Card(citation, "", "", ()) for citation in citations)
    return ShownTurn(key, replace(answer, **changes), cards, (), (), Searched(1, 1, None, None), Filters())  # type: ignore[arg-type]


def test_each_number_leads_to_its_card() -> None:
    shown = turn(made(AnswerSentence("The gates leak.", (1,)), AnswerSentence("Ships wait.", (2, 1))))
    markers = find(shown, class_="fc-marker")
    assert [one["attributes"]["aria-label"] for one in markers] == ["Source 1", "Source 2", "Source 1"]
    cards = {one["attributes"]["id"] for one in find(shown, class_="fc-cited")}
    assert {one["does"]["go"] for one in markers} == cards


def test_two_answers_share_no_anchor() -> None:
    first, second = (turn(made(AnswerSentence("a", (1,)), key=key)) for key in ("turn-1", "turn-2"))
    ids = [{one["attributes"]["id"] for one in find(shown, class_="fc-cited")} for shown in (first, second)]
    assert not ids[0] & ids[1]


def test_a_number_without_a_card_is_not_shown() -> None:
    assert not find(turn(made(AnswerSentence("a", (7,)))), class_="fc-marker")


def test_the_sentence_is_kept_to_the_letter_before_its_number() -> None:
    shown = turn(made(AnswerSentence("The gates leak.", (1,))))
    [sentence] = [one for one in find(shown, tag="p") if find(one, tag="sup")]
    assert words(sentence) == "The gates leak.1"


def test_a_follow_up_shows_what_was_searched_for() -> None:
    assert "Searched for: What is said about the gates?" in words(turn(made(AnswerSentence("a", (1,)))))


def read(asked: str, *history: str) -> ShownTurn:
    """A turn as it is shown for a question to a folder with two outlets."""
    names = FolderNames(["Ines Calder", "Tomas Brill"], ["Daybook", "The Selda Echo"])
    question = understand(asked, [records.Turn(one, "") for one in history], names)
    chips = how_read(question, names.publishers)
    return replace(made(AnswerSentence("a", (1,)), question=question), read=chips)


def chips(shown: ShownTurn) -> list[str]:
    return [words(chip) for chip in find(turn(shown), class_="fc-chip")]


def test_a_question_that_says_all_by_itself_needs_no_explanation() -> None:
    shown = read("What did Calder say about the gates?")
    assert chips(shown) == [] and "Searched for" not in words(turn(shown))


def test_a_follow_up_shows_whom_it_asks_about_what() -> None:
    shown = read("and Brill?", "What did Calder say about the gates?")
    assert "Searched for: What did Brill say about the gates?" in words(turn(shown))
    assert chips(shown) == ["Speaker: Brill", "Topic: the gates"]


def test_who_did_something_is_not_called_its_speaker() -> None:
    question = Question(asked="", standalone="", kind="said", speaker="Calder", topic="buy the barge", guessed=True)
    assert [texts.read_speaker(replace(question, guessed=guessed)) for guessed in (True, False)] == [
        "About: Calder",
        "Speaker: Calder",
    ]


def test_a_corrected_name_is_shown() -> None:
    shown = read("what did calderr say about the gates?")
    assert "Searched for: what did Calder say about the gates?" in words(turn(shown))


@pytest.mark.parametrize(
    ("asked", "label", "without"),
    [
        ("What did Calder say about the gates in May 2031?", "1 May 2031 to 31 May 2031",
         "What did Calder say about the gates?"),
        ("What did Calder say about the gates since 2031?", "not before 1 January 2031",
         "What did Calder say about the gates?"),
        ("What did Calder say about the gates, according to the Daybook?", "only Daybook",
         "What did Calder say about the gates?"),
        ("What did Calder say about the gates in May 2031, according to the Selda Echo?", "only The Selda Echo",
         "What did Calder say about the gates in May 2031?"),
    ],
)  # fmt: skip
def test_dates_and_outlet_that_a_question_names_can_be_taken_out_of_it(asked: str, label: str, without: str) -> None:
    [chip] = [one for one in find(turn(read(asked)), tag="button") if words(one) == f"{label} ×"]
    assert chip["does"] == {"send": {"ask": without}}


def test_an_outlet_cannot_be_taken_out_of_a_question_about_its_own_reports() -> None:
    shown = read("What did the Daybook report about the gates?")
    assert "only Daybook" in chips(shown)
    assert not [one for one in find(turn(shown), tag="button") if "Daybook" in words(one)]


def test_what_the_readers_own_filter_overrules_is_not_shown_as_if_it_counted(library: Library) -> None:
    names = FolderNames([], ["Daybook", "The Selda Echo"])
    question = understand("What did Calder say, according to the Daybook?", (), names)
    shown = make_turn("turn-1", QuotedAnswer(question, (), ()), Filters(publisher="The Selda Echo"), library)
    assert "only The Selda Echo" in words(turn(shown))
    assert "only Daybook" not in words(turn(shown))


def test_the_last_turn_alone_suggests_how_to_go_on() -> None:
    shown = read("What did Calder say about the gates?")
    asks = [one["does"]["send"]["ask"] for one in find(turn(shown, is_last=True), class_="fc-chip")]
    assert asks == ["When?", "Who else?", "What else did Calder say?"]
    assert chips(shown) == []


def test_the_answer_is_busy_until_it_is_there() -> None:
    [busy] = find(busy_turn(Busy("turn-1", "q", texts.SEARCHING)), aria_label="Answer")
    [ready] = find(turn(made(AnswerSentence("a", (1,)))), aria_label="Answer")
    assert (busy["attributes"]["aria-busy"], ready["attributes"]["aria-busy"]) == ("true", "false")


@pytest.fixture
def library(articles, index) -> Library:
    from factcontext.index.build import build

    build(articles, index, HashingEmbedder())
    return Library.open(index)


def test_a_real_answer_is_shown_with_its_quotes(library: Library) -> None:
    answer = ask("What did Ines Calder say about the gates?", Reader(library, HashingEmbedder()))
    shown = turn(make_turn("turn-1", answer, Filters(), library))
    assert [words(mark) for mark in find(shown, tag="mark")] == [c.quote for c in answer.citations]
    assert answer.citations and "2 articles searched" in words(shown)


def test_an_abstention_has_no_sources(library: Library) -> None:
    answer = ask("What is the capital of Peru?", Reader(library, HashingEmbedder()))
    shown = turn(make_turn("turn-1", answer, Filters(), library))
    assert isinstance(answer, NoAnswer) and texts.NOT_FOUND in words(shown) and texts.why(answer) in words(shown)
    assert not find(shown, class_="fc-marker") and not find(shown, class_="fc-number")
