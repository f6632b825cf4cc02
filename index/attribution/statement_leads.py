"""Finds the line of a release behind which its words follow: "Mayor Ana Lund today issued the following statement:"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcontext.index.attribution.announced_authors import NamedAuthor, people_named
from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.word_groups import word_group

_VERBS = "|".join(sorted(word_group("verbs of issuing")))
_DAY = r"(?:today|yesterday|(?:on )?[A-Z]\w{2,6}day)"
_LEAD = re.compile(
    rf"(?:[^\n]{{0,60}}(?:--|—|–|-) )?(?P<who>[A-ZÀ-Þ][^\n]{{3,120}}?),? (?:{_DAY},? )?(?:has |have )?"
    rf"(?:{_VERBS}|made|delivered|gave) (?:the following|this) (?:\w+ )?(?:statement|remarks|message)"
    r"[^\n]{0,200}[:.]"
)
_HEAD = 6  # paragraphs in which such a line stands


@dataclass(frozen=True, slots=True)
class StatementLead:
    """Whose words follow, and behind which paragraph."""

    author: NamedAuthor
    line: int


def statement_lead(text: str, lines: Sequence[Span], cast: Cast) -> StatementLead | None:
    """The line that leads in somebody's whole statement; None where none does."""
    for i, line in enumerate(lines[:_HEAD]):
        lead = _LEAD.fullmatch(text, *line)
        if lead and (author := people_named(lead["who"], cast)):
            return StatementLead(author, i)
    return None
