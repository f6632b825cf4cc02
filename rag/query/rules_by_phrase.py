"""Rules for questions with a set phrase around the speaker: "according to Kerry", "Kerry in favour of", "compare"."""

from dataclasses import replace

from factcontext.rag.query import wording
from factcontext.rag.query.credit import credit_in
from factcontext.rag.query.patterns import IS, QUESTION_WORDS, SPEAKER, TOPIC, any_of, compiled
from factcontext.rag.query.rules_by_verb import auxiliary_question
from factcontext.rag.query.slots import Wording, said_by, speaker_slot
from factcontext.rag.query.wording import NOUN
from factcontext.rag.records import Question

_QUOTED_AS = compiled(
    rf"(?:(?:what|how|when|where) )?{IS} {SPEAKER} (?:been )?(?:quoted|cited|heard)(?: as)?(?: saying| telling)?"
    r"(?P<topic>(?: .+)?)"
)
_COMPARED = compiled(
    rf"(?:(?:what|how) (?:is|are) )?(?:the )?(?:differences? between|compare|contrast) {SPEAKER}"
    rf"(?:[’']s? {NOUN})?{TOPIC}"
)
_APPOSITION = compiled(r", (?:the|an?|who|former) [^,]+$")  # "according to Kerry, the secretary of state"
_BY_SPEAKERS = ("according to", "going by")
_VIEWS = any_of("nouns of one's own view")
_IN_THE_EYES_OF = [
    compiled(pattern)
    for pattern in (
        rf"(?:in|from) {SPEAKER}[’']s? (?:own )?{_VIEWS}, (?P<topic>.+)",
        rf"(?:in|from) the (?:own )?{_VIEWS} of {SPEAKER}, (?P<topic>.+)",
        rf"(?P<topic>.+),? (?:in|from) {SPEAKER}[’']s? (?:own )?{_VIEWS}(?: \([^)]*\))?",
        rf"(?P<topic>.+?),? (?:in|from) the {_VIEWS} of {SPEAKER}",
        rf"(?P<topic>.+?),? if (?:one|you|we) (?:believe|trust)s? {SPEAKER}",
    )
]
_FAVOUR = compiled(
    rf"(?:(?:why )?(?:is|was|are|were)) {SPEAKER} (?:not )?{any_of('words of favour', 'words of willingness')} "
    r"(?P<topic>.+)"
)


def compared(asked: Wording) -> Question | None:
    """ "Compare Kerry and Lavrov on the vote": two who are asked apart."""
    match = _COMPARED.fullmatch(asked.text)
    return said_by(match["speaker"], match["topic"]) if match and " and " in match["speaker"] else None


def quoted_as_saying(asked: Wording) -> Question | None:
    """ "What was Kerry quoted as saying about the vote?" """
    match = _QUOTED_AS.fullmatch(asked.text)
    speaker = match and speaker_slot(match["speaker"], asked, sure=False)
    return said_by(speaker, match["topic"]) if match and speaker else None


def according_to(asked: Wording) -> Question | None:
    """ "How many voted, according to Kerry?" """
    text = asked.text
    credit = credit_in(text) or credit_in(_APPOSITION.sub("", text))
    if not credit or credit.cue not in _BY_SPEAKERS:  # other cues name an outlet, or are part of a topic
        return None
    inner = auxiliary_question(replace(asked, text=text[slice(*credit.content)]))
    if inner and inner.speaker:  # whoever reports it, it is somebody else's words that are asked for
        return replace(inner, unmet=credit.source)
    speaker = speaker_slot(credit.source, asked, sure=False)
    return said_by(speaker, QUESTION_WORDS.sub("", text[slice(*credit.content)])) if speaker else None


def in_the_eyes_of(asked: Wording) -> Question | None:
    """ "In Kerry's eyes, is the vote off?", "Is the vote off, going by Kerry?" """
    match = next(filter(None, (pattern.fullmatch(asked.text) for pattern in _IN_THE_EYES_OF)), None)
    if not match or not wording.PERSONS.isdisjoint(match["speaker"].lower().split()[:1]):
        return None
    speaker = speaker_slot(match["speaker"], asked, sure=False)
    return said_by(speaker, QUESTION_WORDS.sub("", match["topic"])) if speaker else None


def in_favour(asked: Wording) -> Question | None:
    """ "Is Kerry in favour of the vote?" """
    match = _FAVOUR.fullmatch(asked.text)
    speaker = match and speaker_slot(match["speaker"], asked, sure=False)
    return said_by(speaker, match["topic"], "favour") if match and speaker else None
