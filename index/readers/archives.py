"""Reads zip archives: every file in them that is an article, or holds some, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.encoding import decode
from factcontext.index.readers.first_lines import from_path
from factcontext.index.readers.scan import SIDECARS, is_leftover
from factcontext.index.readers.sidecar import listed_metadata
from factcontext.index.readers.zips import opened_zip, part_of
from factcontext.index.records import Metadata, RawArticle

_MAX_FILES = 20_000


def read_zip(data: bytes) -> list[RawArticle]:
    """The articles of all files in an archive; one that cannot be read is empty, with the reason."""
    archive = opened_zip(data, "zip", _MAX_FILES)
    names = [name for name in sorted(archive.namelist()) if not name.endswith("/") and not _is_skipped(name)]
    own = {name.casefold(): part_of(archive, name, "zip") for name in names if name.casefold() in SIDECARS}
    said = _listed(own, names)
    texts = [name for name in names if name.casefold() not in own]
    found = [one for name in texts for one in _articles(name, part_of(archive, name, "zip"), said.get(name))]
    if not found:
        raise UnreadableArticle("no article in it")
    return found


def _is_skipped(name: str) -> bool:
    return any(part.startswith(".") or is_leftover(part) for part in name.split("/"))


def _listed(lists: Mapping[str, bytes], names: Iterable[str]) -> dict[str, Metadata]:
    """What an archive's own list says of its files, as a folder's does."""
    name = next((one for one in SIDECARS if one in lists), None)
    return listed_metadata(decode(lists[name]), Path(name).suffix, names)[0] if name else {}


def _articles(name: str, data: bytes, listed: Metadata | None) -> Iterator[RawArticle]:
    from factcontext.index.readers import read_file  # here: that module is the one that reads this

    try:
        if name.casefold().endswith(".zip"):
            raise UnreadableArticle("an archive within an archive")
        file = read_file(Path(name), data)
    except UnreadableArticle as error:
        yield RawArticle("", warnings=(f"{name}: {error}",))
        return
    for article in file.articles:
        said = (listed or Metadata()) | article.metadata
        yield RawArticle(article.text, said if file.is_collection else said | from_path(name), article.warnings)
