"""Finds the source of a verb: its subject in the dependency parse, followed through participles and joined verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.documents import author_of, is_document
from factcontext.index.attribution.syntax.grammar import PARTING, RELATIVE, has_addressee
from factcontext.index.attribution.syntax.lost_subjects import (
    behind_hearer,
    headless_noun,
    inverted_subject,
    is_asked_before,
    name_beside_one,
    subject_joined,
)
from factcontext.index.attribution.syntax.relative_clauses import described_by_clause, owned_by
from factcontext.index.lexicon.cues import CUE_VERBS, DOCUMENTS
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.parser import word_before

if TYPE_CHECKING:
    from spacy.tokens import Token

# "without saying", "tried to tell": words that were not, or perhaps not, spoken.
_UNDONE = word_group("verbs of not speaking")
_ISSUING = word_group("verbs of issuing")
_RECEIVING = word_group("verbs of receiving")
_RELATIONS = word_group("nouns of relation")
_WATCHING = word_group("verbs of watching")
_OCCASIONS = word_group("nouns of occasions")
_FOR_EXAMPLE = frozenset(["like", "including", "as"])
_EXAMPLE_REACH = 6  # tokens of an office and a name: "like former finance minister Vera Lund"
_REFLEXIVE = ("self", "selves")
_CIRCUMSTANCES = frozenset("after because before since until".split())  # not "as": who enters meanwhile may speak
_MOST_STEPS = 4  # up the parse from a verb to its subject: beyond, a reader no longer takes them together


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The token that names who speaks, followed through participles, "to" phrases and joined verbs."""
    if behind := inverted_subject(verb):
        return behind
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if has_addressee(verb):
        own = [c for c in own if c.i < verb.i]  # "Lund, a miller, tells The Echo": the outlet is no subject
    if own:
        return _own_subject(verb, own[0] if _is_kin_of(own) or _is_head_of(own) else own[-1])
    if depth > _MOST_STEPS or verb.head.i == verb.i:
        return None
    if verb.dep_ == "conj":
        return subject_joined(verb) or _subject_shared(verb, depth)
    if verb.dep_ == "acl":
        return _subject_of_participle(verb)
    if verb.dep_ == "pcomp":
        return _subject_before_preposition(verb, depth)
    return _subject_of_clause(verb, depth)


def _is_kin_of(own: list[Token]) -> bool:
    """Whether the second of two subjects but tells whose the first is: "the father of the keeper Vera Lund said"."""
    return len(own) > 1 and own[0].lower_ in _RELATIONS and own[0].right_edge.i + 1 == own[-1].left_edge.i


def _is_head_of(own: list[Token]) -> bool:
    """Whether the second of two subjects but names the body whose head is the first: "the head of TV network Fox said".

    With an article, "the head of the board Vera Lund said", it is a person.
    """
    if len(own) < 2 or not is_role(own[0].text) or own[0].right_edge.i + 1 != own[-1].left_edge.i:
        return False
    bodies = [noun for of in own[0].children if of.lower_ == "of" for noun in of.children if noun.dep_ == "pobj"]
    return any(noun.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in noun.children) for noun in bodies)


def _own_subject(verb: Token, subject: Token) -> Token | None:
    """A verb's subject; of a relative clause the noun that it describes, or who issued that: "a report that says". Of
    "Orr found herself explaining" it is Orr."""
    if subject.lower_.endswith(_REFLEXIVE) and verb.head.i < subject.i and verb.head.tag_[:2] == "VB":
        return subject_of(verb.head)
    if subject.lower_ not in RELATIVE:
        found = name_beside_one(subject, verb) or described_by_clause(subject, verb) or behind_hearer(subject)
        found = found or owned_by(subject, verb)
        return found or subject
    if verb.dep_ != "relcl":
        return _singled_out(verb)
    return _issuer(verb.head) or _those_like(verb) or verb.head


def _singled_out(verb: Token) -> Token | None:
    """Of "It was Orr who said" Orr."""
    is_it = any(c.lower_ == "it" and c.dep_ == "nsubj" for c in verb.head.children)
    return next((c for c in verb.head.children if c.dep_ == "attr" and c.i < verb.i), None) if is_it else None


def _those_like(verb: Token) -> Token | None:
    """Whom a plural verb is about where but one of them is named: "rivals — like Vera Lund — who say that …"."""
    example = verb.head
    if verb.tag_ != "VBP" or example.tag_ != "NNP" or any(c.dep_ == "conj" for c in example.children):
        return None
    near = example.doc[max(0, example.i - _EXAMPLE_REACH) : example.i]
    like = next((t.i for t in near if t.lower_ in _FOR_EXAMPLE), 0)
    return next((t for t in reversed(example.doc[:like]) if t.tag_ == "NNS"), None)


