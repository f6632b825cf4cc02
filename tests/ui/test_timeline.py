"""The picture by date: a dot for each article in a row, days as they are, no more rows than fit."""

from collections.abc import Sequence

from factcontext.index.records import Article, Metadata, Statement, Value
from factcontext.index.store.library import Library
from factcontext.rag.copies import ReportedOnce, without_copies
from factcontext.rag.statements import in_order_of_time, statements_near
from factcontext.ui import texts
from factcontext.ui.language import spoken
from factcontext.ui.said import stretches
from factcontext.ui.statement_table import statement_table
from factcontext.ui.timeline import MOST_ROWS, by_outlet, by_speaker, dots, timeline_spec
from tests.drawn import find, query_of, words


class Shelf:
    """A library of which only the articles are asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = {one.path: one for one in articles}

    def article(self, path: str) -> Article | None:
        return self.articles.get(path)


def article(path: str, day: str | None, outlet: str) -> Article:
    published = Value(day, "document") if day else None
    return Article(path, "0" * 64, "We wait.", Metadata(None, Value(outlet, "document"), published))


def said(path: str, speaker: str = "Maud Teller", start: int = 0) -> ReportedOnce:
    return ReportedOnce(Statement(path, start, 8, speaker, speaker, "certain", "said", "direct"))


def test_a_dot_holds_what_one_article_has_and_an_undated_one_makes_none() -> None:
    shelf = Shelf(
        [article("a", "2031-03-01", "The Gull"), article("b", "2031-03-02", "Kite"), article("c", None, "Kite")]
    )
    found = dots([said("a"), said("a", start=3), said("b"), said("c")], by_outlet, shelf)  # type: ignore[arg-type]
    assert [(one.row, one.day, len(one.statements)) for one in found] == [
        ("The Gull", "2031-03-01", 2),
        ("Kite", "2031-03-02", 1),
    ]


def test_rows_beyond_those_that_fit_share_the_last() -> None:
    shelf = Shelf([article("a", "2031-03-01", "The Gull")])
    told = [said("a", f"Speaker {n}") for n in range(MOST_ROWS + 5)]
    found = dots(told, by_speaker, shelf)  # type: ignore[arg-type]
    rows = timeline_spec(found, "#000")["encoding"]["y"]["sort"]
    assert len(rows) == MOST_ROWS and rows[-1] == texts.OTHER_ROWS
    assert sum(len(one.statements) for one in found) == len(told)


def test_days_are_drawn_as_they_are_wherever_the_reader_is() -> None:
    shelf = Shelf([article("a", "2031-03-01T23:30", "The Gull")])
    spec = timeline_spec(dots([said("a")], by_outlet, shelf), "#000")  # type: ignore[arg-type]
    assert spec["encoding"]["x"]["scale"]["type"] == "utc"
    assert spec["data"]["values"][0]["day"] == "2031-03-01"
    assert spec["data"]["values"][0]["label"] == "The Gull, 1 March 2031, The Gull: 1 statement"


def test_the_axis_has_the_readers_months() -> None:
    found = dots([said("a")], by_outlet, Shelf([article("a", "2031-02-01", "The Gull")]))  # type: ignore[arg-type]
    for tag, month, day in (("fr", "févr.", "dim."), ("en", "Feb", "Sun")):
        with spoken(tag):
            names = timeline_spec(found, "#000")["config"]["locale"]["time"]
        assert (names["shortMonths"][1], names["shortDays"][0], len(names["months"])) == (month, day, 12)


def test_the_table_has_a_line_for_each_report_and_leads_to_its_words(sample_library: Library) -> None:
    found = in_order_of_time(statements_near("the Sable", sample_library), sample_library)
    shown = stretches(without_copies(found, sample_library), sample_library)
    table = statement_table(shown, names=True)
    assert len(find(table, tag="tr")) == len(shown) + 1
    assert [words(one) for one in find(table, tag="th", scope="col")] == ["Date", "Speaker", "Outlet", "Words"]
    assert all(query_of(find(row, tag="a")[-1])["start"] for row in find(table, tag="tr")[1:])
    assert statement_table([], names=True) is None
