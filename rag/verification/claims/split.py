"""Splits "he said A and B" and "he said A and denied B" into two claims, which may rest on two sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from factcontext.rag.verification.claims.claim import Claim, WrittenSentence
from factcontext.rag.verification.claims.cues import is_reporting
from factcontext.rag.verification.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[A-Za-z]+")
_JOINT = re.compile(r",?\s+(?:and|but|while|as well as)(?:\s+(?:that|also|later|then|added that|said))?\s+")


def split_joined_claims(sentence: WrittenSentence) -> WrittenSentence | None:
    """The same with each joined part, which has a verb of its own, as a claim; None where nothing is joined so."""
    return _with([part for claim in sentence.claims for part in _parts(claim, sentence)], sentence)


def split_all(sentence: WrittenSentence) -> WrittenSentence | None:
    """The same with each joined part of what each verb reports as a claim; None where nothing is joined."""
    parts = [part for claim in sentence.claims for one in _by_cue(claim, sentence) for part in _parts(one, sentence)]
    return _with(parts, sentence)


def split_by_cues(sentence: WrittenSentence) -> WrittenSentence | None:
    """The same with what each verb reports as a claim: "said A and denied B"; None where there is but one verb."""
    return _with([part for claim in sentence.claims for part in _by_cue(claim, sentence)], sentence)


def _with(parts: list[Claim], sentence: WrittenSentence) -> WrittenSentence | None:
    count = len(sentence.claims)
    return replace(sentence, claims=tuple(parts), is_split=count == 1) if len(parts) > count else None


def _by_cue(claim: Claim, sentence: WrittenSentence) -> Iterator[Claim]:
    """What each verb of a claim reports: between two stretches of its words another verb stands."""
    cue, kept = claim.cue, list(claim.spans[:1])
    for (_, end), span in pairwise(claim.spans):
        verbs = [word for word in _WORD.findall(sentence.text[end : span[0]]) if is_reporting(word.lower())]
        if verbs and verbs[-1] not in cue.split():
            yield replace(claim, cue=cue, spans=tuple(kept))
            cue, kept = verbs[-1], []
        kept.append(span)
    yield replace(claim, cue=cue, spans=tuple(kept))


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
