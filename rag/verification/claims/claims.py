"""Takes a written sentence apart into claims: whose words it reports, which words, and what it tells as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcontext.index.attribution.statements import find_statements
from factcontext.index.embedding.embedder import Vectors
from factcontext.index.lexicon.roles import pronoun_kind
from factcontext.index.records import Article, Statement
from factcontext.index.text.dates import dates_in
from factcontext.index.text.sentences import split
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.verification.claims.claim import Claim, WrittenSentence
from factcontext.rag.verification.claims.credited import credited
from factcontext.rag.verification.claims.inserted import meant_by_inserted
from factcontext.rag.verification.claims.viewed import unresolved_claims, viewed_claims
from factcontext.rag.verification.matching.amounts import find_amounts
from factcontext.rag.verification.parsed_text import parse
from factcontext.rag.verification.quotations import find_quotations
from factcontext.rag.verification.spans import without

if TYPE_CHECKING:
    from spacy.tokens import Doc

# An article speaks for itself: "the article says", "according to the second source". No speaker is meant.
_ARTICLES = re.compile(
    r"(?:(?:the|this|that|these|an?|one|two|both|other|first|second|third|news|provided|given|following|available)\s+)*"
    r"(?:articles?|sources?|extracts?|passages?|texts?|excerpts?|evidence|quotes?|quotations?|news|reports?|documents?|"
    r"information|context|summary|headline|story|snippets?|paragraphs?)"
    r"(?:\s+(?:no\.?\s*)?\d+)?(?:\s+(?:from|by|in|of|dated|published|provided)\b.*)?",
    re.IGNORECASE,
)
# A report or document of somebody's is no article: "predicts the report by BT".
_OF_SOMEBODY = re.compile(r"\b(?:reports?|documents?|figures|data)\s+(?:by|of|from)\b", re.IGNORECASE)


def take_apart_sentence(text: str, before: str | None = None, vector: Vectors | None = None) -> WrittenSentence:
    """The claims of a sentence; `before` is who spoke in the sentence before, whom "he", "she" or "they" means."""
    doc = parse(text)
    found = credited(text, list(_reported(text, before or meant_by_inserted(doc), doc)), doc)
    found.extend(viewed_claims(doc, found))  # each verb is tried against the claims found before it, these included
    found.extend(unresolved_claims(doc, found))
    found = [_as_article(_to_its_end(_with_first_half(claim, text), text)) for claim in _joined(found)]
    dates = tuple(dates_in(text))
    amounts = tuple(find_amounts(text, [one.span for one in dates]))
    claims = (*found, *_told(text, found, doc))
    return WrittenSentence(text, before, claims, tuple(find_quotations(text)), doc, dates, amounts, vector)


def _reported(text: str, before: str | None, doc: Doc) -> Iterator[Claim]:
    """The statements of a sentence as the index finds them in an article that says no more than this."""
    lead = f"{before} said so.\n\n" if before else ""
    whole = lead + text
    for statement in find_statements(Article("", "", whole), split(whole), [doc]):
        start, end = statement.start - len(lead), statement.end - len(lead)
        if start >= 0:
            yield replace(_by(statement), cue=statement.cue, spans=((start, end),))


# "Binns, of Cotter Brothers, said": the frame, in which the body stands, is checked too.
_OF_BODY = re.compile(r", (?:of|from|at|with) (?=[A-ZÀ-Þ])")


def _by(statement: Statement) -> Claim:
    """Who speaks, with the office that the sentence itself gives; "the head of the Larks" is not the Larks."""
    office = None if pronoun_kind(statement.speaker_as_written) else statement.office
    if office and office.endswith((" of", " for", " at")):
        return Claim(re.sub(r"^(?:the|a|an)\s+", "", statement.speaker_as_written, flags=re.IGNORECASE))
    return Claim(_OF_BODY.split(statement.speaker)[0], office=office)


def _joined(found: Iterable[Claim]) -> list[Claim]:
    """The claims, all stretches of one speaker's words as one."""
    joined: list[Claim] = []
    for claim in found:
        alike = next((n for n, one in enumerate(joined) if one.speaker == claim.speaker and not claim.is_open), None)
        if alike is None:
            joined.append(claim)
        else:
            one = joined[alike]
            joined[alike] = replace(one, spans=tuple(sorted({*one.spans, *claim.spans})))
    return joined


# What goes on with the words reported: "…, none of which was meant".
_GOES_ON = re.compile(
    r",?\s*(?:(?:none|some|all|most|both|many|one|two|three)\s+of\s+(?:which|whom|them)|which|who|where|including|with)\b[^.;]*"
)

# "said | that it is late and | that it rains": the first half is theirs too.
_FIRST_HALF = re.compile(r"\b(?P<half>that\s[^“”\";:]+?)\s+(?:and|but)\s+\Z")


def _with_first_half(claim: Claim, text: str) -> Claim:
    """A claim with the first of two "that" clauses, where the words found are the second alone."""
    if not claim.spans or claim.is_open or not claim.cue or not text.startswith("that ", claim.spans[0][0]):
        return claim
    start, end = claim.spans[0]
    cue = text.rfind(claim.cue, 0, start)
    half = _FIRST_HALF.search(text, cue + len(claim.cue), start) if cue >= 0 else None
    return replace(claim, spans=((half.start("half"), end), *claim.spans[1:])) if half else claim


# "put the toll at nine, two more than | the coast guard had counted".
_ENDS_OPEN, _COMPARED = re.compile(r"\b(?:than|as)$"), re.compile(r"[^.;,]*")


def _to_its_end(claim: Claim, text: str) -> Claim:
    """A claim with the relative clause that follows its words, or what they are compared with."""
    if not claim.spans or claim.is_open:
        return claim
    start, end = claim.spans[-1]
    more = (_COMPARED if _ENDS_OPEN.search(text, start, end) else _GOES_ON).match(text, end)
    return replace(claim, spans=(*claim.spans[:-1], (start, more.end()))) if more else claim


def _as_article(claim: Claim) -> Claim:
    """A claim of "the article" as what the sentence tells itself."""
    speaker = (claim.speaker or "").strip()
    if _ARTICLES.fullmatch(speaker) and not _OF_SOMEBODY.search(speaker):
        return replace(claim, speaker=None)
    return claim


# Content words outside all reported ones from which on the sentence tells something of its own.
_FEWEST_TOLD = 4
_REPORTING = frozenset(QUESTION_VERBS) | {"quoted"}
_WORD = re.compile(r"[A-Za-z]{3,}|\d")


def _told(text: str, found: Sequence[Claim], doc: Doc) -> Iterator[Claim]:
    """What the sentence tells itself: all of it where nobody is reported, else what no claim and no frame holds."""
    if not found:
        yield Claim(None, "", ((0, len(text)),))
        return
    cues = {word for claim in found for word in claim.cue.split()}
    for start, end in without((0, len(text)), [span for claim in found for span in claim.spans]):
        words = [t for t in doc if start <= t.idx < end and _WORD.search(t.text)]
        verbs = [t for t in words if t.tag_[:2] == "VB" and t.lower_ not in _REPORTING and t.text not in cues]
        is_clause = any(t.dep_ in ("ROOT", "conj", "relcl") for t in verbs)
        if len(words) > _FEWEST_TOLD and is_clause:
            yield Claim(None, "", ((start, end),))
