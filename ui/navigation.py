"""Draws the head of every page: the name, and where else one can go."""

from pathlib import Path

from factcontext.ui import texts
from factcontext.ui.address import CONVERSATIONS_PAGE, DRAFT_PAGE, LIBRARY_PAGE, SPEAKERS_PAGE
from factcontext.ui.elements import ASSETS, Element, el, link, mount

ASK_PAGE = "./"  # the page that opens without a name
LOGO = str(Path(__file__).parent / ASSETS / "logo.svg")
PAGES = {
    ASK_PAGE: texts.ASK,
    SPEAKERS_PAGE: texts.SPEAKERS,
    LIBRARY_PAGE: texts.LIBRARY,
    DRAFT_PAGE: texts.DRAFT_CHECK,
    CONVERSATIONS_PAGE: texts.CONVERSATIONS,
}


def draw(current: str) -> None:
    """Draw it; `current` is the address of the page that it stands above, within the site."""
    mount(head(current or ASK_PAGE), "masthead")


def head(current: str) -> Element:
    """The name and the links; the one to the page itself says so."""
    links = [_to(href, label, is_here=href == current) for href, label in PAGES.items()]
    name = link(texts.PAGE_TITLE, ASK_PAGE, {"visit": True}, class_="fc-brand")
    return el("header", name, el("nav", *links, aria_label=texts.PAGES), class_="fc-masthead")


def _to(href: str, label: str, is_here: bool) -> Element:
    return link(label, href, {"visit": True}, aria_current="page" if is_here else None)
