"""On the development sets, where they are at hand: every citation is exact, and retrieval keeps its floors."""

import json
from collections.abc import Iterator, Mapping
from functools import partial

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.records import Hit
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.evaluate import Case, evaluate, meets, read_case
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, NoAnswer, shown_citations
from factcontext.rag.retrieval.retrieve import make_query, retrieve
from factcontext.rag.statements import SURE
from tests.house import SHARED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "eval" / "news").is_dir(), reason="the development sets are not at hand"),
]

Answered = list[tuple[Case, Answer]]


def cases(*names: str) -> Iterator[Case]:
    for name in names:
        for line in (SHARED / "eval" / name).read_text("utf-8").splitlines():
            yield read_case(json.loads(line))


@pytest.fixture(scope="module")
def libraries(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Library]:
    """The two development sets, indexed."""
    made = {}
    for name in ("news", "factoid"):
        index = tmp_path_factory.mktemp(name) / "index"
        build(SHARED / "eval" / name / "articles", index, embedder)
        made[name] = Library.open(index)
    return made


@pytest.fixture(scope="module")
def answered(libraries: Mapping[str, Library], embedder: Embedder) -> Answered:
    """Every development question with its answer."""
    sets = {"news": ("news/questions.jsonl", "news/paraphrased.jsonl"), "factoid": ("factoid/questions.jsonl",)}
    readers = {name: Reader(library, embedder) for name, library in libraries.items()}
    return [(case, ask(case.question, readers[name])) for name, files in sets.items() for case in cases(*files)]


def passage_first(answered: Answered, kind: str) -> float:
    """The share of questions of a kind whose first passage is a gold one."""
    firsts = [(case, answer.hits[0]) for case, answer in answered if case.type == kind]
    good = [any(meets(hit.passage.article, hit.text, gold) for gold in case.gold) for case, hit in firsts]
    return sum(good) / len(good)


def test_every_citation_is_its_articles_own_words(answered):
    for case, answer in answered:
        for citation in shown_citations(answer):
            assert citation.article.text[citation.start : citation.end] == citation.quote != "", case.id


def test_every_sentence_of_an_answer_is_cited_and_its_quote_shown(answered):
    for case, answer in answered:
        numbers = {citation.n: citation.quote for citation in answer.citations}
        for sentence in answer.sentences:
            assert sentence.citations and numbers[sentence.citations[0]] in sentence.text, case.id


def test_an_abstention_cites_nothing_and_gives_its_reason(answered):
    for case, answer in answered:
        assert isinstance(answer, NoAnswer) == (not answer.citations), case.id


def test_nobody_else_is_quoted_for_the_one_who_is_asked_about(answered, libraries):
    for case, answer in answered:
        asked = answer.question.speaker
        for citation in answer.citations if asked else ():
            library = libraries["news" if citation.article.path.count("_") else "factoid"]
            theirs = [s for s in library.statements(citation.article.path) if s.speaker == citation.speaker]
            meant = library.directory.meant_by(asked)
            if all(sure < SURE for sure in meant.values()):  # those who may be meant are quoted by their own names
                continue
            assert citation.speaker is None or any(meant.get(s.speaker_id, 0) >= SURE for s in theirs), case.id


@pytest.mark.parametrize(("kind", "floor"), [("said", 0.87), ("who", 0.98), ("factoid", 0.90)])
def test_a_gold_passage_comes_first(answered, kind, floor):
    plain = [(case, answer) for case, answer in answered if not case.id.startswith("para-")]
    assert passage_first(plain, kind) >= floor


# Somewhat below what was reached (docs/quality.md): a question or two may change sides without a loss.
@pytest.mark.parametrize(
    ("figure", "floor"),
    [("said_citation_at_1", 0.92), ("said_citation_at_3", 0.95), ("said_speaker", 0.97), ("factoid_answer", 0.86)],
)
def test_answers_keep_their_floors(answered, figure, floor):
    answers = {case.question: answer for case, answer in answered if not case.id.startswith("para-")}
    cases = [case for case, _ in answered if case.question in answers]
    assert evaluate(cases, lambda asked, history: answers[asked]).figures[figure].value >= floor


@pytest.mark.parametrize("kind", ["said", "who", "factoid"])
def test_both_searches_together_never_lose_to_the_better_one(answered, libraries, embedder, kind):
    together = passage_first([pair for pair in answered if not pair[0].id.startswith("para-")], kind)
    library = libraries["factoid" if kind == "factoid" else "news"]
    asked = [case for case, _ in answered if case.type == kind and not case.id.startswith("para-")]
    # One question in a hundred, since the order of "who" serves readers' own words as well as the article's.
    assert together >= max(_alone(asked, library, embedder)) - 0.01


def _alone(asked: list[Case], library: Library, embedder: Embedder) -> tuple[float, float]:
    """How often a gold passage is first by words alone, and by vectors alone."""
    firsts = []
    for case in asked:
        question = understand(case.question, (), LibraryNames(library), library.span)
        candidates = retrieve(make_query(question, library, embedder), library, question.narrowed)
        best = (candidates.words.argmax(), candidates.cosines.argmax())
        firsts.append([_gold(hit, case) for hit in library.hits([(int(candidates.passages[n]), 0.0) for n in best])])
    words, vectors = zip(*firsts, strict=True)
    return sum(words) / len(asked), sum(vectors) / len(asked)


def _gold(hit: Hit, case: Case) -> bool:
    return any(meets(hit.passage.article, hit.text, gold) for gold in case.gold)


@pytest.fixture(scope="module")
def example(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory):
    """Asks the example page."""
    index = tmp_path_factory.mktemp("example") / "index"
    build(SHARED / "articles", index, embedder)
    return partial(ask, reader=Reader(Library.open(index), embedder))


def test_the_example_question_is_answered_by_the_spokeswoman(example):
    first = example("what did Russia say about the probe?").citations[0]
    assert (first.speaker, first.office) == ("Maria Zakharova", "Foreign Ministry spokeswoman")
    assert "it is very dangerous to play with such words" in first.quote


def test_who_called_for_an_investigation_is_answered_with_kerry(example):
    assert example("Who called for a war crimes investigation on Friday?").citations[0].speaker == "John Kerry"


def test_what_ayrault_said_about_the_meeting_is_quoted(example):
    first = example("What did Ayrault say about the president's meeting with Putin?").citations[0]
    assert first.speaker == "Jean-Marc Ayrault"
    assert "would take the Aleppo bombardment into consideration" in first.quote


def test_whether_russia_blocked_a_resolution_is_quoted(example):
    first = example("Did Russia block a UN resolution?").citations[0]
    assert "blocked a U.N. Security Council resolution" in first.quote


@pytest.mark.parametrize("asked", ["What did Merkel say about the probe?", "What is the population of Aleppo?"])
def test_what_is_not_in_it_is_said_to_be_not_in_it(example, asked):
    assert isinstance(example(asked), NoAnswer)


def test_no_furniture_is_ever_evidence(example):
    for asked in ("Who is in the picture?", "CBS News app", "browser notifications", "brutal assault on Aleppo video"):
        answer = example(asked)
        for citation in shown_citations(answer):
            for furniture in ("View CBS", "App Open", "Be the first", "01:28", ".jpg", "REUTERS", "Watch CBS"):
                assert furniture not in citation.quote
