"""Reads tables with an article in each row (CSV, TSV, JSON, JSON lines); columns are known by their usual names."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lxml import html

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.date_columns import DateColumn, with_date
from factcontext.index.readers.delimited import table_rows
from factcontext.index.readers.metadata import field_names, make, unread_date, value_of
from factcontext.index.readers.text import text_of
from factcontext.index.records import RawArticle
from factcontext.settings import COLUMNS

Row = Mapping[str, object]
# Where interfaces of news services put their list, and parts of a row that hold fields of their own.
_LIST_NAMES = ("articles", "items", "results", "docs", "documents", "data", "entries", "stories", "response", "rows")
_NAMES = ("name", "title", "rendered", "main", "original", "value", "#text")
MAX_ROWS = 100_000  # a file has 50 MB, an article at least some hundred bytes
_MAX_CELL = 2_000_000
_MAX_DEPTH = 4
_BREAK = re.compile(r"<(?:br\s*/?|/p|/div|/li|/h\d)\s*>", re.IGNORECASE)


def read_csv(data: bytes) -> Sequence[RawArticle]:
    """The articles of a CSV or TSV table."""
    limit = csv.field_size_limit(_MAX_CELL)  # of the whole process: others keep theirs
    try:
        return articles_of_rows(table_rows(text_of(data)))
    except csv.Error as error:
        raise UnreadableArticle(f"no table that can be read ({error})") from error
    finally:
        csv.field_size_limit(limit)


def read_jsonl(data: bytes) -> Sequence[RawArticle]:
    """The articles of a file with a JSON object a line."""
    lines = [line for line in text_of(data).split("\n") if line.strip()]
    try:
        return articles_of_rows(_rows([json.loads(line) for line in lines]))
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle("not valid JSON, one object a line") from error


def read_json(data: bytes) -> RawArticle | Sequence[RawArticle]:
    """The article, or the articles, of a JSON file."""
    try:
        found = json.loads(text_of(data))
    except RecursionError as error:
        raise UnreadableArticle("nested too deeply to be read") from error
    except ValueError:  # some call their JSON lines so
        return read_jsonl(data)
    if isinstance(found, list):
        return articles_of_rows(_rows(found))
    rows = (_list_in(found) or _by_columns(found) or _by_name(found)) if isinstance(found, dict) else []
    return articles_of_rows(_rows(rows)) if rows is not None else articles_of_rows(_rows([found]))[0]


def _by_columns(found: Row) -> list[object] | None:
    """The rows of a table that is written column by column, as programs for data write it."""
    names, data = found.get("columns"), found.get("data")
    if isinstance(names, list) and isinstance(data, list):
        return [dict(zip(map(str, names), row, strict=False)) for row in data if isinstance(row, list)]
    columns = {name: list(one.values()) if isinstance(one, dict) else one for name, one in found.items()}
    if value_of(columns, field_names("text")) is None or not all(isinstance(one, list) for one in columns.values()):
        return None
    counts = {len(one) for one in columns.values() if isinstance(one, list)}
    if len(counts) != 1 or counts == {1}:
        return None
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _by_name(found: Row) -> list[object] | None:
    """The rows of a table in which each has a name or a number before it."""
    rows = list(found.values())
    has_texts = rows and all(isinstance(one, dict) and _text_in(one) is not None for one in rows)
    return rows if has_texts else None


def _text_in(row: Row) -> str | None:
    """An article's text: a string, or its paragraphs in a list."""
    text = value_of(row, field_names("text"))
    if isinstance(text, list) and all(isinstance(one, str) for one in text):
        return "\n\n".join(text)
    return text if isinstance(text, str) else None


def _list_in(found: Row, depth: int = 0) -> list[object] | None:
    """The list that an answer of a news service wraps."""
    value = value_of(found, _LIST_NAMES)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return value
    return _list_in(value, depth + 1) if isinstance(value, dict) and depth < _MAX_DEPTH else None


def _rows(found: Iterable[object]) -> Iterator[Row]:
    for one in found:
        if not isinstance(one, dict):
            raise UnreadableArticle("no table of articles: not an object in each row")
        yield _flat(one)


def _flat(row: Row, depth: int = 0) -> Row:
    """A row with the fields of its parts: an outlet is often {"name": …}, a text in {"fields": {"body": …}}."""
    flat: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, dict) and _text_in(value) is None and (named := _named(value)) is not None:
            flat[name] = named
        elif isinstance(value, dict):
            flat = {**_flat(value, depth + 1), **flat} if depth < _MAX_DEPTH else flat
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            flat[name] = [str(one["name"]) for one in value if one.get("name")]
        else:
            flat[name] = value
    return flat


def _named(value: Row) -> str | None:
    """What a part stands for: an outlet's name, or the one text of a part that has its format beside it."""
    texts = (value.get(name) for name in _NAMES)
    return next((text for text in texts if isinstance(text, str) and text), None)


def articles_of_rows(rows: Iterable[Row]) -> Sequence[RawArticle]:
    """An article for each row; one without text is left empty, so that the others keep their numbers."""
    found: list[RawArticle] = []
    kept = list(islice(rows, MAX_ROWS + 1))
    if len(kept) > MAX_ROWS:
        raise UnreadableArticle(f"more than {MAX_ROWS:,} rows")
    dates = DateColumn.of(value_of(row, field_names("published")) for row in kept)
    for row in kept:
        row, text = with_date(row, dates), _text_in(row)
        metadata = make(row, "document")
        undated = unread_date(row, metadata)
        told = (f"its date, {undated}, is no full date",) if undated else ()
        found.append(RawArticle(without_markup(text or ""), metadata, told))
    if not any(article.text.strip() for article in found):
        raise UnreadableArticle(f"no column with the articles' text (text, body, content …); {COLUMNS} can name it")
    return found


def without_markup(text: str) -> str:
    """A text without tags, its blocks apart."""
    if "</" not in text and "<br" not in text:
        return text
    marked = _BREAK.sub("\n\n", text)
    return str(html.fragment_fromstring(marked, create_parent="div").text_content()) if marked.strip() else ""
