"""The folder becomes a list of files: what may be read, what is skipped and why, what has changed since."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from errors import FactContextError
from index.records import Skipped

SIDECARS = ("metadata.jsonl", "metadata.csv")
# A news article is some kilobytes and a saved page a few megabytes; what is larger is something else.
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class File:
    """One regular file of the folder; `name` is its path in words that can be shown and stored."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Changes:
    """How the folder's files differ from those of an index, by content; all are names, `moved` maps new to old."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    moved: Mapping[str, str]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)


def scan(folder: Path) -> tuple[list[File], list[Skipped]]:
    """List the folder's files in order of name; links, pipes and other things that are not files are skipped.

    Hidden folders (".git") are not entered; the metadata sidecars are read by name and are no articles.
    """
    if not folder.is_dir():
        raise FactContextError(f"{folder} is not a folder; name the folder that holds your articles")
    files: list[File] = []
    skipped: list[Skipped] = []
    for path, reason in sorted(_walk(folder), key=lambda pair: os.fsencode(pair[0])):
        name = readable(path.relative_to(folder).as_posix())
        if reason:
            skipped.append(Skipped(name, reason))
        elif name not in SIDECARS:
            files.append(File(name, path))
    return files, skipped


def read_bytes(file: File) -> bytes:
    """A file's content, at most MAX_BYTES; raise OSError or FactContextError."""
    if file.path.stat(follow_symlinks=False).st_size > MAX_BYTES:
        raise FactContextError(f"larger than {MAX_BYTES // 2**20} MB")
    descriptor = os.open(file.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(MAX_BYTES)


def digest(data: bytes) -> str:
    """The sha256 that identifies a file, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def compare(new: Mapping[str, str], old: Mapping[str, str]) -> Changes:
    """How the `new` files (name to identity) differ from the `old` ones.

    >>> compare({"b": "1"}, {"a": "1"}).moved
    {'b': 'a'}
    """
    gone = {identity: name for name, identity in old.items() if name not in new}
    fresh = [name for name in new if name not in old]
    moved = {name: gone.pop(new[name]) for name in fresh if new[name] in gone}
    return Changes(
        added=tuple(name for name in fresh if name not in moved),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        moved=moved,
        removed=tuple(name for name in old if name not in new and name not in moved.values()),
        unchanged=tuple(name for name in new if old.get(name) == new[name]),
    )


def readable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are written as escapes.

    >>> readable("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Every entry below the folder that is not a folder, with the reason why it cannot be read, if any."""
    problems: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        folders[:] = [name for name in folders if name not in links]
        for name in links + names:
            path = Path(root, name)
            yield path, _unfit(path)
    for problem in problems:
        yield Path(problem.filename), f"folder cannot be opened: {problem.strerror}"


def _unfit(path: Path) -> str | None:
    """Why this entry is not read; None for a regular file."""
    if path.name.startswith("."):
        return "a hidden file"
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return error.strerror or "cannot be read"
    if stat.S_ISLNK(mode):
        return "a link; copy the file into the folder instead"
    return None if stat.S_ISREG(mode) else "not a regular file"


def identities(files: Sequence[File]) -> tuple[dict[str, str], list[Skipped]]:
    """The content digest of each file that can be read, by name, and those that cannot."""
    found: dict[str, str] = {}
    skipped: list[Skipped] = []
    for file in files:
        try:
            found[file.name] = digest(read_bytes(file))
        except (OSError, FactContextError) as error:
            skipped.append(Skipped(file.name, getattr(error, "strerror", None) or str(error)))
    return found, skipped
