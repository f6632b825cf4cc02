"""Finds what a parsed unit reports: the cue, who is named as speaking, and the stretches that are their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.named import NamedSource, named_source, pronoun_sex
from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.foreign_speech import ForeignSpeech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "sb")  # of Universal Dependencies, and of the German pipelines
_NOMINAL = ("PROPN", "NOUN", "ADJ", "DET")
_REACH = 10  # tokens from a verb to the clause or the quoted phrase that it reports
_COLON_REACH = 30  # and to the colon before a quotation
_BEFORE = 6  # tokens in which a negation or a hearsay auxiliary stands before its verb


@dataclass(frozen=True, slots=True)
class Report:
    """Words in one unit, by offsets in the article, and who is named as saying them."""

    source: NamedSource
    cue: Span
    contents: tuple[Span, ...]
    is_sure: bool  # a whole quotation beside a verb of speech and its subject


def find_reports(reading: Reading, words: ForeignSpeech) -> list[Report]:
    """The reports of a unit in order; where a verb reports nothing, those of "according to"."""
    cues = [token for token in reading.doc if _is_cue(reading, token, words)]
    found = [report for token in cues if (report := _report(reading, token, words))]
    return found or list(_according(reading, words))


def subject_named(reading: Reading, words: ForeignSpeech) -> NamedSource | None:
    """Who is named as the subject of a unit, whatever they do."""
    roots = (token for token in reading.doc if token.head is token)
    subjects = (subject for root in roots if (subject := _subject(root)) is not None)
    return next((named for subject in subjects if (named := _named_subject(reading, subject, words))), None)


def _is_cue(reading: Reading, token: Token, words: ForeignSpeech) -> bool:
    """Whether a word is a verb of speech outside quotations that says that something was said."""
    if token.lower_ not in words.verbs or token.i in reading.phrases or token.i in reading.whole:
        return False
    before = reading.doc[max(0, token.i - _BEFORE) : token.i]
    clause = [one for one in before if not any(mark.is_punct and mark.i > one.i for mark in before)]
    denied = any(words.has(group, one.lower_) for one in clause for group in ("hearsay", "negations"))
    as_noun = bool(clause) and words.has("prepositions", clause[-1].lower_) and token.pos_ != "VERB"
    return not denied and not as_noun


def _report(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    return (
        _behind_quotation(reading, cue, words)
        or _before_content(reading, cue, words)
        or _behind_clause(reading, cue, words)
    )


# ---- "…", said X


def _behind_quotation(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    """ "« … », a déclaré Luc Maret", "« … », a-t-il dit", "«…», afirmó"."""
    doc, at = reading.doc, cue.i - 1
    pronoun: NamedSource | None = None
    while at > 0 and (
        words.has("auxiliaries", doc[at].lower_) or (sex := pronoun_sex(doc[at].lower_, words)) or doc[at].text == "-t"
    ):
        if sex := pronoun_sex(doc[at].lower_, words):
            pronoun = NamedSource("", at, at, sex)
        at -= 1
    while at > 0 and doc[at].is_punct and at not in reading.whole:
        at -= 1
    if at not in reading.whole:
        return None
    stop = _clause_end(reading, cue.i)
    source = pronoun or named_source(doc, cue.i + 1, stop, words)
    if source is None and _drops_pronouns(words) and (cue.i + 1 == len(doc) or doc[cue.i + 1].is_punct):
        source = NamedSource("", cue.i, cue.i)
    if source is None:
        return None
    spans = [_span(reading, n) for n in _quotations_around(reading, at, stop)]
    return Report(source, _cue_span(reading, cue), tuple(spans), is_sure=True)


def _quotations_around(reading: Reading, before: int, stop: int) -> list[int]:
    """The quotation before a reporting clause with those it goes on from, and the one right behind it."""
    found = [before]
    while found[0] - 1 in reading.whole:
        found.insert(0, found[0] - 1)
    behind = next((n for n in range(stop, len(reading.doc)) if not reading.doc[n].is_punct), None)
    return [*found, *([behind] if behind in reading.whole else [])]  # type: ignore[list-item]


def _clause_end(reading: Reading, at: int) -> int:
    """Where a reporting clause ends: at the next whole quotation, or with the unit."""
    return next((n for n in range(at + 1, len(reading.doc)) if n in reading.whole), len(reading.doc))


def _drops_pronouns(words: ForeignSpeech) -> bool:
    """Whether a verb does without a subject: in Spanish, Italian and Portuguese, whose "he" is no part of it."""
    return not any(form.startswith("-") for form in words.groups["he"]) and "hat" not in words.groups["auxiliaries"]


# ---- X said that …, X said: "…", X denounced "…"


def _before_content(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    """A verb behind its subject, and what it reports behind it."""
    subject = _subject(cue)
    if subject is None or subject.i > cue.i or _is_passive(cue):
        return None
    source = _named_subject(reading, subject, words)
    if source is None or _in_other_clause(reading, source.last, cue.i, words):
        return None
    span = _cue_span(reading, cue)
    if quotations := _behind_colon(reading, cue.i, words):
        is_main = not any(words.has("ends", token.lower_) for token in reading.doc[: cue.i])
        return Report(source, span, tuple(_span(reading, n) for n in quotations), is_sure=is_main)
    if clause := _clause(reading, cue, words) or _quoted_phrase(reading, cue, words):
        return Report(source, span, (clause,), is_sure=False)
    return None


def _in_other_clause(reading: Reading, name: int, verb: int, words: ForeignSpeech) -> bool:
    """Whether another clause begins between a name and a verb, but for a relative one set off by commas."""
    begun = (at for at in range(name + 1, verb) if words.has("ends", reading.doc[at].lower_))
    return any(reading.doc[at - 1].text != "," for at in begun)


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
            return _end_before(reading, at)
    return _end_before(reading, len(doc))


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


# ---- …, said X


def _behind_clause(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    """ "La digue tiendra, a annoncé vendredi Anna Roux." """
    doc, comma = reading.doc, cue.i - 1
    while comma > 0 and words.has("auxiliaries", doc[comma].lower_):
        comma -= 1
    if doc[comma].text != "," or not any(token.pos_ in ("VERB", "AUX") for token in doc[:comma]):
        return None
    source = named_source(doc, cue.i + 1, len(doc), words)
    if source is None or source.is_pronoun or any(token.pos_ == "VERB" for token in doc[source.last + 1 :]):
        return None
    return Report(source, _cue_span(reading, cue), ((reading.start(doc[0]), _end_before(reading, comma)),), False)


# ---- according to X


def _according(reading: Reading, words: ForeignSpeech) -> Iterator[Report]:
    """ "Selon Luc Maret, …", "…, selon Luc Maret." with nobody else's words in the unit."""
    doc = reading.doc
    for token in doc:
        if not words.has("according", token.lower_) or token.i in reading.phrases:
            continue
        source = named_source(doc, token.i + 1, len(doc), words)
        if source is None or source.is_pronoun or source.is_body:
            return
        if content := _beside(reading, token.i, source):
            yield Report(source, (reading.start(token), reading.end(token)), (content,), False)
        return


