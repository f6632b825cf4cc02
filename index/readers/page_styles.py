"""Tells which elements of a web page its styles hide: its style sheets and the elements' own, by the rules of CSS."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

_ZERO = r"(?:0+(?:\.0*)?|\.0+)(?:[a-z%]+)?"
_FAR = r"(?:.*[\s(,])?-\d{3,}"  # moved out of the window, in whatever unit
_CLEAR = (
    r"transparent$|#[\da-f]{3}0$|#[\da-f]{6}00$"
    rf"|(?:rgb|hsl)a?\((?:[^(),/]+,[^(),/]+,[^(),/]+,|[^(),/]+/)\s*{_ZERO}\s*\)"
)
_MASK = r".*linear-gradient\(\s*transparent\s*,\s*transparent\s*\)"
# What a property's value begins with where it hides the element by itself.
_HIDING = {
    "display": "none",
    "visibility": "hidden|collapse",
    "content-visibility": "hidden",
    "opacity": r"(?:0+(?:\.0\d*)?|\.0\d*)%?$",
    "zoom": rf"{_ZERO}$",
    "scale": rf"{_ZERO}(?:\s|$)",
    "font-size": rf"{_ZERO}$|[01](?:\.\d+)?(?:px|pt)$",
    "filter": rf".*\bopacity\(\s*{_ZERO}\s*\)",
    "transform": rf".*scale(?:3d|[xy])?\(\s*{_ZERO}\s*[,)]|.*rotate[xy]\(\s*-?90deg|.*translate.*-\d{{3,}}",
    "clip": r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?\b",
    "clip-path": r"inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*[,)]\s*\)?$",
    **dict.fromkeys(("color", "-webkit-text-fill-color"), _CLEAR),
    **dict.fromkeys(("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"), _MASK),
    **dict.fromkeys(("left", "right", "top", "bottom", "inset", "translate", "text-indent", "margin-left"), _FAR),
}
_HIDES = {name: re.compile(pattern) for name, pattern in _HIDING.items()}
_FLAT = re.compile(r"[01](?:px|em|rem|%)?$")  # a box of this size hides what does not fit into it
_SIZES = ("height", "max-height", "width", "max-width")
_CUTS = ("overflow", "overflow-x", "overflow-y")
_GROUNDS = ("background", "background-color")
_READ = frozenset({*_HIDING, *_SIZES, *_CUTS, *_GROUNDS})
_PLAIN_COLOUR = re.compile(r"#|rgb|hsl|(?!inherit|initial|unset|revert|transparent|currentcolor)[a-z]+$")
_MOST_CHARS = 500  # of a value: sites write a tenth of that, and each pattern looks at every place of it
_WHITES = {"white": "#fff", "#ffffff": "#fff", "rgb(255,255,255)": "#fff", "black": "#000", "#000000": "#000"}

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(r"(?:[a-z][\w-]*|\*)?(?:[.#][\w-]+|\[[\w-]+(?:=[\"']?[^\"'\]]*[\"']?)?\])*", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=[\"']?([^\"'\]]*)[\"']?)?\]|([a-z][\w-]*)|\*", re.IGNORECASE)
_MAX_STEPS = 6  # compounds of a selector; sites write three

Declarations = Mapping[str, str]


def declarations(style: str) -> dict[str, str]:
    """The properties of a style that may hide something, the last of each; "!important" stays behind the value."""
    pairs = (one.partition(":") for one in style.casefold().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() in _READ}


def hides(style: Declarations) -> bool:
    """Whether what has this style is not seen.

    >>> hides(declarations("transform: scale(0)")), hides(declarations("max-height: 0"))
    (True, False)
    """
    plain = {name: value.removesuffix("!important").strip() for name, value in style.items()}
    if any(name in _HIDES and _HIDES[name].match(value[:_MOST_CHARS]) for name, value in plain.items()):
        return True
    is_cut = any(re.search("hidden|clip", plain.get(name, "")) for name in _CUTS)
    return (is_cut and any(_FLAT.match(plain.get(name, "")) for name in _SIZES)) or _same_colours(plain)


def _may_hide(style: Declarations) -> bool:
    """Whether a style hides, alone or with what other rules say."""
    return hides({"overflow": "hidden", **style}) or (not style.keys().isdisjoint(_GROUNDS) and "color" in style)


def _same_colours(style: Declarations) -> bool:
    """Whether a text has the colour of its own background."""
    ground = next((style[name] for name in _GROUNDS if name in style), None)
    colour = style.get("color", "")
    return ground is not None and bool(_PLAIN_COLOUR.match(colour)) and _colour(ground) == _colour(colour)


def _colour(value: str) -> str:
    value = "".join(value.split())
    return _WHITES.get(value, value)


@dataclass(frozen=True, slots=True)
class _Compound:
    """What a selector asks of one element: its name, its id, its classes and attributes."""

    tag: str | None
    ids: frozenset[str]
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, text: str) -> "_Compound":
        parts = [part.groups() for part in _PART.finditer(text)]
        return cls(
            next((tag.casefold() for *_, tag in parts if tag), None),
            frozenset(name for sign, name, *_ in parts if sign == "#"),
            frozenset(name for sign, name, *_ in parts if sign == "."),
            tuple((name, value) for _, _, name, value, _ in parts if name),
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        """By what one rule goes before another."""
        return len(self.ids), len(self.classes) + len(self.attributes), self.tag is not None

    @property
    def key(self) -> str:
        """What a rule is kept under: something that its element has to have."""
        named = [*(f"#{name}" for name in self.ids), *(f".{name}" for name in self.classes)]
        return named[0] if named else self.tag or "*"

    def fits(self, element: HtmlElement) -> bool:
        """Whether an element is such a one."""
        if (self.tag and self.tag != element.tag) or (self.ids and not self.ids <= {element.get("id")}):
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        return all(
            (found := element.get(name)) is not None and value in (None, found) for name, value in self.attributes
        )


@dataclass(frozen=True, slots=True)
class _StyleRule:
    """What one selector of a style sheet says of its element, and of what that lies in; a child may lie anywhere."""

    own: _Compound
    outer: tuple[_Compound, ...]  # the innermost first
    weight: tuple[int, int, int, int]
    style: Declarations
    may_hide: bool

    def fits(self, element: HtmlElement) -> bool:
        """Whether an element is meant."""
        if not self.own.fits(element):
            return False
        above = element.iterancestors()
        return all(any(compound.fits(one) for one in above) for compound in self.outer)


class StyleSheets:
    """A page's own style sheets, without what holds for some screens or states alone."""

    def __init__(self, tree: HtmlElement) -> None:
        self._rules: dict[str, list[_StyleRule]] = defaultdict(list)
        for number, (selector, style) in enumerate(_selectors(tree)):
            texts = selector.replace(">", " ").split()
            if not 0 < len(texts) <= _MAX_STEPS or not all(map(_COMPOUND.fullmatch, texts)):
                continue  # a state, or a selector that is not understood
            *outer, own = map(_Compound.of, texts)
            ids, named, tags = map(sum, zip(*(one.weight for one in (*outer, own)), strict=True))
            if ids or named:  # what holds for all paragraphs is no sheet that readers see
                weight = (ids, named, tags, number)
                self._rules[own.key].append(_StyleRule(own, tuple(outer[::-1]), weight, style, _may_hide(style)))

    def hides(self, element: HtmlElement) -> bool:
        """Whether the sheets hide an element, and its own style does not show it."""
        near = [rule for key in _keys(element) for rule in self._rules.get(key, ())]
        if not any(rule.may_hide and rule.fits(element) for rule in near):  # so of nearly all elements
            return False
        found = [rule for rule in near if rule.fits(element)]
        merged: dict[str, str] = {}
        for rule in sorted(found, key=lambda rule: rule.weight):
            _lay_over(merged, rule.style)
        _lay_over(merged, declarations(element.get("style") or ""))
        return hides(merged)


def _selectors(tree: HtmlElement) -> Iterator[tuple[str, Declarations]]:
    """The selectors of all sheets, each with what it says of properties that may hide something."""
    for sheet in tree.iter("style"):
        for selectors, body in _blocks(_COMMENT.sub("", sheet.text or "")):
            if style := declarations(body):
                yield from ((selector, style) for selector in selectors.split(","))


def _lay_over(style: dict[str, str], stronger: Declarations) -> None:
    for name, value in stronger.items():
        if not style.get(name, "").endswith("!important") or value.endswith("!important"):
            style[name] = value


def _keys(element: HtmlElement) -> Iterator[str]:
    yield "*"
    yield element.tag
    yield from (f".{name}" for name in dict.fromkeys((element.get("class") or "").split()))
    if name := element.get("id"):
        yield f"#{name}"


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """The (selectors, declarations) of a style sheet outside of blocks such as `@media`."""
    depth = 0
    for chunk in sheet.split("}"):
        *outer, body = chunk.split("{")
        if depth == 0 and len(outer) == 1:
            yield outer[0].rpartition(";")[2], body  # "@charset …;" has no block
        depth = max(0, depth + len(outer) - 1)
