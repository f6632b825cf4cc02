"""Recognises nouns of speech as cues, “Orr’s claim that …”, with the owner as source and the clause as content."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution
from factcontext.index.attribution.syntax.grammar import is_passive, subtree_span
from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.attribution.syntax.subjects import subject_of
from factcontext.index.lexicon.cues import CUE_VERBS, NOUN_LEADS, PREDICATED_NOUNS, SUPPORT_VERBS
from factcontext.index.lexicon.person_names import first_names, is_role
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = {"his": "m", "her": "f"}
_CLAUSES = frozenset(("ccomp", "advcl"))
_BEING = frozenset(["is", "was"])
_OVER = frozenset("over for after because".split())
_PLAIN = word_group("verbs of plain reporting")


def noun_attributions(noun: Token) -> Iterator[Attribution]:
    """As in "Orr's claim that …", "the claim by Orr that …", "Orr raised questions about …"."""
    owner = _owner(noun)
    said = [c for c in noun.children if c.i > noun.i and _is_wording(noun, c)]
    if owner is None and said and noun.dep_ == "dobj" and noun.head.lower_ in SUPPORT_VERBS:
        owner = subject_of(noun.head)
    if owner is not None and not said:
        said = [c for c in owner.children if c.dep_ in ("acl", "relcl", "ccomp") and c.left_edge.lower_ == "that"]
    if owner is not None and not said:
        said = _clause_behind(noun)
    if not said and (predicate := _predicate(noun)):
        owner, said = owner or _complement(noun, ("of",)), predicate
    if owner is not None and said and owner.i != said[0].i:
        has_clause = said[0].left_edge.lower_ == "that"
        span = subtree_span(said[0])
        cue = noun.idx, noun.idx + len(noun)
        yield Attribution(cue, source_phrase(owner), (span,), "noun", takes_clause=has_clause)


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: a possessive before the noun, or who follows "by" or "from"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None and owner.lower_ == "whose":  # "Orr, whose criticism of the dam …"
        owner = next((a.head for a in noun.ancestors if a.dep_ == "relcl"), None)
    if owner is not None:
        return _blamed(noun, owner) or _real_owner(owner)
    return _complement(noun, ("by", "from"))


def _complement(noun: Token, prepositions: Collection[str]) -> Token | None:
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in prepositions), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _real_owner(owner: Token) -> Token:
    """Of "her opening remarks" she, where the parser takes a word before the noun for the owner."""
    if any(c.tag_ == "POS" for c in owner.children):
        return owner
    return next((c for c in owner.children if c.tag_ == "PRP$"), owner)


def _blamed(noun: Token, owner: Token) -> Token | None:
    """Who is sued, sacked or thanked for a claim: "the chain is suing Vera Lund over her claim that"; so it is hers."""
    sex = _PRONOUNS.get(owner.lower_)
    lead = noun.head.head if noun.head.lower_ == "of" and noun.head.head.lower_ == "because" else noun.head
    verb = lead.head
    if sex is None or noun.dep_ != "pobj" or lead.lower_ not in _OVER or verb.tag_[:2] != "VB":
        return None
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    blamed = next((c for c in reversed([*verb.children]) if c.dep_ == wanted and c.i < noun.i), None)
    return blamed if blamed is not None and _may_be(blamed, sex) else None


def _may_be(noun: Token, sex: str) -> bool:
    """Whether a noun is a person's name or office, and of no first name of the other sex."""
    first = next((t for t in noun.subtree if t.tag_[:3] == "NNP" and t.text in first_names()), noun)
    is_person = noun.tag_ == "NNP" or is_role(noun.text)
    return is_person and first_names().get(first.text, sex) in (sex, "b")


def _clause_behind(noun: Token) -> list[Token]:
    """The clause right behind a noun that the parser gives to the verb: "took him to court over his claim that"."""
    that = noun.nbor(1) if noun.i + 2 < len(noun.doc) else noun
    clause = that.head
    belongs_here = that.lower_ == "that" and that.dep_ == "mark" and clause.dep_ in _CLAUSES and clause.head.i < noun.i
    is_verbs = noun.dep_ == "pobj" and CUE_VERBS.get(clause.head.lower_) in _PLAIN  # "said in her remarks that"
    return [clause] if belongs_here and not is_verbs and clause.left_edge.i == that.i else []


def _predicate(noun: Token) -> list[Token]:
    """The clause that is what was said: "Her reply was that the plan is dead"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or noun.lower_ not in PREDICATED_NOUNS or verb.lower_ not in _BEING:
        return []
    that = verb.i + 1
    return [c for c in verb.children if c.dep_ == "ccomp" and c.left_edge.i == that and c.left_edge.lower_ == "that"]


def _is_wording(noun: Token, child: Token) -> bool:
    if child.dep_ in ("acl", "ccomp"):
        return child.tag_ not in ("VBG", "VBN") or child.left_edge.lower_ == "that"
    return child.dep_ == "prep" and child.lower_ in NOUN_LEADS.get(noun.lower_, ())
