"""Recognises verbs of speech as cues, with the subject as source and the words that they report as content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution, SourcePhrase, Span
from factcontext.index.attribution.syntax.closing_names import named_at_end
from factcontext.index.attribution.syntax.contents import following_quotation, reported_contents
from factcontext.index.attribution.syntax.documents import author_or_itself, is_document
from factcontext.index.attribution.syntax.grammar import FINITE, MARKS, RELATIVE, cue_span, is_agent, subtree_span
from factcontext.index.attribution.syntax.lost_subjects import (
    closing_source,
    document_before,
    headless_noun,
    name_behind_opening,
    subject_after,
    subject_before,
    subject_behind,
    subject_beside,
)
from factcontext.index.attribution.syntax.passive_cues import passive_attributions
from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.attribution.syntax.speaking import (
    cannot_speak,
    is_misread_noun,
    is_nobody,
    is_owned_object,
    is_unreported,
    is_yet_to_come,
)
from factcontext.index.attribution.syntax.subjects import subject_of
from factcontext.index.lexicon.cues import CUE_VERBS, FRAMES, QUOTING, SPEECH_FORMS
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHOWING = word_group("verbs of showing")
_FINDINGS = word_group("nouns of findings")
_PASSING_ON = word_group("verbs of passing on")
_OUTLETS = word_group("nouns of outlets")
_WORKS = word_group("nouns of works")
_CARRIED = word_group("nouns of what is carried or worn")
_NAMING = frozenset(["called", "titled", "entitled", "named"])
_TELLING = frozenset(["depict", "describe", "portray", "recall", "recount"])
_CLAUSES = frozenset("cd")
_MAKING = frozenset(["made", "makes", "make", "making"])  # "made clear that"
_PUTTING, _COUNTED = frozenset(["put", "puts"]), word_group("nouns of what is counted")
# The words at which verb_attributions can find an attribution.
VERB_CUES = frozenset({*_PUTTING, *_PASSING_ON, *SPEECH_FORMS, *_MAKING})


def verb_attributions(verb: Token, held: set[int]) -> Iterator[Attribution]:
    """The attributions of a verb, also of one that the parser takes for a noun; `held` are tokens of quotations."""
    if saying := _saying(verb):
        yield from _passed_on(verb, saying, held)
    elif verb.lower_ in _PUTTING:
        yield from _put_into_words(verb) or _put_figure(verb)
    elif told := _recalled(verb):
        named = next((c for c in told.children if c.dep_ == "nsubj" and c.tag_ == "NNP"), None)
        contents = reported_contents(verb, frozenset("c"), held) or following_quotation(told)
        if named is not None:
            yield Attribution(cue_span(told), source_phrase(named), contents, "verb")
    elif verb.dep_ == "pcomp" and _saying(verb.head.head) == verb:
        return  # the "saying" of "quoted Orr as saying": found at "quoted"
    elif (verb.tag_[:2] == "VB" or _is_plural_verb(verb)) and _is_cue(verb, held):
        is_passive = any(c.dep_ in ("nsubjpass", "auxpass") or is_agent(c) for c in verb.children)
        yield from passive_attributions(verb) if is_passive else _active(verb, held)
    elif is_misread_verb(verb):
        yield _misread(verb)


def _put_into_words(verb: Token) -> list[Attribution]:
    """What somebody is quoted with: "As Orr put it, “the wall is a biscuit”"."""
    it = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ == "it"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    is_led = any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    said = following_quotation(it) if it is not None and is_led else ()
    if subject is None or not said:
        return []
    return [Attribution(cue_span(verb), source_phrase(subject, verb), said, "verb", quoted=True)]


def _put_figure(verb: Token) -> Iterator[Attribution]:
    """What somebody puts a figure on: "Orr put the damage at 200,000 crowns"."""
    counted = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in _COUNTED), None)
    at = next((c for c in (*verb.children, *(counted.children if counted else ())) if c.lower_ == "at"), None)
    subject = subject_of(verb)
    if counted is None or at is None or subject is None or not any(t.like_num for t in at.subtree):
        return
    said = (counted.left_edge.idx, subtree_span(at)[1])
    yield Attribution(
        cue_span(verb), source_phrase(author_or_itself(subject), verb), (said,), "verb", takes_clause=False
    )


def _is_plural_verb(noun: Token) -> bool:
    """Whether what the parser takes for a noun has a subject and a clause: "Critics counter that it leaks"."""
    parts = {c.dep_: c for c in noun.children}
    subject, clause = parts.get("nsubj"), parts.get("ccomp")
    is_led = clause is not None and clause.left_edge.lower_ == "that" and clause.left_edge.i == noun.i + 1
    return noun.tag_ == "NN" and is_led and subject is not None and subject.tag_ in ("NNS", "NNPS")


def _is_cue(verb: Token, held: set[int]) -> bool:
    word = verb.lower_
    return word in CUE_VERBS or (word in QUOTING and _leads_to_quotation(verb, held)) or _makes_clear(verb)


def _leads_to_quotation(verb: Token, held: set[int]) -> bool:
    """Whether a quotation is in the sentence, follows the verb, or the sentence ends in a colon: "Orr continued:"."""
    followed = verb.i + 2 < len(verb.doc) and verb.nbor().text in MARKS
    return bool(held) or followed or verb.doc[-1].text == ":"


def _makes_clear(verb: Token) -> bool:
    return verb.lower_ in _MAKING and any(c.lower_ == "clear" for c in verb.children)


# ---- active verbs


def _active(verb: Token, held: set[int]) -> Iterator[Attribution]:
    if _is_told(verb) or is_unreported(verb):
        return
    frame = _frame(verb)
    closing = (closing_source(verb) if "c" in frame else None) or (document_before(verb) if frame & _CLAUSES else None)
    if closing:
        source = _named_beside(verb) or author_or_itself(closing)
        end = (verb.i if verb.i < closing.i else closing.left_edge.i) - 1
        said = ((verb.doc[0].idx, verb.doc[end].idx),)
        phrase = source_phrase(source)
        if phrase.start <= verb.idx < phrase.head[0]:  # "recalled owner Vera Orr", all of it a name to the parser
            phrase = replace(phrase, start=verb.nbor().idx)
        yield Attribution(cue_span(verb), phrase, said, "verb", passes_on=_passes_on(verb, source))
        return
    contents = _contents(verb, frame, held)
    if contents and (teller := _teller_before(verb)) and (speaks := subject_of(teller)):
        quoted = _has_marks(verb, contents, held)
        yield Attribution(cue_span(teller), source_phrase(speaks, teller), contents, "verb", quoted)
        return
    if not contents and "c" in frame and (named := named_at_end(verb)):
        said = ((verb.doc[0].idx, verb.doc[named.first - 2].idx + len(verb.doc[named.first - 2])),)
        yield Attribution(cue_span(verb), named.phrase, said, "verb")
        return
    subject = subject_of(verb) or name_behind_opening(verb)
    if subject is None and contents and "c" in frame:
        subject = subject_after(verb, held) or subject_behind(verb, held) or subject_beside(verb)
        subject = subject or subject_before(verb)
    if subject is None or is_nobody(subject) or (verb.lower_ in _SHOWING and not _can_show(subject)):
        return
    quoted = _has_marks(verb, contents, held)
    if subject.lower_ in _WORKS and not quoted and CUE_VERBS.get(verb.lower_) in _TELLING:
        return  # "The novel describes a winter in Velm."
    if verb.lower_ in _NAMING and subject.lower_ in _WORKS:
        return  # "A new song called “The Long Field” is out", which the parser takes for what the song says
    if verb.lower_ in _NAMING and not {verb.i + 1, verb.i + 2}.isdisjoint(held) and verb.nbor().text in MARKS:
        return  # "a collection from Lund called “Mills and Men”": whoever calls something so says what
    if not quoted and (is_yet_to_come(verb) or cannot_speak(subject) or is_misread_noun(verb, subject)):
        return
    if contents or verb.lower_ in QUOTING or "c" in frame:
        takes_clause = "c" in frame and "x" not in frame and verb.tag_ != "VB"
        source = author_or_itself(subject)
        carrier = verb.head if verb.dep_ in ("acl", "relcl") else subject
        is_sure = carrier.lower_ not in _CARRIED  # "held up a sign saying “Go!”", "a sign that reads"
        passes_on = _passes_on(verb, source) and all(end <= verb.idx for _, end in contents)
        yield Attribution(
            cue_span(verb), source_phrase(source, verb), contents, "verb", quoted, takes_clause, passes_on, is_sure
        )


def _teller_before(verb: Token) -> Token | None:
    """Whose verb an aside parts from its clause: of "Orr said on Monday, the Star adds, that it is dry" the "said"."""
    teller, doc = verb.head, verb.doc
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if verb.dep_ != "parataxis" or subject is None or not teller.i < subject.left_edge.i - 1:
        return None
    is_aside = doc[subject.left_edge.i - 1].text == "," and verb.i + 2 < len(doc) and verb.nbor().text == ","
    is_led = is_aside and verb.nbor(2).lower_ == "that"
    is_bare = not any(t.tag_ in FINITE for t in doc[teller.i + 1 : subject.left_edge.i])
    return teller if is_led and is_bare and teller.lower_ in CUE_VERBS else None


def _passes_on(verb: Token, source: Token) -> bool:
    """Whether a verb or its subject is of passing on what others say: "…, the Star reported", "…, agency NRP said"."""
    beside = (*source.subtree, source.nbor(-1)) if source.i else tuple(source.subtree)
    return verb.lower_ in _PASSING_ON or any(t.lower_ in _OUTLETS for t in beside) or _closes_report(verb, source)


def _closes_report(verb: Token, source: Token) -> bool:
    """Whether a "reports" and its subject are put behind somebody's own verb: "…,” Orr said, the Star reports"."""
    doc, i = verb.doc, source.left_edge.i
    return verb.lower_ == "reports" and i > 1 and doc[i - 1].text == "," and doc[i - 2].lower_ in CUE_VERBS


