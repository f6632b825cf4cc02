"""Attributes quotations that no verb of speech governs to the subject of the verb beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution, SourcePhrase, Span
from factcontext.index.attribution.syntax.grammar import MARKS, cue_span, is_passive, subtree_span
from factcontext.index.attribution.syntax.lost_subjects import noun_begun_by, subject_beside
from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.attribution.syntax.speaking import cannot_speak, is_alleged
from factcontext.index.attribution.syntax.subjects import subject_of
from factcontext.index.lexicon.cues import CUE_VERBS, SPEECH_FORMS
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_NAMING = frozenset(["called", "dubbed", "entitled", "headlined", "named", "titled"])
_MERE = word_group("verbs without content")
# Words between the halves of a quotation that give the second to somebody else, or tell more than who speaks.
_PARTING = SPEECH_FORMS | {"and", "but", "that", "who", "while"}
_RESUMED = re.compile(r"(?P<between>[^“”\"]{0,60}), (?P<rest>[“\"][a-z][^“”\"]*[.!?][”\"])\Z")
_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]* ){0,3}[A-ZÀ-Þ][\w’'-]+"
_VERB_BEHIND = r",(?: also| later)? (?P<verb>[a-z]+(?:ed|[a-z]s|aid|ote|old))\b"
_INTRODUCED = re.compile(
    rf" (?P<source>(?:[Tt]he|[Aa]n?) [^,.;:“”\"\n]{{3,80}}, (?P<name>[A-ZÀ-Þ][\w’'-]+ {_NAME})){_VERB_BEHIND}"
)
# “…,” Mr. Lund, now 81 and retired in Velm, Oland, said
_ASIDE_BEHIND = re.compile(
    rf" (?P<source>(?P<name>{_NAME})), (?:an?|from|now|of|the|then|\d+)\b[^;:“”\"\n]{{2,90}}?{_VERB_BEHIND}"
)
# “…,” was all she would say
_ALL_SAID = re.compile(
    rf",? was all (?P<source>(?P<name>s?he|{_NAME})) (?:could|had to|wanted to|was willing to|would) (?P<verb>say)\b"
)
_VERB_REACH = 8  # tokens behind a quotation
_CUE_REACH = 12  # the same of a verb of speech: "the presumptive Green presidential nominee, Vera Lund, tweeted"
_SAYING_REACH = 4  # tokens behind a verb: "recalled the mayor saying"
_BEHIND_ACCORDING = 3  # tokens: "According to “"
# "was quoted: “…”", "is shown lecturing: “…”": whoever is so speaks.
_SPEAKING = word_group("verbs of passing on") | word_group("verbs of watching")
# An apostrophe may be no quotation mark.
_SURE_MARKS = MARKS - {"'"}


def is_taken(place: Span, found: Sequence[Attribution]) -> bool:
    """Whether a stretch is in the content of an attribution, at least in part."""
    return any(a < place[1] and place[0] < b for one in found for a, b in one.contents)


def beside_quotation(doc: Doc, holder: Span, held: set[int]) -> Iterator[Attribution]:
    """The verb that touches a quotation, “…,” Lund shot back or Lund shot back, “…”, whatever verb it is."""
    inside = [t.i for t in doc if holder[0] <= t.idx < holder[1]]
    if not inside or doc[0].lower_ == "according" and inside[0] <= _BEHIND_ACCORDING:
        return  # "According to “Mills and Men” by Orr, Lund told …": a title
    if misread := _voice_behind(doc, inside[-1], holder):
        yield misread
        return
    led_in = inside[0] > 1 and ":" in (doc[inside[0] - 1].text, doc[inside[0] - 2].text)
    roots = [t for t in doc if t.dep_ == "ROOT" and t.tag_[:2] == "VB" and t.i not in held] if led_in else []
    for verb in [*_touching(doc, inside[0], inside[-1]), *roots]:
        subject = (subject_of(verb) or subject_beside(verb)) if verb.i not in held else None
        if any(t.lower_ == "saying" for t in doc[verb.i + 1 : verb.i + _SAYING_REACH]):
            continue  # “…,” a friend, Vera Lund, recalled him saying
        if is_passive(verb) and verb.lower_ not in _SPEAKING:
            continue  # "Lund was asked, “Where was it?”": whoever asked
        if subject is not None and subject.i not in held and _is_somebody(subject) and not cannot_speak(subject):
            is_sure = (
                verb.tag_ != "VBG" or verb.lower_ in CUE_VERBS
            ) and verb.lower_ not in _MERE  # "was hurt by going “in the gutter”"
            yield Attribution(cue_span(verb), source_phrase(subject), (holder,), "verb", is_sure=is_sure)
            return
    if introduced := _introduced_behind(doc.text, holder):
        yield introduced


def resumed(one: Attribution, found: Sequence[Attribution], text: str) -> Attribution:
    """The attribution with the rest of its quotation: “The risk,” said Lund, an economist, “is that it rains.”"."""
    source = one.source
    if one.style != "verb" or not one.contents or one.contents[-1][1] > one.cue[0] or not one.quoted:
        return one
    behind = max(one.cue[1], source.end, source.apposition[1] if source.apposition else 0)
    rest = _RESUMED.match(text, behind)
    if rest is None or not _PARTING.isdisjoint(rest["between"].split()) or is_taken(rest.span("rest"), found):
        return one
    return replace(one, contents=(*one.contents, rest.span("rest")))


