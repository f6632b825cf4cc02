"""Delimits the noun phrase that names a source: head noun, modifiers, “of” phrases and the apposition beside it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import SourcePhrase, Span
from factcontext.index.attribution.syntax.grammar import FINITE, subtree_span
from factcontext.index.attribution.syntax.relative_clauses import acts_itself, is_whose
from factcontext.index.lexicon.countries import country_named
from factcontext.index.lexicon.person_names import first_names
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASE_PARTS = frozenset("compound amod det poss nmod nummod quantmod prep conj cc case punct nn predet".split())
_SHARES = word_group("nouns of shares")
_INFORMED = frozenset(["aware", "briefed", "familiar", "privy"])
_BREAKS = frozenset([",", ";", "–", "—"])
_OF = frozenset(["of", "for"])
_CLOSELY = 3  # tokens from the phrase so far to one that still belongs to it; a comma and an adverb may be between


def source_phrase(head: Token, verb: Token | None = None) -> SourcePhrase:
    """The phrase of a source: the noun with what stands before it and its "of", "for" and "and" phrases.

    With its verb, the name between commas before that counts as an apposition that the parser missed.
    """
    beside = next((c for c in head.children if c.dep_ == "appos" and _is_beside(head, c)), None)
    if beside is not None and (is_whose(beside) or verb is not None and acts_itself(beside, verb)):
        beside = None
    if beside is not None and head.tag_ == "NNS" and _are_two(beside):
        return source_phrase(beside)  # "researchers Vera Orr and Ada Lund": both by name
    first, last = _first_token(head), _last_token(head, beside)
    named = subtree_span(beside) if beside is not None else _named_between(head, verb)
    several = head.tag_ in ("NNS", "NNPS", "CD") or head.lower_ in _SHARES
    return SourcePhrase(
        first.idx,
        last.idx + len(last),
        (head.idx, head.idx + len(head)),
        apposition=named,
        plural=several or any(c.dep_ == "conj" for c in head.children),
        is_pronoun=head.tag_ == "PRP",
        is_common=head.tag_ in ("NN", "NNS"),
    )


def _named_between(head: Token, verb: Token | None) -> Span | None:
    """The name between commas behind a description: "One clerk backing Orr, Vera Lund of Velm, said"."""
    if verb is None or head.tag_ != "NN" or not head.i + 4 < verb.i:
        return None
    doc = head.doc
    opening = next((t.i for t in doc[head.i + 1 : verb.i] if t.text == ","), verb.i)
    name = [*takewhile(lambda t: t.tag_[:3] == "NNP", doc[opening + 1 : verb.i])]
    is_closed = any(t.text == "," for t in doc[opening + 1 : verb.i])
    if len(name) < 2 or not is_closed or name[0].text not in first_names() or country_named(name[0].text):
        return None
    return name[0].idx, name[-1].idx + len(name[-1])


def _is_beside(head: Token, apposition: Token) -> bool:
    """Whether no verb parts an apposition from its noun: not "Orr spoke of two men: Ivo Lund, who …"."""
    return apposition.i > head.i and not any(t.tag_ in FINITE for t in head.doc[head.i : apposition.left_edge.i])


def _are_two(beside: Token) -> bool:
    """Whether an apposition is of two names."""
    joined = [c for c in beside.children if c.dep_ == "conj"]
    return (
        len(joined) == 1
        and joined[0].tag_ == beside.tag_ == "NNP"
        and not any(c.dep_ == "conj" for c in joined[0].children)
    )


def _first_token(head: Token) -> Token:
    """Where the modifiers before a noun begin, marks left out."""
    before = [c for c in head.children if c.i < head.i and c.dep_ in _PHRASE_PARTS and c.dep_ not in ("cc", "conj")]
    first = min([head, *(c.left_edge for c in before if c.lower_ != "whose")], key=lambda t: t.i)
    if head.dep_ == "pobj" and head.head.i == 0:  # "In a note, county executive Vera Orr called": the name alone
        first = next((t.nbor() for t in reversed(head.doc[first.i : head.i]) if t.text == ","), first)
    while first.is_punct and first.i < head.i:
        first = first.nbor()
    return first


def _last_token(head: Token, beside: Token | None) -> Token:
    """Where the phrases behind a noun end that follow it closely and before an apposition."""
    last = next((c for c in head.children if c.dep_ == "nummod" and c.i == head.i + 1), head)  # "world number three"
    told = next((c for c in head.children if c.dep_ == "amod" and c.i == head.i + 1), None)
    if told is not None and told.lower_ in _INFORMED and any(c.dep_ == "prep" for c in told.children):
        # "two people familiar with the draft, who gave no names"
        last = next(
            (t.nbor(-1) for t in head.doc[told.i : told.right_edge.i + 1] if t.text in _BREAKS), told.right_edge
        )
    for child in head.children:
        if child.dep_ not in ("prep", "conj", "cc") or (child.i < head.i and child.dep_ == "prep"):
            continue
        if child.dep_ == "prep" and child.nbor(-1).text == "," and child.lower_ not in _OF:
            continue  # "Lund, in an interview with the Star and the Echo,"
        if _begin(child) <= last.i + _CLOSELY and (beside is None or child.i < beside.i):
            last = max(last, _end(child), key=lambda t: t.i)
    if head.dep_ == "nsubj":  # "the head of TV network Fox said", which the parser takes for two subjects
        last = next((c for c in head.head.children if _is_rest_of_body(c, head, last)), last)
    return head if last.dep_ == "cc" else last


def _is_rest_of_body(name: Token, head: Token, last: Token) -> bool:
    is_name = name.dep_ == "nsubj" and name.tag_[:3] == "NNP" and last.dep_ == "pobj"
    return is_name and name.i > head.i and name.left_edge.i == last.i + 1


def _begin(child: Token) -> int:
    """Where a part of a phrase begins; of a joined noun the words before it: "and former surgeon Vera Lund"."""
    return child.left_edge.i if child.dep_ == "conj" and child.tag_[:2] == "NN" else child.i


def _end(child: Token) -> Token:
    """Where a part of a phrase ends; of a joined noun before what is told of it: "and Vera Lund, who backs Orr"."""
    if child.dep_ != "conj" or child.tag_[:2] != "NN":
        return child if child.dep_ == "cc" else child.right_edge
    last = _last_token(child, None)
    name = next((c for c in child.children if c.dep_ == "appos" and c.left_edge.i == last.i + 1), None)
    return last if name is None else _last_token(name, None)  # "and his wife Vera Lund"
