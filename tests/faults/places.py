"""The named places of a build at which a test kills it, or has the system fail."""

import os
import pathlib
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Any

import faiss

from factcontext.index import build, generation_writer, pipeline
from factcontext.index.generation_writer import ArticleWriter, GenerationExtension, GenerationWriter
from factcontext.index.store import compaction
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.spool import Spool
from factcontext.index.store.vector_writer import VectorExtension
from factcontext.index.store.words import WordIndex
from tests.fakes import HashingEmbedder

# (name, where it lives, what it is called there). A build comes by most of them several times.
PLACES: tuple[tuple[str, Any, str], ...] = (
    ("survey", build, "survey"),
    ("plan", build, "make_plan"),
    ("read", Spool, "keep_raw"),
    ("save", Spool, "save"),
    ("repeated lines", build, "repeated_lines"),
    ("passages", pipeline, "make_passages"),
    ("embed", HashingEmbedder, "encode"),
    ("keep vectors", Spool, "keep_vectors"),
    ("copy", GenerationWriter, "keep"),
    ("extend", GenerationExtension, "__init__"),
    ("link", os, "link"),
    ("add", ArticleWriter, "add"),
    ("speakers", generation_writer, "resolve_speakers"),
    ("write words", WordIndex, "finish"),
    ("write vectors", faiss, "write_index"),
    ("add vectors", VectorExtension, "add"),
    ("remove rows", CatalogWriter, "remove"),
    ("compact", compaction, "put_in_place"),
    ("close tables", CatalogWriter, "close"),
    ("flush", os, "fsync"),
    ("move", pathlib.Path, "rename"),
    ("point", pathlib.Path, "replace"),
    ("drop spool", build, "discard"),
    ("drop old", build, "drop_old"),
    ("remove", shutil, "rmtree"),
)


class Places:
    """Wraps every place while a build runs: counts, and does at one of them what was told."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.seen: Counter[str] = Counter()
        self._kill = told.get("at")  # [place, "before" or "after", which time]
        self._fail = told.get("fails")  # [place, error number, which time]
        self._kept: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> "Places":
        for name, owner, attribute in PLACES:
            original = getattr(owner, attribute)
            self._kept.append((owner, attribute, original))
            setattr(owner, attribute, self._watched(name, original))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for owner, attribute, original in self._kept:
            setattr(owner, attribute, original)

    def _watched(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            self.seen[name] += 1
            self._at(name, "before")
            if self._fail and self._fail[0] == name and self._fail[2] == self.seen[name]:
                raise OSError(self._fail[1], os.strerror(self._fail[1]))
            result = original(*arguments, **named)
            self._at(name, "after")
            return result

        return watched

    def _at(self, name: str, when: str) -> None:
        if self._kill == [name, when, self.seen[name]]:
            os.kill(os.getpid(), signal.SIGKILL)
