"""Rules for questions with a noun of speech: "What is Kerry's view on the vote?", "quotes by Kerry on the vote"."""

from dataclasses import replace

from factcontext.rag.query import wording
from factcontext.rag.query.patterns import (
    EXACT,
    HAS,
    IS,
    QUESTION_WORDS,
    SHORT_SPEAKER,
    SPEAKER,
    TOPIC,
    any_of,
    compiled,
)
from factcontext.rag.query.slots import (
    Wording,
    begins_with_name,
    is_bare_name,
    is_free_of_clauses,
    said_by,
    said_by_anybody,
    speaker_slot,
)
from factcontext.rag.query.wording import ABOUT, NOUN
from factcontext.rag.records import Act, Question

_POSSESSIVE = compiled(
    rf"(?:what|how|where|why) (?:else )?(?:{IS}|(?P<do>does|did|do)) {SPEAKER}[’']s? "
    rf"(?P<noun>{NOUN}|{any_of('nouns of intent')}s?)\b(?P<topic>.*)"
)
_NOUN_OF = compiled(
    rf"(?:(?:what|how|where) {IS} )?(?:(?:the|any|all|some|every) )*(?:of the )?"
    rf"(?P<noun>{NOUN}) (?:made |given |issued )?(?P<by>of|by|from) {SPEAKER}{TOPIC}"
)
_NAME_AND_NOUN = compiled(
    rf"(?:(?:what|how) {IS} )?(?:(?:any|all|the|official|current|stated|public) )*"
    rf"{SHORT_SPEAKER}(?:[’']s?|(?= {any_of('nouns of position')}s?)) (?P<noun>{NOUN}){TOPIC}"
)
_CAPITALS = r"(?P<speaker>(?:[A-Z][\w.’'-]* (?:(?:of|de|van|von|al|bin|the) )*){0,4}[A-Z][\w.-]*)"
_ANYWHERE = compiled(rf"\b{_CAPITALS}[’']s? (?P<noun>{NOUN})\b(?P<topic>.*)", EXACT)
_TOPIC_OR_END = compiled(rf"\s+(?:{ABOUT}|that)\b|$")
_GIVEN = compiled(
    rf"what (?:kind of |sort of |other )?(?P<noun>{NOUN}|{any_of('nouns that are given')}s?) "
    rf"(?:did|do|does|has|have|had) {SPEAKER} {any_of('verbs of giving')}{TOPIC}"
)
_OF_ANYBODY = compiled(
    rf"(?:what {IS} )?(?:(?:the|any|all|some) )*(?P<noun>reactions?|responses|comments|statements|quotes|remarks) "
    rf"(?:to|{ABOUT}) (?P<topic>.+)"
)
_CHANGE = compiled(r"\b(?:chang(?:e|es|ed|ing)|evolv(?:e|es|ed)|shift(?:s|ed)?|revers(?:e|es|ed)|flip-flop(?:ped)?)\b")
_CHANGED_NOUN = compiled(
    rf"(?:(?:what|how) )?(?:(?:{HAS} )?chang(?:e|ed|es) in |{HAS} ){SPEAKER}[’']s? (?P<noun>{NOUN})\b(?P<topic>.*)"
)
_CHANGED_MIND = compiled(
    rf"(?:how |when |why )?{HAS} {SPEAKER} (?:(?:ever|since|not) )*(?:chang(?:e|ed)|shift(?:ed)?|revers(?:e|ed)) "
    rf"(?:his|her|its|their|the) (?:mind|tune|course|{NOUN})\b(?P<topic>.*)"
)
_CHANGED_TAIL = compiled(rf"(?:\s+|^)(?:{_CHANGE.pattern}(?: over time)?|over time)\s*$")
# The verb of a noun of speech: "what does Kerry's answer suggest about the vote".
_VERB_OF_NOUN = compiled(r"\s+(?:suggest|imply|mean|say|show|indicate|reveal)s?(?: about)?(?:\s+|$)", EXACT)
# What behind such a noun is no verb, so that it stood before: "How did the guild greet Kerry's remarks on the vote?",
# but not "How did Kerry's remarks on the vote go down?".
_NO_VERB = compiled(rf"\s*(?:$|(?:{ABOUT}|that|of|on|in|to|for|with|at|from|when|after|before|as|by|against)\b)")
_VERB_BEHIND = compiled(r"\b(?:suggest|imply|mean|say|show|reveal|compare|differ|go|come|sound|lead|stand)\b", EXACT)
_DOES = compiled(r"(?:(?:what|how|where|when|which|who)(?: \w+)? )?(?:does|did|do)\b")