def _subject_shared(verb: Token, depth: int) -> Token | None:
    """Of a joined verb the subject of the verb that it is joined to, as far as the tense does not say otherwise."""
    if resumes_outer_verb(verb):
        return subject_of(_reporting(verb), depth + 1)
    if _is_outer(verb):
        return subject_of(verb.head.head, depth + 1)
    return subject_of(verb.head, depth + 1) if verb.head.tag_[:2] == "VB" else None


def _subject_of_participle(verb: Token) -> Token | None:
    """Of "a statement saying" whose statement it is."""
    if verb.tag_ == "VBG":
        return _owner(verb.head)
    if verb.tag_ in ("VBD", "VBZ") and verb.lower_ in CUE_VERBS and verb.head.dep_ == "ROOT":
        return verb.head  # “…!” the mayor, Vera Lund, wrote on Sunday, where the parser takes it for a participle
    # "Lund's minister called on the court": taken for a participle, but nothing else is the verb.
    return headless_noun(verb) if _takes_words(verb) else None


def _subject_before_preposition(verb: Token, depth: int) -> Token | None:
    """Of "left after saying" who left; nobody of "left without saying" and "with Lund saying"."""
    preposition = verb.head
    if preposition.lower_ in _UNDONE or preposition.dep_ != "prep" or preposition.lower_ == "with":
        return None
    if preposition.lower_ == "for" and preposition.head.tag_[:2] == "VB":
        return _blamed(preposition.head, depth)
    return subject_of(preposition.head, depth + 1) if preposition.head.tag_[:2] == "VB" else None


def _blamed(verb: Token, depth: int) -> Token | None:
    """Who did what somebody is sacked, praised or sued for: the object, where there is one."""
    object_ = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if object_ is None:
        return subject_of(verb, depth + 1)
    return object_ if object_.tag_[:3] == "NNP" or object_.tag_ == "PRP" or is_role(object_.text) else None


def _subject_of_clause(verb: Token, depth: int) -> Token | None:
    """Of a dependent clause or "to" phrase without a subject: who is meant by the clause above."""
    head = verb.head
    if head.lower_ in _UNDONE and verb.dep_ == "xcomp":
        return None
    if is_asked_before(verb):
        return subject_of(head, depth + 1)
    if head.tag_[:2] == "VB" and verb.dep_ in ("advcl", "xcomp", "dep", "ccomp"):
        return _subject_above(verb, head, depth)
    if verb.dep_ in ("xcomp", "ccomp") and head.dep_ == "acomp" and verb.tag_ == "VB":
        return subject_of(head.head, depth + 1)  # "was eager to say"
    return None


def resumes_outer_verb(verb: Token) -> bool:
    """Whether a verb goes back to the outer one, as the tense shows: "said it has rained and said that …"."""
    if verb.dep_ != "conj" or verb.lower_ not in CUE_VERBS or any(c.dep_ == "nsubj" for c in verb.children):
        return False
    outer = _reporting(verb)
    return outer.i != verb.i and outer.tag_ == verb.tag_ != _tense(verb.head) and outer.tag_ != "VB"


def _is_outer(verb: Token) -> bool:
    """Whether a verb is joined to what somebody made happen: "ordered the works to close and told …" who ordered."""
    outer = verb.head.head
    if _is_plural_again(verb, outer):
        return True
    if verb.dep_ != "conj" or verb.head.dep_ not in ("ccomp", "xcomp") or outer.tag_ != verb.tag_ or verb.tag_ == "VB":
        return False
    return outer.i < verb.head.i and _tense(verb.head) != verb.tag_ and any(c.dep_ == "nsubj" for c in outer.children)


def _is_plural_again(verb: Token, outer: Token) -> bool:
    """Whether only the outer verb has the joined one's number: "Sources say Orr has signed, and fear that …"."""
    is_bare = verb.dep_ == "conj" and verb.tag_ in ("VB", "VBP") and not any(c.dep_ == "aux" for c in verb.children)
    return is_bare and _tense(verb.head) == "VBZ" and outer.tag_ == "VBP" and outer.i < verb.head.i


def _reporting(verb: Token) -> Token:
    """The verb that reports the clause which `verb` is joined to; itself where none does."""
    head = verb.head
    outer = head.head
    return outer if head.dep_ == "ccomp" and outer.lower_ in CUE_VERBS and outer.i < head.i else verb


def _tense(verb: Token) -> str:
    helper = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return helper.tag_


