"""Finds what a web page holds and does not show: by its own styles, its attributes, its size, its colours."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|top|right|bottom|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*(?:0|1px)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*\))"
    r"|scale[xy]?\(\s*0(?:\.0+)?\s*[,)]|content-visibility\s*:\s*hidden",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![\w-])(color|background(?:-color)?)\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITES = {"white": "#fff", "#ffffff": "#fff", "rgb(255,255,255)": "#fff", "black": "#000", "#000000": "#000"}
_SIMPLE = re.compile(r"[.#][\w-]+")
# Boxes that open over the page on a click or under the pointer; they are small, other uses of these names are not.
_POPUP = re.compile(
    r"(?<![\w-])(?:[\w-]+[-_])?(?:rollover|tooltip|popover|hovercard|popup|modal|sr-only|visually-?hidden"
    r"|screen-reader-text)"
    r"(?![\w-]*enable)",
    re.IGNORECASE,
)
_ASIDE_CHARS = 2_000
_FLAT = re.compile(r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*[01](?:px|em|rem|%)?\s*(?:;|!|$)", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_CLEAR = re.compile(
    r"(?<![\w-])(?:color|-webkit-text-fill-color)\s*:\s*(?:transparent|rgba\([^)]*,\s*0(?:\.0+)?\))", re.IGNORECASE
)
# What opens the rest of a story.
_OPENS = re.compile(
    r"(?:continue|keep) reading|(?:read|show|see|view|load)(?: the)? (?:more|full|rest|whole|all)|expand"
    r"|full (?:story|article|text)"
    r"|read-?more|show-?more|weiterlesen|lire la suite|leer más",
    re.IGNORECASE,
)
_FOLDED_WORDS = 15  # a fold that holds less is a menu's, or a hint's


def hidden_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that are hidden by themselves; page and body never are: scripts show them when ready."""
    body = tree.find("body")
    inside = tree if body is None else body
    names, opened = _hidden_names(tree), _opened(tree)
    half = len(inside.text_content()) / 2
    return [
        element
        for element in inside.iterdescendants("*")
        if (_is_aside(element) and len(element.text_content()) < _ASIDE_CHARS)
        # What a sheet hides and is more than half of the page is shown by a script.
        or (_says_hidden(element) or (_by_sheet(element, names) and len(element.text_content()) < half))
        and not _is_fold(element, opened)
    ]


def _says_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    if element.tag == "template" or element.get("hidden") is not None:
        return True
    return bool(style) and (_hides(style) or _same_colours(style))


def _hides(style: str) -> bool:
    if _HIDDEN_STYLE.search(style) or _CLEAR.search(style):
        return True
    return _FLAT.search(style) is not None and _CLIPPED.search(style) is not None


def _opened(tree: HtmlElement) -> set[str]:
    """The ids of what the page's buttons open."""
    keys = ("aria-controls", "data-target", "data-bs-target")
    return {value.lstrip("#") for element in tree.iter("*") for key in keys if (value := element.get(key))}


def _is_fold(element: HtmlElement, opened: set[str]) -> bool:
    """Whether an element holds the rest of a story behind a button that opens it."""
    words = sum(len(p.text_content().split()) for p in element.iter("p"))
    if words < _FOLDED_WORDS:
        return False
    if element.get("id") in opened:
        return True
    near = [one for one in (element.getprevious(), element.getnext(), _last_before(element)) if one is not None]
    return any(_opens(one) for one in near)


def _last_before(element: HtmlElement) -> HtmlElement | None:
    """The last element inside what stands before: a button within its paragraph."""
    before = element.getprevious()
    return before[-1] if before is not None and len(before) else None


def _opens(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    label = " ".join(filter(None, (element.text_content()[:60], element.get("class"), element.get("aria-label"))))
    is_button = element.tag in ("button", "a", "summary", "label", "span", "div", "p", "input")
    return is_button and len(element.text_content().split()) <= 6 and _OPENS.search(label) is not None


def _by_sheet(element: HtmlElement, names: set[str]) -> bool:
    own = [f".{name}" for name in (element.get("class") or "").split()] + [f"#{element.get('id')}"]
    return not names.isdisjoint(own)


def _is_aside(element: HtmlElement) -> bool:
    """A box over the page, or what the page keeps from screen readers: pulled quotes that repeat the story."""
    return element.get("aria-hidden") == "true" or _POPUP.search(element.get("class") or "") is not None


def _same_colours(style: str) -> bool:
    """Text in the colour of its own background."""
    colours = {}
    for name, value in _COLOUR.findall(style.casefold()):
        colour = "".join(value.split())
        colours[name.split("-")[0]] = _WHITES.get(colour, colour)
    return len(colours) == 2 and colours["color"] == colours["background"]


def _hidden_names(tree: HtmlElement) -> set[str]:
    """The classes and ids that the page's own style sheets hide outright, not for some screens or states alone."""
    names: set[str] = set()
    for sheet in tree.iter("style"):
        for selectors, body in _rules(sheet.text or ""):
            if _hides(body):
                names.update(s.strip() for s in selectors.split(",") if _SIMPLE.fullmatch(s.strip()))
    return names


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The (selectors, declarations) of a style sheet outside of blocks such as `@media`."""
    depth = 0
    for chunk in sheet.split("}"):
        *outer, body = chunk.split("{")
        if depth == 0 and len(outer) == 1:
            yield outer[0], body
        depth = max(0, depth + len(outer) - 1)


def drop(elements: Iterable[HtmlElement]) -> None:
    """Take elements out of their page; the text behind each stays."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
