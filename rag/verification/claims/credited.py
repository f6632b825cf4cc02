"""Finds claims that a sentence credits as a whole: "According to Orr, …", "Orr: …", "Orr's view is that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.attribution.syntax.subjects import subject_of
from factcontext.index.lexicon.person_names import person_in
from factcontext.rag.query.credit import Credit, credit_in
from factcontext.rag.verification.claims.claim import Claim
from factcontext.rag.verification.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLON = re.compile(r"^(?P<name>[A-ZÀ-Þ][^:“”\"!?]{1,80}?):\s+(?=\S)")
# "Orr's response to the plan was that …"
_HELD = re.compile(
    r"^(?:The\s+)?(?P<name>[A-ZÀ-Þ][^,:;“”\"]{1,60}?)[’']s?\s+(?:\w+\s+)?(?:statement|response|position|view|reaction|comment|"
    r"stance|reply|answer|message|argument|claim|opinion|point)\b[^,:;“”\"]{0,60}?\s(?:was|is)\s+(?:that\s+)?"
)


# "The court identified four failures: …"
_LISTING = frozenset("cited gave gives identified identifies listed lists named names outlined set".split())


def credited(text: str, found: Sequence[Claim], doc: Doc) -> list[Claim]:
    """The claims found, or one of the whole rest where the sentence credits it, whatever that reports in its turn."""
    if credit := credit_in(text):
        return _according(credit, found)
    if not found and (held := _HELD.match(text)):
        return [_claim_of(held["name"].strip(), "is that", (held.end(), len(text)))]
    if not found and (colon := _COLON.match(text)):
        rest = colon.end(), len(text)
        return [_listed(doc, rest) or _claim_of(colon["name"].strip(), ":", rest)]
    return list(found)


def _listed(doc: Doc, rest: Span) -> Claim | None:
    """The claim of whoever lists what stands behind the colon: "The court identified four failures: …"."""
    verb = next((t for t in doc if t.idx < rest[0] and t.tag_ in ("VBD", "VBZ")), None)
    subject = subject_of(verb) if verb is not None and verb.lower_ in _LISTING else None
    if verb is None or subject is None or subject.tag_ == "PRP":
        return None
    where = source_phrase(subject)
    return Claim(doc.text[where.start : where.end], verb.text, (rest,))


def _according(credit: Credit, found: Sequence[Claim]) -> list[Claim]:
    """The rest as the words of the one credited; “…,” Orr said, according to the Post: Orr's words."""
    inner = [c for c in found if not _is_credit(c) and not _names_same(c.speaker, credit.source)]
    if any(_covers(c, credit.content) for c in inner):
        return list(found)
    return [_claim_of(credit.source, "according to", credit.content)]


def _claim_of(phrase: str, cue: str, rest: Span) -> Claim:
    """A claim of the person whose name a phrase ends or begins with, else of whom the phrase describes."""
    short = re.split(r",? (?:of|from|at|with|for|who|whose) |, ", phrase)[0]
    named = person_in(short, 0, len(short)) or person_in(phrase, 0, len(phrase))
    if named and (named.office or named.name == phrase or phrase.startswith(named.name)):
        return Claim(named.name, cue, (rest,), named.office)
    return Claim(phrase, cue, (rest,))


def _is_credit(claim: Claim) -> bool:
    return claim.cue.lower().startswith("according")


def _names_same(one: str | None, other: str) -> bool:
    return one is not None and (one in other or other in one)


def _covers(claim: Claim, rest: Span) -> bool:
    """Whether a claim has at least half of a stretch."""
    return 2 * sum(b - a for a, b in claim.spans) >= rest[1] - rest[0]
