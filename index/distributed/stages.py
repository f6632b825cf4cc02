"""The stages of a build as Ray's workers run them: read, clean, statements, embed; each takes a row and gives one.

Rows are bytes in the formats of our own child processes, and so nothing of the build's objects has to be pickled.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcontext.errors import FactContextError, UnreadableArticle, WrongModel
from factcontext.index.embedding.embedder import LocalModel, load_embedder
from factcontext.index.readers.message import decode_file, encode_file
from factcontext.index.text.pipelines import installed_pipelines
from factcontext.index.workers.analysis import (
    analysis_from_row,
    analysis_row,
    clean_article,
    failure_row,
    find_statements,
    input_from_row,
)
from factcontext.index.workers.reading import ReaderProcesses, ReadResult, read_content

ROW, FAULT = "row", "fault"  # columns of a block
Work = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage does, and what one task of it takes of a machine."""

    work: Work
    cpus: float
    memory: int  # bytes


@cache
def version() -> str:
    """What has to be the same on all machines for their results to be: our code and the pipelines of languages."""
    told = hashlib.sha256(repr(sorted(installed_pipelines().items())).encode())
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        told.update(path.read_bytes())
    return told.hexdigest()


def on_block(work: Work, expected: str, block: Any) -> Any:
    """Do a stage's work on each row of a block, an Arrow table; what goes wrong is the block's FAULT instead."""
    import pyarrow

    if FAULT in block.column_names:  # of the stage before
        return block
    try:
        if version() != expected:
            raise FactContextError("a worker has another version of factcontext, or other pipelines, than this machine")
        return pyarrow.table({ROW: pyarrow.array(map(work, block[ROW].to_pylist()), pyarrow.large_binary())})
    except FactContextError as error:
        return pyarrow.table({FAULT: [str(error)]})
    except Exception as error:
        return pyarrow.table({FAULT: [f"a worker failed with {type(error).__name__}: {error}"]})


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A row of the stage that reads: what is said of a file, and its bytes or its articles."""
    return json.dumps(head).encode("ascii") + b"\n" + body


def read(row: bytes) -> bytes:
    """Stage 1: a file's bytes become its articles, in a confined process of the worker's own."""
    head, body = _unpacked(row)
    if "name" not in head:  # it could not even be opened
        return row
    found = read_content(Path(head["name"]), body, _reader_processes())
    told = {"sha256": found.sha256, "reason": found.reason, "is_final": found.is_final}
    return pack(told, encode_file(found.file) if found.file else b"")


def read_result(row: bytes) -> ReadResult:
    """What the stage that reads gave; what comes from a worker is checked as what comes from a child process."""
    head, body = _unpacked(row)
    try:
        file = decode_file(body) if body else None
    except (UnreadableArticle, ValueError) as error:
        raise FactContextError(f"a worker sent what is no article ({error}); build again") from error
    return ReadResult(head["sha256"], file, head["reason"], head["is_final"])


def clean(furniture: frozenset[str], row: bytes) -> bytes:
    """Stage 2: an article as it was read becomes clean text and sentences."""
    given = json.loads(row)
    try:
        cleaned = clean_article(input_from_row(given), furniture)
    except Exception as error:
        return _json(failure_row(given["path"], error))
    return _json(analysis_row(cleaned) if cleaned else None)


def statements(row: bytes) -> bytes:
    """Stage 3: who says what in a cleaned article."""
    cleaned = json.loads(row)
    if cleaned is None or "failed" in cleaned:
        return row
    found = analysis_from_row(cleaned)
    assert found  # None is passed on above
    try:
        return _json(analysis_row(find_statements(found)))
    except Exception as error:
        return _json(failure_row(found.article.path, error))


def embed(model: str, sha256: str, row: bytes) -> bytes:
    """Stage 4: the sentences of a chunk of articles become vectors, by batches as one machine makes them."""
    texts: list[str] = json.loads(row)
    return _embedder(model, sha256).encode(texts).tobytes()


def _unpacked(row: bytes) -> tuple[dict[str, Any], bytes]:
    head, _, body = row.partition(b"\n")
    return json.loads(head), body


def _json(row: object) -> bytes:
    return json.dumps(row).encode("ascii")


# A worker lives for many tasks: what takes seconds to load is kept for the next one.
@cache
def _reader_processes() -> ReaderProcesses:
    return ReaderProcesses()


@cache
def _embedder(model: str, sha256: str) -> LocalModel:
    found = load_embedder(model)
    if found.sha256 != sha256:
        raise WrongModel(f"a worker has other weights of the model {model} than this machine")
    return found
