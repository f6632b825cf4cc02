"""A parsed sentence -> reports: the cue, who is its source, and which stretches are the words reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from index.cues import DOCUMENTS, FRAMES, QUOTING, SPEECH_NOUNS, VERBS

Span = tuple[int, int]
_OBJECT_CONTROL = frozenset("ask urge tell order instruct press beg advise encourage force allow want get lead".split())
_RELATIVE = frozenset("who which that".split())
_PARTS_OF_NAME_PHRASE = frozenset("compound amod det poss nmod nummod quantmod prep conj cc case punct nn advmod".split())


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a speaker; `apposition` is the second description beside them, where there is one."""

    start: int
    end: int
    head: Span
    apposition: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report in a sentence, offsets in the parsed text; `contents` is empty where only quotes can fill it."""

    cue: Span
    source: Source | None
    contents: tuple[Span, ...]
    style: Literal["verb", "according", "noun"]
    verb: str


def find_reports(doc: Doc, placeholders: list[Span]) -> list[Report]:
    """The reports of one sentence in order; `placeholders` are where whole quotations stood."""
    held = _held_tokens(doc, placeholders)
    reports = [report for token in doc if token.i not in held for report in _reports_at(token, held)]
    return reports


def _held_tokens(doc: Doc, placeholders: list[Span]) -> set[int]:
    return {t.i for t in doc for start, end in placeholders if start <= t.idx < end}


def _reports_at(token: Token, held: set[int]) -> Iterator[Report]:
    word = token.lower_
    if word == "according":
        yield from _according(token)
    elif token.tag_.startswith("VB") and (word in VERBS or word in QUOTING or held):
        yield from _verbal(token, held)
    elif token.tag_.startswith("NN") and word in SPEECH_NOUNS:
        yield from _nominal(token)


# ---- verbs


def _verbal(verb: Token, held: set[int]) -> Iterator[Report]:
    lemma = VERBS.get(verb.lower_) or QUOTING.get(verb.lower_, "")
    frame = FRAMES.get(lemma, frozenset())
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if passive:
        yield from _passive(verb, lemma)
        return
    subject = _subject(verb)
    if subject is None:
        return
    contents = _complements(verb, frame, held)
    if lemma in VERBS.values() or contents or lemma in QUOTING.values():
        if contents or held:
            yield Report(_cue(verb), _source(subject), contents, "verb", lemma)


def _passive(verb: Token, lemma: str) -> Iterator[Report]:
    agents = [p for a in verb.children if a.dep_ == "agent" for p in a.children if p.dep_ == "pobj"]
    told = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if agents and told and lemma and verb.lower_ in VERBS:
        clause = [c for c in verb.children if c.dep_ == "ccomp"]
        yield Report(_cue(verb), _source(agents[0]), (_subtree(clause[0] if clause else told[0]),), "verb", lemma)


def _subject(verb: Token, depth: int = 0) -> Token | None:
    """The token that names who speaks, followed through participles, "to" phrases and joined verbs."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        subject: Token = own[-1]
        if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
            return verb.head if subject.lower_ != "that" or verb.head.ent_type_ != "DATE" else None
        return subject
    head = verb.head
    if depth > 4 or head is verb:
        return None
    if verb.dep_ == "conj" and head.tag_.startswith("VB"):
        return _subject(head, depth + 1)
    if verb.dep_ in ("advcl", "xcomp", "ccomp", "dep") and head.tag_.startswith("VB"):
        if verb.tag_ == "VBN" or (verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB")):
            return None
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if verb.dep_ in ("xcomp", "ccomp") and objects:
            return objects[0] if verb.tag_ == "VBG" else None
        return _subject(head, depth + 1)
    if verb.dep_ in ("pcomp",) and head.dep_ in ("prep", "agent"):
        if head.lower_ == "with":
            return None
        return _subject(head.head, depth + 1) if head.head.tag_.startswith("VB") else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return _owner(head)
    return None


def _owner(noun: Token) -> Token | None:
    """A document's owner, "Orr issued a statement saying": Orr; the noun itself where none is named."""
    if noun.lower_ not in DOCUMENTS:
        return noun
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owners[0]
    if noun.dep_ in ("dobj",) and noun.head.tag_.startswith("VB"):
        return _subject(noun.head, 1) or noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.tag_.startswith("VB"):
        return _subject(noun.head.head, 1) or noun
    return noun


def _complements(verb: Token, frame: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i < verb.head.i and frame & {"c"} and _between_commas(verb)):
        return _around(verb)
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and ("c" in frame or "d" in frame or _holds(c, held))]
    if clauses:
        return tuple(_widen(verb, c) for c in clauses[-1:])
    parts = [c for c in verb.children if c.i > verb.i and _is_part(c, frame, held)]
    if not parts:
        return ()
    return ((min(_subtree(p)[0] for p in parts), max(_subtree(p)[1] for p in parts)),)


