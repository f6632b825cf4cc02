"""Finds what a web page holds and does not show: by its own styles, its attributes, its size, its colours."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from factcontext.index.readers.page_styles import StyleSheets, declarations, hides

# Boxes that open over the page on a click or under the pointer; they are small, other uses of these names are not.
_POPUP = re.compile(
    r"(?<![\w-])(?:[\w-]+[-_])?(?:rollover|tooltip|popover|hovercard|popup|modal|sr-only|visually-?hidden"
    r"|screen-reader-text)"
    r"(?![\w-]*enable)",
    re.IGNORECASE,
)
_HIDERS = ("style", "hidden", "aria-hidden", "class", "id")  # classes too: extraction knows some
_ASIDE_CHARS = 2_000
# What opens the rest of a story.
_OPENS = re.compile(
    r"(?:continue|keep) reading|read on\b|(?:read|show|see|view|load)(?: the)? (?:more|full|rest|whole|all)|expand"
    r"|full (?:story|article|text)"
    r"|read-?more|show-?more|weiterlesen|lire la suite|leer más",
    re.IGNORECASE,
)
_DOTS = frozenset({"...", "…", "[...]", "[…]"})
_TOGGLES = re.compile(r"data-(?:bs-)?toggle")
_FOLDED_WORDS = 15  # a fold that holds less is a menu's, or a hint's


def drop_hidden(tree: HtmlElement) -> None:
    """Take away what is hidden by itself, and show what the page's buttons open of its story.

    Page and body are never hidden: scripts show them when ready.
    """
    body = tree.find("body")
    inside = tree if body is None else body
    sheets, opened = StyleSheets(tree), _opened(tree)
    half, gone = len(inside.text_content()) / 2, []
    for element in inside.iterdescendants("*"):
        # What a sheet hides and is more than half of the page is shown by a script.
        is_hidden = _says_hidden(element) or (sheets.hides(element) and len(element.text_content()) < half)
        if is_hidden and _is_fold(element, opened):
            for name in _HIDERS:
                element.attrib.pop(name, None)
        elif is_hidden or _is_popup(element):
            gone.append(element)
    drop(gone)


def _says_hidden(element: HtmlElement) -> bool:
    """Whether an element's own attributes hide it, or keep it from screen readers: pulled quotes repeat the story."""
    if element.tag == "template" or element.get("hidden") is not None:
        return True
    is_silent = element.get("aria-hidden") == "true" and len(element.text_content()) < _ASIDE_CHARS
    style = element.get("style")
    return is_silent or (bool(style) and hides(declarations(style)))


def _opened(tree: HtmlElement) -> set[str]:
    """The ids of what the page's buttons open."""
    keys = ("aria-controls", "data-target", "data-bs-target")
    found = {value.lstrip("#") for element in tree.iter("*") for key in keys if (value := element.get(key))}
    links = (link for link in tree.iter("a") if (link.get("href") or "").startswith("#"))
    return found | {link.get("href")[1:] for link in links if _TOGGLES.search(" ".join(link.attrib)) or _opens(link)}


def _is_fold(element: HtmlElement, opened: set[str]) -> bool:
    """Whether an element holds the rest of a story behind a button that opens it."""
    is_inline = element.tag == "span"
    words = (
        len(element.text_content().split())
        if is_inline
        else sum(len(p.text_content().split()) for p in element.iter("p"))
    )
    if words < _FOLDED_WORDS:
        return False
    return element.get("id") in opened or any(_opens(one) for one in _near(element))


def _near(element: HtmlElement) -> Iterator[HtmlElement]:
    """What stands beside a fold, or beside the paragraph that it goes on with; and a button at its end."""
    parent = element.getparent()
    for one in (element, parent) if parent is not None and parent.tag == "p" else (element,):
        for beside in (one.getprevious(), one.getnext()):
            if beside is not None:
                yield beside
                yield from beside[-1:]


def _opens(element: HtmlElement) -> bool:
    """Whether an element is a button that opens the rest of a story, or the dots in its place."""
    if not isinstance(element.tag, str):
        return False
    if element.text_content().strip() in _DOTS:
        return True
    label = " ".join(filter(None, (element.text_content()[:60], element.get("class"), element.get("aria-label"))))
    is_button = element.tag in ("button", "a", "summary", "label", "span", "div", "p", "input")
    return is_button and len(element.text_content().split()) <= 6 and _OPENS.search(label) is not None


def _is_popup(element: HtmlElement) -> bool:
    """Whether an element is a box that opens over the page."""
    return _POPUP.search(element.get("class") or "") is not None and len(element.text_content()) < _ASIDE_CHARS


def drop(elements: Iterable[HtmlElement]) -> None:
    """Take elements out of their page; the text behind each stays."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