def _beside(reading: Reading, at: int, source: NamedSource) -> Span | None:
    """The rest of a unit that begins or ends with its source."""
    doc = reading.doc
    if at == 0:
        comma = next((n for n in range(source.last + 1, len(doc)) if doc[n].text == ","), None)
        close = comma is not None and not any(doc[n].pos_ == "VERB" for n in range(source.last + 1, comma))
        return (
            (reading.start(doc[comma + 1]), _end_before(reading, len(doc)))
            if close and comma is not None and comma + 2 < len(doc)
            else None
        )
    if doc[at - 1].text != "," or any(doc[n].pos_ == "VERB" for n in range(source.last + 1, len(doc))):
        return None
    return reading.start(doc[0]), _end_before(reading, at)


# ---- spans


def _span(reading: Reading, at: int) -> Span:
    quote = reading.whole[at]
    return quote.start, quote.end


def _end_before(reading: Reading, stop: int) -> int:
    """Where the words before a token end in the article, with the mark that closes a quoted phrase."""
    last = stop - 1
    while last and reading.doc[last].is_punct and last not in reading.phrases and last not in reading.whole:
        last -= 1
    quote = reading.phrases.get(last)
    return quote.end if quote else reading.end(reading.doc[last])


def _cue_span(reading: Reading, cue: Token) -> Span:
    return reading.start(cue), reading.end(cue)
