"""Draws reports by date as a picture (Vega-Lite): a row for each outlet or speaker, a dot for each article in it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from factcontext.index.records import Article, Statement
from factcontext.index.store.library import Library
from factcontext.rag.copies import ReportedOnce
from factcontext.ui import language, texts
from factcontext.ui.sources import outlet

# Rows of a picture that still fits a window; the rest share one.
MOST_ROWS = 8
ROW_PX, AXIS_PX, LABEL_PX = 38, 44, 150
# Vega-Lite would cut the last date off.
DATES = {"tickCount": 6, "labelOverlap": True, "labelFlush": True}
PICK = "pick"


@dataclass(frozen=True, slots=True)
class Dot:
    """The statements of one row that one article has; copies of them in other articles make no dot."""

    row: str
    article: Article
    statements: tuple[Statement, ...]

    @property
    def day(self) -> str:
        """When it was published, ISO."""
        return self.article.day or ""


RowOf = Callable[[Statement, Article], str]


def by_outlet(_: Statement, article: Article) -> str:
    """A row for each outlet."""
    return outlet(article)


def by_speaker(one: Statement, _: Article) -> str:
    """A row for each speaker."""
    return one.speaker


def dots(told: Sequence[ReportedOnce], row_of: RowOf, library: Library) -> list[Dot]:
    """What there is to draw: of articles with a date, in order."""
    pairs = [(one.statement, library.article(one.statement.article)) for one in told]
    dated = [(row_of(one, article), article, one) for one, article in pairs if article and article.published]
    sizes = Counter(row for row, _, _ in dated)
    named = {row for row, _ in sizes.most_common(None if len(sizes) <= MOST_ROWS else MOST_ROWS - 1)}
    found: dict[tuple[str, str], Dot] = {}
    for row, article, statement in dated:
        shown = row if row in named else texts.OTHER_ROWS
        dot = found.get((shown, article.path), Dot(shown, article, ()))
        found[shown, article.path] = replace(dot, statements=(*dot.statements, statement))
    return list(found.values())


def draw_timeline(found: Sequence[Dot], key: str) -> Dot | None:
    """Draw them; returns the dot that a reader has picked."""
    colour = st.get_option(f"theme.{st.context.theme.type or 'light'}.primaryColor")
    event = st.vega_lite_chart(spec=timeline_spec(found, colour), on_select="rerun", key=key, width="stretch")
    picked = event["selection"].get(PICK) or [{}]
    return next((one for one in found if picked[0] == {"row": one.row, "article": one.article.path}), None)


def timeline_spec(found: Sequence[Dot], colour: str) -> dict[str, Any]:
    """The picture in Vega-Lite's terms. Days are drawn as UTC: in local time they would slip to the day before."""
    rows = sorted({one.row for one in found}, key=lambda row: (row == texts.OTHER_ROWS, _size(row, found), row))
    told = ("outlet", "date", "headline", "statements")
    axis = DATES | {"format": texts.AXIS_DAY}
    return {
        "description": texts.timeline_described(len(found), len(rows)),
        "config": {"locale": {"time": language.calendar()}},
        "height": AXIS_PX + ROW_PX * len(rows),
        "data": {"values": [_values(one) for one in found]},
        "params": [{"name": PICK, "select": {"type": "point", "fields": ["row", "article"]}}],
        "mark": {"type": "circle", "cursor": "pointer", "color": colour},
        "encoding": {
            "x": _axis("day", "temporal", scale={"type": "utc", "padding": 14}, axis=axis),
            "y": _axis("row", "nominal", sort=rows, axis={"labelLimit": LABEL_PX, "grid": True}),
            "size": {"field": "statements", "type": "quantitative", "legend": None, "scale": {"range": [70, 450]}},
            "opacity": {"condition": {"param": PICK, "value": 0.8}, "value": 0.25},
            "tooltip": [{"field": name, "title": texts.TIMELINE_COLUMNS[name]} for name in told],
            "description": {"field": "label"},
        },
    }


def _axis(field: str, type: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": type, "title": None, **more}


def _size(row: str, found: Sequence[Dot]) -> int:
    return -sum(len(one.statements) for one in found if one.row == row)


def _values(one: Dot) -> dict[str, Any]:
    date, publisher = texts.date_in_words(one.day), outlet(one.article)
    return {
        "row": one.row,
        "article": one.article.path,
        "day": one.day,
        "outlet": publisher,
        "date": date,
        "headline": one.article.title,
        "statements": len(one.statements),
        "label": f"{one.row}, {date}, {publisher}: {texts.count(len(one.statements), 'statement')}",
    }
