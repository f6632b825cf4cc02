"""Reads what a web page tells search engines of its article: the JSON-LD of schema.org."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from factcontext.index.readers.metadata import iso_date

Node = Mapping[str, object]
_ARTICLE = re.compile(r"(?:Article|Posting|NewsReport|Report|Story)$")
_BODY = re.compile(r"Organi[sz]ation$|Corporation$|^WebSite$|^Brand$")
_PAGE = re.compile(r"(?:WebPage|ItemPage)$")
_PARTS = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
)  # where a page's own article stands; other articles stand elsewhere
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|;)\s*$"
)
_MAX_DEPTH = 10  # no site nests an article deeper than a handful of levels


@dataclass(frozen=True, slots=True)
class StructuredData:
    """All that a page's JSON-LD says; empty where it has none."""

    documents: tuple[object, ...]

    @classmethod
    def of(cls, tree: HtmlElement) -> "StructuredData":
        """Read a page's scripts."""
        scripts = tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]/text()")
        return cls(tuple(filter(None, map(_json, scripts))))

    def body(self) -> str:
        """The longest `articleBody`; empty where there is none."""
        bodies = (one["articleBody"] for document in self.documents for one in _nodes(document))
        return max((body for body in bodies if isinstance(body, str)), key=len, default="")

    def is_behind_a_wall(self) -> bool:
        """Whether the page says that its article is for subscribers."""
        said = [node.get("isAccessibleForFree") for node in self._main()]
        parts = [part.get("isAccessibleForFree") for node in self._main() for part in _listed(node.get("hasPart"))]
        return any(map(_is_false, said if any(one is not None for one in said) else parts))

    def published(self, names: Iterable[str]) -> str | None:
        """The article's day; None where several articles stand there and none has one of the page's `names`."""
        for kind in (_ARTICLE, _PAGE):
            nodes = [node for node in self._main() if _is_of(node, kind)]
            days = {day for node in _best(nodes, names) if (day := _day(node))}
            if days:
                return days.pop() if len(days) == 1 else None
        return None

    def outlet(self) -> str | None:
        """Who publishes the article."""
        by_id = self._named()
        for node in self._main():
            for publisher in _listed(node.get("publisher")) if _is_of(node, _ARTICLE) else ():
                name = publisher.get("name") or by_id.get(str(publisher.get("@id")), {}).get("name")
                if isinstance(name, str):
                    return name
        return None

    def authors(self, names: Iterable[str]) -> list[str]:
        """The names of the article's authors who are not said to be organisations."""
        by_id = self._named()
        nodes = _best([node for node in self._main() if _is_of(node, _ARTICLE)], names)
        return [name for node in nodes[:1] for name in _people(node.get("author") or node.get("creator"), by_id)]

    def _named(self) -> Mapping[str, Node]:
        """The people and bodies that have a name, by their identifiers."""
        return {str(node["@id"]): node for node in self._main() if "@id" in node and "name" in node}

    def _main(self) -> list[Node]:
        return [node for document in self.documents for node in _main_nodes(document)]


def _json(script: str) -> object:
    try:
        return json.loads(_WRAPPING.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(document: object, depth: int = 0) -> Iterator[Node]:
    """Every object that has an `articleBody`."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(document, dict):
        if "articleBody" in document:
            yield document
        for value in document.values():
            yield from _nodes(value, depth + 1)
    elif isinstance(document, list):
        for value in document:
            yield from _nodes(value, depth + 1)


def _main_nodes(document: object, depth: int = 0) -> Iterator[Node]:
    """The objects that tell of the page itself, not of what it links to."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(document, list):
        for one in document:
            yield from _main_nodes(one, depth + 1)
    elif isinstance(document, dict):
        yield document
        for part in _PARTS:
            yield from _main_nodes(document.get(part), depth + 1)


def _is_of(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(one, str) and kind.search(one) for one in (types if isinstance(types, list) else [types]))


def _listed(value: object) -> Iterator[Node]:
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def _is_false(value: object) -> bool:
    return value is False or str(value).casefold().rpartition("/")[2] == "false"


def _best(nodes: list[Node], names: Iterable[str]) -> list[Node]:
    """Of several articles those that have the page's headline or address; all, where none has."""
    wanted = {_squeezed(name) for name in names}
    fields = ("headline", "name", "url", "@id", "mainEntityOfPage")
    own = [node for node in nodes if any(_squeezed(node.get(field)) in wanted for field in fields)]
    return own or nodes


def _squeezed(value: object) -> str:
    value = value.get("@id") if isinstance(value, dict) else value
    return " ".join(re.findall(r"\w+", str(value).casefold())) or "-"


def _day(node: Node) -> str | None:
    said = node.get("datePublished")
    said = said[0] if isinstance(said, list) and said else said
    return iso_date(str(said)) if isinstance(said, str | int) else None


def _people(value: object, by_id: Mapping[str, Node], depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < _MAX_DEPTH:
        for one in value:
            yield from _people(one, by_id, depth + 1)
    elif isinstance(value, dict) and not _is_of(value, _BODY):
        node = value if "name" in value else by_id.get(str(value.get("@id")), {})
        if not _is_of(node, _BODY) and depth < _MAX_DEPTH:
            yield from _people(node.get("name"), by_id, depth + 1)
