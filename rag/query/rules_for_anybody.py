"""Rules for questions that ask who spoke, whoever it is: "Who said that the vote is off?"."""

from dataclasses import replace

from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.query import wording
from factcontext.rag.query.patterns import IS, any_of, compiled
from factcontext.rag.query.rules_by_verb import act_of
from factcontext.rag.query.slots import Wording, said_by_anybody
from factcontext.rag.query.wording import ABOUT, NOUN, QuestionVerb
from factcontext.rag.records import Question

_WHO_IS_QUOTED = compiled(
    rf"who (?:else )?{IS} (?:quoted|cited|reported|on record|heard)(?: as (?:saying|having said))?(?P<topic>.*)"
)
_WHOSE_NOUN = compiled(rf"whose (?:{NOUN}) {IS} (?P<topic>.+)")
_WHO_FAVOURS = compiled(rf"who (?:else )?{IS} {any_of('words of favour')} (?P<topic>.+)")
_WHAT_WAS_SAID = compiled(
    r"what (?:is|was|has been|had been|else was|all was) (?:being )?(?:said|reported|claimed|written) "
    rf"(?:{ABOUT}|of) (?P<topic>.+)"
)
_BY_WHOM = compiled(rf"by (?:whom|(?:which|what) (?:\w+ ){{0,2}}\w+) {IS} (?P<topic>.+)")
_WHO = compiled(r"who(?: else)?(?: all| exactly)? (?P<rest>\S.*)")
_WHICH = compiled(rf"(?:which(?! of\b)|what(?= (?:[\w.]+ )?{any_of('kinds of speakers')}s?\b)) (?P<words>\S.*)")
_SPEAKERS = word_group("kinds of speakers")
# Words of what the one who is asked for is: "which former senator from Sollen".
MOST_DESCRIBING = 6


def who_is_quoted(asked: Wording) -> Question | None:
    """ "Who is quoted as saying that the vote is off?", "whose view is that the vote is off?" """
    match = _WHO_IS_QUOTED.fullmatch(asked.text) or _WHOSE_NOUN.fullmatch(asked.text)
    return said_by_anybody(match["topic"]) if match else None


def who_favours(asked: Wording) -> Question | None:
    """ "Who is against the vote?" """
    match = _WHO_FAVOURS.fullmatch(asked.text)
    return said_by_anybody(match["topic"], "favour") if match else None


def by_whom(asked: Wording) -> Question | None:
    """ "By whom was the mayor accused of a lie?" """
    match = _BY_WHOM.fullmatch(asked.text)
    return said_by_anybody(match["topic"]) if match else None


def what_was_said(asked: Wording) -> Question | None:
    """ "What was said about the vote?" """
    match = _WHAT_WAS_SAID.fullmatch(asked.text)
    return said_by_anybody(match["topic"]) if match else None


def who_said(asked: Wording) -> Question | None:
    """ "Who said that the vote is off?", "which senator denied it?" """
    if match := _WHO.fullmatch(asked.text):
        return _said_by_subject(match["rest"])
    match = _WHICH.fullmatch(asked.text)
    return _said_by_described(match["words"].split()) if match else None


def _said_by_described(words: list[str]) -> Question | None:
    """What one who is described, "former senator", did with words; what they are is a part of the topic, unless it is
    but one word for a speaker."""
    for size in range(1, min(MOST_DESCRIBING, len(words) - 1) + 1):
        if words[size - 1].lower() in wording.AUXILIARIES:  # "which vote did Orr call a mistake"
            return None
        if found := _said_by_subject(" ".join(words[size:])):
            kind = [] if size == 1 and words[0].lower().removesuffix("s") in _SPEAKERS else words[:size]
            return replace(found, topic=" ".join([*kind, found.topic]))
    return None


def _said_by_subject(rest: str) -> Question | None:
    """Who did something with words: in the verb's own form, with an auxiliary before it or not."""
    words = rest.split()
    while words and words[0].lower() in wording.AUXILIARIES | wording.QUALIFIERS:
        words.pop(0)
    word = words[0].lower() if words else ""
    verb = wording.QUESTION_VERBS.get(word)
    if not verb:
        return said_by_anybody(" ".join(words)) if word in wording.REPORTING and len(words) > 1 else None
    if not (verb.sure or _means_words(verb, words[1:])):
        return None
    said = verb.base in wording.ANY_WORDS
    return said_by_anybody(" ".join(words[1:] if said else words), act_of(verb, " ".join(words[1:])))


def _means_words(verb: QuestionVerb, after: list[str]) -> bool:
    """Whether a verb that needs no words is used of words here: "called for", "agreed with", "called Brill a thief"."""
    if verb.base == "call" and len(after) > 1 and after[0][:1].isupper():
        return True
    return verb.form in ("third", "base") or after[:1] in (["for"], ["on"], ["that"], ["with"])