def change_of_position(asked: Wording) -> Question | None:
    """ "What changed in Kerry's position on the vote?" """
    if not _CHANGE.search(asked.text):
        return None
    for pattern in (_CHANGED_NOUN, _CHANGED_MIND):
        if (match := pattern.fullmatch(asked.text)) and (speaker := speaker_slot(match["speaker"], asked)):
            return said_by(speaker, _CHANGED_TAIL.sub("", match["topic"]), "change")
    return None


def noun_given(asked: Wording) -> Question | None:
    """ "What reason did Kerry give for leaving?" """
    match = _GIVEN.fullmatch(asked.text)
    speaker = match and speaker_slot(match["speaker"], asked, sure=False)
    return said_by(speaker, match["topic"], _act_of_noun(match["noun"])) if match and speaker else None


def possessive_noun(asked: Wording) -> Question | None:
    """ "What is Kerry's view on the vote?" """
    match = _POSSESSIVE.fullmatch(asked.text)
    if not match or begins_with_name(match["speaker"].split(), asked):  # "why did Kerry like Orr's statement"
        return None
    if match["do"] and _NO_VERB.match(match["topic"]) and not _VERB_BEHIND.search(match["topic"]):
        return None
    speaker = speaker_slot(match["speaker"], asked)
    return said_by(speaker, _without_verb(match["topic"]), _act_of_noun(match["noun"])) if speaker else None


def noun_of_speaker(asked: Wording) -> Question | None:
    """ "Quotes by Kerry on the vote", "what is the stance of Kerry on the vote?" """
    match = _NOUN_OF.fullmatch(asked.text)
    if not match:
        return None
    speaker = speaker_slot(match["speaker"], asked, sure=match["by"].lower() in ("by", "from"))
    return said_by(speaker, match["topic"], _act_of_noun(match["noun"])) if speaker else None


def name_and_noun(asked: Wording) -> Question | None:
    """ "Kerry's view on the vote", "Kerry statement on the vote" """
    match = _NAME_AND_NOUN.fullmatch(asked.text)
    if not match or not is_free_of_clauses(match["speaker"]):
        return None
    speaker = speaker_slot(match["speaker"], asked, sure=False)
    if not speaker or not is_bare_name(speaker, asked):
        return None
    return said_by(speaker, match["topic"], _act_of_noun(match["noun"]))


def noun_of_anybody(asked: Wording) -> Question | None:
    """ "What were the reactions to the vote?": anybody's."""
    match = _OF_ANYBODY.fullmatch(asked.text)
    return said_by_anybody(match["topic"], _act_of_noun(match["noun"])) if match else None


def possessive_anywhere(asked: Wording) -> Question | None:
    """ "Is there any truth in Kerry's claim that …": whatever is asked, the words are what answers."""
    match = _ANYWHERE.search(asked.text)
    if match and not (asked.text.lower().startswith("why") or _TOPIC_OR_END.match(match["topic"])):
        return None
    if _DOES.match(asked.text):  # "how did the guild greet Orr's statement" asks for the guild's
        return None
    speaker = match and speaker_slot(match["speaker"], asked, sure=False)
    if not match or not speaker:
        return None
    before = asked.text[: match.start()].strip()
    if not match["topic"].strip() and (deed := QUESTION_WORDS.sub("", before).strip()) != before:
        return replace(said_by(speaker, f"{deed} {match['noun']}"), guessed=True)  # "what went wrong with his speech"
    return said_by(speaker, _without_verb(match["topic"]), _act_of_noun(match["noun"]))


def _act_of_noun(noun: str) -> Act | None:
    last = noun.lower().split()[-1]
    return wording.NOUNS.get(last) or wording.NOUNS.get(last.removesuffix("s"))


def _without_verb(topic: str) -> str:
    return _VERB_OF_NOUN.sub(", ", topic).strip(" ,")
