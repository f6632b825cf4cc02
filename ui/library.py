"""The page Library: what is indexed, which files could not be, and the button that brings it up to date."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from factcontext.index.lexicon.outlets import usual_name
from factcontext.index.records import Skipped
from factcontext.index.store.library import FileReport, Library, Status
from factcontext.settings import Settings
from factcontext.ui import building, empty, folder, language, reasons, shared, texts
from factcontext.ui.address import Address
from factcontext.ui.elements import Element, el, mount, pressed
from factcontext.ui.folder_choice import choose_folder
from factcontext.ui.model import model_section
from factcontext.ui.sources import article_link

# Articles listed at first and with each "show more": a few screens.
LISTED = 30


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article of the list."""

    path: str
    title: str
    publisher: str
    published: str
    sought: str  # all of it in small letters
    language: str = "en"  # of the headline


def show(settings: Settings) -> None:
    """Draw the page."""
    library = empty.library_or_explain(settings)
    if library is None:
        return
    mount(_heading(library.status()), "library-heading")
    _list(_rows(library.generation, language.current(), library))
    _rebuild(settings, library)
    mount(_file_report(library.report()), "file-report")
    with st.expander(texts.ABOUT_INDEX):
        mount(_holdings(library.status()), "holdings")
        model_section(shared.author(settings))
        if settings.is_alone:
            mount(el("div", el("h2", texts.ANOTHER_FOLDER), el("p", texts.ANOTHER_FOLDER_LINE)), "another-folder")
            choose_folder(shared.job(settings.index), is_first=False)


def _heading(status: Status) -> Element:
    return el("div", el("h1", texts.LIBRARY), el("p", texts.first_facts(status), class_="fc-remark"))


def _holdings(status: Status) -> Element:
    """What is indexed, as a list of facts."""
    rows = [el("div", el("dt", name), el("dd", value, dir="auto")) for name, value in texts.facts(status).items()]
    return el("div", el("h2", texts.HOLDINGS), el("dl", *rows, class_="fc-facts"))


def _rebuild(settings: Settings, library: Library) -> None:
    """The button, with what has changed in the folder since."""
    job = shared.job(settings.index)
    rebuilds = el("div", el("h2", texts.UP_TO_DATE), el("p", texts.REBUILD_LINE, class_="fc-remark"))
    mount(rebuilds, "rebuild-remark")
    if job.state.phase != "running":
        folder.library_line(settings, library.generation)
    building.panel(job, settings.articles or library.folder, texts.REBUILD, settings.can_edit)


def _file_report(report: FileReport) -> Element:
    """Which files are not indexed, and which are with a doubt."""
    parts = [_findings(texts.SKIPPED, report.skipped), _findings(texts.WARNED, report.warned)]
    none = el("p", texts.NO_FINDINGS) if not any(parts) else None
    return el("div", el("h2", texts.FILE_REPORT), none, *parts)


def _findings(title: str, found: Sequence[Skipped]) -> Element | None:
    if not found:
        return None
    items = [_finding(one) for one in found]
    summary = el("summary", f"{title} ({len(found):,})")
    return el("details", summary, el("ul", *items), class_="fc-findings")


def _finding(one: Skipped) -> Element:
    return el("li", el("strong", texts.listed_below(one.article)), f" {reasons.told(one.reason)}", dir="auto")


# ---- the list of articles


@st.cache_resource(max_entries=shared.GENERATIONS, show_spinner=False)
def _rows(generation: str, spoken: str, _library: Library) -> list[ArticleRow]:
    """All articles, newest first; those without a date come last. Dates are sought as the language writes them."""
    rows = [_row(path, _library) for path in _library.paths()]
    return sorted(rows, key=lambda row: (row.published, row.title), reverse=True)


def _row(path: str, library: Library) -> ArticleRow:
    article = library.article(path)
    assert article is not None  # the library named it
    published = article.published or ""
    publisher = article.publisher or ""
    shown = (path, article.title, usual_name(publisher), published)
    sought = " ".join([*shown, publisher, texts.date_in_words(published)]).casefold()
    return ArticleRow(*shown, sought, article.language)


def matching_articles(rows: Sequence[ArticleRow], words: str) -> list[ArticleRow]:
    """The rows that hold every one of the words, or their beginnings, in any order."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.sought for word in wanted)]


def _list(rows: Sequence[ArticleRow]) -> None:
    """The searchable list."""
    words = st.text_input(texts.FIND_ARTICLE, key="article-words", persist_state="session")
    found = matching_articles(rows, words)
    limit = st.session_state.setdefault("listed", LISTED)
    mount(_listing(found[:limit], len(found)), "articles")
    if len(found) > limit and pressed(texts.SHOW_MORE):
        st.session_state.listed = limit + LISTED
        st.rerun()


def _listing(rows: Sequence[ArticleRow], total: int) -> Element:
    if not total:
        return el("p", texts.NO_SUCH_ARTICLE)
    items = [_item(row) for row in rows]
    return el("div", el("p", texts.shown_of(len(rows), total), class_="fc-remark"), el("ul", *items, class_="fc-list"))


def _item(row: ArticleRow) -> Element:
    published = texts.date_in_words(row.published) if row.published else ""
    about = ", ".join(filter(None, (row.publisher, published, row.path)))
    title = article_link(row.title, Address(row.path), dir="auto", lang=row.language)
    return el("li", title, el("p", about, class_="fc-date", dir="auto"))
