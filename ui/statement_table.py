"""Draws statements as a table: what a picture by date shows, for reading line by line and for screen readers."""

from collections.abc import Sequence

from factcontext.ui import texts
from factcontext.ui.address import address_of
from factcontext.ui.elements import Element, el
from factcontext.ui.said import Stretch, speaker_link
from factcontext.ui.sources import article_link, outlet, shortened


def statement_table(found: Sequence[Stretch], names: bool) -> Element | None:
    """A line for each, folded; with the speakers' names where there are several. None for none."""
    if not found:
        return None
    titles = [texts.TIMELINE_COLUMNS["date"], *([texts.SPEAKER] if names else []), texts.OUTLET, texts.WORDS]
    head = el("thead", el("tr", *[el("th", title, scope="col") for title in titles]))
    body = el("tbody", *[_line(one, names) for one in found])
    table = el("table", el("caption", texts.BY_DATE, class_="fc-unseen"), head, body)
    region = el("div", table, class_="fc-table", role="region", aria_label=texts.AS_TABLE, tabindex="0")
    return el("details", el("summary", texts.AS_TABLE), region)


def _line(one: Stretch, names: bool) -> Element:
    first = one.statements[0]
    address = address_of(one.article, first.start, one.statements[-1].end)
    words = shortened(" ".join(one.article.text[one.start : one.end].split()))
    published = one.article.published
    return el(
        "tr",
        el("th", texts.date_in_words(published) if published else texts.NO_DATE, scope="row"),
        el("td", speaker_link(first)) if names else None,
        el("td", outlet(one.article), dir="auto"),
        el("td", article_link(words, address), dir="auto", lang=one.article.language),
    )
