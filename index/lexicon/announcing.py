"""Recognises sentences that announce a quotation without a verb of speech: "Lund met reporters. “It is gone.”"."""

import re

from factcontext.index.lexicon.word_groups import word_group

_PHRASES = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_group('announcing phrases'))))})\b")


def announces(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a stretch of text holds words that announce a quotation behind it."""
    return _PHRASES.search(text, start, len(text) if end is None else end) is not None
