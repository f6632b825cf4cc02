"""Recognises passive verbs as cues, “was called a fraud by Orr”: the source is the agent that the sentence names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution, Span
from factcontext.index.attribution.syntax.grammar import RELATIVE, cue_span, subtree_span
from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.lexicon.cues import CUE_VERBS, FRAMES
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_CHARGING = frozenset(("as", "for", "of"))  # "was criticised by Orr for closing the pool"
_PASSING_ON = word_group("verbs of passing on")
_CALLING = word_group("verbs of addressing")


def passive_attributions(verb: Token) -> Iterator[Attribution]:
    """The attribution of a passive verb or participle; none where the sentence does not say by whom."""
    agents = [p for a in verb.children if a.dep_ == "agent" for p in a.children if p.dep_ == "pobj"]
    if agents and (content := _passive_content(verb, agents[0])):
        source = source_phrase(agents[0])
        end = len(verb.doc.text[source.start : min(source.end, max(content[0], source.head[1]))].rstrip())
        source = replace(source, end=source.start + end)  # "accused by unions of hiding it": the charge is no part
        yield Attribution(cue_span(verb), source, (content,), "verb")


def _passive_content(verb: Token, agent: Token) -> Span | None:
    if verb.dep_ == "advcl" and verb.left_edge.lower_ == "as" and verb.head.tag_[:2] == "VB":
        # "She said, as recalled by Orr": her words, not Orr's.
        return _without(subtree_span(verb.head), verb) if verb.head.lower_ not in CUE_VERBS else None
    if verb.lower_ == "asked":
        return _question(verb, agent)
    if verb.lower_ in _PASSING_ON and verb.head.tag_[:3] == "NNP":
        return None  # "Orr, cited by the Star, said": his words
    if verb.dep_ == "acl" and _is_judgement(verb) and verb.head.i < verb.i:
        if charge := _charge(verb, agent):
            return charge
        last = verb.nbor(-1)  # "A plan criticised by Orr": the plan
        return subtree_span(verb.head)[0], last.idx + len(last)
    return _told(verb, agent) if verb.lower_ in CUE_VERBS else None


def _question(verb: Token, agent: Token) -> Span | None:
    """Of "Asked by Orr whether taxes would rise, Lund said …" what was asked."""
    parts = [c for c in verb.children if c.i > agent.i and c.dep_ in ("advcl", "ccomp", "xcomp")]
    return subtree_span(parts[0]) if parts else None


def _told(verb: Token, agent: Token) -> Span | None:
    """The clause or the charge that a passive reports, else its subject: "the plan was called a fraud by Orr"."""
    if charge := _charge(verb, agent):
        return charge
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ not in RELATIVE]
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if not subjects or not clauses and not _is_judgement(verb):
        return None
    return subtree_span([*clauses, *subjects][0])


def _charge(verb: Token, agent: Token) -> Span | None:
    """What somebody is accused of or urged to do: "was accused by Orr of hiding the figures"."""
    frame = FRAMES.get(CUE_VERBS.get(verb.lower_, ""), frozenset())
    behind = [c for c in (*verb.children, *agent.children) if c.i > agent.i]
    urged = [c for c in behind if "x" in frame and c.dep_ == "xcomp" and c.tag_ == "VB"]
    parts = [c for c in behind if c.dep_ == "prep" and c.lower_ in frame | _CHARGING and "o" in frame]
    parts = [c for c in parts if c.head.i == verb.i or any(g.dep_ == "pcomp" for g in c.children)]
    part = next(iter((*urged, *parts)), None)
    return subtree_span(part) if part is not None and _is_judgement(verb) | bool(urged) else None


def _is_judgement(verb: Token) -> bool:
    """Whether a verb says of its object what somebody thinks of it: "criticised", but not "announced", "called"."""
    frame = FRAMES.get(CUE_VERBS.get(verb.lower_, ""), frozenset())
    is_named = any(c.dep_ == "oprd" for c in verb.children)  # "was called a fraud"
    return "o" in frame and not frame & {"c", "x", "d"} and (is_named or verb.lower_ not in _CALLING)


def _without(span: Span, aside: Token) -> Span:
    """A clause without the "as reported by …" at its beginning or end."""
    start, end = subtree_span(aside)
    return (end, span[1]) if start <= span[0] else (span[0], start)
