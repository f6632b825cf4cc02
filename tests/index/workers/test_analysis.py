"""Articles are analysed beside the embedding as they are in one process, and the process never outlives its parent."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from factcontext.errors import FactContextError
from factcontext.index.attribution.statements import ArticleStatements
from factcontext.index.readers import read_article
from factcontext.index.records import Article, Metadata, RawArticle, Sentence, Value
from factcontext.index.workers import analysis
from factcontext.index.workers.analysis import AHEAD, FEW, Analysis, AnalysisInput, Analyst
from tests.house import ROOT
from tests.invented import HARBOUR, ORCHARD

MANY = FEW + 1  # so many that a process is started
NOTHING: frozenset[str] = frozenset()
# Begins an analysis, tells the process that it started, and waits.
PARENT = """
import psutil, time
from factcontext.index.workers.analysis import Analyst, AnalysisInput
from factcontext.index.records import RawArticle

def raws():
    yield AnalysisInput("a.txt", "0", RawArticle("Taxes fell, Vera Lund said."), None)
    print(psutil.Process().children()[0].pid, flush=True)
    time.sleep(60)

try:
    next(Analyst(500).analyse(raws(), frozenset()))
except KeyboardInterrupt:
    pass
"""


def raw(text: str, path: str = "a.txt", said: Metadata | None = None) -> AnalysisInput:
    return AnalysisInput(path, "0", RawArticle(text), said)


@contextmanager
def analysed(
    raws: Iterable[AnalysisInput], count: int, furniture: frozenset[str] = NOTHING
) -> Iterator[Iterator[Analysis | None]]:
    """What is found in them; at the end of a with-statement the process is ended."""
    with closing(Analyst(count)) as analyst:
        yield analyst.analyse(raws, furniture)


def found(raws: Iterable[AnalysisInput], count: int, *furniture: str) -> list[Analysis | None]:
    with analysed(raws, count, frozenset(furniture)) as results:
        return list(results)


def the_child() -> psutil.Process:
    module = "factcontext.index.workers.analysis_process"
    [child] = [one for one in psutil.Process().children() if module in one.cmdline()]
    return child


def test_one_file_that_turns_out_to_hold_many_articles_has_a_process() -> None:
    with closing(Analyst(1)) as analyst:
        analyst.expect(FEW)
        with pytest.raises(ValueError, match="not enough values"):
            the_child()
        analyst.expect(MANY)
        analyst.expect(MANY)
        assert the_child()


def test_a_process_finds_what_is_found_here(sample: Path) -> None:
    files = sorted(path for path in sample.rglob("*") if path.suffix in (".txt", ".md"))
    raws = [AnalysisInput(path.name, "0", read_article(path, path.read_bytes()), None) for path in files]
    raws.append(raw("Sign in to read on.\n\nSubscribe now", "empty.txt"))
    raws.append(raw(ORCHARD, "told.txt", Metadata(publisher=Value("The Echo", "sidecar"))))
    here = found(raws, FEW, "Subscribe now")
    assert found(raws, MANY, "Subscribe now") == here
    assert sum(len(one.statements) for one in here if one) > 100
    assert here[-1] and here[-1].article.publisher == "The Echo"


def test_what_is_nothing_but_furniture_is_no_article() -> None:
    nothing, something = found([raw("Read more here"), raw(HARBOUR)], 2, "Read more here")
    assert nothing is None
    assert isinstance(something, Analysis)


@pytest.mark.parametrize("count", [FEW, MANY])
def test_files_are_taken_as_results_are(count: int) -> None:
    taken = 0

    def endless() -> Iterator[AnalysisInput]:
        nonlocal taken
        while True:
            taken += 1
            yield raw(HARBOUR)

    with analysed(endless(), count) as results:
        for number in range(1, 4):
            next(results)
            assert taken <= number + AHEAD


def test_results_are_the_same_in_whatever_company() -> None:
    alone = [*found([raw(HARBOUR)], 1), *found([raw(ORCHARD)], 1)]
    assert found([raw(HARBOUR), raw(ORCHARD)], 2) == alone


def test_an_article_whose_grammar_cannot_be_read_is_kept_without_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(article: Article, sentences: Sequence[Sentence]) -> ArticleStatements:
        raise IndexError("no word before the first")

    monkeypatch.setattr(analysis, "attribute_article", fail)
    [one] = found([raw(HARBOUR)], 1)
    assert one and one.sentences and not one.statements
    assert one.article.warnings == (
        "nobody's words are recognised in it, for its grammar could not be read (IndexError)",
    )


@pytest.mark.parametrize("faults, others", [({1: "IndexError"}, ""), ({1: "IndexError", 3: "KeyError"}, " and 1 more")])
def test_a_sentence_whose_grammar_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, faults: dict[int, str], others: str
) -> None:
    monkeypatch.setattr(analysis, "attribute_article", lambda article, sentences: ArticleStatements([], faults))
    [one] = found([raw("The sun rose. The mayor of Velm went to the old harbour. It rained. It stopped.")], 1)
    assert one and one.article.warnings == (
        "nobody's words are recognised in the sentence “The mayor of Velm went to …”" + others + ", "
        "for its grammar could not be read (IndexError)",
    )


def test_its_errors_are_raised_here() -> None:
    broken = AnalysisInput("b.txt", "0", RawArticle(7), None)  # type: ignore[arg-type]
    with analysed([raw(HARBOUR), broken], MANY) as results:
        next(results)
        with pytest.raises(RuntimeError, match="b.txt could not be analysed: .*Error") as caught:
            next(results)
    assert "workers/analysis_process.py" in caught.value.__notes__[0]


def test_a_process_that_dies_is_an_error_not_a_wait() -> None:
    with analysed((raw(HARBOUR) for _ in range(1000)), 1000) as results:
        next(results)
        the_child().kill()
        with pytest.raises(FactContextError, match="ended by signal 9, perhaps for want of memory; build again"):
            list(results)


def test_closing_ends_the_process() -> None:
    with analysed((raw(HARBOUR) for _ in range(1000)), 1000) as results:
        next(results)
        child = the_child()
    assert not child.is_running()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_parent_and_without_a_word(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # as in a terminal, where Ctrl-C is heard by all of them
    ) as parent:
        assert parent.stdout and parent.stderr
        child = psutil.Process(int(parent.stdout.readline()))
        os.killpg(parent.pid, number) if number == signal.SIGINT else parent.send_signal(number)
        parent.wait(10)
        psutil.wait_procs([child], timeout=5)
        assert not child.is_running()
        assert parent.stderr.read() == ""
