"""Tells a saved page's own address and content from what browsers, programs and archives write into their copies."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from factcontext.index.readers.metadata import is_archive, original_address

_HEAD_CHARS = 5_000
_ADDRESS = r"(?P<address>[^\s\"'<>]{1,2000})"
# Browsers and SingleFile in a comment, WebScrapBook and Save Page WE in an attribute.
_SAVED_FROM = (
    re.compile(rf"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*){_ADDRESS}"),
    re.compile(rf"\sdata-scrapbook-source=[\"']{_ADDRESS}"),
    re.compile(rf"<meta\s+name=[\"']?savepage-url[\"']?\s+content=[\"']?{_ADDRESS}", re.IGNORECASE),
)
_BARS = "//*[@id='wm-ipp-base' or @id='wm-ipp' or @id='wm-ipp-print']"
# What archive.today sets over a page, and a snapshot's own address there, which names no page.
_HEADERS = "//*[@id='HEADER']"
_CAPTURE = re.compile(r"(?:archive\.\w+|webpage capture).*saved from\b", re.IGNORECASE | re.DOTALL)
_CACHED = re.compile(r"\s*(?:This is Google[’']s cache of|You have reached the cached page for)\s")
_TOP_BOXES = 5  # a search engine's note stands above all else
_NOTE_CHARS = 2_000


def saved_address(markup: str) -> str | None:
    """The address that a page was saved from, where the program that saved it has noted it."""
    head = markup[:_HEAD_CHARS]
    found = next(filter(None, (pattern.search(head) for pattern in _SAVED_FROM)), None)
    return original_address(found["address"]) if found else None


def forget_copier(tree: HtmlElement) -> None:
    """Take away what an archive or a search engine put into a page: its bar, and its address before the page's own."""
    headers = [box for box in tree.xpath(_HEADERS) if _CAPTURE.search(box.text_content()[:_NOTE_CHARS])]
    for bar in [*tree.xpath(_BARS), *headers, *_cache_notes(tree)]:
        if bar.getparent() is not None:
            bar.drop_tree()
    named = [(e, name) for e in tree.iter("link", "meta", "base") for name in ("href", "content") if e.get(name)]
    originals = [own for e, name in named if (own := original_address(e.get(name))) != e.get(name)]
    for element, name in named:
        value = element.get(name)
        is_snapshot = is_archive(urlsplit(value).hostname or "") if value.startswith("http") else False
        element.set(name, originals[0] if is_snapshot and originals else original_address(value))


def _cache_notes(tree: HtmlElement) -> Iterator[HtmlElement]:
    body = tree.find("body")
    for box in [*(body if body is not None else ())][:_TOP_BOXES]:
        text = box.text_content() if isinstance(box.tag, str) else ""
        if len(text) < _NOTE_CHARS and _CACHED.match(text):
            yield box
