"""Finds the people who wrote a web page's article: whom it declares, else whom a byline by its headline names."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from factcontext.index.readers.authors import byline_names, person_names
from factcontext.index.readers.page_layout import PageLayout, line, marks, meta_values
from factcontext.index.readers.structured_data import StructuredData

# What sites call an author in their meta elements.
_FIELDS = (
    *("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "byl", "byline"),
    *("dc.creator", "dcterms.creator", "cxenseparse:author", "citation_author", "article:author_name"),
)
_BYLINE = re.compile(r"byline|by-line|(?<![a-z])authors?(?![a-z])|writer|contributor|creator", re.IGNORECASE)


def page_authors(layout: PageLayout, data: StructuredData, names: Iterable[str], outlet: str | None) -> list[str]:
    """The authors from the first place that names any; `names` tell the article from others, as for its day."""
    for texts in (data.authors(names), meta_values(layout, _FIELDS), *_bylines(layout)):
        if people := person_names(texts, outlet):
            return people
    return []


def _bylines(layout: PageLayout) -> Iterator[list[str]]:
    """What stands where authors are named: by the headline, marked for machines, in the story."""
    for element in layout.head:
        if names := byline_names(line(element)):
            yield [names]
    marked = [e for e in layout.tree.iter("*") if marks(e, ("rel", "itemprop"), _BYLINE) and not layout.is_elsewhere(e)]
    styled = [e for e in layout.head if marks(e, ("class", "id"), _BYLINE)]
    for elements in (styled, marked, layout.story_lines(_BYLINE)):
        near = _beside_the_first(_innermost(elements))
        yield [element.get("content") or line(element) for element in near]
        yield [text for element in near for text in element.itertext()]  # a name apart from what its bearer is


def _innermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The elements that hold no other one of these: a byline's box holds the job and the outlet too."""
    chosen = list(elements)
    holders = {above for element in chosen for above in element.iterancestors()}
    return [element for element in chosen if element not in holders]


def _beside_the_first(elements: list[HtmlElement]) -> list[HtmlElement]:
    """The first element and those of its byline; one further down signs a box of its own."""
    return [element for element in elements if _is_near(elements[0], element)]


def _is_near(first: HtmlElement, other: HtmlElement) -> bool:
    """Whether two names stand in one line or list: their boxes are the same, two levels up at most."""
    above = [list(element.iterancestors())[:2] for element in (first, other)]
    return first is other or any(one in above[1] for one in above[0])
