"""Runs the analysis of articles (cleaning, sentences, statements) in a child process while the parent embeds."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from traceback import format_exception
from typing import Any

from factcontext.errors import FactContextError
from factcontext.index.attribution.statements import attribute_article
from factcontext.index.readers.first_lines import infer
from factcontext.index.records import Article, Metadata, RawArticle, Sentence, Statement
from factcontext.index.rows import (
    Row,
    article_from_row,
    article_row,
    metadata_from_row,
    metadata_row,
    raw_from_row,
    raw_row,
)
from factcontext.index.text.clean import clean
from factcontext.index.text.language import READ, detect_language, language_name
from factcontext.index.text.pipelines import pipeline
from factcontext.index.text.sentences import split
from factcontext.index.workers.analysis_message import receive, send

# Starting the process takes two seconds of a core: about as long as the analysis of so many articles.
FEW = 32
# Articles given to the process before the first of them is asked back. While 16 are embedded it gets 40 done; each
# takes some ten kilobytes here and there.
AHEAD = 64
_WORDS_SHOWN = 6  # of a sentence in a warning: as many as it takes to find it
# The process has one core to itself; threads of its own would only take the other from the embedding.
_ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


@dataclass(frozen=True, slots=True)
class AnalysisInput:
    """One file as it was read, and what the folder's sidecar says of it."""

    path: str  # relative to the folder, "/" as separator
    sha256: str  # of the file's bytes, hexadecimal
    raw: RawArticle
    said: Metadata | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article as it is stored, its sentences, and who said what in it."""

    article: Article
    sentences: Sequence[Sentence]
    statements: Sequence[Statement]


class Analyst:
    """Analyses articles: a few in this process, many in a child process, which starts to load at once."""

    def __init__(self, count: int) -> None:
        """`count` is about how many articles there will be. Raises FactContextError where no process can be started."""
        self._process: _Process | None = None
        self.expect(count)

    def expect(self, count: int) -> None:
        """Start the process where there are more articles than was thought: one file may hold thousands."""
        if self._process is None and count > FEW:
            self._process = _Process()

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._process:
            self._process.end()

    def analyse(self, inputs: Iterable[AnalysisInput], furniture: frozenset[str]) -> Iterator[Analysis | None]:
        """What is found in each file, in order; None where cleaning leaves nothing.

        `inputs` is read as results are taken, a bounded number ahead. Raises what the analysis raises, and
        FactContextError where the process ends.
        """
        if self._process is None:
            yield from (analyse_article(given, furniture) for given in inputs)
            return
        self._process.furnish(furniture)
        asked = 0
        for given in inputs:
            self._process.send(given)
            asked += 1
            if asked > AHEAD:
                yield self._process.receive()
        for _ in range(min(asked, AHEAD)):
            yield self._process.receive()


def analyse_article(given: AnalysisInput, furniture: frozenset[str]) -> Analysis | None:
    """Clean one article, settle what is known of it, and find its sentences and statements."""
    cleaned = clean_article(given, furniture)
    return find_statements(cleaned) if cleaned else None


def clean_article(given: AnalysisInput, furniture: frozenset[str]) -> Analysis | None:
    """Clean one article, settle what is known of it, and find its sentences; its statements are still to be found."""
    text = clean(given.raw.text, furniture)
    if not text:
        return None
    metadata, language = given.raw.metadata | infer(given.path, text), detect_language(text)
    article = Article(
        path=given.path,
        sha256=given.sha256,
        text=text,
        metadata=given.said | metadata if given.said else metadata,
        language=language,
        warnings=(*given.raw.warnings, *_language_warning(language)),
    )
    return Analysis(article, split(text), [])


def find_statements(cleaned: Analysis) -> Analysis:
    """Find who said what in a cleaned article."""
    article, text, sentences = cleaned.article, cleaned.article.text, cleaned.sentences
    try:
        found = attribute_article(article, sentences)
    except Exception as error:  # outside any one sentence; it must not keep all other articles out
        warning = f"nobody's words are recognised in it, for its grammar could not be read ({type(error).__name__})"
        return Analysis(replace(article, warnings=(*article.warnings, warning)), sentences, [])
    warnings = (*article.warnings, *_fault_warning(text, sentences, found.faults))
    return Analysis(replace(article, warnings=warnings), sentences, found.statements)


def _fault_warning(text: str, sentences: Sequence[Sentence], faults: Mapping[int, str]) -> Iterator[str]:
    """Which sentences' statements are missing: the first one by its beginning, the others by their number."""
    if not faults:
        return
    number, kind = min(faults.items())
    beginning = " ".join(text[sentences[number].start : sentences[number].end].split()[:_WORDS_SHOWN])
    others = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
    yield (
        f"nobody's words are recognised in the sentence “{beginning} …”{others}, "
        f"for its grammar could not be read ({kind})"
    )


