"""What a model chose and wrote, as it is shown: quotes first, its own words apart; what went wrong is said."""

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
    ModelChoice,
    Problem,
    Question,
    QuotedAnswer,
    Summary,
    Usage,
)
from factcontext.ui import sheets, texts
from factcontext.ui.answer import Busy, Searched, ShownTurn, busy_turn, turn
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
QUOTE = AnswerSentence("The gates leak.", (1,))
CHOSEN = QuotedAnswer(
    QUESTION,
    (QUOTE,),
    CITATIONS,
    choice=ModelChoice("oak-7b", 18, USAGE),
    summary=Summary("oak-7b", (TRUE, FALSE, ALSO_TRUE)),
)
CUT = replace(CHOSEN, summary=Summary("oak-7b", (TRUE,), is_complete=False))
# Quotes that no model chose.
QUOTED = QuotedAnswer(
    QUESTION,
    (TRUE,),
    CITATIONS[:1],
    attempt=ModelAttempt(
        "broke_off",
        ModelProblem("connection_broke_off", "here:1"),
        "oak-7b",
        usage=USAGE,
    ),
)
BROKE_OFF = "Oak-7b broke off: the connection to here:1 broke off"


def shown(answer: Answer, **changes: object) -> ShownTurn:
    made = ShownTurn("turn-1", answer, CARDS[: len(answer.citations)], (), (), Searched(1, 1, None, None), Filters())
    return replace(made, **changes)  # type: ignore[arg-type]


def page(answer: Answer, **changes: object) -> str:
    return words(turn(shown(answer, **changes)))


def draft(*sentences: AnswerSentence, tail: str = "") -> Busy:
    made = Draft(QUESTION, "oak-7b", 18, (QUOTE,) if sentences or tail else (), CITATIONS, sentences, tail)
    return Busy("turn-1", "q", texts.doing(made), made, CARDS, can_stop=True)


def test_it_names_its_model_its_evidence_and_what_it_took() -> None:
    assert "Quoted from your articles, chosen by oak-7b from 18 extracts" in page(CHOSEN)
    assert "412 + 96 tokens, 8.1 s, first word after 0.6 s" in page(CHOSEN)


def test_what_choosing_and_writing_took_is_told_in_one() -> None:
    both = replace(CHOSEN, summary=Summary("oak-7b", (TRUE,), Usage(100, 4, True, 0.2, 1.9)))
    assert both.usage == Usage(512, 100, True, 0.6, 10.0)


def test_the_quotes_come_first_and_the_summary_is_folded_and_marked_as_a_machines() -> None:
    tree = turn(shown(CHOSEN))
    [text] = find(tree, class_="fc-prose")
    assert words(text) == "The gates leak.1 Ships have to wait.2 "
    [fold] = [one for one in find(tree, tag="details") if words(one).startswith("In short, written by oak-7b")]
    assert texts.BY_A_MACHINE in words(fold) and "open" not in fold["attributes"]
    assert words(tree).index("The gates leak.") < words(tree).index("In short")


def test_a_summary_of_which_nothing_holds_says_so() -> None:
    assert texts.NOTHING_HOLDS in page(replace(CHOSEN, summary=Summary("oak-7b", (FALSE,))))


def test_what_is_not_supported_is_struck_out_under_its_own_heading_with_the_reason() -> None:
    [fold] = find(turn(shown(CHOSEN)), class_="fc-struck")
    assert [words(one) for one in find(fold, tag="s")] == ["Ninety ships wait."]
    assert words(fold).startswith("Not supported by the articles (1)")
    assert texts.PROBLEMS["number"] in words(fold) and not find(fold, class_="fc-marker")


def test_what_is_not_supported_stands_nowhere_else() -> None:
    tree = turn(shown(CHOSEN))
    assert words(tree).count("Ninety") == 1 and len(find(tree, tag="s")) == 1
    assert "Ninety" not in CHOSEN.text and "Ninety" not in answer_json(CHOSEN, sheets.answer_text(CHOSEN))["answer"]


def test_every_reason_has_its_words() -> None:
    assert set(texts.PROBLEMS) == set(get_args(Problem))


def test_quotes_that_no_model_chose_say_why() -> None:
    told = page(QUOTED)
    assert texts.QUOTED in told and f"{BROKE_OFF}." in told and "chosen by" not in told


@pytest.mark.parametrize(("answer", "offers"), [(CHOSEN, 0), (QUOTED, 1), (CUT, 1)])
def test_what_did_not_come_to_its_end_can_be_tried_again(answer: Answer, offers: int) -> None:
    again = [one for one in find(turn(shown(answer)), tag="button") if words(one) == texts.TRY_AGAIN]
    assert [one["does"] for one in again] == [{"send": {"again": "turn-1"}}] * offers


def test_a_summary_cut_off_says_so_and_one_that_the_reader_stopped_says_that() -> None:
    assert texts.INCOMPLETE in page(CUT)
    assert texts.STOPPED in page(CUT, is_stopped=True)
    assert texts.STOPPED not in page(CHOSEN, is_stopped=True)  # it had ended when the reader pressed


