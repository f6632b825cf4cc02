"""After a model has written: what of it is shown, and when quotes answer in its place or nothing does."""

from dataclasses import replace

import pytest

from factcontext.errors import ModelProblem
from factcontext.index.records import Article
from factcontext.rag.answering.generate import CheckedText
from factcontext.rag.answering.settle import settle
from factcontext.rag.records import (
    AnswerSentence,
    Citation,
    ModelAttempt,
    NoAnswer,
    Question,
    QuotedAnswer,
    WrittenAnswer,
)
from tests.fakes import QueuedWriter

TEXT = "Orr said no. Lund said yes. Nobody else spoke."
ARTICLE = Article("port.txt", "0" * 64, TEXT)
WRITER = QueuedWriter(model="small")


def cited(n: int, words: str) -> Citation:
    start = TEXT.index(words)
    return Citation(n, ARTICLE, start, start + len(words), words)


QUOTED = QuotedAnswer(
    Question("What was said?", "What was said?", "fact", None, "said"),
    (AnswerSentence("Orr said no.", (1,)),),
    (cited(1, "Orr said no."),),
)
TRUE = AnswerSentence("Lund agreed.", (1,))
ALSO = AnswerSentence("Orr did not.", (2,))
FALSE = AnswerSentence("Orr resigned.", (), supported=False, problem="support")
WRITTEN = CheckedText((TRUE, ALSO), (cited(1, "Lund said yes."), cited(2, "Orr said no.")), begun=True, nearest=1.0)


def written(*sentences: AnswerSentence, **rest: object) -> CheckedText:
    return replace(WRITTEN, sentences=sentences, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentences", "outcome"),
    [
        ((TRUE, ALSO), None),
        ((TRUE, FALSE), None),  # one of two is an answer and a slip
        ((TRUE, ALSO, FALSE), None),
        ((TRUE, FALSE, FALSE), "little_supported"),
        ((TRUE, ALSO, FALSE, FALSE), "little_supported"),
        ((FALSE,), "unsupported"),
        ((), "no_sentence"),
    ],
)
def test_quotes_answer_where_little_is_left(sentences, outcome):
    answer = settle(written(*sentences), QUOTED, 3, WRITER)
    if outcome is None:
        assert isinstance(answer, WrittenAnswer)
        assert (answer.model, answer.sentences, answer.evidence) == ("small", sentences, 3)
    else:
        attempt = attempt_of(answer)
        assert (attempt.outcome, len(attempt.sentences), attempt.evidence) == (outcome, len(sentences), 3)
        assert answer.sentences == QUOTED.sentences


def attempt_of(answer) -> ModelAttempt:
    """What became of the model in whose place quotes answer."""
    assert isinstance(answer, QuotedAnswer) and answer.attempt
    return answer.attempt


def test_what_goes_along_with_quotes_has_the_numbers_of_their_citations():
    answer = settle(written(TRUE, ALSO, FALSE, FALSE), QUOTED, 3, WRITER)
    assert [(c.n, c.quote) for c in answer.citations] == [(1, "Orr said no."), (2, "Lund said yes.")]
    assert [one.citations for one in attempt_of(answer).sentences] == [(2,), (1,), (), ()]


def test_what_broke_off_before_a_word_is_a_whole_answer_in_quotes():
    problem = ModelProblem("connection_refused", "here:1")
    answer = settle(CheckedText((), (), problem=problem), QUOTED, 3, WRITER)
    assert answer.is_complete
    assert (attempt_of(answer).outcome, attempt_of(answer).problem) == ("not_used", problem)


def test_what_broke_off_after_words_is_never_a_finished_answer():
    problem = ModelProblem("connection_broke_off", "here:1")
    answer = settle(written(TRUE, ALSO, problem=problem), QUOTED, 3, WRITER)
    assert not answer.is_complete
    assert (attempt_of(answer).outcome, attempt_of(answer).problem) == ("broke_off", problem)


def test_what_the_reader_stopped_is_kept_as_far_as_it_holds():
    answer = settle(written(TRUE, stopped=True), QUOTED, 3, WRITER)
    assert isinstance(answer, WrittenAnswer)
    assert (answer.is_complete, answer.sentences) == (False, (TRUE,))
    early = settle(written(stopped=True), QUOTED, 3, WRITER)
    assert attempt_of(early).outcome == "stopped" and not early.is_complete


def test_what_rests_on_lesser_evidence_alone_is_beside_the_question():
    assert attempt_of(settle(written(TRUE, nearest=0.7), QUOTED, 3, WRITER)).outcome == "beside_question"


def test_a_refusal_is_an_abstention_unless_something_was_found_all_the_same():
    refused = settle(written(refused=True), QUOTED, 3, WRITER)
    assert isinstance(refused, NoAnswer) and refused.attempt
    assert (refused.reason, refused.attempt.outcome) == ("not_answered", "refused")
    assert (refused.own, refused.others) == ((), QUOTED.citations)
    assert isinstance(settle(written(TRUE, refused=True), QUOTED, 3, WRITER), WrittenAnswer)


def test_after_a_refusal_the_asked_speakers_quotes_are_offered_as_theirs():
    asked = replace(QUOTED, question=replace(QUOTED.question, speaker="Orr"))
    refused = settle(written(refused=True), asked, 3, WRITER)
    assert isinstance(refused, NoAnswer) and (refused.own, refused.others) == (QUOTED.citations, ())
