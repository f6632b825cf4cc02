"""Reports whose source stands before the verb: "X a affirmé que …", "X a répondu : « … »", "X a dénoncé « … »"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.named import named_source
from factcontext.index.attribution.foreign.noun_phrases import NamedSource
from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.attribution.foreign.report import Report
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.foreign_speech import ForeignSpeech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "sb")  # of Universal Dependencies, and of the German pipelines
_COORDINATING = ("et", "mais", "ou", "y", "e", "pero", "o", "ed", "ma", "mas", "und", "aber", "oder")
_NOMINAL = ("PROPN", "NOUN", "ADJ", "DET")
_REACH = 10  # tokens from a verb to the clause or the quoted phrase that it reports
_COLON_REACH = 30  # and to the colon before a quotation


def before_content(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    """A verb behind its subject, and what it reports behind it."""
    subject = _subject(cue)
    if subject is None or subject.i > cue.i or _is_passive(cue):
        return None
    source = _named_subject(reading, subject, words)
    if (
        source is None
        or _in_other_clause(reading, source.last, cue.i, words)
        or _is_subordinate(reading, source, words)
    ):
        return None
    span = reading.span(cue)
    if quotations := _behind_colon(reading, cue.i, words):
        is_main = not any(words.has("ends", token.lower_) for token in reading.doc[: cue.i])
        return Report(source, span, tuple(reading.span(reading.doc[n]) for n in quotations), is_sure=is_main)
    if clause := _clause(reading, cue, words) or _quoted_phrase(reading, cue, words):
        return Report(source, span, (clause,), is_sure=False)
    return None


def subject_named(reading: Reading, words: ForeignSpeech) -> NamedSource | None:
    """Who is named as the subject of a unit, whatever they do."""
    roots = (token for token in reading.doc if token.head is token)
    subjects = (subject for root in roots if (subject := _subject(root)) is not None)
    return next((named for subject in subjects if (named := _named_subject(reading, subject, words))), None)


def _in_other_clause(reading: Reading, name: int, verb: int, words: ForeignSpeech) -> bool:
    """Whether another clause begins between a name and a verb, but for a relative one set off by commas."""
    begun = (at for at in range(name + 1, verb) if words.has("ends", reading.doc[at].lower_))
    return any(reading.doc[at - 1].text != "," for at in begun)


def _is_subordinate(reading: Reading, source: NamedSource, words: ForeignSpeech) -> bool:
    """Whether a conjunction leads up to a subject, with an article between or none: "si Anna Roux affirme que …"."""
    first = source.first - (source.first > 0 and words.has("articles", reading.doc[source.first - 1].lower_))
    low = reading.doc[first - 1].lower_ if first else ""
    return words.has("that", low) or (words.has("ends", low) and low not in _COORDINATING)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass", "expl:pass", "sbp") for child in verb.children)


def _named_subject(reading: Reading, subject: Token, words: ForeignSpeech) -> NamedSource | None:
    if words.has("relatives", subject.lower_):
        return None
    first = subject.left_edge.i
    while first and reading.doc[first - 1].pos_ in _NOMINAL and first - 1 not in reading.whole:
        first -= 1  # the first half of a name may hang elsewhere
    verb = subject.head.i
    return named_source(reading.doc, first, verb if verb > subject.i else subject.right_edge.i + 1, words)


def _behind_colon(reading: Reading, at: int, words: ForeignSpeech) -> list[int]:
    """The whole quotations behind the next colon, no other verb of speech between."""
    doc = reading.doc
    colon = next((n for n in range(at + 1, min(len(doc), at + _COLON_REACH)) if doc[n].text == ":"), None)
    if colon is None or any(n in reading.whole or doc[n].lower_ in words.verbs for n in range(at + 1, colon)):
        return []
    found = []
    for n in range(colon + 1, len(doc)):
        if n in reading.whole:
            found.append(n)
        elif not doc[n].is_punct:
            break
    return found


def _clause(reading: Reading, cue: Token, words: ForeignSpeech) -> Span | None:
    """The clause that "that" begins, to the end of what depends on it."""
    doc = reading.doc
    for at in range(cue.i + 1, min(len(doc), cue.i + 1 + _REACH)):
        token = doc[at]
        if words.has("that", token.lower_) and at + 1 < len(doc):
            return reading.start(token), _clause_last(reading, cue, at)
        if token.is_punct or at in reading.phrases or at in reading.whole or token.pos_ == "VERB":
            return None
    return None


def _clause_last(reading: Reading, cue: Token, first: int) -> int:
    """Where a reported clause ends: with a quoted phrase before a comma, or where the verb's own words go on."""
    doc = reading.doc
    for at in range(first + 1, len(doc)):
        token = doc[at]
        if at in reading.phrases:
            continue
        is_break = token.text == "," and (at - 1 in reading.phrases or _is_own(doc, at + 1, cue))
        if is_break or token.text in (";", ":") or at in reading.whole:
            return reading.end_before(at)
    return reading.end_before(len(doc))


def _is_own(doc: Doc, at: int, cue: Token) -> bool:
    """Whether what begins at a token depends on the reporting verb itself."""
    if at >= len(doc):
        return False
    top = doc[at]
    while top.head.i >= at and top.head is not top:
        top = top.head
    return top.head is cue and top.i > cue.i


def _quoted_phrase(reading: Reading, cue: Token, words: ForeignSpeech) -> Span | None:
    """The first quoted phrase behind a verb, no other verb between."""
    for at in range(cue.i + 1, min(len(reading.doc), cue.i + 1 + _REACH)):
        token = reading.doc[at]
        if quote := reading.phrases.get(at):
            return quote.start, quote.end
        if token.is_punct or token.pos_ == "VERB" or words.has("that", token.lower_) or at in reading.whole:
            return None
    return None
