"""Answers written by a model beside answers in quotes, on development questions: python -m bench.written --help.

What the model writes is recorded, so that a run that was stopped goes on where it was, and one that is through can be
judged anew after the check has changed. The recording holds words of the articles: keep it out of the repository.
"""

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from factcontext.errors import FactContextError, ModelFailed, ModelProblem
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.answering.write import Pen
from factcontext.rag.ask import ask
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.evaluate import Case, meets, read_case
from factcontext.rag.reader import Reader
from factcontext.rag.records import (
    Answer,
    AnswerSchema,
    AnswerSentence,
    Message,
    NoAnswer,
    Piece,
    Usage,
    Writer,
    WrittenAnswer,
)
from factcontext.settings import read_settings

KINDS = ("said", "reworded", "who", "factoid", "unanswerable")
SEED = 20


class Recorded:
    """A model whose answers are kept in a file, those that broke off too."""

    def __init__(self, writer: Writer, path: Path) -> None:
        self._writer, self._path = writer, path
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self._known = {row["key"]: row for row in map(json.loads, lines)}
        self.model, self.endpoint = writer.model, writer.endpoint
        self.context_tokens, self.max_tokens = writer.context_tokens, writer.max_tokens
        self.deadline_s = 3600.0  # what is recorded may have taken its time

    def write(
        self, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None = None
    ) -> Generator[Piece, None, None]:
        """Write on, or write again what was written once."""
        form = [schema] if schema is not None else []
        told = json.dumps([self.model, max_tokens, *([m.role, m.content] for m in messages), *form])
        key = hashlib.sha256(told.encode()).hexdigest()
        if key not in self._known:
            self._known[key] = row = {"key": key, **self._ask(messages, max_tokens, schema)}
            with self._path.open("a", encoding="utf-8") as out:
                print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
        row = self._known[key]
        yield Piece(row["text"])
        if row["usage"]:
            yield Piece(usage=Usage(**row["usage"]))
        if row["problem"]:
            raise ModelFailed(ModelProblem(**row["problem"]))

    def _ask(self, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None) -> dict[str, object]:
        text, usage, problem = "", None, None
        try:
            for piece in self._writer.write(messages, max_tokens, schema):
                text += piece.text
                usage = piece.usage or usage
        except ModelFailed as failed:
            problem = asdict(failed.problem)
        return {"text": text, "usage": asdict(usage) if usage else None, "problem": problem}


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """One question with both answers."""

    kind: str
    case: Case
    quoted: Answer
    written: Answer


