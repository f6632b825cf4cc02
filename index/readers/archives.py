"""Reads zip archives: every file in them that is an article, or holds some, one after the other."""

from collections.abc import Iterator
from pathlib import Path

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.first_lines import from_path
from factcontext.index.readers.scan import is_leftover
from factcontext.index.readers.zips import opened_zip, part_of
from factcontext.index.records import RawArticle

_MAX_FILES = 20_000


def read_zip(data: bytes) -> list[RawArticle]:
    """The articles of all files in an archive; one that cannot be read is empty, with the reason."""
    archive = opened_zip(data, "zip", _MAX_FILES)
    names = [name for name in sorted(archive.namelist()) if not name.endswith("/") and not _is_skipped(name)]
    found = [article for name in names for article in _articles(name, part_of(archive, name, "zip"))]
    if not found:
        raise UnreadableArticle("no article in it")
    return found


def _is_skipped(name: str) -> bool:
    return any(part.startswith(".") or is_leftover(part) for part in name.split("/"))


def _articles(name: str, data: bytes) -> Iterator[RawArticle]:
    from factcontext.index.readers import read_file  # here: that module is the one that reads this

    try:
        if name.casefold().endswith(".zip"):
            raise UnreadableArticle("an archive within an archive")
        file = read_file(Path(name), data)
    except UnreadableArticle as error:
        yield RawArticle("", warnings=(f"{name}: {error}",))
        return
    for article in file.articles:
        said = article.metadata if file.is_collection else article.metadata | from_path(name)
        yield RawArticle(article.text, said, article.warnings)
