"""Finds the attributions of a parsed sentence: each cue with its source and its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution, Span
from factcontext.index.attribution.syntax.according import according_to
from factcontext.index.attribution.syntax.dashed_quotations import without_told
from factcontext.index.attribution.syntax.noun_cues import noun_attributions
from factcontext.index.attribution.syntax.opening_verbs import opening_verb
from factcontext.index.attribution.syntax.quotation_cues import beside_quotation, is_taken, quoted_fragments, resumed
from factcontext.index.attribution.syntax.swallowed_sources import freed_source
from factcontext.index.attribution.syntax.verb_cues import VERB_CUES, is_misread_verb, verb_attributions
from factcontext.index.lexicon.cues import NOUN_LEADS, PREDICATED_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The words that may be cues; most words of a text are none of them.
_NOUNS = NOUN_LEADS.keys() | PREDICATED_NOUNS
_CUES = frozenset({"according", *VERB_CUES, *_NOUNS})


def find_attributions(doc: Doc, placeholders: Sequence[Span]) -> list[Attribution]:
    """The attributions of one sentence; `placeholders` are where whole quotations stood."""
    if opening := opening_verb(doc):
        return [opening]
    held = {t.i for t in doc if any(a <= t.idx < b for a, b in placeholders)} if placeholders else set()
    cues = [token for token in doc if token.lower_ in _CUES and token.i not in held]
    text = doc.text  # made anew each time that it is asked for
    found = without_told(_without_owned([one for token in cues for one in _attributions_at(token, held)]), text)
    found = [freed_source(one, text, placeholders) for one in found] if placeholders else found
    found = [resumed(one, found, text) for one in found]
    for place in placeholders:
        if not is_taken(place, found):
            found.extend(beside_quotation(doc, place, held))
    found.extend(quoted_fragments(doc, found, held))
    return found


def _without_owned(found: list[Attribution]) -> list[Attribution]:
    """Of "Orr rejected Lund's claim that …" the clause is Lund's alone."""
    owned = {content for one in found if one.style == "noun" for content in one.contents}
    return [one for one in found if one.style != "verb" or not one.contents or not owned.issuperset(one.contents)]


def _attributions_at(token: Token, held: set[int]) -> Iterator[Attribution]:
    if token.lower_ == "according":
        return according_to(token)
    if token.tag_[:2] == "NN" and token.lower_ in _NOUNS and not is_misread_verb(token):
        return noun_attributions(token)
    return verb_attributions(token, held)
