"""Keeps words that extraction would take out of a sentence, or with a figure, for the element that they stand in."""

import re

from lxml.html import HtmlElement

from factcontext.index.readers.page_parts import INLINE

# Extraction drops these wherever they stand: over and under a story they are dates, forms and players.
_DROPPED = ("time", "button", "label", "output", "blink", "object")
_SENTENCE_WORDS = 8  # bylines and rows of buttons have fewer beside such an element
_PHRASE_WORDS = 12  # an explained term or a day has fewer


def keep_sentences(tree: HtmlElement) -> None:
    """Give elements that carry a story's words a name that extraction keeps."""
    lengths: dict[HtmlElement, int] = {}  # of blocks in words: a live blog has thousands of days in one
    for element in list(tree.iter(*_DROPPED)):
        if _is_phrase(element, lengths):
            element.tag = "span"
    figures = [figure for figure in tree.iter("figure") if figure.find(".//blockquote") is not None]
    page = _words(" ".join(tree.itertext())) if figures else ""
    for figure in figures:
        _open_quotation(figure, page)


def _is_phrase(element: HtmlElement, lengths: dict[HtmlElement, int]) -> bool:
    """Whether words stand before an element in its line, and they or what follows go on as a sentence does."""
    own, block = element.text_content().split(), element.getparent()
    if not 0 < len(own) <= _PHRASE_WORDS or element.get("itemprop") or element.get("pubdate") is not None:
        return False
    previous = element.getprevious()
    before = element.getparent().text if previous is None else previous.tail
    goes_on = re.match(r"\s*[\w,.;:’”“(]", element.tail or "") is not None
    while block is not None and block.tag in INLINE:
        block = block.getparent()
    if block is None or not (before or "").strip() or not (goes_on or element.tag == "time"):
        return False
    if block not in lengths:
        lengths[block] = len(block.text_content().split())
    return lengths[block] - len(own) >= _SENTENCE_WORDS


def _open_quotation(figure: HtmlElement, page: str) -> None:
    """Show a quotation that is marked up as a figure; one that repeats the story's words stays away."""
    quoted = _words(" ".join(figure.find(".//blockquote").itertext()))
    if quoted and page.count(quoted) == 1:
        figure.tag = "div"
        for caption in figure.iter("figcaption"):
            caption.tag = "p"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
