"""Rules for questions that ask who spoke, whoever it is: "Who said that the vote is off?"."""

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
_WHO = compiled(
    rf"(?:who(?: else)?|which (?!of)\w+(?: \w+){{0,2}}?|what (?:[\w.]+ )?{any_of('kinds of speakers')}s?)"
    r"(?: all| exactly)? (?P<rest>\S.*)"
)


def who_is_quoted(asked: Wording) -> Question | None:
    """ "Who is quoted as saying that the vote is off?", "whose view is that the vote is off?" """
    match = _WHO_IS_QUOTED.fullmatch(asked.text) or _WHOSE_NOUN.fullmatch(asked.text)
    return said_by_anybody(match["topic"]) if match else None


def who_favours(asked: Wording) -> Question | None:
    """ "Who is against the vote?" """
    match = _WHO_FAVOURS.fullmatch(asked.text)
    return said_by_anybody(match["topic"], "favour") if match else None


def what_was_said(asked: Wording) -> Question | None:
    """ "What was said about the vote?" """
    match = _WHAT_WAS_SAID.fullmatch(asked.text)
    return said_by_anybody(match["topic"]) if match else None


def who_said(asked: Wording) -> Question | None:
    """ "Who said that the vote is off?", "which senator denied it?" """
    match = _WHO.fullmatch(asked.text)
    return _said_by_subject(match["rest"]) if match else None


def _said_by_subject(rest: str) -> Question | None:
    """Who did something with words: in the verb's own form, with an auxiliary before it or not."""
    words = rest.split()
    while words and words[0].lower() in wording.AUXILIARIES | wording.QUALIFIERS:
        words.pop(0)
    verb = wording.QUESTION_VERBS.get(words[0].lower()) if words else None
    if not verb or not (verb.sure or _means_words(verb, words[1:])):
        return None
    said = verb.base in wording.ANY_WORDS
    return said_by_anybody(" ".join(words[1:] if said else words), act_of(verb, " ".join(words[1:])))


def _means_words(verb: QuestionVerb, after: list[str]) -> bool:
    """Whether a verb that needs no words is used of words here: "called for", "called Brill a thief"."""
    if verb.base == "call" and len(after) > 1 and after[0][:1].isupper():
        return True
    return verb.form in ("third", "base") or after[:1] in (["for"], ["on"], ["that"])