def _named_beside(verb: Token) -> Token | None:
    """The name right before a verb."""
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "NNP" and c.i == verb.i - 1), None)


def _contents(verb: Token, frame: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    reports = bool(held) or verb.lower_ in CUE_VERBS or _makes_clear(verb)  # words without quotation marks, too
    contents = reported_contents(verb, frame, held) if reports else ()
    if CUE_VERBS.get(verb.lower_) == "answer":  # "answered how she would", "answered a question that she put"
        is_led = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"
        contents = tuple(span for span in contents if is_led or span[1] <= verb.idx)
    if _tells_when(verb):
        contents = tuple(span for span in contents if span[1] > verb.idx)
    return contents or (following_quotation(verb) if "c" in frame else ())


def _tells_when(verb: Token) -> bool:
    """Whether a cue only tells when what stands before it was: "It sank in May, when he told the board of a leak"."""
    led = [c.left_edge.i for c in verb.children if c.dep_ == "nsubj" and c.left_edge.i > 1]
    return any(verb.doc[i - 1].lower_ == "when" and verb.doc[i - 2].text == "," for i in led)


def _has_marks(verb: Token, contents: tuple[Span, ...], held: set[int]) -> bool:
    """Whether words in quotation marks are in some content."""
    return any(start <= t.idx < end and (t.i in held or t.text in MARKS) for start, end in contents for t in verb.doc)


def _frame(verb: Token) -> frozenset[str]:
    """What the verb takes; "made clear" and the verbs of quotations, “…,” he continued, take a clause."""
    if verb.lower_ not in CUE_VERBS:
        return frozenset("c")
    frame = FRAMES[CUE_VERBS[verb.lower_]]
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children):
        frame = frame - {"o"}  # "to defend the post": a purpose
    return frame | {"c"} if verb.lower_ in QUOTING else frame


