"""Whose words a verb reports: its subject in the parse, followed through participles, and the phrase that names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.lexicon.cues import DOCUMENTS, VERBS
from factcontext.index.text.parser import word_before

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
LONGEST_ASIDE = 24  # tokens; what stands between commas and is longer is a clause of its own
RELATIVE = frozenset("who which that".split())
_PHRASE_PARTS = frozenset("compound amod det poss nmod nummod quantmod prep conj cc case punct nn predet".split())

_INVERTING = frozenset("said says added noted wrote explained replied insisted argued".split())
_SHARES = frozenset(["percent", "%", "majority", "half"])  # of those who were asked
# "without saying", "tried to tell": words that were not, or perhaps not, spoken.
_UNDONE = frozenset("without avoid avoids avoided avoiding try tries tried trying attempted attempting".split())
_BEFORE_NOUN = frozenset("compound amod det poss nmod nummod quantmod nn advmod predet".split())


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a speaker; `apposition` is the second description beside them, where there is one."""

    start: int
    end: int
    head: Span
    apposition: Span | None = None
    plural: bool = False
    is_pronoun: bool = False


_ISSUING = frozenset("released issued published sent posted filed aired placed launched wrote tweeted".split())
_RECEIVING = frozenset("read received got cited quoted saw obtained reviewed mentioned found heard retweeted".split())


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The token that names who speaks, followed through participles, "to" phrases and joined verbs."""
    if behind := inverted(verb):
        return behind
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        subject: Token = own[-1]
        if subject.lower_ in RELATIVE:
            return (_issuer(verb.head) or verb.head) if verb.dep_ == "relcl" else None
        return subject
    head = verb.head
    if depth > 4 or head.i == verb.i:
        return None
    verbal_head = head.tag_[:2] == "VB"
    if resumes(verb):
        return subject_of(_reporting(verb), depth + 1)
    if _is_outer(verb):
        return subject_of(head.head, depth + 1)
    if verb.dep_ == "conj" and verbal_head:
        return subject_of(head, depth + 1)
    if head.lower_ in _UNDONE and verb.dep_ in ("xcomp", "pcomp"):
        return None
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return subject_of(head.head, depth + 1) if head.lower_ != "with" and head.head.tag_[:2] == "VB" else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return _owner(head)
    if (main := headless(verb)) is not None and _takes_words(verb):
        return main  # "Lund's minister called on the court": taken for a participle, but nothing else is the verb
    if verb.dep_ in ("advcl", "xcomp", "dep", "ccomp") and verbal_head:
        return _subject_above(verb, head, depth)
    if verb.dep_ in ("xcomp", "ccomp") and head.dep_ == "acomp" and verb.tag_ == "VB":
        return subject_of(head.head, depth + 1)
    return None


def headless(verb: Token) -> Token | None:
    """The noun that the parser takes for the whole sentence, with the verb as a mere participle behind it."""
    if verb.dep_ != "acl":
        return None
    root = verb.sent.root
    parted = verb.head.i == root.i or word_before(verb.left_edge) == ","
    return root if root.tag_[:2] == "NN" and root.i < verb.i and parted else None


def resumes(verb: Token) -> bool:
    """Whether a verb goes back to the outer one, as the tense shows: "said it has rained and said that …"."""
    if verb.dep_ != "conj" or verb.lower_ not in VERBS or any(c.dep_ == "nsubj" for c in verb.children):
        return False
    outer = _reporting(verb)
    return outer.i != verb.i and outer.tag_ == verb.tag_ != _tense(verb.head) and outer.tag_ != "VB"


def _is_outer(verb: Token) -> bool:
    """Whether a verb is joined to what somebody made happen: "ordered the works to close and told …" who ordered."""
    outer = verb.head.head
    if verb.dep_ != "conj" or verb.head.dep_ not in ("ccomp", "xcomp") or outer.tag_ != verb.tag_ or verb.tag_ == "VB":
        return False
    return outer.i < verb.head.i and _tense(verb.head) != verb.tag_ and any(c.dep_ == "nsubj" for c in outer.children)


def _reporting(verb: Token) -> Token:
    """The verb that reports the clause which `verb` is joined to; itself where none does."""
    head = verb.head
    outer = head.head
    return outer if head.dep_ == "ccomp" and outer.lower_ in VERBS and outer.i < head.i else verb


def _tense(verb: Token) -> str:
    helper = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return helper.tag_


def _subject_above(verb: Token, head: Token, depth: int) -> Token | None:
    """Whose participle or "to" phrase this is: of "urged Lund to say" nobody is certain to have said anything."""
    if verb.tag_ not in ("VBG", "VB"):
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > head.i and word_before(verb.left_edge) == ",":
        return subject_of(_outer(head), depth + 1)
    objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
    if verb.dep_ != "advcl" and objects:
        return objects[0] if verb.tag_ == "VBG" and verb.dep_ != "xcomp" else None
    return subject_of(head, depth + 1)


def _outer(head: Token) -> Token:
    """The verb of the clause around: of "Orr denied that taxes would rise, saying …" it is Orr who goes on."""
    while head.dep_ in ("ccomp", "acl", "xcomp") and head.head.i < head.i:
        outer = next((a for a in head.ancestors if a.tag_[:2] == "VB"), None)
        if outer is None or outer.i > head.i:
            break
        head = outer
    return head


def _takes_words(verb: Token) -> bool:
    after = [c for c in verb.children if c.i > verb.i]
    called_on = verb.lower_ == "called" and any(c.lower_ in ("on", "for") for c in after)
    return called_on or any(c.dep_ in ("ccomp", "dobj", "oprd") for c in after)


def subject_beside(verb: Token) -> Token | None:
    """The name before "…, the club's president and general manager, suggested", where the parser lost it."""
    doc, i = verb.doc, verb.i - 1
    while i >= 0 and doc[i].dep_ in ("aux", "neg", "advmod"):
        i -= 1
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or i < 1:
        return None
    if doc[i].tag_[:3] == "NNP":
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


def inverted(verb: Token) -> Token | None:
    """The name behind the verb of an aside: "Any reading of it, said Vera Orr, an expert, would …"."""
    doc, i = verb.doc, verb.i
    if verb.lower_ not in _INVERTING or not 2 <= i < len(doc) - 2:
        return None
    if doc[i - 1].text != "," or doc[i + 1].tag_ != "NNP":
        return None
    name = _noun_from(doc[i + 1])
    if name.tag_ != "NNP" or name.i + 1 >= len(doc) or doc[name.i + 1].text != ",":
        return None
    parted = any(t.text == "," for t in doc[: i - 1])
    goes_on = any(t.tag_ in ("VBZ", "VBD", "MD", "VBP") and t.nbor(-1).text == "," for t in doc[name.i + 1 :])
    return name if goes_on and not parted else None


def _noun_from(token: Token) -> Token:
    """The noun that a phrase beginning with `token` is about."""
    while token.dep_ in _BEFORE_NOUN and token.i < token.head.i:
        token = token.head
    return token


def subject_after(verb: Token, held: set[int]) -> Token | None:
    """The noun after the verb that a quotation stands before, “…,” added another diplomat, whatever its part."""
    doc, i = verb.doc, verb.i
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or i + 1 >= len(doc) or not any(j in held for j in range(i - 3, i)):
        return None
    noun = _noun_from(doc[i + 1])
    return noun if noun.tag_[:2] in ("NN", "PR", "CD") and noun.tag_ != "PRP$" else None


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


def _owner(noun: Token) -> Token | None:
    """A document's owner, "Orr issued a statement saying": Orr; the noun itself where none is named."""
    if not is_document(noun):
        return _sender(noun) or noun
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


