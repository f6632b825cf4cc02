"""Finds claims that are nobody's quoted words: somebody's views, and what a pronoun without a name says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.grammar import is_passive
from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.attribution.syntax.subjects import subject_of
from factcontext.index.lexicon.verb_forms import base_of
from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.verification.claims.claim import Claim
from factcontext.rag.verification.spans import holds_place, is_within, text_of, trimmed, without

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "Clinton supports the deal", "Orr's view is that": what somebody thinks is told by their words alone.
_VIEWS = word_group("verbs of views")
_WORD = re.compile(r"[A-Za-z]{2,}")
_CLAUSE_HEADS = ("ROOT", "conj", "ccomp", "advcl", "relcl")


def viewed_claims(doc: Doc, found: Sequence[Claim]) -> Iterator[Claim]:
    """What somebody is said to think, want or support, where the index finds no words of theirs."""
    for verb in doc:
        if not _is_free(verb, found) or verb.dep_ not in _CLAUSE_HEADS or not _tells_view(verb):
            continue
        if verb.tag_ == "VBN" and is_passive(verb):  # "Orr is expected to leave": others expect it
            if agent := _agent_of(verb):
                yield _passive(doc, verb, agent)
            continue
        subject = subject_of(verb)
        rest = [c for c in verb.children if c.i > verb.i and not c.is_punct]
        if subject is None or not rest or not _may_hold_view(subject, verb):
            continue
        meant = _meant(subject, verb)
        where = source_phrase(meant)
        start, end = rest[0].left_edge.idx, max(c.right_edge.idx + len(c.right_edge) for c in rest)
        name = _only_speaker(found) if meant.tag_ == "PRP" else doc.text[where.start : where.end]
        if any(claim.speaker == name and is_within(claim.spans[0], [(start, end)]) for claim in found if claim.spans):
            continue  # "answered the calls by saying that …": the words are found
        is_open = name is None
        yield Claim(name, _cue(verb), ((start, end),), is_open=is_open)


def _agent_of(verb: Token) -> Token | None:
    """Who does it, of a passive: "Lund was urged by Orr to stay"."""
    agents = (noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj")
    return next((noun for noun in agents if noun.tag_[:2] == "NN"), None)


def _passive(doc: Doc, verb: Token, agent: Token) -> Claim:
    """What a passive tells of its agent: all but the "by Orr", to whom it is done included."""
    where, by = source_phrase(agent), agent.head
    clause = min(t.idx for t in verb.subtree), max(t.idx + len(t) for t in verb.subtree)
    without_agent = without(clause, [(by.idx, where.end), (verb.idx, verb.idx + len(verb))])
    spans = tuple(trimmed(span, doc.text) for span in without_agent if any(map(str.isalnum, text_of(doc.text, [span]))))
    return Claim(doc.text[where.start : where.end], _cue(verb), spans)


def _only_speaker(found: Sequence[Claim]) -> str | None:
    """Whom "he" or "she" means after "Orr said": the one who speaks in the sentence; None where several or none do."""
    speakers = {claim.speaker for claim in found if claim.speaker and not claim.is_open}
    return speakers.pop() if len(speakers) == 1 else None


def _tells_view(verb: Token) -> bool:
    return verb.lower_ in QUESTION_VERBS or base_of(verb.lower_) in _VIEWS


def _may_hold_view(subject: Token, verb: Token) -> bool:
    """Whether a name or a pronoun stands before the verb; "It has been claimed" means nobody."""
    is_somebody = subject.text[0].isupper() or subject.tag_ == "PRP"
    return is_somebody and subject.i <= verb.i and subject.lower_ != "it"


def unresolved_claims(doc: Doc, found: Sequence[Claim]) -> Iterator[Claim]:
    """As "He said …" where nobody is named before: somebody speaks, and the sentence does not tell who."""
    for verb in doc:
        known = QUESTION_VERBS.get(verb.lower_)
        if known is None or not known.sure or not _is_free(verb, found):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ in ("he", "she", "they", "it"):
            meant, said = _meant(subject, verb), (verb.idx + len(verb), len(doc.text))
            left = without(said, [span for claim in found for span in claim.spans])
            if not found or any(_WORD.search(doc.text, *span) for span in left):  # not “It is late,” he said.
                is_open = meant.tag_ == "PRP"
                yield Claim(None if is_open else meant.text, _cue(verb), (said,), is_open=is_open)


def _is_free(verb: Token, found: Sequence[Claim]) -> bool:
    """Whether a word is a verb that neither lies in a claim's content nor is a claim's cue."""
    return (
        verb.tag_[:2] == "VB"
        and not any(holds_place(verb.idx, claim.spans) for claim in found)
        and not any(verb.text in claim.cue.split() for claim in found)
    )


def _meant(pronoun: Token, verb: Token) -> Token:
    """Whom a pronoun of a side clause means: "Though she never named him, Orr …" is about Orr."""
    if pronoun.tag_ != "PRP" or verb.dep_ not in ("advcl", "conj"):
        return pronoun
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.tag_[:3] == "NNP"), pronoun)


def _cue(verb: Token) -> str:
    """The verb with its helpers: "did not say"."""
    return " ".join(t.text for t in [*(c for c in verb.children if c.dep_ in ("aux", "neg") and c.i < verb.i), verb])
