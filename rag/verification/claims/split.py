"""Splits "he said A and B" into two claims, which may rest on two sources."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from factcontext.rag.verification.claims.claim import Claim, WrittenSentence
from factcontext.rag.verification.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOINT = re.compile(r",?\s+(?:and|but|while|as well as)(?:\s+(?:that|also|later|then|added that|said))?\s+")


def split_joined_claims(sentence: WrittenSentence) -> WrittenSentence | None:
    """The same with each joined part, which has a verb of its own, as a claim; None where nothing is joined so."""
    parts = [part for claim in sentence.claims for part in _parts(claim, sentence)]
    return replace(sentence, claims=tuple(parts)) if len(parts) > len(sentence.claims) else None


def _parts(claim: Claim, sentence: WrittenSentence) -> list[Claim]:
    found: list[Span] = []
    for start, end in claim.spans:
        for joint in _JOINT.finditer(sentence.text, start, end):
            halves = (start, joint.start()), (joint.end(), end)
            if not _is_quoted(joint.start(), sentence) and all(_has_verb(sentence.doc, half) for half in halves):
                found.append(halves[0])
                start = joint.end()
        found.append((start, end))
    return [replace(claim, spans=(span,)) for span in found] if len(found) > len(claim.spans) else [claim]


def _is_quoted(place: int, sentence: WrittenSentence) -> bool:
    return any(one.start < place < one.end for one in sentence.quotations)


def _has_verb(doc: Doc, span: Span) -> bool:
    return any(t.tag_[:2] in ("VB", "MD") for t in doc if span[0] <= t.idx < span[1])
