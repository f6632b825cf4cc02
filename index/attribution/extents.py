"""Determines where a content begins and ends in the article: punctuation trimmed, quotations that it touches whole."""

import re

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.text.quotes import Quote

_BEFORE = " \n\t,;:"
_BEHIND = " \n\t,;:—–-"
# Who passed a quotation on is no part of it: “…,” according to Velmora’s VNK news agency.
_CREDIT = re.compile(r"(?<=[”\"])\s+according to [^“”\"]*\Z")

_JOINED = re.compile(r",? (?:and|but|or)\Z")  # what another's words follow: “that the wall was unsafe, and”


def content_extent(quoted: QuotedText, span: Span) -> Span:
    """A content trimmed, and widened to the quotations it touches; an empty stretch where it holds no words."""
    start, end = _trimmed(quoted.text, *span)
    if credit := _CREDIT.search(quoted.text, start, end):
        end = credit.start()
    for quote in quoted.quotes_touching(start, end):
        if not _cuts_through(quote, start, end, span[1]):
            start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def _cuts_through(quote: Quote, start: int, end: int, stop: int) -> bool:
    """Whether a stretch begins and ends inside a quotation that the content held whole."""
    return start > quote.start + 2 and end < quote.end - 2 and quote.end <= stop


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in _BEHIND:
        end -= 1
    if joined := _JOINED.search(text, start, end):
        end = joined.start()
    return start, end - _ends_in_full_stop(text[start:end])


def _ends_in_full_stop(words: str) -> bool:
    """Whether the last full stop is the sentence's, and not that of "U.S."."""
    last = (words.rsplit(None, 1) or [""])[-1]
    return last.endswith(".") and "." not in last[:-1]
