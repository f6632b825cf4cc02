"""Finds the content of an attribution: the stretches of a parsed sentence that a verb reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.syntax.asides import tells_beside, words_around_aside, words_around_inverted
from factcontext.index.attribution.syntax.clauses import leading_condition, reported_clause, returns_to_reporter
from factcontext.index.attribution.syntax.deeds import is_deed, is_finite
from factcontext.index.attribution.syntax.documents import is_document
from factcontext.index.attribution.syntax.grammar import FINITE, MARKS, has_addressee, holds_quotation, subtree_span
from factcontext.index.attribution.syntax.lost_subjects import inverted_subject, is_asked_before
from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.person_names import CALENDAR
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.negation import has_negation

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = word_group("verbs before a bare clause")
_NO_START = frozenset(["IN", "TO", "RB", "RP", "NN"])  # tags of words that no clause begins with: "said nothing"
_NO_CLAUSE = word_group("verbs without a clause")
_LEADING_THAT = frozenset("mark prep".split())  # no "that" is a preposition, whatever the parser says
_THAT_PARTS = _LEADING_THAT | frozenset("nsubj dobj det nsubjpass".split())
_TAKEN = frozenset("dobj xcomp oprd".split())
_RUN_ON = frozenset("dobj prep xcomp oprd attr prt dative acomp".split())
_THAT_REACH = 14  # tokens between a verb and its "that"


def reported_contents(verb: Token, frame: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    """The stretches of the sentence that a verb reports, by what it takes; `held` are tokens of whole quotations."""
    if name := inverted_subject(verb):
        return words_around_inverted(verb, name)
    if any(map(is_asked_before, verb.children)):
        return ()  # what somebody is asked is not what they say
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and (frame & {"c", "d", "o"} or holds_quotation(c, held))]
    if "c" not in frame and not any(c.dep_ == "nsubj" and is_document(c) for c in verb.children):
        clauses = [c for c in clauses if "o" in frame or is_finite(c) or holds_quotation(c, held)]
    clauses = [c for c in clauses if c.i > verb.i or not tells_beside(c)]
    after = [c for c in clauses if c.i > verb.i]
    if "c" in frame and not after and not any(c.dep_ in _TAKEN and c.i > verb.i for c in verb.children):
        if behind := _after_that(verb, _LEADING_THAT):
            return behind
    if frame & {"c", "d"} and not after and (held or CUE_VERBS.get(verb.lower_) not in _NO_CLAUSE):
        if around := words_around_aside(verb, frame, held):
            return around
    if clauses:
        best = next((c for c in clauses if holds_quotation(c, held)), None) or (after or clauses[-1:])[0]
        said = reported_clause(verb, best)
        return (*leading_condition(verb, said), said)
    return _of_parts(verb, frame, held)


def _of_parts(verb: Token, frame: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    """The content of a verb without a clause: its object, "to" phrase or the words that a preposition leads in."""
    parts = [c for c in verb.children if c.i > verb.i and _is_part(c, frame, held)]
    if verb.lower_ in _CALLING and all(_is_called(c, held) for c in parts):
        return ()
    if is_deed(verb, parts, held) or parts and all(c.dep_ == "prt" for c in parts):
        return ()
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if not parts and objects and is_deed(verb, objects, held):
        return ()  # "claimed countless lives and caused …"
    if not parts and "o" not in frame:  # "warned residents about the flood": whom one warns is not what one says
        parts = [c for whom in objects for c in whom.children if c.dep_ == "prep" and c.lower_ in frame]
    if not parts:
        return (_after_that(verb, _THAT_PARTS) or _rest(verb) or _told_clause(verb)) if "c" in frame else ()
    trailing = [c for c in verb.children if c.i >= parts[0].i and (c.dep_ in _RUN_ON or _runs_on(verb, c))]
    last = max([parts[-1], *trailing], key=lambda t: t.i)
    start, end = parts[0].left_edge.idx, subtree_span(last)[1]
    cuts = [t.left_edge.idx for p in [*parts, last] for t in p.subtree if t.i > verb.i and returns_to_reporter(t)]
    return ((start, min([end, *[cut for cut in cuts if cut > start]])),)


def _is_part(child: Token, frame: frozenset[str], held: set[int]) -> bool:
    if holds_quotation(child, held) and child.dep_ not in ("conj", "cc"):
        return child.lower_ not in CUE_VERBS or child.dep_ != "xcomp"
    if child.dep_ == "intj":
        return "c" in frame
    if child.dep_ == "advcl" and child.head.lower_.startswith("respond") and child.left_edge.lower_ == "to":
        return has_negation(child.head)  # "did not respond to interview requests"
    if child.dep_ == "advcl" and CUE_VERBS.get(child.head.lower_) == "ask":
        return child.left_edge.lower_ in ("if", "whether")
    if child.dep_ in ("dobj", "oprd", "attr"):
        return "o" in frame and child.lower_ not in ("it", "this", "that", "so", "what", "which")
    if child.dep_ == "xcomp":
        return bool(frame & {"x", "o"})
    if child.dep_ in ("prep", "prt"):
        if child.lower_ == "to" and child.head.lower_.startswith("respond"):
            return has_negation(child.head)  # "did not respond to questions"
        return child.lower_ in frame and not any(c.lower_ in CALENDAR for c in child.children)  # "reported on Monday"
    return child.left_edge.lower_ == "for" and "for" in frame and child.dep_ in ("advcl", "ccomp")


_REMEMBERING = frozenset(["describe", "recall", "recount"])
# Of these a mere object is whom one rang up or turned to: "called Lund", "asked the minister".
_CALLING = word_group("verbs of addressing")


def _is_called(part: Token, held: set[int]) -> bool:
    return part.dep_ in ("dobj", "oprd") and (part.dep_ == "dobj" or part.tag_ == "NNP") and not _is_wording(part, held)


def _is_wording(object_: Token, held: set[int]) -> bool:
    if holds_quotation(object_, held) or any(t.text in MARKS for t in object_.subtree):
        return True
    return object_.lower_ in ("question", "questions") or any(c.dep_ in ("relcl", "acl") for c in object_.children)


def _runs_on(verb: Token, token: Token) -> bool:
    """Whether a later part still belongs to the words: "to win", "as Lund honouring itself", ", fix the roads"."""
    if token.dep_ == "advcl" and CUE_VERBS.get(verb.lower_) in _REMEMBERING and token.left_edge.lower_ == "when":
        return token.left_edge.nbor(-1).dep_ in ("dobj", "pobj")  # "recalled a winter when they had rehearsed outdoors"
    if token.dep_ == "advcl":
        return token.tag_ == "VB" and token.left_edge.lower_ == "to" or token.left_edge.lower_ == "as"
    return token.dep_ == "conj" and token.tag_ == "VB" != verb.tag_ and not any(_is_clause(t) for t in token.subtree)


def _is_clause(token: Token) -> bool:
    return token.dep_ in ("aux", "nsubj")


def following_quotation(verb: Token) -> tuple[Span, ...]:
    """Words in quotation marks right after the verb, whatever the parser makes of them."""
    doc, i = verb.doc, verb.i + 1
    if i < len(doc) and doc[i].text in (",", ":"):
        i += 1
    if i >= len(doc) - 1 or doc[i].text not in MARKS:
        return ()
    closing = next((t for t in doc[i + 1 :] if t.text in MARKS and t.text != "'"), doc[-1])
    return ((doc[i].idx, closing.idx + len(closing)),)


def _after_that(verb: Token, parts: frozenset[str]) -> tuple[Span, ...]:
    """What follows "that" where the parser did not tie it to the verb: "said for the first time that …"."""
    for token in verb.doc[verb.i + 1 : verb.i + _THAT_REACH]:
        if token.lower_ == "that" and token.i + 2 < len(verb.doc) and token.dep_ in parts:
            return ((token.idx, verb.doc[-1].idx + len(verb.doc[-1])),)
        if token.tag_ in FINITE or token.text in ",;:":
            break
    return ()


def _told_clause(verb: Token) -> tuple[Span, ...]:
    """The clause that the parser gives to the hearer: "told the station she had slept"."""
    hearer = next((c for c in verb.children if c.dep_ == "dobj" and has_addressee(verb)), None)
    clause = next((c for c in hearer.children if c.dep_ == "relcl"), None) if hearer is not None else None
    if hearer is None or clause is None or clause.left_edge.tag_ != "PRP" or clause.left_edge.i != hearer.i + 1:
        return ()
    return (subtree_span(clause),)


def _rest(verb: Token) -> tuple[Span, ...]:
    """What follows a verb of saying where the parser sees no clause: "said seeing so many of them was a joy"."""
    doc, i = verb.doc, verb.i + 1
    if CUE_VERBS.get(verb.lower_) not in _SAYING or i >= len(doc) or doc[i].is_punct or doc[i].dep_ in ("conj", "cc"):
        return ()
    if not any(t.tag_ in FINITE for t in doc[i:]) or doc[i].tag_ in _NO_START:
        return ()
    own = [c.left_edge.i for c in verb.children if c.i > i and c.dep_ in ("conj", "cc", "relcl")]
    if doc[i].tag_ in FINITE:  # "what she said is growing, though slowly"
        own += [t.i for t in doc[i:] if t.text == ","]
    last = doc[min([len(doc), *own]) - 1]
    return ((doc[i].idx, last.idx + len(last)),)
