"""After a model has written: what of it is shown, and when quotes answer in its place or nothing does."""

from dataclasses import replace

import pytest

from factcontext.index.records import Article
from factcontext.rag.answering.generate import Written
from factcontext.rag.answering.settle import settle
from factcontext.rag.records import Answer, AnswerSentence, Citation, Question
from tests.fakes import QueuedWriter

TEXT = "Orr said no. Lund said yes. Nobody else spoke."
ARTICLE = Article("port.txt", "0" * 64, TEXT)
WRITER = QueuedWriter(model="small")


def cited(n: int, words: str) -> Citation:
    start = TEXT.index(words)
    return Citation(n, ARTICLE, start, start + len(words), words)


QUOTED = Answer(
    Question("What was said?", "What was said?", "fact", None, "said"),
    (AnswerSentence("Orr said no.", (1,)),),
    (cited(1, "Orr said no."),),
    evidence=3,
)
TRUE = AnswerSentence("Lund agreed.", (1,))
ALSO = AnswerSentence("Orr did not.", (2,))
FALSE = AnswerSentence("Orr resigned.", (), supported=False, problem="support")
WRITTEN = Written((TRUE, ALSO), (cited(1, "Lund said yes."), cited(2, "Orr said no.")), begun=True, nearest=1.0)


def written(*sentences: AnswerSentence, **rest: object) -> Written:
    return replace(WRITTEN, sentences=sentences, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentences", "answerer"),
    [
        ((TRUE, ALSO), "llm"),
        ((TRUE, FALSE), "llm"),  # one of two is an answer and a slip
        ((TRUE, ALSO, FALSE), "llm"),
        ((TRUE, FALSE, FALSE), "extractive"),
        ((TRUE, ALSO, FALSE, FALSE), "extractive"),
        ((FALSE,), "extractive"),
        ((), "extractive"),
    ],
)
def test_quotes_answer_where_little_is_left(sentences, answerer):
    answer = settle(written(*sentences), QUOTED, WRITER)
    assert answer.answerer == answerer
    assert (answer.note is None) == (answerer == "llm")
    if answerer == "llm":
        assert (answer.model, answer.sentences, answer.written) == ("small", sentences, ())
    else:
        assert (answer.model, answer.sentences, len(answer.written)) == (None, QUOTED.sentences, len(sentences))


def test_what_goes_along_with_quotes_has_the_numbers_of_their_citations():
    answer = settle(written(TRUE, ALSO, FALSE, FALSE), QUOTED, WRITER)
    assert [(c.n, c.quote) for c in answer.citations] == [(1, "Orr said no."), (2, "Lund said yes.")]
    assert [one.citations for one in answer.written] == [(2,), (1,), (), ()]


def test_what_broke_off_before_a_word_is_a_whole_answer_in_quotes():
    answer = settle(Written((), (), fault="nothing answers at here:1"), QUOTED, WRITER)
    assert (answer.answerer, answer.complete) == ("extractive", True)
    assert answer.note == "The model was not used: nothing answers at here:1"


def test_what_broke_off_after_words_is_never_a_finished_answer():
    answer = settle(written(TRUE, ALSO, fault="the connection broke off"), QUOTED, WRITER)
    assert (answer.answerer, answer.complete, answer.note) == (
        "extractive",
        False,
        "small broke off: the connection broke off",
    )


def test_what_the_reader_stopped_is_kept_as_far_as_it_holds():
    answer = settle(written(TRUE, stopped=True), QUOTED, WRITER)
    assert (answer.answerer, answer.complete, answer.sentences) == ("llm", False, (TRUE,))
    assert settle(written(stopped=True), QUOTED, WRITER).answerer == "extractive"


def test_what_rests_on_lesser_evidence_alone_is_beside_the_question():
    answer = settle(written(TRUE, nearest=0.7), QUOTED, WRITER)
    assert (answer.answerer, answer.note) == ("extractive", "What small wrote is beside the question")


def test_a_refusal_is_an_abstention_unless_something_was_found_all_the_same():
    refused = settle(written(refused=True), QUOTED, WRITER)
    assert (refused.abstained, refused.reason, refused.citations) == (True, "not_answered", ())
    assert refused.offered == QUOTED.citations
    assert settle(written(TRUE, refused=True), QUOTED, WRITER).answerer == "llm"
