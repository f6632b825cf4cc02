"""Reads zip archives: every file in them that is an article, or holds some, one after the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.encoding import decode
from factcontext.index.readers.first_lines import from_path
from factcontext.index.readers.scan import SIDECARS, is_leftover
from factcontext.index.readers.sidecar import listed_metadata
from factcontext.index.readers.zips import opened_zip, part_of
from factcontext.index.records import Metadata, RawArticle

_MAX_FILES = 20_000
_UTF8_NAME = 0x800  # the flag of a name that says so
# What leads out of the folder that an archive is unpacked into.
_OUTSIDE = re.compile(r"^(?:[A-Za-z]:)?/+|(?:^|(?<=/))\.{1,2}/")


def read_zip(data: bytes) -> list[RawArticle]:
    """The articles of all files in an archive; one that cannot be read is empty, with the reason."""
    archive = opened_zip(data, "zip", _MAX_FILES)
    files = sorted(((_name(info), info) for info in archive.infolist() if not info.is_dir()), key=lambda pair: pair[0])
    files = [(name, info) for name, info in files if not _is_skipped(name)]
    texts = [(name, info) for name, info in files if name.casefold() not in SIDECARS]
    said, faults = _listed(archive, files, [name for name, _ in texts])
    counts = Counter(name for name, _ in texts)
    found = [one for name, info in texts for one in _articles(archive, name, info, said.get(name), counts[name])]
    if not any(one.text for one in found):
        raise UnreadableArticle(next((one.warnings[0] for one in found if one.warnings), "no article in it"))
    return [*found, *faults]  # behind all others, whose numbers stay


def _name(info: ZipInfo) -> str:
    """A file's path within the archive's folder, in the letters that were meant: some programs do not tell them."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    name = name.replace("\\", "/")
    while (inside := _OUTSIDE.sub("", name)) != name:
        name = inside
    return name


def _is_skipped(name: str) -> bool:
    return any(part.startswith(".") or is_leftover(part) for part in name.split("/"))


def _listed(
    archive: ZipFile, files: Sequence[tuple[str, ZipInfo]], names: Sequence[str]
) -> tuple[Mapping[str, Metadata], list[RawArticle]]:
    """What an archive's own list says of its files, as a folder's does, and what is wrong with it."""
    lists = {name.casefold(): info for name, info in reversed(files)}
    name = next((one for one in SIDECARS if one in lists), None)
    if name is None:
        return {}, []
    try:
        text = decode(part_of(archive, lists[name], "zip"))
    except UnreadableArticle as error:
        return {}, [_unread(name, str(error))]
    said, faults = listed_metadata(text, Path(name).suffix, names)
    return said, [_unread(name, fault) for fault in faults]


def _unread(name: str, reason: str) -> RawArticle:
    return RawArticle("", warnings=(f"{name}: {reason}",))


def _articles(archive: ZipFile, name: str, info: ZipInfo, listed: Metadata | None, count: int) -> Iterator[RawArticle]:
    from factcontext.index.readers import read_file  # here: that module is the one that reads this

    try:
        if name.casefold().endswith(".zip"):
            raise UnreadableArticle("an archive within an archive; unpack it")
        file = read_file(Path(name), part_of(archive, info, "zip"))
    except UnreadableArticle as error:
        yield _unread(name, str(error))
        return
    twice = (f"the archive has {count} files of the name {name}",) if count > 1 else ()
    for article in file.articles:
        said = (listed or Metadata()) | article.metadata
        said = said if file.is_collection else said | from_path(name)
        yield RawArticle(article.text, said, (*article.warnings, *twice))
