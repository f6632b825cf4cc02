"""Reads tables with an article in each row (CSV, TSV, JSON, JSON lines); columns are known by their usual names."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import html

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.delimited import table_rows
from factcontext.index.readers.metadata import make, unread_date, value_of
from factcontext.index.readers.text import text_of
from factcontext.index.records import RawArticle

Row = Mapping[str, object]
_TEXT_NAMES = (
    *("text", "body", "content", "article", "full_text", "fulltext", "full text", "article_text", "article text"),
    *("articletext", "articlebody", "article_body", "body_text", "bodytext", "body text", "maintext", "main_text"),
    *("story", "content_text", "raw_text", "clean_text", "transcript", "content_html", "html", "description"),
)
# Where interfaces of news services put their list, and parts of a row that hold fields of their own.
_LIST_NAMES = ("articles", "items", "results", "docs", "documents", "data", "entries", "stories", "response", "rows")
_MAX_ROWS = 100_000  # a file has 50 MB, an article at least some hundred bytes
_MAX_CELL = 2_000_000
_MAX_DEPTH = 4
_BREAK = re.compile(r"<(?:br\s*/?|/p|/div|/li|/h\d)\s*>", re.IGNORECASE)


def read_csv(data: bytes) -> Sequence[RawArticle]:
    """The articles of a CSV or TSV table."""
    limit = csv.field_size_limit(_MAX_CELL)  # of the whole process: others keep theirs
    try:
        return _articles(table_rows(text_of(data)))
    except csv.Error as error:
        raise UnreadableArticle(f"no table that can be read ({error})") from error
    finally:
        csv.field_size_limit(limit)


def read_jsonl(data: bytes) -> Sequence[RawArticle]:
    """The articles of a file with a JSON object a line."""
    lines = [line for line in text_of(data).split("\n") if line.strip()]
    try:
        return _articles(_rows([json.loads(line) for line in lines]))
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
    if isinstance(found, dict) and _list_in(found) is None:
        return _articles(_rows([found]))[0]
    return _articles(_rows(found if isinstance(found, list) else _list_in(found) or []))


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


def _flat(row: Row) -> Row:
    """A row with the fields of its parts: an outlet is often {"name": …}, a text in {"fields": {"body": …}}."""
    flat: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, dict) and isinstance(value.get("name") or value.get("title"), str):
            flat[name] = value.get("name") or value.get("title")
        elif isinstance(value, dict):
            flat = {**value, **flat}
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            flat[name] = [str(one["name"]) for one in value if one.get("name")]
        else:
            flat[name] = value
    return flat


def _articles(rows: Iterable[Row]) -> Sequence[RawArticle]:
    """An article for each row; one without text is left empty, so that the others keep their numbers."""
    found: list[RawArticle] = []
    for row in rows:
        if len(found) >= _MAX_ROWS:
            raise UnreadableArticle(f"more than {_MAX_ROWS:,} rows")
        text = value_of(row, _TEXT_NAMES)
        metadata = make(row, "document")
        undated = unread_date(row, metadata)
        told = (f"its date, {undated}, is no full date",) if undated else ()
        found.append(RawArticle(without_markup(text) if isinstance(text, str) else "", metadata, told))
    if not any(article.text.strip() for article in found):
        raise UnreadableArticle("no column with the articles' text (text, body, content …)")
    return found


def without_markup(text: str) -> str:
    """A text without tags, its blocks apart."""
    if "</" not in text and "<br" not in text:
        return text
    marked = _BREAK.sub("\n\n", text)
    return str(html.fragment_fromstring(marked, create_parent="div").text_content()) if marked.strip() else ""