def _subject_above(verb: Token, head: Token, depth: int) -> Token | None:
    """Whose participle or "to" phrase this is: of "urged Lund to say" nobody is certain to have said anything."""
    if verb.tag_ not in ("VBG", "VB"):
        return None
    if verb.tag_ == "VBG" and verb.i > head.i and _receives(head) and (writer := _writer_to(head)):
        return writer
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > head.i and word_before(verb.left_edge) == ",":
        return None if _receives(head) else subject_of(_outer(head, verb), depth + 1)
    objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
    if verb.tag_ == "VBG" and objects and head.lower_ in _WATCHING and verb.left_edge.i == objects[0].right_edge.i + 1:
        return objects[0]
    if verb.dep_ != "advcl" and objects:
        return objects[0] if verb.tag_ == "VBG" and verb.dep_ != "xcomp" else None
    return subject_of(head, depth + 1)


def _receives(verb: Token) -> bool:
    """Whether somebody receives a document: "got an email from Orr, saying …"."""
    return verb.lower_ in _RECEIVING and any(c.dep_ == "dobj" and is_document(c) for c in verb.children)


def _writer_to(verb: Token) -> Token | None:
    """Who wrote what is received, where "from" tells it."""
    parts = [*verb.children, *(g for c in verb.children if c.dep_ == "dobj" for g in c.children)]
    senders = (c for p in parts if p.lower_ == "from" for c in p.children if c.dep_ == "pobj")
    return next(senders, None)


def _outer(head: Token, verb: Token) -> Token:
    """The verb of the clause around: of "Orr denied that taxes would rise, saying …" it is Orr who goes on.

    As of “It will not rain,” Orr added, saying …”, of "Orr said after Lund left, saying …" and of "Orr left after the
    report appeared, saying …".
    """
    while head.dep_ in ("ccomp", "acl", "xcomp", "advcl") and not _closes_report(head, verb):
        outer = next((a for a in head.ancestors if a.tag_[:2] == "VB"), None)
        if outer is None or outer.i > verb.i:
            break
        is_reporting = outer.lower_ in CUE_VERBS
        if outer.i > head.i and not (head.dep_ == "ccomp" and is_reporting):
            break
        is_meanwhile = head.dep_ == "advcl" and any(t.lower_ in _CIRCUMSTANCES for t in _marks(head))
        if head.dep_ == "advcl" and not (is_meanwhile and (is_reporting or _is_mute(head) and _may_speak(outer))):
            break
        head = outer
    return head


def _marks(clause: Token) -> list[Token]:
    """What joins a clause to another, and its first word: "an hour after the vote"."""
    return [clause.left_edge, *(c for c in clause.children if c.dep_ == "mark")]


def _is_mute(verb: Token) -> bool:
    """Whether what does something is a document or an occasion, and so hardly says the words behind its clause."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and (is_document(subject) or subject.lower_ in _OCCASIONS)


def _may_speak(verb: Token) -> bool:
    """Whether a name, a pronoun or an office does something."""
    return any(c.dep_ == "nsubj" and (c.tag_ in ("NNP", "PRP") or is_role(c.text)) for c in verb.children)


def _closes_report(head: Token, verb: Token) -> bool:
    """Whether a verb and its subject stand between commas behind what they report: “…,” Orr added, saying …”."""
    subject = next((c for c in head.children if c.dep_ == "nsubj" and c.right_edge.i == head.i - 1), None)
    is_behind = subject is not None and word_before(subject.left_edge) in PARTING
    return is_behind and head.lower_ in CUE_VERBS and verb.left_edge.i == head.i + 2


def _takes_words(verb: Token) -> bool:
    after = [c for c in verb.children if c.i > verb.i]
    called_on = verb.lower_ == "called" and any(c.lower_ in ("on", "for") for c in after)
    return called_on or any(c.dep_ in ("ccomp", "dobj", "oprd") for c in after)


def _owner(noun: Token) -> Token | None:
    """A document's owner, "Orr issued a statement saying": Orr; the noun itself where none is named."""
    if not is_document(noun):
        return _sender(noun) or (None if noun.lower_ in _OCCASIONS else noun)
    if author := author_of(noun):
        return author
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owners[0]
    if noun.dep_ == "dobj" and noun.head.tag_[:2] == "VB" and noun.head.lower_ not in _RECEIVING:
        return subject_of(noun.head, 1) or noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.tag_[:2] == "VB":
        return subject_of(noun.head.head, 1) or noun
    return noun


def _issuer(noun: Token) -> Token | None:
    """Whose the words of a document are, "Orr released a report that calls …": who put it out."""
    if noun.dep_ != "dobj" or noun.head.lower_ not in _ISSUING or noun.lower_.removesuffix("s") not in DOCUMENTS:
        return None
    return subject_of(noun.head, 1)


def _sender(noun: Token) -> Token | None:
    """Of "sent a message to supporters saying …" the sender, not the supporters."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "to" or verb.tag_[:2] != "VB":
        return None
    return subject_of(verb, 1) if any(c.dep_ == "dobj" and is_document(c) for c in verb.children) else None
