"""How far evidence would carry a model that points at it without fault, and how far the model of an endpoint gets.

Usage: python -m bench.pointing INDEX QUESTIONS.jsonl [--most 10 20] [--model N --recording FILE]
INDEX must have been built from the articles that the questions are about; they are in the format of readers' questions.
Without --model it asks no model: of the questions that have an answer it counts those with gold among the evidence that
a model would be given. With it, N questions of each kind are answered in quotes alone and by the endpoint's model. What
the model writes is recorded, so that a run that was stopped goes on; it holds words of the articles: keep it apart.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from bench.recorded import Recorded
from factcontext.errors import FactContextError
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.answering.choice import MOST, choose_widely
from factcontext.rag.answering.write import Pen
from factcontext.rag.ask import ask
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.evaluate import Case, meets_copied, read_case, share
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, Citation, Evidence, NoAnswer, QuotedAnswer, Writer
from factcontext.rag.retrieval.search import NO_FILTERS
from factcontext.settings import read_settings

SEED = 20
ALL = "all"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--most", type=int, nargs="+", default=[MOST], help="pieces of evidence that are given")
    parser.add_argument("--model", type=int, metavar="N", help="ask the endpoint's model N questions of each kind")
    parser.add_argument("--recording", type=Path, help="where what the model writes is kept")
    arguments = parser.parse_args()
    reader = Reader(Library.open(arguments.index), load_embedder())
    cases = [read_case(json.loads(line)) for line in arguments.questions.read_text("utf-8").splitlines()]
    if arguments.model:
        _print_model(
            reader, _some_of_each(cases, arguments.model), _writer(arguments.recording), read_settings().summarises
        )
    else:
        _print_reach(reader, [case for case in cases if case.gold], arguments.most)


# ---- a pointer without fault


def _print_reach(reader: Reader, cases: Sequence[Case], depths: Sequence[int]) -> None:
    """Of each kind of question the share with gold among so many pieces of evidence."""
    places = defaultdict(list)
    for case in cases:
        place = _place_of_gold(case, reader, max(depths))
        for kind in (case.type, ALL):
            places[kind].append(place)
    print("| kind | questions |" + "".join(f" gold among {depth} |" for depth in depths))
    print("| --- |" + " --- |" * (1 + len(depths)))
    for kind, found in sorted(places.items()):
        shares = (share([place < depth for place in found]) for depth in depths)
        print(f"| {kind} | {len(found)} |" + "".join(f" {one.value:.3f} |" for one in shares))


def _place_of_gold(case: Case, reader: Reader, most: int) -> int:
    """How many pieces of the evidence stand before the first gold one."""
    library = reader.library
    question = understand(case.question, case.history, LibraryNames(library), library.span)
    given = choose_widely(question, reader, NO_FILTERS, most).evidence
    return next((place for place, one in enumerate(given) if _is_gold(one, case)), most)


def _is_gold(one: Evidence | Citation, case: Case) -> bool:
    return any(meets_copied(one.article.path, one.quote, gold, one.also_in) for gold in case.gold)


# ---- the model of an endpoint


def _writer(recording: Path | None) -> Recorded:
    endpoint = read_settings().endpoint
    if endpoint is None or recording is None:
        raise FactContextError("set FACTCONTEXT_LLM_BASE_URL, and name a --recording")
    return Recorded(ModelWriter(endpoint), recording)


def _some_of_each(cases: Sequence[Case], n: int) -> list[Case]:
    """The same questions each time, as many of each kind, those with an answer and those without one apart."""
    kinds = defaultdict(list)
    for case in cases:
        kinds[case.type, bool(case.gold)].append(case)
    return [case for _, some in sorted(kinds.items()) for case in random.Random(SEED).sample(some, min(n, len(some)))]


def _print_model(reader: Reader, cases: Sequence[Case], writer: Writer, summarises: bool) -> None:
    """What quotes alone answer, and what the model makes of the same questions."""
    rows: dict[str, list[tuple[Case, Answer]]] = {"quotes": [], "model": []}
    for case in cases:
        rows["quotes"].append((case, ask(case.question, reader, case.history)))
        rows["model"].append((case, ask(case.question, reader, case.history, pen=Pen(writer, summarises=summarises))))
        print(case.type, case.id, file=sys.stderr, flush=True)
    print("| answered by | first | in the answer | refused | rejected | seconds to the first quote | in all |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, answered in rows.items():
        print(f"| {name} |" + "".join(f" {value:.2f} |" for value in _figures(answered)))
    outcomes = Counter(answer.attempt.outcome if answer.attempt else "chosen" for _, answer in rows["model"])
    print(f"\n{len(cases)} questions; {dict(outcomes)}")
    written = [one for _, answer in rows["model"] if isinstance(answer, QuotedAnswer) and answer.summary
               for one in answer.summary.sentences]  # fmt: skip
    print(f"sentences of summaries: {len(written)}, supported: {sum(one.supported for one in written)}")


def _figures(answered: Sequence[tuple[Case, Answer]]) -> list[float]:
    """Of those with an answer: gold first, gold among the quotes, refused; of the others: rejected; then seconds."""
    hits = [[_is_gold(one, case) for one in answer.citations] for case, answer in answered if case.gold]
    return [
        _mean(any(one[:1]) for one in hits),
        _mean(map(any, hits)),
        _mean(isinstance(answer, NoAnswer) for case, answer in answered if case.gold),
        _mean(isinstance(answer, NoAnswer) for case, answer in answered if not case.gold),
        median(_until_quote(answer) for _, answer in answered),
        median(answer.usage.seconds if answer.usage else answer.timings["total"] for _, answer in answered),
    ]


def _until_quote(answer: Answer) -> float:
    """Seconds until the quotes were there, or until it was known that there are none."""
    asked = answer.choice if isinstance(answer, QuotedAnswer) and answer.choice else answer.attempt
    return asked.usage.seconds if asked and asked.usage else answer.timings["total"]


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else float("nan")


if __name__ == "__main__":
    main()