def test_a_draft_shows_checked_sentences_and_apart_from_them_what_is_not_checked() -> None:
    tree = busy_turn(draft(TRUE, FALSE, tail="Ships have"))
    [text] = find(tree, class_="fc-prose")
    assert words(text) == "The gates leak.1 Ships have (not checked yet)"
    [unchecked] = find(text, class_="fc-unchecked")
    assert words(unchecked) == "Ships have (not checked yet)" and not find(unchecked, tag="sup")
    assert "1 sentence left out" in words(tree) and "Ninety" not in words(tree)
    assert {one["attributes"]["id"] for one in find(tree, class_="fc-cited")} == {"turn-1-source-1", "turn-1-source-2"}
    assert "oak-7b is summing up" in words(tree)


def test_a_draft_is_busy_and_can_be_stopped_with_a_key() -> None:
    tree = busy_turn(draft(tail="The"))
    [region] = find(tree, role="region", aria_label="Answer")
    assert region["attributes"]["aria-busy"] == "true"
    [stop] = [one for one in find(tree, tag="button") if words(one) == texts.STOP]
    assert stop["does"] == {"send": {"stop": "turn-1"}, "lasts": True, "key": "Escape"}


def test_before_the_first_word_the_model_reads() -> None:
    assert "oak-7b is reading 18 extracts…" in words(busy_turn(draft()))


def test_the_finished_turn_has_the_place_of_the_draft() -> None:
    before, after = busy_turn(draft(TRUE, tail="Ships")), turn(shown(CHOSEN))
    assert before["attributes"] == after["attributes"] and before["does"] == after["does"]


def test_a_screen_reader_hears_of_sources_and_whether_it_came_to_its_end() -> None:
    assert texts.finished(CHOSEN) == "Answer finished, 2 sources"
    assert texts.finished(CUT).startswith("Answer incomplete, 2 sources")


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
    kept = replace(CHOSEN, choice=ModelChoice("oak-7b", 18, replace(USAGE, cached=True)))
    assert texts.CACHED in page(kept) and texts.CACHED not in page(CHOSEN)


def test_the_terminal_shows_quotes_then_the_summary_then_the_sources() -> None:
    sheet = sheets.answer(CHOSEN)
    state, quotes, summary, sources, took = sheet.split("\n\n")
    assert state == "Quoted from your articles, chosen by oak-7b from 18 extracts"
    assert quotes == "The gates leak. [1]"
    assert summary.startswith("In short, written by oak-7b:\nThe gates leak. [1] Ships have to wait. [2]\n")
    assert f"\nNot supported by the articles (1):\n✗ Ninety ships wait. ({texts.PROBLEMS['number']})\n" in summary
    assert sources.startswith("Sources\n") and [took] == texts.about_writing(CHOSEN)


def test_the_terminal_says_why_no_model_chose() -> None:
    sheet = sheets.answer(QUOTED)
    assert sheet.startswith(f"{texts.QUOTED}\n{BROKE_OFF}.\n\nThe gates leak. [1]")


def test_a_model_cannot_steer_the_terminal() -> None:
    nasty = AnswerSentence("Gates\x1b]0;owned\x07 leak.", (1,))
    summary = Summary("oak\x1b[2J", (nasty, replace(nasty, supported=False)))
    chosen = replace(CHOSEN, choice=ModelChoice("oak\x1b[2J", 18), summary=summary)
    quoted = replace(QUOTED, attempt=ModelAttempt("no_numbers", model="oak\x1b[2J"))
    for answer in (chosen, quoted):
        assert "\x1b" not in sheets.answer(answer) and "\x07" not in sheets.answer(answer)


def test_json_tells_who_chose_what_was_written_and_what_it_took() -> None:
    row = answer_json(CHOSEN, CHOSEN.text)
    assert (row["answerer"], row["model"], row["chosen_by"], row["chosen_from"]) == ("llm", "oak-7b", "oak-7b", 18)
    assert row["answer"] == "The gates leak. [1]" and row["sentences"][0]["text"] == QUOTE.text
    assert row["summary"]["text"] == "The gates leak. [1] Ships have to wait. [2]"
    assert row["summary"]["sentences"][:2] == [
        {"text": TRUE.text, "citations": [1], "supported": True, "problem": None},
        {"text": FALSE.text, "citations": [], "supported": False, "problem": "number"},
    ]


def test_json_tells_why_no_model_chose() -> None:
    row = answer_json(QUOTED, QUOTED.text)
    assert (row["note"], row["answerer"], row["model"], row["complete"], row["chosen_by"], row["summary"]) == (
        "oak-7b broke off: the connection to here:1 broke off",
        "extractive",
        None,
        False,
        None,
        None,
    )
    assert row["usage"] == {"prompt_tokens": 412, "completion_tokens": 96, "counted": True, "first_word_s": 0.6,
                            "seconds": 8.1, "cost": None, "cached": False}  # fmt: skip
    assert answer_json(replace(QUOTED, attempt=None), "")["usage"] is None
