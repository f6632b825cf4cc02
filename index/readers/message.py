"""Encodes and validates the messages of a reader process: an article or a refusal, as JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import cast, get_args

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import MAX_ALL_CHARS, MAX_CHARS
from factcontext.index.readers.metadata import make
from factcontext.index.records import Metadata, Origin, RawArticle, RawFile, Value
from factcontext.index.text.characters import one_line, plain

# The texts in UTF-8, in the letters of most languages two bytes a character at most, and room for the rest.
MAX_MESSAGE_BYTES = 2 * MAX_ALL_CHARS + 1_000_000
_MAX_REMARK_CHARS = 500  # a reason or a warning is one line
_MAX_WARNINGS = 20
_ORIGINS = get_args(Origin)
_FIELDS = [one.name for one in fields(Metadata)]


def encode_file(file: RawFile) -> bytes:
    """The article or articles of a file as a message."""
    return _packed({"articles": [_row(one) for one in file.articles], "is_collection": file.is_collection})


def _row(article: RawArticle) -> dict[str, object]:
    metadata = {name: [value.text, value.origin] for name, value in article.metadata.values()}
    return {"text": article.text, "metadata": metadata, "warnings": article.warnings}


def encode_refusal(reason: str) -> bytes:
    """The reason why there is no article, as a message."""
    return _packed({"refused": one_line(reason)[:_MAX_REMARK_CHARS]})


def _packed(row: Mapping[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")


def decode_file(message: bytes) -> RawFile:
    """A file's articles; raises UnreadableArticle with the reason of a refusal, ValueError where it is neither.

    Whoever wrote the message, what comes out has the form of an article as readers make it.
    """
    try:
        row = json.loads(message)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(row, dict):
        raise ValueError("not an object")
    if "refused" in row:
        raise UnreadableArticle(_remark(row["refused"]))
    rows, is_collection = row.get("articles"), row.get("is_collection") is True
    if not isinstance(rows, list) or not rows or (len(rows) > 1 and not is_collection):
        raise ValueError("not a file's articles")
    return RawFile(tuple(_article(one, is_collection) for one in rows), is_collection)


def _article(row: object, may_be_empty: bool) -> RawArticle:
    if not isinstance(row, dict):
        raise ValueError("not an article")
    warnings = row["warnings"] if isinstance(row.get("warnings"), list) else []
    text = "" if may_be_empty and row.get("text") == "" else _text(row.get("text"))
    return RawArticle(
        text,
        _metadata(row.get("metadata")),
        tuple(_remark(one) for one in warnings[:_MAX_WARNINGS]),
    )


def _text(text: object) -> str:
    if not isinstance(text, str) or not text or len(text) > MAX_CHARS or text != plain(text).strip():
        raise ValueError("not the text of an article")
    return text


def _metadata(row: object) -> Metadata:
    """What is left of the values when they are made anew: all of them, where a reader of ours made them."""
    given = row if isinstance(row, dict) else {}
    return Metadata(**{name: _value(name, *_pair(given.get(name))) for name in _FIELDS})


def _pair(value: object) -> tuple[object, object]:
    return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else (None, None)


def _value(name: str, text: object, origin: object) -> Value | None:
    if origin not in _ORIGINS:
        return None
    value: Value | None = getattr(make({name: text}, cast(Origin, origin)), name)
    return value


def _remark(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError("not a remark")
    return one_line(text)[:_MAX_REMARK_CHARS]
