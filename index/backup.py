"""Backs an index up into one file, with what is kept beside it, and restores it from there."""

import os
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from factcontext.errors import FactContextError
from factcontext.index.store.disk_errors import storing
from factcontext.index.store.generations import GENERATIONS, POINTER, generation_folder, is_there
from factcontext.index.store.integrity import Depth
from factcontext.index.store.library import Library
from factcontext.index.store.private import OWNER_FILE, close_to_others, private_folder
from factcontext.index.store.publish import drop_old, replace_file, sweep, writing
from factcontext.index.store.purged import FILE as PURGED
from factcontext.index.store.purged import Purged, read_purged, write_purged
from factcontext.index.store.spool import FILE as UNFINISHED
from factcontext.settings import USERS, own_folders

KEPT = "*.sqlite"  # conversations, answers of models and the like, for each reader


def back_up(index: Path, file: Path) -> str:
    """Write the served generation and all that readers keep into a file; returns the generation's name.

    The file is there whole or not at all, and its owner's alone. Raises IndexUnusable where there is no whole index,
    FactContextError where an older one is served because the newest is damaged, BuildRunning where a build holds it: a
    build must not remove what is being copied.
    """
    temporary = file.with_name(f"{file.name}.part")
    with (
        writing(index),
        storing(file, "the backup"),
        Library.open(index, Depth.WHOLE) as library,
        TemporaryDirectory() as copies,
    ):
        if library.notice:  # an older one is served: it would be taken for the newest
            raise FactContextError(library.notice)
        temporary.unlink(missing_ok=True)  # one that was left, or that somebody else has put there
        try:
            with os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_EXCL, OWNER_FILE), "wb") as stream:
                with tarfile.open(fileobj=stream, mode="w:gz" if file.suffix == ".gz" else "w") as archive:
                    for path, name in _members(index, library.generation, Path(copies)):
                        archive.add(path, name)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
        return library.generation


def _members(index: Path, generation: str, copies: Path) -> Iterator[tuple[Path, str]]:
    """What goes into a backup, each file with its name there; databases as copies that no reader changes meanwhile."""
    pointer = copies / POINTER
    pointer.write_text(generation, "utf-8")
    yield pointer, POINTER
    yield generation_folder(index, generation), f"{GENERATIONS}/{generation}"
    if (index / PURGED).is_file():
        yield index / PURGED, PURGED
    for number, path in enumerate(_kept(index)):
        copy = copies / str(number)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield copy, path.relative_to(index).as_posix()


def _kept(index: Path) -> list[Path]:
    return [path for folder in own_folders(index) for path in folder.glob(KEPT) if path.name != UNFINISHED]


def restore(file: Path, index: Path, replace: bool = False) -> list[str]:
    """Make an index what it was when the file was written; returns the articles in it that were purged since.

    It is unpacked beside the index and checked first; the pointer is replaced last. Raises FactContextError where the
    file is no whole backup, or where there is an index and it is not to be replaced.
    """
    if is_there(index) and not replace:
        raise FactContextError(f"there is an index at {index} already; add --replace to put the backup in its place")
    private_folder(index)
    with storing(index), TemporaryDirectory(dir=index, prefix=".restoring-") as folder:
        unpacked = Path(folder)
        _unpack(file, unpacked)
        with Library.open(unpacked, Depth.WHOLE) as library:  # every file is compared with its checksum
            generation = library.generation
            contents = {path: one.sha256 for path in library.paths() if (one := library.article(path))}
        with writing(index):
            purged = _together(read_purged(index), read_purged(unpacked))
            _put_in_place(unpacked, index, generation)
            write_purged(index, purged)
    return [path for path, content in contents.items() if purged.has(path, content)]


def _unpack(file: Path, folder: Path) -> None:
    """Unpack plain files and folders into a folder; nothing may lead out of it."""
    try:
        with tarfile.open(file) as archive:
            for member in archive.getmembers():
                if not _is_plain(member):
                    raise tarfile.TarError(member.name)
            # Python 3.11.4 and later: permissions and owners are not taken over.
            only = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(folder, **only)  # type: ignore[arg-type]
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "it is damaged, or no backup"
        raise FactContextError(f"{file} cannot be restored: {reason}") from error
    close_to_others(folder)


def _is_plain(member: tarfile.TarInfo) -> bool:
    """Whether it is a file or a folder that stays within where it is unpacked."""
    path = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts


def _together(one: Purged, other: Purged) -> Purged:
    return Purged(one.paths | other.paths, one.contents | other.contents)


def _put_in_place(unpacked: Path, index: Path, generation: str) -> None:
    """Move everything into the index, the pointer last; what readers kept since gives way."""
    sweep(index)
    private_folder(index / GENERATIONS)
    target = generation_folder(index, generation)
    if target.exists():  # perhaps what is damaged; who reads it still has its files
        target.rename(unpacked / "replaced")
    generation_folder(unpacked, generation).rename(target)
    for path in _kept(index):
        path.unlink()
    for path in _kept(unpacked):
        place = index / path.relative_to(unpacked)
        private_folder(place.parent)
        path.replace(place)
    replace_file(index / POINTER, generation)
    drop_old(index, generation)
    if not any((index / USERS).glob("*")):
        shutil.rmtree(index / USERS, ignore_errors=True)
