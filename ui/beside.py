"""Shows an article beside the conversation, at the words that were followed there, so that both are seen at once."""

from collections.abc import Mapping
from typing import Any

from factcontext.index.store.library import Library
from factcontext.ui import article, texts
from factcontext.ui.address import Address, read_address
from factcontext.ui.elements import Element, button, el, link, mount

VISIT = {"visit": True}
# What opened the article gets the focus back.
CLOSE = {"send": {"beside": None}, "key": "Escape", "return": True}


def take(event: Mapping[str, Any], current: Address | None) -> Address | None:
    """Which article is open after what a reader has just done."""
    if "beside" not in event:
        return current
    query = event["beside"]
    return read_address({str(name): str(part) for name, part in query.items()}) if isinstance(query, Mapping) else None


def draw(address: Address | None, library: Library) -> None:
    """Draw the open article, if there is one."""
    found = library.article(address.article) if address else None
    if address is None or found is None:
        return
    close = button(texts.CLOSE_ARTICLE, CLOSE, aria_keyshortcuts="Escape")
    bar = article.article_bar(found, address, library, close, link(texts.WHOLE_PAGE, address.href(), VISIT))
    mount(panel(bar, article.view(found, address, "h2")), f"beside {address.href()}")


def panel(bar: Element, shown: Element) -> Element:
    """An article with its bar."""
    return el("section", bar, shown, class_="fc-beside", aria_label=texts.ARTICLE, id="beside")
