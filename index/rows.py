"""Converts records to and from rows of plain values, for JSON, and gathers what SQLite and others take at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, Protocol, TypeVar

from factcontext.index.records import Article, Metadata, RawArticle, Value

Row = dict[str, Any]
T = TypeVar("T")
# In SQL, that a value is among those of an array, which is one parameter however many there are.
AMONG = "IN (SELECT value FROM json_each(?))"


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """So many at a time, the last batch with what is left; items are taken as batches are asked for."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


class Tables(Protocol):
    """Tables that are asked in SQLite's words: a file's, or those of a server behind store/postgres.py."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Any:
        """The rows of a query, to go through once or to fetch."""

    def close(self) -> None:
        """Let go of them."""


def raw_row(article: RawArticle) -> Row:
    """A file as it was read."""
    return {"text": article.text, "metadata": metadata_row(article.metadata), "warnings": article.warnings}


def raw_from_row(row: Row) -> RawArticle:
    """The file that `raw_row` wrote."""
    return RawArticle(row["text"], metadata_from_row(row["metadata"]), tuple(row["warnings"]))


def article_row(article: Article) -> Row:
    """An article with all its fields."""
    own = {name: getattr(article, name) for name in ("path", "sha256", "text", "language", "warnings")}
    return {**own, "metadata": metadata_row(article.metadata)}


def article_from_row(row: Row) -> Article:
    """The article that `article_row` wrote."""
    return Article(**{**row, "metadata": metadata_from_row(row["metadata"]), "warnings": tuple(row["warnings"])})


def metadata_row(metadata: Metadata) -> Row:
    """What is known of an article."""
    return {name: asdict(value) for name, value in metadata.values()}


def metadata_from_row(row: Row) -> Metadata:
    """What `metadata_row` wrote."""
    return Metadata(**{name: Value(**value) for name, value in row.items()})


def array(values: Iterable[int | str]) -> str:
    """Values as AMONG takes them."""
    return json.dumps([*values])
