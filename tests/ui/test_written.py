"""An answer that a model wrote, as it is shown: what is not supported is apart, and why; what went wrong is said."""

from dataclasses import replace
from typing import get_args

import pytest

from factcontext.errors import ModelProblem
from factcontext.index.records import Article
from factcontext.rag.records import (
    Answer,
    AnswerSentence,
    Citation,
    Draft,
    Filters,
    ModelAttempt,
    Problem,
    Question,
    QuotedAnswer,
    Usage,
    WrittenAnswer,
)
from factcontext.ui import sheets, texts
from factcontext.ui.answer import Busy, ShownTurn, busy_turn, turn
from factcontext.ui.output import answer_json
from factcontext.ui.sources import Card
from tests.drawn import find, words

ARTICLE = Article("a.txt", "0" * 64, "The gates leak. Ships wait.")
QUESTION = Question("What about the gates?", "What about the gates?", "fact", None, "gates")
CITATIONS = (Citation(1, ARTICLE, 0, 15, ARTICLE.text[:15]), Citation(2, ARTICLE, 16, 27, ARTICLE.text[16:]))
CARDS = tuple(Card(citation, "", "", ()) for citation in CITATIONS)
TRUE = AnswerSentence("The gates leak.", (1,))
ALSO_TRUE = AnswerSentence("Ships have to wait.", (2,))
FALSE = AnswerSentence("Ninety ships wait.", (), False, "number")
USAGE = Usage(412, 96, True, 0.6, 8.1)
WRITTEN = WrittenAnswer(QUESTION, (TRUE, FALSE, ALSO_TRUE), CITATIONS, model="oak-7b", evidence=5, usage=USAGE)
# Quotes in the place of what a model wrote.
QUOTED = QuotedAnswer(
    QUESTION,
    (TRUE,),
    CITATIONS[:1],
    attempt=ModelAttempt(
        "broke_off",
        ModelProblem("connection_broke_off", "here:1"),
        "oak-7b",
        sentences=(TRUE, FALSE),
        is_complete=False,
        usage=USAGE,
    ),
)
BROKE_OFF = "Oak-7b broke off: the connection to here:1 broke off"


def shown(answer: Answer, **changes: object) -> ShownTurn:
    made = ShownTurn("turn-1", answer, CARDS[: len(answer.citations)], (), (), "1 article searched", Filters())
    return replace(made, **changes)  # type: ignore[arg-type]


def page(answer: Answer, **changes: object) -> str:
    return words(turn(shown(answer, **changes)))


def draft(*sentences: AnswerSentence, tail: str = "") -> Busy:
    made = Draft(QUESTION, "oak-7b", sentences, CITATIONS, tail, evidence=5)
    return Busy("turn-1", "q", texts.doing(made), made, CARDS, can_stop=True)


def test_it_names_its_model_its_evidence_and_what_it_took() -> None:
    assert "Written by oak-7b" in page(WRITTEN)
    assert "From 5 passages, each sentence checked" in page(WRITTEN)
    assert "412 + 96 tokens, 8.1 s, first word after 0.6 s" in page(WRITTEN)


def test_written_sentences_run_on_with_their_numbers() -> None:
    [text] = find(turn(shown(WRITTEN)), class_="fc-prose")
    assert words(text) == "The gates leak.1 Ships have to wait.2 "


def test_what_is_not_supported_is_struck_out_under_its_own_heading_with_the_reason() -> None:
    [fold] = find(turn(shown(WRITTEN)), class_="fc-struck")
    assert [words(one) for one in find(fold, tag="s")] == ["Ninety ships wait."]
    assert words(fold).startswith("Not supported by the articles (1)")
    assert texts.PROBLEMS["number"] in words(fold) and not find(fold, class_="fc-marker")


def test_what_is_not_supported_stands_nowhere_else() -> None:
    tree = turn(shown(WRITTEN))
    assert words(tree).count("Ninety") == 1 and len(find(tree, tag="s")) == 1
    assert "Ninety" not in WRITTEN.text and "Ninety" not in answer_json(WRITTEN, sheets.answer_text(WRITTEN))["answer"]


def test_every_reason_has_its_words() -> None:
    assert set(texts.PROBLEMS) == set(get_args(Problem))


def test_quotes_in_its_place_say_why_and_show_what_it_wrote() -> None:
    tree = turn(shown(QUOTED))
    assert texts.QUOTED in words(tree) and f"{BROKE_OFF}." in words(tree)
    [fold] = find(tree, class_="fc-struck")
    assert words(fold).startswith("What oak-7b wrote, checked")
    assert len(find(fold, class_="fc-marker")) == 1 and [words(one) for one in find(fold, tag="s")] == [FALSE.text]
    assert texts.INCOMPLETE not in words(tree)


@pytest.mark.parametrize(
    ("answer", "offers"),
    [(WRITTEN, 0), (QUOTED, 1), (replace(WRITTEN, is_complete=False), 1)],
)
def test_what_did_not_come_to_its_end_can_be_tried_again(answer: Answer, offers: int) -> None:
    again = [one for one in find(turn(shown(answer)), tag="button") if words(one) == texts.TRY_AGAIN]
    assert [one["does"] for one in again] == [{"send": {"again": "turn-1"}}] * offers


