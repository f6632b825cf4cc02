"""Explains why there is nothing to ask yet, and what to do next."""

from pathlib import Path

from factcontext.errors import FactContextError
from factcontext.index.store.library import Library
from factcontext.settings import Settings
from factcontext.ui import building, shared, texts
from factcontext.ui.elements import el, mount, notice
from factcontext.ui.folder_choice import choose_folder


def library_or_explain(settings: Settings) -> Library | None:
    """The library; where there is none, draw why and how to get one."""
    try:
        library = shared.open_library(settings)
    except FactContextError as error:
        _explain(texts.DAMAGED, texts.sentence(error), texts.DAMAGED_NEXT)
        _offer_build(settings)
        return None
    if library is None:
        _explain_missing(settings)
    elif library.notice:
        mount(notice(texts.sentence(library.notice)), "fallen-back")
    return library


def askable_library(settings: Settings) -> Library | None:
    """The library where it has anything to ask about; else draw what is missing."""
    library = library_or_explain(settings)
    if library is None or library.status().articles:
        return library
    folder = settings.articles or library.folder
    _explain(texts.EMPTY_INDEX, texts.folder_line(folder), texts.EMPTY_INDEX_NEXT)
    building.panel(shared.job(settings.index), folder, texts.REBUILD, settings.can_edit)
    return None


def _explain_missing(settings: Settings) -> None:
    folder = settings.articles
    if folder is None or not folder.is_dir():
        named = [texts.not_a_folder(folder)] if folder else []
        _explain(texts.NO_FOLDER, *named, texts.NO_FOLDER_NEXT)
        _offer_choice(settings)
        return
    _explain(texts.NO_INDEX, texts.folder_line(folder), texts.NO_INDEX_NEXT)
    _offer_build(settings)


def _explain(title: str, *sentences: str) -> None:
    tree = el("div", el("h1", title), *[el("p", one, dir="auto") for one in sentences], class_="fc-first")
    mount(tree, f"explanation-{title}")


def _offer_choice(settings: Settings) -> None:
    if settings.is_alone:
        choose_folder(shared.job(settings.index))


def _offer_build(settings: Settings) -> None:
    folder: Path | None = settings.articles
    if folder and folder.is_dir():
        building.panel(shared.job(settings.index), folder, texts.BUILD_INDEX, settings.can_edit)
