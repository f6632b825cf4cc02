"""Reads a parsed sentence into its Meaning: its clauses, and each word as affirmed or negated, real or doubted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.text.negation import is_negator
from factcontext.index.text.stems import STOP
from factcontext.rag.verification.meaning.clauses import clause_of
from factcontext.rag.verification.meaning.content_words import is_content_word, is_light
from factcontext.rag.verification.meaning.dependencies import (
    PLACES_OF_NAMES,
    contrasted_after,
    dependents_of,
    nation_of,
    parts_of_name,
)
from factcontext.rag.verification.meaning.meaning import Meaning, stem
from factcontext.rag.verification.meaning.mood import mood_of
from factcontext.rag.verification.meaning.negation import has_no, is_affirmed, is_waiting, is_yet_to
from factcontext.rag.verification.meaning.scope import is_universal, narrowed_by
from factcontext.rag.verification.spans import Span, holds_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AUXILIARY = frozenset("had has have will would".split())


def read_meaning(doc: Doc, spans: Sequence[Span] | None = None) -> Meaning:
    """What a parsed text says; of its words only those inside `spans` (characters) where these are given."""
    meaning = Meaning()
    for token in doc:
        if token.is_punct or token.is_space or spans is not None and not holds_place(token.idx, spans):
            continue
        word = stem(token.text)
        lower = token.lower_.replace("’", "'")
        meaning.stems.add(word)
        meaning.words.add(lower)
        meaning.negations += is_negator(lower) or has_effect(token.lower_, "negates")
        meaning.negations += is_yet_to(token) or is_waiting(token)
        if token.tag_[:2] in ("VB", "JJ", "NN", "RB") and lower not in STOP and not is_negator(lower):
            _add_word(token, word, meaning)
        if token.tag_[:2] == "VB" and token.dep_ not in ("aux", "auxpass"):
            meaning.clauses += clause_of(token)
        meaning.beside |= set(_names_beside(token))
        if lower in ("not", "never") or _is_rather_than(token):
            meaning.contrasted |= set(contrasted_after(token))
            meaning.negations += not is_negator(lower)
    return meaning


def _names_beside(verb: Token) -> Iterator[tuple[str, str, str]]:
    """The names right before and right behind a verb, but for its auxiliaries: these need no parse to be told apart."""
    doc, before = verb.doc, verb.i - 1
    while before > 0 and doc[before].lower_ in _AUXILIARY:
        before -= 1
    behind = verb.i + 1
    while behind + 1 < len(doc) and _is_name(doc[behind]) and _is_name(doc[behind + 1]):
        behind += 1  # to the last word of the name
    is_verb = verb.tag_[:2] == "VB" or before < verb.i - 1  # "had fouled Lund", an adjective to the parser
    if is_verb and before >= 0 and behind < len(doc) and _is_name(doc[before]) and _is_name(doc[behind]):
        yield stem(doc[before].text), stem(verb.text), stem(doc[behind].text)


def _is_name(token: Token) -> bool:
    return token.tag_[:2] == "NN" and token.text[0].isupper()


def add_dependents_of_cue(doc: Doc, cue: str, spans: Sequence[Span], meaning: Meaning) -> None:
    """What depends on the verb that reports a text and stands in the text: "asked for the gates to be shut"."""
    for verb in doc:
        if verb.tag_[:2] == "VB" and verb.text in cue.split() and not is_light(verb):
            within = [(how, noun) for how, noun in dependents_of(verb) if holds_place(noun.idx, spans)]
            meaning.dependencies |= {(stem(verb.text), how, nation_of(noun) or stem(noun.text)) for how, noun in within}


def _is_rather_than(token: Token) -> bool:
    """Whether a word ends "rather than" or "instead of", which negate what follows."""
    return token.lower_ in ("than", "of") and token.i > 0 and token.nbor(-1).lower_ in ("rather", "instead")


def _add_word(token: Token, word: str, meaning: Meaning) -> None:
    if token.tag_[:2] == "NN":
        meaning.nouns.add(word)
    if token.tag_[:3] == "NNP":
        meaning.names.add(word)
    if token.tag_[:2] == "NN":
        _add_noun(token, word, meaning)
        if has_no(token):
            meaning.lacking.add(word)
    if not is_light(token):
        _add_polarity(token, word, meaning)
        if token.tag_[:2] == "VB":
            meaning.moods[word].add(mood_of(token))
    if token.tag_[:2] in ("VB", "NN", "JJ"):
        for how, noun in dependents_of(token):
            meaning.dependencies.add((word, how, nation_of(noun) or stem(noun.text)))
            meaning.all_dependencies |= {(word, how, one) for one in (nation_of(noun), *parts_of_name(noun)) if one}
            if how in PLACES_OF_NAMES and (noun.tag_[:3] == "NNP" or nation_of(noun)):
                meaning.parts[nation_of(noun) or stem(noun.text)].add(_part_of_name(token, how))


def _add_noun(noun: Token, word: str, meaning: Meaning) -> None:
    """Notes whether what a noun means is only talked of ("talks about the closure"), and what narrows one of all."""
    over = noun.head.head if noun.dep_ == "pobj" else noun
    if over.i != noun.i and over.tag_[:2] == "NN" and has_effect(over.lower_.removesuffix("s"), "unrealized"):
        meaning.moods[word].add("unreal")
    if is_universal(noun):
        meaning.universal.append((word, narrowed_by(noun)))


def _part_of_name(verb: Token, how: str) -> str:
    """The part of a name under a verb: whom somebody urges to do it is the doer."""
    is_urged = how == "dobj" and any(c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" for c in verb.children)
    return "nsubj" if is_urged else how


def _add_polarity(token: Token, word: str, meaning: Meaning) -> None:
    affirmed = is_affirmed(token)
    is_telling = token.tag_[:2] == "VB" or token.tag_[:2] == "JJ" and token.dep_ not in ("pobj", "pcomp")
    if is_telling or token.dep_ == "attr" or has_no(token):
        meaning.affirmed[word].add(affirmed)
    if not affirmed and token.tag_[:2] in ("VB", "JJ"):
        meaning.undone.append((word, _around(token)))
    elif token.tag_[:2] == "VB" and has_effect(token.lower_, "unrealized") and token.dep_ != "amod":
        meaning.wanted.append((word, _around(token)))
        meaning.sought |= {stem(noun.text) for how, noun in dependents_of(token) if how in ("dobj", "for")}


def _around(token: Token) -> frozenset[str]:
    """The content words that go with a word: those below it, and those beside it under a verb without meaning."""
    top = token.head if token.dep_ in ("acomp", "attr") else token
    joined = {t.i for c in top.children if c.dep_ == "conj" and c.tag_[:2] == "VB" for t in c.subtree}
    return frozenset(stem(t.text) for t in top.subtree if t.i != token.i and t.i not in joined and is_content_word(t))
