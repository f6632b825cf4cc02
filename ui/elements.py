"""The page's own elements: a tree of plain records here becomes DOM in the browser, text only ever as text.

Streamlit's Markdown would fetch images that an article names; what is built here has no way to hold markup.
"""

from collections.abc import Mapping
from importlib import resources
from typing import Any

import streamlit as st

Element = dict[str, Any]
Child = Element | str | None


def el(tag: str, *children: Child, does: Mapping[str, Any] | None = None, **attributes: str | None) -> Element:
    """One element; absent children and attributes are left out, `aria_label` stands for "aria-label".

    >>> el("p", "Hello", None, class_="lead")
    {'tag': 'p', 'attributes': {'class': 'lead'}, 'children': ['Hello']}
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    element = {"tag": tag, "attributes": named, "children": [child for child in children if child is not None]}
    return element | {"does": dict(does)} if does else element


def button(label: str, does: Mapping[str, Any], **attributes: str | None) -> Element:
    """A button; `does` says what: {"send": …} tells the page, {"go": id} and {"back": id} move, {"copy": …} copies.

    {"key": "Escape"} beside it names a key that presses it.
    """
    return el("button", label, does=does, **attributes)


def link(label: str, href: str, does: Mapping[str, Any] | None = None, **attributes: str | None) -> Element:
    """A link with a real address; with `does`, a plain click tells the page instead and keeps the conversation."""
    return el("a", label, does=does, href=href, **attributes)


def notice(text: str, *more: Child) -> Element:
    """A message that needs the reader's attention."""
    return el("div", el("p", text, dir="auto"), *more, class_="fc-notice", role="alert")


def lines(*texts: str | None) -> list[Element]:
    """One paragraph for each text that there is."""
    return [el("p", text, dir="auto") for text in texts if text]


def mount(tree: Element, key: str) -> Mapping[str, Any]:
    """Show a tree; returns what a reader has just activated in it, else an empty mapping."""
    result = _component(key=key, data=tree, on_event_change=_nothing)
    event = result.get("event")
    return event if isinstance(event, Mapping) else {}


def look_again(after_s: float, key: str) -> None:
    """Have the fragment that this stands in run once more, so many seconds after the browser got what it drew.

    Streamlit's own timer goes on by itself: what it asks for while the whole page is drawn makes the browser lose
    elements beside the fragment. Here nothing is asked before the last answer has come.
    """
    turn = st.session_state.get(f"turn of {key}", 0) + 1
    st.session_state[f"turn of {key}"] = turn
    mount(el("span", does={"again": {"turn": turn, "ms": round(after_s * 1000)}}), key)


def _nothing() -> None:
    """A trigger needs a callback for its value to be there at once."""


def _asset(name: str) -> str:
    return resources.files("factcontext.ui").joinpath(name).read_text("utf-8")


# One document holds it all: without a shadow root, links and headings are the page's own, for every assistive tool.
_component = st.components.v2.component(
    "factcontext", js=_asset("elements.js"), css=_asset("elements.css"), isolate_styles=False
)
