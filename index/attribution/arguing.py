"""Tells whether a text argues for its writer in the first person, as op-eds and letters do and reports do not."""

import re
from collections.abc import Sequence

from factcontext.index.attribution.first_person import SINGULAR, count_first_person
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.word_groups import any_of, word_group

_VERBS = any_of(word_group("verbs of taking a stand"))
_STAND = re.compile(rf"\b(?:should|must|ought|I (?:[a-z’']{{2,8}} ){{0,2}}{_VERBS})\b")
_REPORTS = re.compile(r"\b(?:said|says|according to)\b|\btold (?!me\b|us\b)")
# The share of paragraphs with "I" or "we" from which on a text is rather an argument than a report; of the 446 news
# articles one with a byline alone has as many and takes a stand, an op-ed.
_ENOUGH = 0.5
_FEWEST = 2  # paragraphs with "I"; one may be a slip of the quotation marks
_MOST_REPORTING = 0.25  # the share of paragraphs that quote or report; a reporter's own story has more
_NOT_OWN = '“”"‘:'  # a title with these may hold somebody else's "I"


def argues(quoted: QuotedText, paragraphs: Sequence[Span], title: str) -> bool:
    """Whether paragraphs take a stand, mostly in the first person, and report little of others."""
    if not any(_takes_stand(quoted, one) for one in paragraphs):
        return False
    in_person = count_first_person(quoted, paragraphs)
    in_singular = count_first_person(quoted, paragraphs, only_singular=True)
    if in_person < _ENOUGH * len(paragraphs) or in_singular < min(_FEWEST, len(paragraphs)):
        return False
    reporting = sum(_reports(quoted, one) for one in paragraphs)
    return reporting <= _MOST_REPORTING * len(paragraphs) or _is_told_as_own(title)


def _takes_stand(quoted: QuotedText, paragraph: Span) -> bool:
    return any(not quoted.is_quoted(found.start()) for found in _STAND.finditer(quoted.text, *paragraph))


def _reports(quoted: QuotedText, paragraph: Span) -> bool:
    """Whether a paragraph quotes or reports somebody."""
    return bool(quoted.quotes_touching(*paragraph)) or _REPORTS.search(quoted.text, *paragraph) is not None


def _is_told_as_own(title: str) -> bool:
    """Whether a title is the writer's own: "Why I left the party"."""
    return SINGULAR.search(title) is not None and not any(mark in title for mark in _NOT_OWN)
