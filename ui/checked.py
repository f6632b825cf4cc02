"""Shows the quotations of a draft: each with its state, the articles' own words, and what differs."""

from collections.abc import Iterable, Sequence
from textwrap import indent

from factcontext.rag.verification.drafts.draft_check import CheckedQuotation
from factcontext.rag.verification.drafts.draft_difference import Change
from factcontext.ui import sheets, texts
from factcontext.ui.output import Json, citation_json


def checked_json(found: Iterable[CheckedQuotation]) -> Json:
    """All quotations of a draft, in order."""
    return {"quotations": [_json(one) for one in found]}


def _json(one: CheckedQuotation) -> Json:
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "claimed_speaker": one.claimed_speaker,
        "state": one.state,
        "citation": citation_json(one.citation) if one.citation else None,
        "difference": difference(one),
    }


def difference(one: CheckedQuotation) -> str | None:
    """What the articles have otherwise, in words; None where nothing differs or nothing is like it."""
    if one.state == "altered":
        return texts.altered([_change(change) for change in one.changes])
    if one.turn:
        return texts.cut(one.turn.word, one.turn.side)
    if one.state == "other_speaker" and one.citation:
        return texts.said_by(one.citation) or texts.SAID_BY_NOBODY
    return None


def _change(change: Change) -> str:
    if not change.written:
        return texts.put_in(change.quoted)
    return texts.in_place(change.written, change.quoted) if change.quoted else texts.lacking(change.written)


def checked_sheet(found: Sequence[CheckedQuotation]) -> str:
    """The same for the terminal: one paragraph a quotation, and how many are in which state."""
    if not found:
        return texts.NO_QUOTATIONS
    return "\n\n".join([*map(_paragraph, found), texts.states([one.state for one in found])])


def _paragraph(one: CheckedQuotation) -> str:
    claimed = f", {texts.claimed(one.claimed_speaker)}" if one.claimed_speaker else ""
    head = sheets.plain(f"{texts.CHECKED[one.state]}: “{one.text}”{claimed}")
    told = difference(one)
    lines = [sheets.plain(texts.sentence(told))] if told else []
    source = [sheets.source(one.citation)] if one.citation else []
    return "\n".join([head, *(indent(line, "    ") for line in [*lines, *source])])
