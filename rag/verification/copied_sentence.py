"""Finds a sentence that was copied, whole and to the letter, from a source: it needs no further proof."""

import re
from collections.abc import Sequence

from factcontext.rag.verification.matching.verbatim import locate_words
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.parsed_source import SourceSentence
from factcontext.rag.verification.quotations import find_quotations
from factcontext.rag.verification.spans import Span, text_of, without

# Whom these mean is told by the sentence before, and that is another one in an answer than in the article.
_MEANS_ANOTHER = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their|theirs|it|its)\b", re.IGNORECASE)
# A headline's or a fragment's few words say something else when they stand alone.
_FEWEST_WORDS = 5


def find_copy(text: str, source: NumberedSource, sentences: Sequence[SourceSentence]) -> Span | None:
    """Where a text stands in the source's article as one or several whole sentences; None where it does not.

    Typography aside, it is there to the letter, nothing in it means whom another sentence names, and it is not all
    somebody's words: those alone would tell as a fact what somebody says.
    """
    if len(text.split()) < _FEWEST_WORDS or _MEANS_ANOTHER.search(_unquoted(text)):
        return None
    evidence = source.evidence
    span = None if "…" in text or "..." in text else locate_words(text, evidence.quote)
    if span is None:
        return None
    first, last = evidence.start + span[0], evidence.start + span[1]
    article = evidence.article.text
    begins = any(_is_nothing(article[one.start : first]) for one in sentences if one.start <= first)
    ends = any(_is_nothing(article[last : one.end]) for one in sentences if last <= one.end)
    said = any(_is_nothing(article[first : s.start] + article[s.end : last]) for s in source.statements)
    return (first, last) if begins and ends and not said else None


def _is_nothing(text: str) -> bool:
    return not any(map(str.isalnum, text))


def _unquoted(text: str) -> str:
    """A text without what stands in quotation marks: there, "he" is the speaker's word."""
    return text_of(text, without((0, len(text)), [(one.start, one.end) for one in find_quotations(text)]))
