"""Tells the parts of a web page: the head of its story, the story, and what belongs to something else."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml.html import HtmlElement

from factcontext.index.text.characters import one_line

# Parts of a page whose dates and names are of something else: comments, other stories, boxes, pictures, events.
_ELSEWHERE = re.compile(
    r"comment|respon[ds]|repl(?:y|ies)|disqus|related|recommend|read-?(?:next|more)|more-?(?:stories|from|on)|teaser"
    r"|promo|sidebar|widget|footer|copyright|newsletter|caption|gallery|event|calendar|trending|popular|latest|login"
    r"|signin|account|user-?(?:menu|name|nav)|toolbar|breadcrumb|menu|author-?(?:bio|box)|about-?(?:the-)?author|tweet",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset("footer aside nav figure figcaption blockquote form button select option menu".split())
_STORY = re.compile(
    r"(?<![a-z])(?:article|story|post|entry|content|main|single)(?![a-z]*(?:list|grid|nav|s\b))", re.IGNORECASE
)
_HEADLINES = ("h1", "h2")
_LINE_CHARS = 160
_SENTENCE_CHARS = 70
_BEGUN_CHARS = 150  # a paragraph of the story has more than a line of its head
_MAX_CHILDREN = 8  # a line with its links and icons has as many
_OTHER_THING = re.compile(r"schema\.org/(?:Event|Comment|UserComments|Person)")
_MAX_LINES = 80  # blocks between a page's headline and its story: menus and buttons at worst


class PageLayout:
    """Where things stand in one page; what was found of an element is remembered, for most are asked for often."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self._elsewhere: dict[HtmlElement, bool] = {}
        self._in_story: dict[HtmlElement, bool] = {}
        self._outer = _outer(tree)
        self.head = list(self._head())
        self._heads = set(self.head)

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element belongs to something else than the story; what holds half of the page never does."""
        return _inherited(element, self._elsewhere, lambda one: one not in self._outer and _is_other(one))

    def is_in_head(self, element: HtmlElement) -> bool:
        """Whether an element stands by the headline."""
        return element in self._heads or any(one in self._heads for one in element.iterancestors())

    def headline_texts(self) -> list[str]:
        """The page's headlines of the first rank."""
        return [one_line(element.text_content()) for element in self.tree.iter("h1")][:5]

    def story_lines(self, named: re.Pattern[str] | None = None) -> Iterator[HtmlElement]:
        """The short elements of the page's story; those alone whose class or id fits `named`, where it is given."""
        for element in self.tree.iter("p", "div", "span", "small", "em", "address", "time", "a", "li", "td"):
            if len(element) > _MAX_CHILDREN or (named and not marks(element, ("class", "id"), named)):
                continue
            if self._is_in_story(element) and not self.is_elsewhere(element) and len(line(element)) <= _LINE_CHARS:
                yield element

    def _is_in_story(self, element: HtmlElement) -> bool:
        """Whether an element or what holds it is called a story."""
        return _inherited(element, self._in_story, _is_story)

    def _head(self) -> Iterator[HtmlElement]:
        """The short blocks from the start of the story, or from its headline, to its first paragraph."""
        headline = next((e for tag in _HEADLINES for e in self.tree.iter(tag) if not self.is_elsewhere(e)), None)
        if headline is None:
            return
        start = next(headline.iterancestors("article", "main"), headline)
        passed, count, paragraphs = False, 0, 0
        for element in _from(self.tree, start):
            passed = passed or element is headline
            if not isinstance(element.tag, str) or element.tag in ("script", "style") or self.is_elsewhere(element):
                continue
            prose = _prose(element) if passed else ""
            paragraphs += _is_paragraph(prose)
            if passed and (len(prose) >= _BEGUN_CHARS or paragraphs > 1 or count > _MAX_LINES):
                return
            if element.tag not in ("html", "body") and len(element.text_content()) <= _LINE_CHARS:
                count += 1
                yield element


def _inherited(element: HtmlElement, known: dict[HtmlElement, bool], own: Callable[[HtmlElement], bool]) -> bool:
    """Whether something is so of an element or of one that holds it; `known` keeps what was found."""
    waiting, found = [], False
    for one in (element, *element.iterancestors()):
        if one in known:
            found = known[one]
            break
        waiting.append(one)
    for one in reversed(waiting):
        found = known[one] = found or own(one)
    return found


def _is_story(element: HtmlElement) -> bool:
    return element.tag in ("article", "main") or marks(element, ("class", "id"), _STORY)


def meta_values(layout: PageLayout, fields: Iterable[str]) -> Iterator[str]:
    """The contents of the page's meta elements that have one of these names, by the order of the names."""
    found: dict[str, list[str]] = {}
    for element in layout.tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if (name := element.get(key)) and (content := element.get("content")) and not layout.is_elsewhere(element):
                found.setdefault(name.casefold().strip(), []).append(content)
    for field in fields:
        yield from found.get(field, ())


def _prose(element: HtmlElement) -> str:
    """All text of a paragraph; of a box, what stands in it outside of others."""
    return one_line(element.text_content() if element.tag == "p" else _own_text(element))


def _is_paragraph(prose: str) -> bool:
    """Whether a text is a sentence or more; a head may have one, which stands over the story."""
    return len(prose) >= _SENTENCE_CHARS and prose.rstrip("”\"’')").endswith((".", "?", "!"))


def _outer(tree: HtmlElement) -> set[HtmlElement]:
    """The elements that hold half of the page's text and more."""
    body = tree.find("body")
    element = tree if body is None else body
    half, outer = len(element.text_content()) / 2, {tree}
    while element is not None:
        outer.add(element)
        large = (child for child in element if isinstance(child.tag, str) and len(child.text_content()) >= half)
        element = next(large, None)
    return outer


def _is_other(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("html", "body", "head", "article", "main"):
        return False
    return (
        element.tag in _ELSEWHERE_TAGS
        or marks(element, ("class", "id"), _ELSEWHERE)
        or _OTHER_THING.search(element.get("itemtype") or "") is not None
    )


def _from(tree: HtmlElement, start: HtmlElement) -> Iterator[HtmlElement]:
    """The elements from one on, in the order of the page."""
    begun = False
    for element in tree.iter():
        begun = begun or element is start
        if begun:
            yield element


def marks(element: HtmlElement, names: Iterable[str], pattern: re.Pattern[str]) -> bool:
    """Whether one of these attributes fits the pattern."""
    return any((value := element.get(name)) and pattern.search(value) for name in names)


def line(element: HtmlElement) -> str:
    """An element's text on one line, each piece of it apart from the next."""
    return one_line(" ".join(element.itertext()))


def _own_text(element: HtmlElement) -> str:
    return " ".join([element.text or "", *(child.tail or "" for child in element)])
