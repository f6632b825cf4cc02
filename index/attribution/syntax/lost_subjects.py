"""Recovers the subject of a verb from word order where the dependency parse misses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.grammar import FINITE, LONGEST_ASIDE, has_addressee
from factcontext.index.lexicon.cues import CUE_VERBS, DOCUMENTS, FRAMES
from factcontext.index.lexicon.person_names import CALENDAR, is_role
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.parser import word_before

if TYPE_CHECKING:
    from spacy.tokens import Token

_PASSING_ON = word_group("verbs of passing on")
_ASKED = word_group("participles of asking")
_INVERTING = word_group("verbs before their subject")
_POINTING = frozenset(["that", "this", "those", "these"])
_BEFORE_NOUN = frozenset("compound amod det poss nmod nummod quantmod nn advmod predet".split())


def inverted_subject(verb: Token) -> Token | None:
    """The name behind the verb of an aside: "Any reading of it, said Vera Orr, an expert, would …"."""
    doc, i = verb.doc, verb.i
    if verb.lower_ not in _INVERTING or not 2 <= i < len(doc) - 2:
        return None
    if doc[i - 1].text != "," or doc[i + 1].tag_ != "NNP":
        return None
    name = noun_begun_by(doc[i + 1])
    if name.tag_ != "NNP" or name.i + 1 >= len(doc) or doc[name.i + 1].text != ",":
        return None
    parted = any(t.text == "," for t in doc[: i - 1])
    goes_on = any(t.tag_ in ("VBZ", "VBD", "MD", "VBP") and t.nbor(-1).text == "," for t in doc[name.i + 1 :])
    return name if goes_on and not parted else None


def closing_source(verb: Token) -> Token | None:
    """The name or document that closes a sentence behind the verb: "The north will run dry, warns Vera Orr."."""
    doc, i = verb.doc, verb.i
    if verb.tag_ not in ("VBZ", "VBD", "VBN") or not 2 <= i < len(doc) - 2 or doc[i - 1].text != ",":
        return None
    noun = noun_begun_by(doc[i + 1])
    if noun.lower_ in CALENDAR:
        return None  # "…,” the mayor, Vera Orr, wrote Sunday."
    if verb.tag_ == "VBN" and (verb.dep_ != "amod" or noun_begun_by(verb).i != noun.i):
        return None  # "The roof went, recalled owner Vera Orr.", where the parser takes the verb for an adjective
    behind = doc[noun.i + 1 :]
    if any(t.tag_ in FINITE for t in behind):
        return noun if _is_officer_taken_for_object(noun, verb) else None
    if noun.lower_ in DOCUMENTS and doc[i + 1].lower_ in _POINTING:
        return None  # "A clerk, Vera Orr, dismissed that report as fiction."
    if noun.lower_ in DOCUMENTS and noun.tag_[:3] != "NNP":  # but "told The Velm Post"
        return noun if not any(t.text == "," for t in behind) else None
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < i]
    # "So will the hotels, added Vera Orr": no comma alone parts a verb from its own subject
    has_own = any(c.right_edge.i < i - 2 or any(t.text == "," for t in doc[c.left_edge.i : i - 1]) for c in own)
    is_clause = any(t.tag_ in FINITE for t in doc[: i - 1])
    has_object = verb.lower_ in _PASSING_ON or has_addressee(verb)  # "Mayor Leaves, Quotes Lund"
    is_named = noun.tag_ == "NNP" and not has_object
    return noun if is_named and is_clause and not has_own else None


def _is_officer_taken_for_object(noun: Token, verb: Token) -> bool:
    """Whether who speaks is taken for an object: "It will hold, joked the deputy mayor, Vera Orr, when we rang"."""
    is_object = verb.dep_ == "conj" and noun.dep_ == "dobj" and noun.head.i == verb.i and is_role(noun.text)
    named = any(c.dep_ == "appos" and c.tag_ == "NNP" and word_before(c.left_edge) == "," for c in noun.children)
    takes_object = "o" in FRAMES.get(CUE_VERBS.get(verb.lower_, ""), "o") or has_addressee(verb)
    return is_object and named and not takes_object and any(t.tag_ in FINITE for t in verb.doc[: verb.i - 1])


def name_behind_opening(verb: Token) -> Token | None:
    """The name that the parser takes into an opening phrase: "In a note, county executive Vera Orr called it …"."""
    doc, name = verb.doc, verb.nbor(-1) if verb.i else verb
    if verb.dep_ != "ROOT" or name.tag_ != "NNP" or name.dep_ != "pobj" or name.head.i != 0:
        return None
    return name if any(t.text == "," for t in doc[1 : name.i]) and verb.tag_ in ("VBD", "VBZ") else None


def document_before(verb: Token) -> Token | None:
    """The document whose verb ends the sentence, taken for a clause of it: "Wells run dry, a survey by Orr says."."""
    noun, doc = verb.head, verb.doc
    if verb.dep_ != "relcl" or noun.lower_ not in DOCUMENTS or word_before(noun.left_edge) != ",":
        return None
    is_last = all(t.is_punct for t in doc[verb.i + 1 :])
    return noun if is_last and any(t.tag_ in FINITE for t in doc[: noun.left_edge.i]) else None


def headless_noun(verb: Token) -> Token | None:
    """The noun that the parser takes for the whole sentence, with the verb as a mere participle behind it."""
    if verb.dep_ != "acl":
        return None
    root = verb.sent.root
    parted = verb.head.i == root.i or word_before(verb.left_edge) == ","
    return root if root.tag_[:2] == "NN" and root.i < verb.i and parted else None


def subject_joined(verb: Token) -> Token | None:
    """The noun right before a verb that the parser joined to an object: "asked Orr about it and his aides say"."""
    doc, i = verb.doc, verb.i - 1
    while i > 0 and doc[i].head.i == verb.i and doc[i].dep_ in ("aux", "neg", "advmod"):
        i -= 1
    is_finite = verb.tag_ in FINITE or any(c.dep_ == "aux" and c.tag_ in FINITE for c in verb.children)
    is_noun = i > 0 and doc[i].tag_[:2] == "NN" and doc[i].dep_ == "conj" and doc[i].head.tag_[:2] == "NN"
    return doc[i] if is_finite and is_noun else None


def is_asked_before(verb: Token) -> bool:
    """Whether a verb answers the one that the parser hangs it on: "The mayor, asked whether she stays, said: “…”"."""
    asked = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBD", "VBZ") or asked.lower_ not in _ASKED or asked.i > verb.i:
        return False
    is_bare = not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    return is_bare and word_before(verb) == "," and word_before(asked) == ","


def name_beside_one(subject: Token, verb: Token) -> Token | None:
    """The name between commas behind "one" or "another": "Another, teacher Vera Lund, said", "One of them, Orr,"."""
    doc, last = verb.doc, verb.i - 2
    of = next((c for c in subject.children if c.lower_ == "of" and c.i == subject.i + 1), subject)
    before = of.right_edge.i if of.i > subject.i else subject.i
    if subject.lower_ not in ("one", "another") or last <= before + 1 or doc[before + 1].text != ",":
        return None
    is_name = doc[last].tag_ == "NNP" or any(c.tag_ == "NNP" and c.dep_ == "compound" for c in doc[last].children)
    is_beside = is_name and doc[last].left_edge.i - before in (1, 2)
    return doc[last] if is_beside and doc[last + 1].text == "," else None


def behind_hearer(subject: Token) -> Token | None:
    """The noun behind a name that is but the end of an opening phrase: "Speaking to the daily Echo, the mayor said"."""
    before = subject.doc[subject.left_edge.i - 1] if subject.left_edge.i else subject
    if before.dep_ != "pobj" or before.tag_[:2] != "NN":
        return None
    return next((c for c in subject.children if c.dep_ == "appos" and word_before(c.left_edge) == ","), None)


def subject_beside(verb: Token) -> Token | None:
    """The name before "…, the club's president and general manager, suggested", where the parser lost it."""
    doc, i = verb.doc, verb.i - 1
    while i >= 0 and doc[i].dep_ in ("aux", "neg", "advmod"):
        i -= 1
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or i < 1:
        return None
    if doc[i].tag_[:3] == "NNP" or doc[i].lower_ == "old" and doc[i - 1].text == "-":  # "the 30-year-old said"
        return doc[i]
    if doc[i].text != ",":
        return None
    commas = [j for j in range(i - 1, max(0, i - LONGEST_ASIDE), -1) if doc[j].text == ","]
    for comma in commas[:2]:
        inner = doc[comma + 1 : i]
        if all(t.tag_[:3] == "NNP" for t in inner):
            return doc[i - 1]
        if doc[comma - 1].tag_[:3] == "NNP" and not any(t.dep_ == "ROOT" for t in inner):
            return doc[comma - 1]
    return None


def subject_after(verb: Token, held: set[int]) -> Token | None:
    """The noun after the verb that a quotation stands before, “…,” added another diplomat, whatever its part."""
    doc, i = verb.doc, verb.i
    if has_addressee(verb):  # “…,” Lund, a miller, told The Echo
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or i + 1 >= len(doc) or not any(j in held for j in range(i - 3, i)):
        return None
    if doc[i + 1].tag_ == "RP" and i + 2 < len(doc):
        i += 1  # “…,” piped up a clerk
    noun = noun_begun_by(doc[i + 1])
    return noun if noun.tag_[:2] in ("NN", "PR", "CD") and noun.tag_ != "PRP$" else None


def subject_behind(verb: Token, held: set[int]) -> Token | None:
    """The noun that an aside parts from its verb behind a quotation: “…,” a clerk, who gave no name, said."""
    doc, last = verb.doc, max((i for i in held if i < verb.i), default=-1)
    if last < 0 or verb.tag_ not in ("VBD", "VBZ") or doc[verb.i - 1].text != ",":
        return None
    noun = noun_begun_by(doc[last + 1])
    if noun.tag_[:2] != "NN" or noun.i >= verb.i - 2 or doc[noun.i + 1].text != ",":
        return None
    aside = {t.i for t in noun.subtree}
    return noun if all(t.i in aside or t.is_punct for t in doc[noun.i + 1 : verb.i]) else None


def subject_before(verb: Token) -> Token | None:
    """The noun that opens the sentence, where the parser gave it to another verb: "Activists trying to stay say …"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = next((t for t in verb.doc[: verb.i] if t.dep_ != "cc" and not t.is_punct), None)
    if first is None:
        return None
    while first.dep_ in _BEFORE_NOUN and first.i < first.head.i < verb.i:
        first = first.head
    return first if first.tag_[:2] in ("NN", "CD") and first.dep_ in ("nsubj", "nsubjpass", "nummod") else None


def noun_begun_by(token: Token) -> Token:
    """The noun that a phrase beginning with `token` is about."""
    while token.dep_ in _BEFORE_NOUN and token.i < token.head.i:
        token = token.head
    return token
