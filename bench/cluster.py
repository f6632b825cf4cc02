"""Whether servers give the answers of this machine: the same questions of both, to the citation, and their times.

Usage: python -m bench.cluster INDEX QUESTIONS.jsonl [--first N]

FACTCONTEXT_MILVUS_URL names the cluster and FACTCONTEXT_POSTGRES_URL the database, one of them or both, to which INDEX
is published first; a file of Milvus Lite (x.db) will do. A line of QUESTIONS has at least {"id", "question"}.
"""

import argparse
import json
from pathlib import Path
from statistics import median
from time import perf_counter

from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.index.store.servers import publish_to_servers
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer
from factcontext.settings import read_cluster, read_database

Place = tuple[str, int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--first", type=int, default=200)
    arguments = parser.parse_args()
    cluster, database = read_cluster(), read_database()
    began = perf_counter()
    made = publish_to_servers(arguments.index)
    if not made:
        parser.error("set FACTCONTEXT_MILVUS_URL or FACTCONTEXT_POSTGRES_URL")
    print(made, f"{perf_counter() - began:.1f} s")
    lines = arguments.questions.read_text("utf-8").splitlines()[: arguments.first]
    questions = [json.loads(line)["question"] for line in lines]
    embedder = load_embedder()
    remote = Library.open(arguments.index, cluster=cluster, database=database)
    with Library.open(arguments.index) as here, remote as there:
        if there.notice:
            parser.error(there.notice)
        one, seconds = _asked(questions, Reader(here, embedder))
        other, remote_seconds = _asked(questions, Reader(there, embedder))
    same = answered = first = 0
    for question, own, others in zip(questions, one, other, strict=True):
        mine, theirs = _places(own), _places(others)
        same += mine == theirs
        first += mine[:1] == theirs[:1]
        answered += bool(mine) == bool(theirs)
        if mine != theirs:
            print(json.dumps({"question": question, "here": mine, "there": theirs}, ensure_ascii=False))
    print(f"{len(questions)} questions: the same citations in the same order {same}, the same first {first},")
    print(f"answered or refused alike {answered}")
    print(f"median of a question: {seconds * 1000:.0f} ms here, {remote_seconds * 1000:.0f} ms there")


def _asked(questions: list[str], reader: Reader) -> tuple[list[Answer], float]:
    answers, times = [], []
    for question in questions:
        began = perf_counter()
        answers.append(ask(question, reader))
        times.append(perf_counter() - began)
    return answers, median(times)


def _places(answer: Answer) -> list[Place]:
    return [(one.article.path, one.start, one.end) for one in getattr(answer, "citations", ())]


if __name__ == "__main__":
    main()