def _is_told(verb: Token) -> bool:
    """A participle that says what was done to somebody: "when asked", "a group called the Larks"."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl") or headless_noun(verb) is not None:
        return False
    return not any(c.dep_ in ("nsubj", "aux") for c in verb.children)


def _can_show(subject: Token) -> bool:
    """Whether a study or a record says so; of a person or a mood that shows something nobody's words are reported."""
    return is_document(subject) or subject.dep_ == "relcl" or subject.lower_ in _FINDINGS


# ---- quoted by somebody else


def _saying(verb: Token) -> Token | None:
    """The "saying" of "RIA quoted Orr as saying …"."""
    if verb.lower_ not in _PASSING_ON:
        return None
    words = (c for p in verb.children if p.lower_ == "as" for c in p.children)
    return next((c for c in words if c.dep_ == "pcomp" and c.tag_ == "VBG" and c.lower_ in CUE_VERBS), None)


def _recalled(verb: Token) -> Token | None:
    """The "saying" of “…,” Orr recalled Lund saying: the words are Lund's."""
    if CUE_VERBS.get(verb.lower_) != "recall":
        return None
    return next((c for c in verb.subtree if c.tag_ == "VBG" and c.i > verb.i + 1 and c.lower_ == "saying"), None)


def _passed_on(verb: Token, saying: Token, held: set[int]) -> Iterator[Attribution]:
    """Who is quoted speaks, not who quotes: "RIA quoted Orr as saying …", “…,” Orr was quoted as saying."""
    named = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if named is None or named.lower_ in RELATIVE:
        named = verb.head if verb.dep_ in ("acl", "relcl") else None
    clause = frozenset("c")
    contents = reported_contents(saying, clause, held) or following_quotation(saying)
    contents = contents or reported_contents(verb, clause, held)
    if named is not None and contents:
        yield Attribution(cue_span(verb), source_phrase(named), contents, "verb")


# ---- verbs that the parser takes for nouns


def is_misread_verb(noun: Token) -> bool:
    """Whether a verb is taken for a noun, as in "Orr predicts that …", where the parser sees predicts of Orr's."""
    doc, i = noun.doc, noun.i
    if noun.tag_ != "NNS" or noun.lower_ not in CUE_VERBS or not 0 < i < len(doc) - 2:
        return False
    before = doc[i - 1]
    is_led = doc[i + 1].lower_ == "that" and before.tag_[:2] == "NN" and before.head.i == i
    return is_led and not is_owned_object(noun.left_edge)


def _misread(noun: Token) -> Attribution:
    doc, subject = noun.doc, noun.nbor(-1)
    start, end = noun.left_edge.idx, subject.idx + len(subject)
    named = SourcePhrase(start, end, (subject.idx, end), None, subject.tag_ in ("NNS", "NNPS"))
    content = (noun.nbor(1).idx, doc[-1].idx + len(doc[-1]))
    return Attribution((noun.idx, noun.idx + len(noun)), named, (content,), "verb")
