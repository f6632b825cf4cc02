"""Determines how far a reported clause reaches where its subtree in the dependency parse is too short or too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.syntax.grammar import COMMAS, has_subject, subtree_span
from factcontext.index.attribution.syntax.subjects import resumes_outer_verb
from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.text.parser import word_before

if TYPE_CHECKING:
    from spacy.tokens import Token

_WH = frozenset("which who whom whose when where".split())
_CONTRASTS = frozenset("though although while whereas".split())


def reported_clause(verb: Token, clause: Token) -> Span:
    """A clause that is reported, without what the reporter adds to it: ", adding that …", ", which was built in …"."""
    start, end = subtree_span(clause)
    if start < verb.idx < end:
        start = verb.idx + len(verb)
    if clause.lower_ == "clear":  # "made clear that …"
        start = clause.idx + len(clause)
    last = clause.right_edge.i
    if clause.i > verb.i:
        end = max(end, _goes_on_to(verb, clause))
    for token in clause.subtree:
        if token.i > clause.i and (returns_to_reporter(token) or _is_added(token, last)):
            end = min(end, _before_joint(token))
    return start, end


def _goes_on_to(verb: Token, clause: Token) -> int:
    """Where the words end that the parser ties to the verb though they are reported: "… and that", "… because"."""
    end = subtree_span(clause)[1]
    for child in verb.children:
        if child.i > clause.i and _goes_on(verb, child):
            end = max(end, subtree_span(child)[1])
    return end


def _goes_on(verb: Token, child: Token) -> bool:
    if any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_[:3] == "NNP" for c in child.children):
        return False
    left = child.left_edge
    if left.lower_ in ("and", "but", "or") and left.i + 1 < len(left.doc):
        left = left.nbor()
    if child.dep_ == "ccomp" and not has_subject(child):
        return True  # "said the men freed by the court were close to home": two clauses to the parser
    if left.lower_ == "that" and left.dep_ == "mark" and child.dep_ in ("ccomp", "conj", "advcl", "dep"):
        return True
    if child.dep_ == "conj":
        return not has_subject(child) and any(c.tag_ == "MD" for c in child.children) and verb.tag_ != "MD"
    return child.dep_ == "advcl" and (left.lower_ in ("because", "if", "unless") or child.tag_ == "VB")


def _is_added(token: Token, last: int) -> bool:
    """A closing clause behind a comma that most likely is the reporter's own."""
    left = token.left_edge
    if word_before(left) not in COMMAS or token.right_edge.i < last - 1:
        return False
    if token.dep_ == "relcl":
        return any(t.lower_ in _WH for t in token.doc[left.i : left.i + 3])
    if token.dep_ == "advcl":
        is_even = token.doc[left.i : left.i + 2].text.lower() in ("even as", "even though")
        is_answered = left.dep_ == "prep" and left.nbor().lower_ in _WH  # ", to which Orr replied"
        return is_even or is_answered or left.lower_ in _CONTRASTS | _WH
    has_clause = any(c.dep_ in ("relcl", "acl") for c in token.children)
    return token.dep_ == "appos" and left.lower_ in ("a", "an") and has_clause


def _before_joint(token: Token) -> int:
    left = token.left_edge
    joined = token.dep_ == "conj" and left.i and left.nbor(-1).dep_ == "cc"
    return left.nbor(-1).idx if joined else left.idx


def returns_to_reporter(token: Token) -> bool:
    """Whether with a token the reporter takes over from the words reported: "according to", ", adding that …"."""
    left = token.left_edge
    if token.lower_ == "according" or resumes_outer_verb(token) or _is_reported_beside(token):
        return True
    is_parted = word_before(left) in COMMAS or left.lower_ in ("while", "whereas")
    if token.lower_ not in CUE_VERBS or not is_parted:
        return False
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return True
    named = [c for c in token.children if c.dep_ == "nsubj" and c.tag_[:2] == "NN"]
    return bool(named) and (
        left.lower_ in ("while", "whereas", "but") or (token.dep_ == "conj" and named[0].tag_[:3] == "NNP")
    )


def _is_reported_beside(verb: Token) -> bool:
    """Whether another says so, too: "Orr says it has rained and Lund says it has snowed" reports two."""
    outer = verb.head.head
    if verb.dep_ != "conj" or verb.head.dep_ != "ccomp" or verb.lower_ not in CUE_VERBS:
        return False
    is_alike = CUE_VERBS[verb.lower_] == CUE_VERBS.get(outer.lower_) and outer.i < verb.head.i
    return is_alike and any(c.dep_ == "nsubj" and c.tag_ != "PRP" for c in verb.children)


def leading_condition(verb: Token, said: Span) -> tuple[Span, ...]:
    """The condition that leads a reported clause: "If it rains, she said she would stay"."""
    if said[0] < verb.idx or any(c.dep_ == "aux" for c in verb.children):
        return ()  # "If there were any doubts, she has also said that …": the reporter's doubts
    before = [c for c in verb.children if c.dep_ == "advcl" and c.right_edge.i < verb.i]
    return tuple(subtree_span(c) for c in before if c.left_edge.lower_ in ("if", "unless"))