def test_an_answer_cut_off_says_so_and_one_that_the_reader_stopped_says_that() -> None:
    cut = replace(WRITTEN, is_complete=False)
    assert texts.INCOMPLETE in page(cut)
    assert texts.STOPPED in page(cut, is_stopped=True) and texts.INCOMPLETE not in page(cut, is_stopped=True)
    assert texts.STOPPED not in page(WRITTEN, is_stopped=True)  # it had ended when the reader pressed


def test_a_draft_shows_checked_sentences_and_apart_from_them_what_is_not_checked() -> None:
    tree = busy_turn(draft(TRUE, FALSE, tail="Ships have"))
    [text] = find(tree, class_="fc-prose")
    assert words(text) == "The gates leak.1 Ships have (not checked yet)"
    [unchecked] = find(text, class_="fc-unchecked")
    assert words(unchecked) == "Ships have (not checked yet)" and not find(unchecked, tag="sup")
    assert "1 sentence left out" in words(tree) and "Ninety" not in words(tree)
    assert {one["attributes"]["id"] for one in find(tree, class_="fc-card")} == {"turn-1-source-1", "turn-1-source-2"}
    assert "oak-7b is writing" in words(tree)


def test_a_draft_is_busy_and_can_be_stopped_with_a_key() -> None:
    tree = busy_turn(draft(tail="The"))
    [region] = find(tree, role="region", aria_label="Answer")
    assert region["attributes"]["aria-busy"] == "true"
    [stop] = [one for one in find(tree, tag="button") if words(one) == texts.STOP]
    assert stop["does"] == {"send": {"stop": "turn-1"}, "key": "Escape"}


def test_before_the_first_word_the_model_reads() -> None:
    assert "oak-7b is reading 5 passages…" in words(busy_turn(draft()))


def test_the_finished_turn_has_the_place_of_the_draft() -> None:
    before, after = busy_turn(draft(TRUE, tail="Ships")), turn(shown(WRITTEN))
    assert before["attributes"] == after["attributes"] and before["does"] == after["does"]


def test_a_screen_reader_hears_of_sources_and_of_what_was_left_out() -> None:
    assert texts.finished(WRITTEN) == "Answer finished, 2 sources, 1 sentence left out: not supported by the articles"
    assert texts.finished(replace(WRITTEN, is_complete=False)).startswith("Answer incomplete, 2 sources")


@pytest.mark.parametrize(
    ("usage", "told"),
    [
        (Usage(1412, 96, True, None, 8.13), "1,412 + 96 tokens, 8.1 s"),
        (Usage(412, 96, False, 0.6, 8.1, 0.000312),
         "about 412 + 96 tokens, 8.1 s, first word after 0.6 s, about 0.00031 at the prices set"),
        (Usage(412, 96, True, None, 8.1, 0.0), "412 + 96 tokens, 8.1 s, 0 at the prices set"),
        (Usage(412, 96, True, None, 8.1, 12.345), "412 + 96 tokens, 8.1 s, 12.35 at the prices set"),
    ],
)  # fmt: skip
def test_what_an_answer_took(usage: Usage, told: str) -> None:
    assert texts.took(usage) == told


def test_an_answer_from_earlier_says_so() -> None:
    kept = replace(WRITTEN, usage=replace(USAGE, cached=True))
    assert texts.CACHED in page(kept) and texts.CACHED not in page(WRITTEN)


def test_the_terminal_marks_what_is_not_supported_and_tells_what_it_took() -> None:
    sheet = sheets.answer(WRITTEN)
    assert sheet.startswith("Written by oak-7b\n\nThe gates leak. [1] Ships have to wait. [2]\n\nSources\n")
    assert f"\n\nNot supported by the articles (1):\n✗ Ninety ships wait. ({texts.PROBLEMS['number']})\n" in sheet
    assert sheet.endswith("\n\n" + " · ".join(texts.about_writing(WRITTEN)))


def test_the_terminal_says_why_quotes_answer() -> None:
    sheet = sheets.answer(QUOTED)
    assert sheet.startswith(f"{texts.QUOTED}\n{BROKE_OFF}.\n\nThe gates leak. [1]")
    assert "✗ Ninety ships wait." in sheet


def test_a_model_cannot_steer_the_terminal() -> None:
    nasty = AnswerSentence("Gates\x1b]0;owned\x07 leak.", (1,))
    written = replace(WRITTEN, sentences=(nasty, replace(nasty, supported=False)), model="oak\x1b[2J")
    quoted = replace(QUOTED, attempt=ModelAttempt("no_sentence", model="oak\x1b[2J", sentences=(nasty,)))
    for answer in (written, quoted):
        assert "\x1b" not in sheets.answer(answer) and "\x07" not in sheets.answer(answer)


def test_json_tells_what_was_written_and_what_it_took() -> None:
    row = answer_json(QUOTED, QUOTED.text)
    assert (row["note"], row["answerer"], row["model"], row["complete"]) == (
        "oak-7b broke off: the connection to here:1 broke off",
        "extractive",
        None,
        False,
    )
    assert row["written"] == [
        {"text": TRUE.text, "citations": [1], "supported": True, "problem": None},
        {"text": FALSE.text, "citations": [], "supported": False, "problem": "number"},
    ]
    assert row["usage"] == {"prompt_tokens": 412, "completion_tokens": 96, "counted": True, "first_word_s": 0.6,
                            "seconds": 8.1, "cost": None, "cached": False}  # fmt: skip
    assert answer_json(replace(QUOTED, attempt=None), "")["usage"] is None
