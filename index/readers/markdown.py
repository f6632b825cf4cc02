"""Reads Markdown files as plain text: link texts stay, pictures and markup go."""

from collections.abc import Iterator

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcontext.index.readers.front_matter import split
from factcontext.index.readers.text import text_of
from factcontext.index.records import RawArticle
from factcontext.index.text.characters import plain

_PARSER = MarkdownIt("commonmark").enable("table")
# Some inputs take Markdown parsers quadratic time, seconds at this length; an article has a tenth of it.
_MAX_CHARS = 200_000


def read_markdown(data: bytes) -> RawArticle:
    """The text of a Markdown file, each block a paragraph."""
    text = plain(text_of(data))
    metadata, body, warnings = split(text)
    if len(body) > _MAX_CHARS:
        return RawArticle(body, metadata, (*warnings, "too long for Markdown, read as plain text"))
    blocks = (_block(token).strip() for token in _PARSER.parse(body))
    return RawArticle("\n\n".join(filter(None, blocks)), metadata, warnings)


def _block(token: Token) -> str:
    """The text that one block token holds; most hold none."""
    if token.type == "inline":
        return "".join(_inline(token.children or []))
    if token.type in ("fence", "code_block"):
        return token.content
    if token.type == "html_block" and token.content.strip():
        return _without_tags(token.content)
    return ""


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield "\n"


def _without_tags(markup: str) -> str:
    """The visible text of an HTML block inside Markdown."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for hidden in root.xpath("//script | //style | //comment()"):
        hidden.drop_tree()
    return str(root.text_content())
