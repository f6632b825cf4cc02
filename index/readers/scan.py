"""Lists the folder's files, reads them safely, and compares their hashes with those of an index."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from factcontext.errors import FactContextError
from factcontext.index.records import FileStamp, Skipped

SIDECARS = ("metadata.jsonl", "metadata.csv", "metadata.tsv", "metadata.json")
# A saved page with its pictures inside is a few MB; ten times that is no article, and costs memory many times over.
MAX_BYTES = 50_000_000
# What systems and programs leave in folders; and the lock files of office programs, by how their names begin.
_LEFTOVERS = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "__macosx"})
_LOCKS = ("~$", ".~lock.", "._")
# A page that was saved "complete" has a folder beside it, named after it, with its pictures, scripts and frames.
_SAVED_WITH = (
    *("_files", ".files", "-files", "_fichiers", "-dateien", "_archivos", "_bestanden", "_file", "_ficheiros"),
    *("_arquivos", "_pliki", "_soubory", "-filer", "_filer", "_dosyalar", "_tiedostot", "_elemei", "_файлы", "_файли"),
)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml")
_A_LINK = "a link; copy the file into the folder instead"
_NO_FILE = "not a regular file"


class File(NamedTuple):
    """One regular file of the folder; `name` is its path in words that can be shown and stored."""

    name: str
    place: str  # its path as the system takes it: of most files of a large folder no more is asked

    @property
    def path(self) -> Path:
        """Its path."""
        return Path(self.place)


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

    Hidden folders (".git") and those of saved pages are not entered; what systems leave behind is passed over; the
    metadata sidecars are read by name and are no articles.
    """
    if not folder.is_dir():
        raise FactContextError(f"{folder} is not a folder; name the folder that holds your articles")
    files: dict[str, File] = {}
    skipped: list[Skipped] = []
    above = len(os.path.join(folder, ""))
    for path, reason in sorted(_walk(os.fspath(folder)), key=lambda pair: os.fsencode(pair[0])):
        name = readable_name(path[above:])
        if reason:
            skipped.append(Skipped(name, reason))
        elif name in files:  # one holds bytes that are no UTF-8, the other spells those bytes out
            skipped.append(Skipped(name, "another file has the same name once it is written out"))
        elif name.casefold() not in SIDECARS:
            files[name] = File(name, path)
    return list(files.values()), skipped


def folder_place(folder: Path) -> tuple[int, int]:
    """What tells a folder from any other that may come to lie under its name; raises FactContextError where it is gone.

    An unmounted disk leaves an empty folder of the same name, on another device.
    """
    try:
        found = folder.stat()
    except OSError as error:
        raise FactContextError(f"{folder} is not a folder; name the folder that holds your articles") from error
    return found.st_dev, found.st_ino


def still_there(folder: Path, was: tuple[int, int]) -> bool:
    """Whether a folder is the one whose `folder_place` this was, and can be listed."""
    try:
        with os.scandir(folder):
            return folder_place(folder) == was
    except (OSError, FactContextError):
        return False


def read_bytes(file: File) -> bytes:
    """A regular file's content as it lay still; raise OSError, or FactContextError with the reason.

    Whatever has taken the file's place since it was listed, this neither follows it nor waits for it.
    """
    descriptor = os.open(file.place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        return _content(descriptor)
    finally:
        os.close(descriptor)


def _content(descriptor: int) -> bytes:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise FactContextError(_NO_FILE)
    if before.st_size > MAX_BYTES:
        raise FactContextError(f"larger than {MAX_BYTES // 1_000_000} MB")
    with open(descriptor, "rb", closefd=False) as stream:
        data = stream.read(MAX_BYTES + 1)
    after = os.fstat(descriptor)
    if (len(data), before.st_size, before.st_mtime_ns) != (after.st_size, after.st_size, after.st_mtime_ns):
        raise FactContextError("changed while it was read")
    return data


def failure_reason(error: OSError | FactContextError) -> str:
    """Why a file could not be read, in words for a report."""
    if isinstance(error, FileNotFoundError):
        return "vanished before it could be read"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:  # what O_NOFOLLOW answers
        return _A_LINK
    return getattr(error, "strerror", None) or str(error)


def sha256_hex(data: bytes) -> str:
    """The sha256 that identifies a file, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def compare_identities(new: Mapping[str, str], old: Mapping[str, str]) -> Changes:
    """How the `new` files (name to identity) differ from the `old` ones.

    >>> compare_identities({"b": "1"}, {"a": "1"}).moved
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


def readable_name(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are written as escapes.

    >>> readable_name("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(folder: str) -> Iterator[tuple[str, str | None]]:
    """Every entry below the folder that is not a folder, with the reason why it cannot be read, if any."""
    waiting = [folder]  # a list, for folders may lie deeper than Python calls
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listed:
                entries = list(listed)
        except OSError as error:
            yield here, f"folder cannot be opened: {error.strerror}"
            continue
        names = {entry.name.casefold() for entry in entries}
        for entry in entries:
            if is_leftover(entry.name):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield entry.path, _unfit(entry)
            elif not entry.name.startswith(".") and not _is_of_saved_page(entry.name.casefold(), names):
                waiting.append(entry.path)


def is_leftover(name: str) -> bool:
    """Whether a file or folder is one that systems and programs leave behind."""
    return name.casefold() in _LEFTOVERS or name.startswith(_LOCKS)


def _is_of_saved_page(folder: str, names: set[str]) -> bool:
    """Whether a folder holds the parts of a saved page that lies beside it: they are no articles."""
    stems = (folder.removesuffix(ending) for ending in _SAVED_WITH if folder.endswith(ending))
    return any(f"{stem}{ending}" in names for stem in stems for ending in _PAGE_ENDINGS)


def _unfit(entry: "os.DirEntry[str]") -> str | None:
    """Why this entry is not read; None for a regular file."""
    if entry.name.startswith("."):
        return "a hidden file"
    if entry.is_symlink():
        return _A_LINK
    return None if entry.is_file(follow_symlinks=False) else _NO_FILE


# A file that was changed less than so long before it was hashed may change again without its times showing that.
SETTLED_NS = 2 * 10**9


def content_hashes(
    files: Sequence[File], known: Mapping[str, FileStamp] = MappingProxyType({})
) -> tuple[dict[str, FileStamp], list[Skipped]]:
    """The content digest of each file that can be read, by name, and those that cannot.

    What lies as it was `known` to lie is not read again.
    """
    found: dict[str, FileStamp] = {}
    skipped: list[Skipped] = []
    for file in files:
        try:
            (changed_ns, place), before = _lies(file), known.get(file.name)
            if before is None or changed_ns != before.changed_ns or place != before.place:
                before = FileStamp(sha256_hex(read_bytes(file)), changed_ns, place)
            found[file.name] = before
        except (OSError, FactContextError) as error:
            skipped.append(Skipped(file.name, failure_reason(error)))
    return found, skipped


def _lies(file: File) -> tuple[int, str]:
    """How a file lies on the disk, as FileStamp has it."""
    found = os.lstat(file.place)
    return found.st_ctime_ns, f"{found.st_size} {found.st_mtime_ns} {found.st_dev} {found.st_ino}"