def main() -> None:
    """Ask the questions both ways and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path, help="the folder of the development sets")
    parser.add_argument("news", type=Path, help="the index of its news articles")
    parser.add_argument("factoid", type=Path, help="the index of its encyclopaedic articles")
    parser.add_argument("recording", type=Path, help="where what the model writes is kept")
    parser.add_argument("-n", type=int, default=25, help="questions of each kind (25)")
    parser.add_argument("--show", action="store_true", help="print every answer")
    arguments = parser.parse_args()
    endpoint = read_settings().endpoint
    if endpoint is None:
        raise FactContextError("set FACTCONTEXT_LLM_BASE_URL")
    writer = Recorded(ModelWriter(endpoint), arguments.recording)
    rows = list(_rows(arguments, writer))
    if arguments.show:
        for row in rows:
            _show(row)
    _print(rows)


def _rows(arguments: argparse.Namespace, writer: Writer) -> Iterator[AnswerPair]:
    embedder = load_embedder()
    readers = {name: Reader(Library.open(getattr(arguments, name)), embedder) for name in ("news", "factoid")}
    for kind in KINDS:
        for place, case in _sample(arguments.eval, kind, arguments.n):
            reader = readers[place]
            quoted = ask(case.question, reader)
            written = ask(case.question, reader, pen=Pen(writer))
            print(f"{kind} {case.id}", file=sys.stderr, flush=True)
            yield AnswerPair(kind, case, quoted, written)


def _sample(folder: Path, kind: str, n: int) -> list[tuple[str, Case]]:
    """The same questions each time; of those without an answer, half are about the encyclopaedic articles."""
    if kind == "unanswerable":
        return [*_pick(folder, "news", kind, n - n // 2), *_pick(folder, "factoid", kind, n // 2)]
    return _pick(folder, "factoid" if kind == "factoid" else "news", kind, n)


def _pick(folder: Path, place: str, kind: str, n: int) -> list[tuple[str, Case]]:
    path = folder / place / ("paraphrased.jsonl" if kind == "reworded" else "questions.jsonl")
    cases = [read_case(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    fitting = [case for case in cases if kind in (case.type, "reworded")]
    return [(place, case) for case in random.Random(SEED).sample(fitting, n)]


def _print(rows: Sequence[AnswerPair]) -> None:
    print(f"{'':<14}{'':<8}" + "".join(f"{name:>12}" for name in _COLUMNS))
    for kind in KINDS:
        mine = [row for row in rows if row.kind == kind]
        print(f"{kind:<14}{'quotes':<8}" + _line(_figures(mine, [row.quoted for row in mine])))
        print(f"{'':<14}{'model':<8}" + _line(_figures(mine, [row.written for row in mine])))
    sentences = [one for row in rows for one in _wrote(row.written)]
    print(f"\nsentences written: {len(sentences)}, supported: {sum(one.supported for one in sentences)}")
    print("not supported:", dict(Counter(one.problem for one in sentences if not one.supported)))
    attempts = [row.written.attempt for row in rows if row.written.attempt]
    print("in place of the model:", dict(Counter(attempt.outcome for attempt in attempts)))
    usages = [row.written.usage for row in rows if row.written.usage]
    for name in ("first_word_s", "seconds", "prompt_tokens", "completion_tokens"):
        values = sorted(value for usage in usages if (value := getattr(usage, name)) is not None)
        print(f"{name}: median {median(values):.1f}, 90 of 100 below {values[int(0.9 * (len(values) - 1))]:.1f}")


def _wrote(answer: Answer) -> Sequence[AnswerSentence]:
    """What the model wrote, whether it is the answer or goes along with one in quotes."""
    if answer.attempt:
        return answer.attempt.sentences
    return answer.sentences if isinstance(answer, WrittenAnswer) else ()


_COLUMNS = ("answered", "by model", "gold cited", "cites gold", "sentences", "seconds")


def _figures(rows: Sequence[AnswerPair], answers: Sequence[Answer]) -> list[float]:
    """Share answered, share written by the model, of the answerable ones citation recall and precision, and more."""
    gold = [(row.case, answer) for row, answer in zip(rows, answers, strict=True) if row.case.gold]
    hits = [[_is_gold(citation, case) for citation in answer.citations] for case, answer in gold]
    answered = [answer for answer in answers if not isinstance(answer, NoAnswer)]
    return [
        _mean(not isinstance(answer, NoAnswer) for answer in answers),
        _mean(isinstance(answer, WrittenAnswer) for answer in answers),
        _mean(any(one) for one in hits),
        _mean(hit for one in hits for hit in one),
        _mean(sum(s.supported for s in answer.sentences) for answer in answered),
        median([answer.usage.seconds if answer.usage else answer.timings["total"] for answer in answers]),
    ]


def _is_gold(citation: object, case: Case) -> bool:
    return any(meets(citation.article.path, citation.quote, gold, citation.also_in) for gold in case.gold)  # type: ignore[attr-defined]


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else float("nan")


def _line(figures: Iterable[float]) -> str:
    return "".join(f"{figure:>12.3f}" for figure in figures)


def _show(row: AnswerPair) -> None:
    answer = row.written
    print(f"\n{row.kind} {row.case.id}: {row.case.question}\n  gold: {[gold.quote for gold in row.case.gold]}")
    print(f"  {type(answer).__name__}, {answer.attempt.outcome if answer.attempt else ''}")
    for sentence in (*answer.sentences, *(answer.attempt.sentences if answer.attempt else ())):
        print(f"  {'+' if sentence.supported else '-'} {sentence.problem or ''} {sentence.citations} {sentence.text}")
    for citation in answer.citations:
        print(f"    {citation.n} {citation.speaker}: {citation.quote}")


if __name__ == "__main__":
    main()
