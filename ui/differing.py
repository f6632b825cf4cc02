"""Draws on what the articles that answer differ: each value, with the outlets and days that give it."""

from factcontext.rag.records import Answer, Citation, Difference, DifferenceSide, QuotedAnswer
from factcontext.ui import texts
from factcontext.ui.address import address_of
from factcontext.ui.elements import Element, el
from factcontext.ui.sources import article_link


def differing(answer: Answer) -> Element | None:
    """All differences of an answer; None where there are none."""
    found = answer.differences if isinstance(answer, QuotedAnswer) else ()
    return el("div", *map(_difference, found), class_="fc-differing") if found else None


def _difference(one: Difference) -> Element:
    title = texts.DIFFER[one.kind]
    items = [_side(side) for side in one.sides]
    return el(
        "div",
        el("p", texts.listed_below(title), class_="fc-list-title"),
        el("ul", *items),
        role="group",
        aria_label=title,
    )


def _side(one: DifferenceSide) -> Element:
    value = el("strong", one.value, dir="auto", lang=one.citations[0].article.language)
    return el("li", value, *[_source(citation) for citation in one.citations])


def _source(one: Citation) -> Element:
    """Who gives it, leading to the words."""
    opened = article_link(texts.dated_outlet(one), address_of(one.article, one.start, one.end), title=one.article.title)
    return el("span", opened, class_="fc-from", dir="auto")
