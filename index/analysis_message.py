"""What the process that analyses and the one that embeds tell each other: lines of JSON, records made anew of them."""

import json
from dataclasses import asdict
from typing import IO, Any

from index.records import Article, Metadata, RawArticle, Value

Row = dict[str, Any]


def send(row: object, pipe: IO[bytes]) -> None:
    """One message as a line; raises BrokenPipeError where nobody is left to read it."""
    pipe.write(json.dumps(row).encode("ascii") + b"\n")
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next message, waited for; raises EOFError where the other side is gone, if in the middle of one."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return json.loads(line)


def raw_row(article: RawArticle) -> Row:
    """A file as it was read."""
    return {"text": article.text, "metadata": metadata_row(article.metadata), "warnings": article.warnings}


def read_raw(row: Row) -> RawArticle:
    """The file that `raw_row` wrote."""
    return RawArticle(row["text"], read_metadata(row["metadata"]), tuple(row["warnings"]))


def article_row(article: Article) -> Row:
    """An article with all its fields."""
    own = {name: getattr(article, name) for name in ("path", "sha256", "text", "language", "warnings")}
    return {**own, "metadata": metadata_row(article.metadata)}


def read_article(row: Row) -> Article:
    """The article that `article_row` wrote."""
    return Article(**{**row, "metadata": read_metadata(row["metadata"]), "warnings": tuple(row["warnings"])})


def metadata_row(metadata: Metadata) -> Row:
    """What is known of an article."""
    return {name: asdict(value) for name, value in metadata.values()}


def read_metadata(row: Row) -> Metadata:
    """What `metadata_row` wrote."""
    return Metadata(**{name: Value(**value) for name, value in row.items()})
