"""Reads saved web pages: the story and what the page says of itself, without the page around it."""

import re

import trafilatura
from trafilatura.settings import Document

from errors import UnreadableArticle
from index.metadata import make
from index.readers.text import read_text, text_of
from index.records import Metadata, RawArticle

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]{1,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<(?:!doctype|[a-z])", re.IGNORECASE)


def read_html(data: bytes) -> RawArticle:
    """The story of a saved page, each block a paragraph."""
    declared = _CHARSET.search(data[:4096])
    label = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    markup = _XML_HEAD.sub("", text_of(data, label))
    if not _TAG.search(markup):  # plain text under another name
        return read_text(data)
    tree = trafilatura.load_html(markup)
    if tree is None:
        raise UnreadableArticle("no HTML in it")
    document = trafilatura.bare_extraction(tree, include_comments=False, fast=True, with_metadata=True)
    if not isinstance(document, Document) or not document.text:
        raise UnreadableArticle("no article found in the page")
    return RawArticle(document.text.replace("\n", "\n\n"), _metadata(document))


def _metadata(document: Document) -> Metadata:
    """What the page says of itself."""
    names = {"title": "title", "publisher": "sitename", "published": "date", "author": "author", "url": "url"}
    return make({ours: getattr(document, theirs) for ours, theirs in names.items()}, "document")