def _is_part(child: Token, frame: frozenset[str], held: set[int]) -> bool:
    if child.dep_ in ("dobj", "oprd", "attr", "dative") and child.dep_ != "dative":
        return ("o" in frame and child.lower_ not in ("it", "this", "that", "so", "what")) or _holds(child, held)
    if child.dep_ == "xcomp":
        return bool(frame & {"x", "o"})
    if child.dep_ in ("prep", "prt"):
        return child.lower_ in frame or (child.lower_ == "as" and "o" in frame)
    return _holds(child, held) and child.dep_ not in ("conj", "cc")


def _holds(token: Token, held: set[int]) -> bool:
    return bool(held) and any(t.i in held for t in token.subtree)


def _between_commas(verb: Token) -> bool:
    doc, right = verb.doc, verb.right_edge.i
    return right + 1 < len(doc) and doc[right + 1].text == ","


def _around(verb: Token) -> tuple[Span, ...]:
    """The sentence's other words around an aside: "Loyalty, he noted, has long been"."""
    left, right = verb.left_edge, verb.right_edge
    clause = verb.head
    spans = []
    if clause.left_edge.i < left.i:
        spans.append((clause.left_edge.idx, left.idx))
    if clause.right_edge.i > right.i:
        spans.append((right.idx + len(right), clause.right_edge.idx + len(clause.right_edge)))
    return tuple(spans)


def _widen(verb: Token, clause: Token) -> Span:
    return _subtree(clause)


def _cue(verb: Token) -> Span:
    """The verb with its helpers: "did not say", "has said"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "neg") and c.i < verb.i]
    first = min([verb, *helpers], key=lambda t: t.i)
    return first.idx, verb.idx + len(verb)


# ---- other cues


def _according(token: Token) -> Iterator[Report]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None:
        return
    clause = token.head if token.head is not token else None
    spans = []
    if clause is not None:
        root = next((a for a in [clause, *clause.ancestors] if a.tag_.startswith("VB")), clause)
        right = named.right_edge
        if root.left_edge.i < token.i:
            spans.append((root.left_edge.idx, token.idx))
        if root.right_edge.i > right.i:
            spans.append((right.idx + len(right), root.right_edge.idx + len(root.right_edge)))
    yield Report((token.idx, to.idx + len(to)), _source(named), tuple(spans), "according", "according")


def _nominal(noun: Token) -> Iterator[Report]:
    """"Orr's claim that …", "the claim by Orr that …"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    said = [
        c
        for c in noun.children
        if c.i > noun.i
        and (c.dep_ in ("acl", "ccomp") and c.tag_ != "VBG" or c.dep_ == "relcl" and c.left_edge.lower_ == "that")
        or (c.dep_ == "prep" and c.lower_ in ("for", "of") and noun.lower_ in ("call", "calls", "criticism", "demand"))
    ]
    if owner is not None and said and owner.i != said[0].i:
        yield Report((noun.idx, noun.idx + len(noun)), _source(owner), (_subtree(said[0]),), "noun", noun.lower_)


# ---- phrases


def _subtree(token: Token) -> Span:
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right)


def _source(head: Token) -> Source:
    """The speaker's phrase: the noun with what stands before it and its "of", "for" and "and" phrases."""
    apposition = next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
    first, last = head, head
    for child in head.children:
        if child.dep_ not in _PARTS_OF_NAME_PHRASE:
            continue
        if child.i < head.i and child.dep_ not in ("cc", "conj", "advmod"):
            first = min(first, child.left_edge, key=lambda t: t.i)
        elif child.i > head.i and child.dep_ in ("prep", "conj", "cc") and child.i <= last.i + 3:
            if apposition is None or child.i < apposition.i:
                last = max(last, child.right_edge if child.dep_ != "cc" else child, key=lambda t: t.i)
    while first.is_punct and first.i < head.i:
        first = first.nbor()
    return Source(
        first.idx, last.idx + len(last), (head.idx, head.idx + len(head)), _subtree(apposition) if apposition is not None else None
    )
