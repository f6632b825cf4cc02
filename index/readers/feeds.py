"""Reads RSS and Atom feeds: each entry an article, with the feed's name as its outlet."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.authors import person_names
from factcontext.index.readers.metadata import make
from factcontext.index.readers.tables import without_markup
from factcontext.index.records import RawArticle

_ENTRIES = ("item", "entry")
_TEXTS = ("encoded", "content", "description", "summary")  # the fullest first
_DATES = ("pubDate", "published", "date", "issued")
_NO_ARTICLES = frozenset("attachment nav_menu_item revision wp_navigation wp_global_styles custom_css".split())
_MAX_ENTRIES = 20_000


def read_feed(data: bytes) -> Sequence[RawArticle]:
    """The entries of a feed; one without text is left empty."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableArticle("no feed that can be read") from error
    entries = [one for one in root.iter() if _name(one) in _ENTRIES and _is_written(one)] if root is not None else []
    if not entries or len(entries) > _MAX_ENTRIES:
        raise UnreadableArticle("no feed: it has no entries" if not entries else "more entries than a feed has")
    channel = next((one for one in root.iter() if _name(one) in ("channel", "feed")), root)
    outlet = next(_texts(channel, ("title",)), None)
    return [_article(entry, outlet) for entry in entries]


def _is_written(entry: etree._Element) -> bool:
    """Whether an entry is no picture, menu or earlier version, which WordPress exports beside its articles."""
    return next(_texts(entry, ("post_type",)), "post") not in _NO_ARTICLES


def _article(entry: etree._Element, outlet: str | None) -> RawArticle:
    text = next(_texts(entry, _TEXTS), "")
    links = (one for one in entry if _name(one) == "link" and one.get("rel") in (None, "alternate"))
    authors = [one for one in entry if _name(one) == "author"]
    names = [name for one in authors for name in _texts(one, ("name",))] or list(_texts(entry, ("creator", "author")))
    people = person_names(names, outlet)
    said = {
        "title": without_markup(next(_texts(entry, ("title",)), "")),
        "publisher": next(_texts(entry, ("source",)), outlet),
        "published": next(_texts(entry, _DATES), None),
        "author": ", ".join(people),
        "url": next(filter(None, (one.get("href") or one.text for one in links)), None),
    }
    return RawArticle(without_markup(text), make(said, "document"))


def _texts(element: etree._Element, names: Sequence[str]) -> Iterator[str]:
    """The texts of an element's own parts that have one of these names, by the order of the names."""
    for name in names:
        for one in element:
            if _name(one) == name and (text := "".join(one.itertext()).strip()):
                yield text


def _name(element: etree._Element) -> str:
    """An element's name without its namespace; feeds use prefixes that they do not declare."""
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""
