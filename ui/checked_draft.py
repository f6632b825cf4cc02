"""Keeps a draft that was checked with what was found, and cuts it into findings and what stands between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from factcontext.rag.reader import Reader
from factcontext.rag.verification.drafts.draft_check import check_draft
from factcontext.rag.verification.drafts.draft_claims import CheckedClaim, check_claims
from factcontext.rag.verification.drafts.draft_quotations import statements_of
from factcontext.rag.verification.spans import Span, without
from factcontext.ui.checked import Checked, in_order, state_of
from factcontext.ui.sources import Card, make_card

MOST_MARKS = 2  # a quotation may end one within it
_OPENING = re.compile(r"[“\"‘«„»]+\Z")
_CLOSING = re.compile(r"[”\"’»“«]+")


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One quotation or claim of a draft with its number, and the articles' own words where there are any like it."""

    n: int
    finding: Checked
    card: Card | None

    @property
    def label(self) -> str:
        """Its number and its state in words."""
        return f"{self.n} {state_of(self.finding).lower()}"


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it was checked: a newer index does not change what was found."""

    text: str
    parts: tuple[CheckedPart, ...]
    index: str  # the generation that it was checked against
    checked: str  # when, ISO

    def pieces(self) -> Iterator[tuple[str, CheckedPart | None]]:
        """The whole text in order: what was checked, and what stands between."""
        place = 0
        for start, end, part in sorted(self._stretches(), key=lambda one: one[:2]):
            if start < place:  # within the one before: a quotation in a quotation
                continue
            yield self.text[place:start], None
            yield self.text[start:end], part
            place = end
        yield self.text[place:], None

    def _stretches(self) -> Iterator[tuple[int, int, CheckedPart]]:
        """Where each part stands; a claim, beside the quotations within it."""
        marked = [(*self._with_marks(one.finding), one) for one in self.parts]
        quoted = [(start, end) for start, end, one in marked if not isinstance(one.finding, CheckedClaim)]
        for start, end, part in marked:
            spans = without((start, end), quoted) if isinstance(part.finding, CheckedClaim) else [(start, end)]
            yield from ((a, b, part) for a, b in spans if any(map(str.isalnum, self.text[a:b])))

    def _with_marks(self, one: Checked) -> Span:
        """The place of a quotation with its quotation marks, which do not belong on another line."""
        if isinstance(one, CheckedClaim):
            return one.start, one.end
        before = _OPENING.search(self.text, max(0, one.start - MOST_MARKS), one.start)
        after = _CLOSING.match(self.text, one.end, one.end + MOST_MARKS)
        return before.start() if before else one.start, after.end() if after else one.end


def checked_draft(text: str, reader: Reader) -> CheckedDraft:
    """A draft checked against the articles, as `factcontext check` does it."""
    library, said = reader.library, statements_of(text)
    parts = (
        CheckedPart(n, one, make_card(one.citation, library) if one.citation else None)
        for n, one in enumerate(in_order(check_draft(text, library, said), check_claims(text, reader, said)), 1)
    )
    return CheckedDraft(text, tuple(parts), library.generation, datetime.now(UTC).isoformat(timespec="seconds"))
