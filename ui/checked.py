"""Shows the quotations and claims of a draft: each with its state, the articles' own words, and what differs."""

from collections.abc import Iterable, Sequence
from textwrap import indent

from factcontext.rag.verification.drafts.draft_check import CheckedQuotation
from factcontext.rag.verification.drafts.draft_claims import CheckedClaim
from factcontext.rag.verification.drafts.draft_difference import Change
from factcontext.ui import sheets, texts
from factcontext.ui.output import Json, citation_json

Checked = CheckedQuotation | CheckedClaim


def checked_json(quotations: Iterable[CheckedQuotation], claims: Iterable[CheckedClaim]) -> Json:
    """All quotations of a draft, in order, and all that it says without quoting."""
    return {"quotations": list(map(_json, quotations)), "claims": list(map(_json, claims))}


def _json(one: Checked) -> Json:
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "claimed_speaker": one.claimed_speaker,
        "state": one.state,
        "citation": citation_json(one.citation) if one.citation else None,
        "difference": difference(one),
    }


def state_of(one: Checked) -> str:
    """Its state in words."""
    return texts.CHECKED_CLAIMS[one.state] if isinstance(one, CheckedClaim) else texts.CHECKED[one.state]


def words_of(one: Checked) -> str:
    """The draft's words; a quotation with its marks."""
    return one.text if isinstance(one, CheckedClaim) else f"“{one.text}”"


def difference(one: Checked) -> str | None:
    """What the articles have otherwise, in words; None where nothing differs or nothing is like it."""
    if isinstance(one, CheckedClaim):
        if one.problem:
            return texts.TOLD_OTHERWISE[one.problem]
        if one.contrary:
            return texts.contrary(one.contrary)
    elif one.state == "altered":
        return texts.altered([_change(change) for change in one.changes])
    elif one.turn:
        return texts.cut(one.turn.word, one.turn.side)
    if one.state == "other_speaker" and one.citation:
        return texts.said_by(one.citation) or texts.SAID_BY_NOBODY
    return None


def _change(change: Change) -> str:
    if not change.written:
        return texts.put_in(change.quoted)
    return texts.in_place(change.written, change.quoted) if change.quoted else texts.lacking(change.written)


def in_order(quotations: Sequence[CheckedQuotation], claims: Sequence[CheckedClaim]) -> list[Checked]:
    """Both as they stand in the draft."""
    return sorted([*quotations, *claims], key=lambda one: one.start)


def states(found: Sequence[Checked]) -> str:
    """How many quotations and how many claims are in which state."""
    claims = [one.state for one in found if isinstance(one, CheckedClaim)]
    return texts.states([one.state for one in found if isinstance(one, CheckedQuotation)], claims)


def checked_sheet(found: Sequence[Checked]) -> str:
    """The same for the terminal: one paragraph a finding, and how many are in which state."""
    if not found:
        return texts.NOTHING_TO_CHECK
    return "\n\n".join([*map(_paragraph, found), states(found)])


def _paragraph(one: Checked) -> str:
    claimed = f", {texts.claimed(one.claimed_speaker)}" if one.claimed_speaker else ""
    head = sheets.plain(f"{state_of(one)}: {words_of(one)}{claimed}")
    told = difference(one)
    lines = [sheets.plain(texts.sentence(told))] if told else []
    source = [sheets.source(one.citation)] if one.citation else []
    return "\n".join([head, *(indent(line, "    ") for line in [*lines, *source])])
