"""The article view: one article, opened at the words that an address names."""

from collections.abc import Iterable, Iterator

import streamlit as st

from factcontext.errors import FactContextError
from factcontext.index.records import Article
from factcontext.index.store.library import Library
from factcontext.rag.records import Citation
from factcontext.settings import Settings
from factcontext.ui import shared, texts
from factcontext.ui.address import Address, address_of, read_address
from factcontext.ui.elements import Element, button, el, link, mount, notice
from factcontext.ui.navigation import ASK_PAGE
from factcontext.ui.sources import masthead


def show(settings: Settings) -> None:
    """Draw the article that the page's address names."""
    address = read_address(st.query_params.to_dict())
    try:
        library = shared.open_library(settings)
    except FactContextError as error:
        mount(el("p", _way_back()), "way-back")
        mount(notice(texts.sentence(error)), "article-problem")
        return
    article = library.article(address.article) if library and address else None
    if article is None or address is None:
        mount(el("p", _way_back()), "way-back")
        problem = texts.UNKNOWN_ARTICLE_NEXT if address else texts.NO_ARTICLE_NAMED
        mount(_missing(problem if library else texts.NO_LIBRARY, address), "article-missing")
    elif library:
        st.set_page_config(page_title=texts.window_title(article.title))
        bar = article_bar(article, address, library, _way_back())
        mount(el("div", bar, view(article, address)), f"article {address.href()}")


def _way_back() -> Element:
    return link(texts.BACK, ASK_PAGE, {"leave": True}, class_="fc-back")


def article_bar(article: Article, address: Address, library: Library, *first: Element) -> Element:
    """What stays in view above an article: the way out, the quotes before and after, a copy, the outlet's own page."""
    places = [(one.start, one.end) for one in library.statements(article.path)]
    before, after = neighbours(places, address)
    marked = address.same_text(article) and address.within(article)
    return el(
        "div",
        *first,
        _step(texts.PREVIOUS_QUOTE, before, article),
        _step(texts.NEXT_QUOTE, after, article),
        button(texts.COPY_QUOTE, {"copy": _copied(article, address)}) if marked else None,
        link(texts.ORIGINAL, article.url) if article.url else None,
        class_="fc-bar",
    )


Place = tuple[int, int]


def neighbours(places: Iterable[Place], address: Address) -> tuple[Place | None, Place | None]:
    """The statements before and after the words that are shown.

    >>> neighbours([(0, 5), (9, 12), (20, 30)], Address("a.txt", 8, 13))
    ((0, 5), (20, 30))
    """
    start, end = address.start or 0, address.end or 0
    ordered = sorted(places)
    before = [one for one in ordered if one[1] <= start]
    after = [one for one in ordered if one[0] >= end]
    return before[-1] if before else None, after[0] if after else None


def _step(label: str, place: Place | None, article: Article) -> Element | None:
    """A link to another quote of the article; it takes the place of this one, so that Back leads out of the article."""
    if place is None:
        return None
    address = address_of(article, *place)
    return link(label, address.href(), {"visit": True, "replaces": True, "beside": address.query()})


def _copied(article: Article, address: Address) -> str:
    start, end = address.start or 0, address.end or 0
    return texts.copied_quote(Citation(0, article, start, end, article.text[start:end]))


def _missing(problem: str, address: Address | None) -> Element:
    named = el("p", address.article, class_="fc-date", dir="auto") if address else None
    return el("div", el("h1", texts.UNKNOWN_ARTICLE), el("p", problem), named)


def view(article: Article, address: Address, heading: str = "h1") -> Element:
    """An article as it is indexed; the words of the address are marked where they are still the same."""
    problem = _problem(article, address)
    marked = None if problem or address.start is None else address
    return el(
        "article",
        *masthead(article, heading),
        _facts(article),
        notice(problem) if problem else None,
        el("div", *paragraphs(article.text, marked), class_="fc-text", lang=article.language),
        class_="fc-article",
    )


def _facts(article: Article) -> Element:
    author = el("p", texts.by(article.author), dir="auto") if article.author else None
    return el("div", author, el("p", article.path, dir="auto"), class_="fc-date")


def _problem(article: Article, address: Address) -> str | None:
    """Why the words that the address names cannot be shown; None where they can, or where it names none."""
    if address.text_hash and not address.same_text(article):
        return texts.CHANGED_ARTICLE
    if address.start is None and address.end is None:
        return None
    return None if address.text_hash and address.within(article) else texts.BAD_PLACE


def paragraphs(text: str, marked: Address | None) -> Iterator[Element]:
    """The paragraphs of a text with the marked words in <mark>; the first of them is brought into view."""
    begin = 0
    start, end = (marked.start or 0, marked.end or 0) if marked else (0, 0)
    fresh = True
    for paragraph in text.split("\n\n"):
        left, right = (max(0, min(len(paragraph), place - begin)) for place in (start, end))
        words = paragraph[left:right]
        mark = _mark(words, fresh) if words else None
        fresh = fresh and not words
        yield el("p", paragraph[:left] or None, mark, paragraph[right:] or None, dir="auto")
        begin += len(paragraph) + 2


def _mark(words: str, first: bool) -> Element:
    if not first:
        return el("mark", words)
    return el("mark", words, id="words", tabindex="-1", does={"arrive": "focus"})
