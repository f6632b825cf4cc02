"""Figures count what they say they count."""

import pytest

from factcontext.index.records import Article, Hit, Passage
from factcontext.rag.evaluate import Gold, evaluate, meets, read_case, share
from factcontext.rag.records import AnswerSentence, Citation, NoAnswer, Question, QuotedAnswer, Turn

ARTICLE = Article("harbour.txt", "0" * 64, "The gates are rusty, Ines Calder said. Ships wait outside.")
ROW: dict[str, object] = {
    "id": "1",
    "type": "said",
    "question": "What did Calder say about the gates?",
    "gold": [{"article": "harbour.txt", "span": [0, 19], "quote": "The gates are rusty"}],
    "answer": "The gates are rusty",
    "speaker": "Ines Calder",
}


def answer(start=0, end=38, abstained=False, confidence=0.9):
    question = Question("q", "q", "said", "Calder", "gates")
    if abstained:
        return NoAnswer(question, "not_answered", confidence=confidence)
    quote = ARTICLE.text[start:end]
    hits = (Hit(Passage("harbour.txt", start, end), 1.0, quote),)
    sentences = (AnswerSentence(quote, (1,)),)
    citation = Citation(1, ARTICLE, start, end, quote, speaker="Ines Calder")
    return QuotedAnswer(question, sentences, (citation,), hits=hits, confidence=confidence)


def figures(row, made):
    return {
        name: figure.value for name, figure in evaluate([read_case(row)], lambda asked, history: made).figures.items()
    }


def test_a_gold_citation_counts():
    assert figures(ROW, answer())["said_citation_at_1"] == 1


def test_another_sentence_of_the_article_does_not():
    assert figures(ROW, answer(39, 58))["said_citation_at_1"] == 0


def test_a_refused_answerable_question_counts_against():
    found = figures(ROW, answer(abstained=True))
    assert (found["said_refused"], found["said_citation_at_1"]) == (1, 0)


def test_a_rejected_unanswerable_question_counts_for():
    row: dict[str, object] = {"id": "2", "type": "unanswerable", "question": "?", "gold": [], "answer": None}
    assert figures(row, answer(abstained=True))["unanswerable_rejected"] == 1
    assert figures(row, answer())["unanswerable_rejected"] == 0


def test_a_readers_question_counts_under_its_kind_and_under_all():
    row = {key: value for key, value in ROW.items() if key != "type"} | {"kind": "react"}
    found = figures(row, answer())
    assert found["react_citation_at_1"] == found["natural_citation_at_1"] == 1
    assert figures(row, answer(39, 58))["natural_citation_at_1"] == 0
    assert figures({**row, "gold": []}, answer())["natural_rejected"] == 0


def test_a_readers_quote_is_met_by_its_letters():
    row = {"id": "1", "kind": "said", "question": "?", "gold": [{"article": "harbour.txt", "quote": "“THE gates"}]}
    assert figures(row, answer())["said_citation_at_1"] == 1


def test_a_question_is_asked_after_what_was_asked_before():
    row = {"id": "1", "kind": "followup", "question": "Why?", "history": [{"question": "a", "answer": "b"}], "gold": []}
    asked = []

    def ask(question, history):
        asked.append((question, history))
        return answer()

    evaluate([read_case(row)], ask)
    assert asked == [("Why?", (Turn("a", "b"),))]


def test_half_of_the_shorter_quote_is_enough_white_space_aside():
    gold = Gold("harbour.txt", "The  gates\nare rusty")
    assert meets("harbour.txt", "gates are rusty, said", gold)
    assert not meets("harbour.txt", "rusty nails are sold here every day", gold)
    assert not meets("other.txt", "The gates are rusty", gold)
    assert meets("other.txt", "The gates are rusty", gold, also_in=["harbour.txt"])


def test_the_interval_holds_the_share_and_narrows_with_more():
    few, many = share([True] * 9 + [False]), share([True] * 90 + [False] * 10)
    assert few.low < 0.9 < few.high
    assert many.high - many.low < few.high - few.low


def test_the_curve_rises_with_the_threshold():
    cases = [read_case(ROW), read_case({**ROW, "id": "2", "type": "unanswerable", "gold": [], "question": "x"})]
    made = {ROW["question"]: answer(confidence=0.9), "x": answer(abstained=True, confidence=0.4)}
    curve = evaluate(cases, lambda asked, history: made[asked]).curve
    assert [(point.threshold, point.rejected, point.refused) for point in curve] == [(0.4, 0.0, 0.0), (0.9, 1.0, 0.0)]


def test_a_row_without_a_question_is_refused():
    with pytest.raises(KeyError):
        read_case({"id": "1", "type": "said"})
