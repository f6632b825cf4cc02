"""Draws the head of every page: the name, and where else one can go."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcontext.ui import language, texts
from factcontext.ui.address import CONVERSATIONS_PAGE, DRAFT_PAGE, LIBRARY_PAGE, SPEAKERS_PAGE
from factcontext.ui.elements import ASSETS, Element, button, el, link, mount

LANGUAGE = "language"  # the field in which it is chosen
COOKIE = "factcontext-language"  # where the browser keeps it
ASK_PAGE = "./"  # the page that opens without a name
LOGO = str(Path(__file__).parent / ASSETS / "logo.svg")


def draw(current: str) -> Mapping[str, Any]:
    """Draw it; `current` is the address of the page that it stands above, within the site.

    Returns what the reader wants: a new conversation, or another language.
    """
    return mount(head(current or ASK_PAGE), "masthead")


def chosen_language(event: Mapping[str, Any]) -> str | None:
    """The language that a reader has just chosen; None where they did not."""
    value = event.get("value") if event.get("field") == LANGUAGE else None
    return str(value) if value in language.languages() else None


def head(current: str) -> Element:
    """The name, the links, of which the one to the page itself says so, a new conversation, and the keys."""
    pages = {
        ASK_PAGE: texts.ASK,
        SPEAKERS_PAGE: texts.SPEAKERS,
        LIBRARY_PAGE: texts.LIBRARY,
        DRAFT_PAGE: texts.DRAFT_CHECK,
        CONVERSATIONS_PAGE: texts.CONVERSATIONS,
    }
    links = [_to(href, label, is_here=href == current) for href, label in pages.items()]
    words = {"language": language.current(), "copied": texts.COPIED, "refused": texts.COPY_REFUSED}
    name = link(texts.PAGE_TITLE, ASK_PAGE, {"visit": True}, class_="fc-brand")
    begin = button(texts.NEW, {"send": {"begin": True}}, aria_label=texts.NEW_CONVERSATION, class_="fc-new")
    return el(
        "header",
        button(texts.SKIP, {"skip": True}, class_="fc-skip"),
        name,
        el("nav", *links, aria_label=texts.PAGES),
        el("div", begin, _languages(), _keys(), class_="fc-tools"),
        class_="fc-masthead",
        does={"words": words},
    )


def _languages() -> Element:
    """The choice of the page's language, each by its own name; the browser keeps it for later visits."""
    options = [el("option", name, value=tag, lang=tag) for tag, name in language.own_names().items()]
    does = {"field": LANGUAGE, "keeps": COOKIE}
    return el("select", *options, does=does, id="field-language", value=language.current(), aria_label=texts.LANGUAGE)


def _keys() -> Element:
    """The list of keys, folded, with the button that switches them off."""
    rows = [el("div", el("dt", key), el("dd", what)) for key, what in texts.KEYS.items()]
    return el(
        "details",
        el("summary", "?", aria_label=texts.KEYS_TITLE, title=texts.KEYS_TITLE),
        el(
            "div",
            el("p", texts.KEYS_TITLE, class_="fc-keys-title"),
            el("dl", *rows, class_="fc-facts"),
            button("", {"keys": {"off": texts.KEYS_OFF, "on": texts.KEYS_ON}}),
            class_="fc-panel",
        ),
        class_="fc-keys",
    )


def _to(href: str, label: str, is_here: bool) -> Element:
    return link(label, href, {"visit": True}, aria_current="page" if is_here else None)