def is_document(noun: Token) -> bool:
    """Whether a noun is a thing that carries somebody's words: "statement", "ads"."""
    return noun.lower_ in DOCUMENTS or noun.lower_.removesuffix("s") in DOCUMENTS


def source(head: Token) -> Source:
    """The speaker's phrase: the noun with what stands before it and its "of", "for" and "and" phrases."""
    beside = next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
    first, last = head, head
    for child in head.children:
        if child.dep_ not in _PHRASE_PARTS:
            continue
        if child.i < head.i and child.dep_ not in ("cc", "conj"):
            first = min(first, child.left_edge, key=lambda t: t.i)
        elif child.dep_ in ("prep", "conj", "cc") and child.i <= last.i + 3 and (beside is None or child.i < beside.i):
            last = max(last, child if child.dep_ == "cc" else child.right_edge, key=lambda t: t.i)
    while first.is_punct and first.i < head.i:
        first = first.nbor()
    if last.dep_ == "cc":
        last = head
    several = head.tag_ in ("NNS", "NNPS", "CD") or head.lower_ in _SHARES
    return Source(
        first.idx,
        last.idx + len(last),
        (head.idx, head.idx + len(head)),
        apposition=subtree(beside) if beside is not None else None,
        plural=several or any(c.dep_ == "conj" for c in head.children),
        is_pronoun=head.tag_ == "PRP",
    )


def subtree(token: Token) -> Span:
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right)