def _introduced_behind(text: str, holder: Span) -> Attribution | None:
    """The name that an aside stands beside between a quotation and its verb: “…!” the mayor, Vera Lund, wrote."""
    patterns = (_INTRODUCED, _ASIDE_BEHIND, _ALL_SAID)
    found = next(filter(None, (pattern.match(text, holder[1]) for pattern in patterns)), None)
    if found is None or found["verb"] not in SPEECH_FORMS:
        return None
    name = found.span("name")
    is_pronoun = found["name"] in ("he", "she")
    head = (name[1] - len(found["name"].split()[-1]), name[1])
    source = SourcePhrase(found.start("source"), name[1], head, is_pronoun=is_pronoun)
    return Attribution(found.span("verb"), source, (holder,), "verb")


def _is_somebody(subject: Token) -> bool:
    """Whether a subject is a pronoun or a name, or a description that a name stands beside: "Her colleague Eva Orr"."""
    named = (c for c in subject.children if c.dep_ == "appos" and c.tag_ == "NNP")
    return subject.tag_ == "PRP" or subject.text[0].isupper() or next(named, None) is not None


def _voice_behind(doc: Doc, last: int, holder: Span) -> Attribution | None:
    """As in “…?” fretted mayor Vera Lund, where the parser takes the verb for an adjective of hers."""
    if last + 2 >= len(doc) or doc[last + 1].tag_ not in ("JJ", "VBN"):
        return None
    verb, name = doc[last + 1], noun_begun_by(doc[last + 2])
    if verb.lower_ not in SPEECH_FORMS or name.tag_ != "NNP":
        return None
    end = name.idx + len(name)
    source = SourcePhrase(verb.nbor().idx, end, (name.idx, end))
    return Attribution((verb.idx, verb.idx + len(verb)), source, (holder,), "verb")


def _touching(doc: Doc, first: int, last: int) -> Iterator[Token]:
    before = [doc[i] for i in range(max(0, first - 6), first)]
    if before and before[-1].text in (",", ":", "“", "`", '"', "''"):
        yield from (t for t in reversed(before) if t.tag_[:2] == "VB" and t.lower_ not in _MERE and not _names(t))
    after = doc[last + 1 : last + 1 + _CUE_REACH]
    near = last + _VERB_REACH
    finite = (t for t in after if t.tag_ in ("VBD", "VBZ") and t.lower_ not in _MERE)
    yield from (t for t in finite if t.i <= near or t.lower_ in CUE_VERBS)


def _names(verb: Token) -> bool:
    """Whether a participle gives a thing its name: "a song called “Glasgow”"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lower_ in _NAMING


def quoted_fragments(doc: Doc, found: Sequence[Attribution], held: set[int]) -> Iterator[Attribution]:
    """Words in quotation marks inside somebody's doing: "He pronounced the plan “a friend to all.”"."""
    text = doc.text  # made anew each time that it is asked for
    if not any(mark in text for mark in _SURE_MARKS):
        return
    marks = [t.i for t in doc if t.text in MARKS and t.text != "'" and t.i not in held]
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        inner = doc[first + 1 : last]
        is_title = len(inner) < 2 or not inner[0].text[0].islower()  # or a single word: a term
        if not is_taken((start, end), found) and not is_title:
            yield from _fragment(inner, start, end)


def _fragment(inner: TokenSpan, start: int, end: int) -> Iterator[Attribution]:
    line = [inner.root, *inner.root.ancestors]
    if any(is_alleged(t) for t in line if t.tag_[:2] == "VB"):
        return  # "arrested for allegedly boasting that she “robbed the drowned”"
    verb = next((t for t in line if t.tag_[:2] == "VB" and t.i < inner.start), None)
    subject = subject_of(verb) if verb is not None and verb.lower_ not in _MERE else None
    if verb is None or subject is None or is_passive(verb):
        return  # "was named “the eel queen”": by whom, it does not say
    if not (subject.tag_ == "PRP" or subject.text[0].isupper()):
        return
    object_ = next(t for t in line if t.head.i == verb.i)
    if object_.i > verb.i:
        first, last = subtree_span(object_)
        said = (min(first, start), max(last, end))
        yield Attribution(cue_span(verb), source_phrase(subject), (said,), "verb", quoted=True, is_sure=False)
