"""Keeps the published library open, and reopens it when a build or damage changes its files."""

import weakref
from pathlib import Path
from threading import Lock, Thread
from time import sleep, time

from factcontext.errors import FactContextError
from factcontext.index.store.follow import follow
from factcontext.index.store.generations import current, is_there, published, published_at, stamp
from factcontext.index.store.library import Library
from factcontext.settings import read_cluster, read_database

# Of more articles than this, a new generation is opened and first read beside the one that answers meanwhile: of
# 100,000 that takes 0.7 s, of so many less than a reader notices.
LARGE = 20_000
# It is looked for this often; `build --watch` publishes one every five seconds or so.
LOOK_S = 0.5
# No question is answered from a generation that was replaced longer ago: it waits for the new one.
STALE_S = 10.0


class Shelf:
    """The open library of an index, for several threads; one that was handed out stays open at its generation."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = Lock()
        self._stamp: str | None = None
        self._library: Library | None = None
        self._opener: Thread | None = None

    def library(self) -> Library:
        """The library to answer the next question from; raise IndexUnusable where there is none that can be used.

        Of a large index that was just built anew this may be the generation before, for STALE_S at most.
        """
        with self._lock:
            self._follow()
            seen = stamp(self._index)
            if self._library is None or self._library.damage or (seen != self._stamp and not self._may_wait()):
                self._library = None  # whoever answers from it holds it
                self._library = self._open()
                self._stamp = seen
                self._look_ahead()
            return self._library

    @property
    def is_empty(self) -> bool:
        """Whether there is no index at all, not even a damaged one."""
        self._follow()
        return not is_there(self._index)

    def open_next(self) -> None:
        """Open a generation that has replaced the open one and read what a first question reads; then it is served."""
        seen, library = stamp(self._index), self._library
        if library is None or seen == self._stamp or current(self._index) == library.generation:
            return
        following = self._open()
        following.prepare()
        with self._lock:
            if self._library is library:
                self._library, self._stamp = following, seen

    def _open(self) -> Library:
        return Library.open_served(self._index, cluster=read_cluster(), database=read_database())

    def _may_wait(self) -> bool:
        """Whether the open library may go on answering while the one that has replaced it is being opened."""
        library = self._library
        if not (library and self._opener) or current(self._index) == library.generation:
            return False  # a file of the open one was touched
        if library.generation not in published(self._index):
            return False  # an article was purged: nobody is to read it again
        return time() - published_at(self._index) < STALE_S

    def _look_ahead(self) -> None:
        """From now on, open what replaces a large library before it is asked for."""
        if self._opener is None and self._library and self._library.article_count > LARGE:
            self._opener = Thread(target=_keep_opening, args=(weakref.ref(self),), name="shelf", daemon=True)
            self._opener.start()

    def _follow(self) -> None:
        follow(self._index, read_cluster(), read_database())


def _keep_opening(reference: "weakref.ref[Shelf]") -> None:
    """Open each new generation as it comes, for as long as the shelf is there."""
    while shelf := reference():
        try:
            shelf.open_next()
        except (FactContextError, OSError):
            pass  # told to whoever asks next
        del shelf
        sleep(LOOK_S)
