"""Polls the folder in the background for changes since the index was built.

A look costs a listing; only what has another size or time than before is read.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from factcontext.errors import FactContextError
from factcontext.index.readers import SUFFIXES
from factcontext.index.readers.scan import SIDECARS, File, compare_identities, read_bytes, scan, sha256_hex
from factcontext.index.readers.sidecar import read_sidecar
from factcontext.index.records import Metadata
from factcontext.index.store.library import Library
from factcontext.index.survey import content_identities, known_identities

# After the first page has been drawn: a folder's first look reads all of it.
FIRST_S = 2.0
# A change shows this late at most, while a page is open.
AGAIN_S = 5.0
# A look at some hundred articles takes no longer.
_LOOK_S = 0.5
# A look at a very large folder may take a twentieth of the time.
_SHARE = 20
# A file may change twice within one tick of the disk's clock: what has just changed is read again.
_SETTLED_S = 2.0

# Size and times of a file; the last of them cannot be set by a program.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class News:
    """How many articles of the folder differ from those of the index."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    problem: str = ""  # where the folder could not be looked at

    def __bool__(self) -> bool:
        return self != News()


@dataclass(frozen=True, slots=True)
class _Look:
    """The state of the folder at one look."""

    stamps: Mapping[str, Stamp]  # of articles and sidecars, as far as they had settled
    sha256: Mapping[str, str]
    sidecar: Mapping[str, Metadata]


class Lookout:
    """Polls one folder in a background thread for all who ask; asking never blocks."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = Lock()
        self._is_looking = False
        self._not_before = clock() + FIRST_S
        self._look = _Look({}, {}, {})
        self._generation = ""
        self._news = News()

    def news(self, library: Library) -> News | None:
        """The last known difference to this library; None while nothing is known."""
        with self._lock:
            if not self._is_looking and self._clock() >= self._not_before:
                self._is_looking = True
                Thread(target=self._go, args=(library,), daemon=True, name="lookout").start()
            return self._news if self._generation == library.generation else None

    @property
    def wait_s(self) -> float:
        """Seconds after which it is worth asking again."""
        with self._lock:
            return _LOOK_S if self._is_looking else max(_LOOK_S, self._not_before - self._clock())

    def _go(self, library: Library) -> None:
        began = self._clock()
        try:
            news = self._seen(library)
            with self._lock:
                self._news, self._generation = news, library.generation
        finally:
            with self._lock:
                self._not_before = self._clock() + max(AGAIN_S, _SHARE * (self._clock() - began))
                self._is_looking = False

    def _seen(self, library: Library) -> News:
        """Look at the folder; where nothing has moved since the last look, what was found then still holds."""
        try:
            files = [file for file in scan(self._folder)[0] if _is_article(file.name)]
        except FactContextError as error:
            self._look = _Look({}, {}, {})
            return News(problem=str(error))
        settled_ns = (time.time() - _SETTLED_S) * 1e9
        stamps = _stamps([*files, *(File(name, str(self._folder / name)) for name in SIDECARS)])
        if (stamps, library.generation) == (self._look.stamps, self._generation):
            return self._news
        sha256 = {name: value for file in files for name, value in self._digest(file, stamps.get(file.name))}
        settled = {name: stamp for name, stamp in stamps.items() if stamp[2] < settled_ns}
        self._look = _Look(settled, sha256, read_sidecar(self._folder, sha256)[0])
        return _difference(self._look, library)

    def _digest(self, file: File, stamp: Stamp | None) -> Iterator[tuple[str, str]]:
        """The (name, content) of a file that can be read; of one that looks as before, the content it had."""
        if stamp and stamp == self._look.stamps.get(file.name) and file.name in self._look.sha256:
            yield file.name, self._look.sha256[file.name]
            return
        try:
            yield file.name, sha256_hex(read_bytes(file))
        except (OSError, FactContextError):
            return


def _is_article(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _stamps(files: list[File]) -> dict[str, Stamp]:
    found = {}
    for file in files:
        try:
            status = os.lstat(file.place)
        except OSError:
            continue
        found[file.name] = status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return found


def _difference(look: _Look, library: Library) -> News:
    new = content_identities(look.sha256, look.sidecar)
    known = known_identities(library)
    found = compare_identities(new, {name: identity for name, identity in known.items() if _is_article(name)})
    return News(len(found.added), len(found.changed), len(found.moved), len(found.removed))
