"""Turns answers into JSON and back, so that a conversation outlives its tab; articles are named, not copied."""

import dataclasses
import inspect
import json
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from factcontext import errors
from factcontext.index import records as index_records
from factcontext.index.records import Article
from factcontext.index.store.library import Library
from factcontext.rag import records as rag_records
from factcontext.ui import answer, sources
from factcontext.ui.address import text_hash
from factcontext.ui.answer import ShownTurn
from factcontext.ui.history import KeptTurn

KIND = "$"  # the key under which JSON names the class of each record


class UnreadableTurn(errors.FactContextError):
    """A turn that was kept and cannot be shown any more: an article is gone or changed, or the format is another."""


def encode(turn: ShownTurn) -> KeptTurn:
    """A turn as JSON, with the articles whose words it may hold."""
    encoded = _encode(turn)
    text = json.dumps(encoded, ensure_ascii=False)
    return KeptTurn(turn.answer.question.asked, text, frozenset(_paths(encoded)))


def _paths(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["path"]] if value.get(KIND) == "Article" else []
        yield from value.get("articles") or [] if value.get(KIND) == "Turn" else []
        yield from (path for one in value.values() for path in _paths(one))
    elif isinstance(value, list):
        yield from (path for one in value for path in _paths(one))


def _encode(value: Any) -> Any:
    if isinstance(value, Article):
        return {KIND: "Article", "path": value.path, "text": text_hash(value)}
    if type(value) in RECORDS.values():
        return {KIND: type(value).__name__, **{name: _encode(getattr(value, name)) for name in _fields(type(value))}}
    if isinstance(value, Mapping):
        return {KIND: "", **{str(name): _encode(one) for name, one in value.items()}}
    return [_encode(one) for one in value] if isinstance(value, (tuple, list)) else value


def decode(text: str, library: Library) -> ShownTurn:
    """A turn from JSON. Raises UnreadableTurn where an article of it is gone or has another text."""
    try:
        turn = _decode(json.loads(text), library)
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableTurn(str(error)) from error
    if not isinstance(turn, ShownTurn):
        raise UnreadableTurn(type(turn).__name__)
    # Earlier versions kept the passages twice.
    return dataclasses.replace(turn, answer=dataclasses.replace(turn.answer, hits=()))


def _decode(value: Any, library: Library) -> Any:
    if isinstance(value, list):
        return tuple(_decode(one, library) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value.pop(KIND)
    if kind == "Article":
        return _article(value["path"], value["text"], library)
    fields = {name: _decode(one, library) for name, one in value.items()}
    return RECORDS[kind](**fields) if kind else fields


def _article(path: str, hash: str, library: Library) -> Article:
    article = library.article(path)
    if article is None or text_hash(article) != hash:
        raise UnreadableTurn(path)
    return article


def _fields(record: Any) -> tuple[str, ...]:
    """The names of what a record is made of; none for other classes."""
    if dataclasses.is_dataclass(record):
        return tuple(field.name for field in dataclasses.fields(record) if field.init)
    return getattr(record, "_fields", ())


def _records(*modules: ModuleType) -> dict[str, Any]:
    """The classes that a turn may be made of: no other can be named in a file."""
    classes = (one for module in modules for _, one in inspect.getmembers(module, inspect.isclass))
    return {one.__name__: one for one in classes if _fields(one)}


RECORDS = _records(errors, index_records, rag_records, sources, answer)