def _language_warning(language: str) -> Iterator[str]:
    """That an article is not in English, and whether statements are found in it all the same."""
    if language in READ:
        return
    told, parser = f"not in English but in {language_name(language)}: it is found less well", pipeline(language)
    if parser is None:
        yield f"{told}, and nobody's words are recognised in it"
    elif parser.nlp is None:
        yield f"{told}, and nobody's words are recognised in it, for {parser.problem}"
    else:
        yield f"{told}, and statements are found in it with {parser.name}"


class _Process:
    """The child process that analyses, seen from its parent: it buffers what is sent, and its results."""

    def __init__(self) -> None:
        self._process = _start()

    def furnish(self, furniture: frozenset[str]) -> None:
        """Send the lines that are furniture; must come first."""
        self._send(sorted(furniture))

    def send(self, given: AnalysisInput) -> None:
        """Give it an article."""
        self._send(input_row(given))

    def _send(self, row: object) -> None:
        assert self._process.stdin  # a pipe was asked for
        with suppress(BrokenPipeError):  # `receive` tells what became of it
            send(row, self._process.stdin)

    def receive(self) -> Analysis | None:
        """The next result, waited for; raises what the analysis raised."""
        assert self._process.stdout
        try:
            row = receive(self._process.stdout)
        except EOFError:
            raise FactContextError(f"the process that finds statements ended {self._how()}") from None
        return analysis_from_row(row)

    def end(self) -> None:
        """End it at once, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # what was not sent is not wanted any more
                assert pipe
                pipe.close()

    def _how(self) -> str:
        """Why it ended, and what to do."""
        status = self._process.wait()
        if status < 0:
            return f"by signal {-status}, perhaps for want of memory; build again to go on"
        return f"with status {status}; build again, and if it stays so, install factcontext anew"


def input_row(given: AnalysisInput) -> Row:
    """A file as it is given to the process."""
    said = metadata_row(given.said) if given.said else None
    return {"path": given.path, "sha256": given.sha256, "raw": raw_row(given.raw), "said": said}


def input_from_row(row: Row) -> AnalysisInput:
    """The file that `input_row` wrote."""
    said = metadata_from_row(row["said"]) if row["said"] is not None else None
    return AnalysisInput(row["path"], row["sha256"], raw_from_row(row["raw"]), said)


def analysis_row(found: Analysis) -> Row:
    """What was found in an article, as the process tells it."""
    statements = [astuple(one) for one in found.statements]
    return {"article": article_row(found.article), "sentences": found.sentences, "statements": statements}


def failure_row(path: str, error: Exception) -> Row:
    """What went wrong with an article: it is raised where the result is taken, and its traceback can only be told."""
    return {"path": path, "failed": f"{type(error).__name__}: {error}", "trace": "".join(format_exception(error))}


def analysis_from_row(row: Any) -> Analysis | None:
    """What `analysis_row` wrote, or nothing; raises what went wrong instead, as `failure_row` has it."""
    if row is None:
        return None
    if "failed" in row:
        error = RuntimeError(f"{row['path']} could not be analysed: {row['failed']}")
        error.add_note(row["trace"])
        raise error
    sentences = [Sentence._make(values) for values in row["sentences"]]
    return Analysis(article_from_row(row["article"]), sentences, [Statement(*values) for values in row["statements"]])


def _start() -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "factcontext.index.workers.analysis_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD},
            process_group=0,  # Ctrl-C is for the parent to hear
        )
    except OSError as error:
        raise FactContextError(f"the process that finds statements could not be started: {error.strerror}") from error
