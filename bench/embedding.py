"""How quick the bundled model is on OpenVINO, ONNX Runtime and torch, side by side.

Usage: python -m bench.embedding INDEX [--articles N] [--rounds N] [--runtimes NAME ...]
Embeds what the index holds, as a build does: all sentences of 16 articles at once. Each runtime has its own process in
each round, and they take turns: other programs take their share of the machine. Seconds of processor time, which those
touch least, are given too. ONNX Runtime is no dependency of ours: pip install onnxruntime onnx.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcontext.index.pipeline import CHUNK
from factcontext.index.store.library import Library

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
RUNTIMES = ("openvino", "onnx", "torch")
QUESTION = ("What did the Foreign Ministry say about the probe into the sinking?", "the probe into the sinking")
COLUMNS = {
    "encode_s": "seconds",
    "tokens_s": "tokens a second",
    "tokens_cpu_s": "tokens a processor second",
    "question_ms": "question, ms",
    "question_cpu_ms": "its processor ms",
    "start_s": "first vector after, s",
    "start_cpu_s": "its processor s",
    "peak_mb": "memory, MB",
}


def chunks(index: Path, articles: int | None) -> list[list[str]]:
    """The texts that a build embeds, by the articles that it handles at once."""
    library = Library.open(index)
    names = library.paths()[:articles]
    texts = [[library.article(n).text[s.start : s.end] for s in library.sentences(n)] for n in names]
    return [sum(texts[n : n + CHUNK], []) for n in range(0, len(texts), CHUNK)]


def load(runtime: str) -> Encode:
    from factcontext.index.embedding.embedder import load_embedder

    model = load_embedder()
    if runtime == "torch":
        return load_embedder(str(model.folder)).encode  # named by its folder, it is any model
    return model.encode if runtime == "openvino" else _onnx(model.folder, model.max_tokens)


def _onnx(folder: Path, max_tokens: int) -> Encode:
    """The same batches as on OpenVINO, each computed by all cores, as ONNX Runtime does by default."""
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from bench.onnx_graph import make_onnx
    from factcontext.index.embedding.encoder import batches, padded

    session = InferenceSession(make_onnx(folder).SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_tokens + 2)
    tokenizer.no_padding()

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        tokens = [one.ids for one in tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        for rows in batches([len(one) for one in tokens], 1):
            ids, mask = padded([tokens[row] for row in rows])
            vectors[rows] = session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors

    return encode


def measure(runtime: str, work: Sequence[Sequence[str]]) -> dict[str, float]:
    """Start, a question asked 50 times, and all the work, in this process."""
    wall, cpu = perf_counter(), process_time()
    encode = load(runtime)
    encode(["ready"])
    figures = {"start_s": perf_counter() - wall, "start_cpu_s": process_time() - cpu}
    cpu, times = process_time(), list(_times(encode))
    figures |= {"question_ms": median(times), "question_cpu_ms": 1000 * (process_time() - cpu) / len(times)}
    wall, cpu = perf_counter(), process_time()
    vectors = [encode(texts) for texts in work]
    figures |= {"encode_s": perf_counter() - wall, "encode_cpu_s": process_time() - cpu}
    figures["check"] = float(sum(float(one.sum()) for one in vectors))  # the same for all, or they compute other things
    return figures | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _times(encode: Encode) -> Iterator[float]:
    for _ in range(50):
        began = perf_counter()
        encode(QUESTION)
        yield 1000 * (perf_counter() - began)


def tokens(work: Sequence[Sequence[str]]) -> int:
    """Tokens of all texts, start and end marks included: what any of them has to compute at least."""
    from factcontext.index.embedding.embedder import load_embedder

    model = load_embedder()
    return sum(min(length, model.max_tokens) + 2 for texts in work for length in model.lengths(texts))


def apart(runtime: str, arguments: argparse.Namespace) -> dict[str, float]:
    """`measure` in a process of its own."""
    command = [sys.executable, "-m", "bench.embedding", str(arguments.index), "--only", runtime]
    command += ["--articles", str(arguments.articles)] if arguments.articles else []
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def report(rounds: Sequence[dict[str, dict[str, float]]], count: int) -> str:
    """A Markdown table, the median of the rounds for each runtime."""
    lines = [f"| runtime | {' | '.join(COLUMNS.values())} |", "| --- " * (len(COLUMNS) + 1) + "|"]
    for runtime in rounds[0]:
        figures: dict[str, Any] = {key: median(one[runtime][key] for one in rounds) for key in rounds[0][runtime]}
        figures |= {"tokens_s": count / figures["encode_s"], "tokens_cpu_s": count / figures["encode_cpu_s"]}
        cells = [f"{figures[key]:,.{1 if figures[key] < 100 else 0}f}" for key in COLUMNS]
        lines.append(f"| {runtime} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--articles", type=int, help="only the first so many")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--runtimes", nargs="+", choices=RUNTIMES, default=RUNTIMES)
    parser.add_argument("--only", choices=RUNTIMES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    work = chunks(arguments.index, arguments.articles)
    if arguments.only:
        print(json.dumps(measure(arguments.only, work)))
        return
    count = tokens(work)
    print(f"{sum(map(len, work)):,} texts, {count:,} tokens, {os.cpu_count()} cores", flush=True)
    rounds = []
    for _ in range(arguments.rounds):
        rounds.append({runtime: apart(runtime, arguments) for runtime in arguments.runtimes})
        print(json.dumps(rounds[-1]), file=sys.stderr, flush=True)
    print(report(rounds, count))


if __name__ == "__main__":
    main()
