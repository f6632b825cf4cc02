"""Parses one complete question by an ordered table of rules: whose words are wanted, about what, and how said."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from factcontext.rag.query import (
    rules_by_name,
    rules_by_noun,
    rules_by_phrase,
    rules_by_verb,
    rules_for_anybody,
    wording,
)
from factcontext.rag.query.credit import credit_in
from factcontext.rag.query.normalization import normalized, without_second_word
from factcontext.rag.query.patterns import QUESTION_WORDS, compiled
from factcontext.rag.query.slots import Wording, speaker_slot, topic_slot
from factcontext.rag.query.wording import ABOUT
from factcontext.rag.records import Names, Question

# "Straight after the vote, what did …", "It sank off Sollen; what did …"; a link before the topic is none of its words.
_TOPIC_FIRST = compiled(
    rf"(?:(?:{ABOUT}|as for|when it comes to|after|before|during|in|at|when) )?(?P<topic>[^,:;]{{3,120}})[,:;] "
    r"(?P<rest>(?:(?:for|on|in|at|by|to) )?"
    r"(?:what|how|where|why|did|does|do|has|have|who|whom|which|is|was|are|were)\b.+)"
)
_PRONOUN = compiled(r"\b(?:he|she|they|it)\b")
_SECOND_OF_TWO = compiled(r"(?P<topic>.+?),? and (?P<rest>(?:what|how|why) (?:did|does|do|has|have|is|was) .+)")
# "… wants to know, since we have run it twice, what …"
_EMBEDDED = compiled(
    r"\b(?:know|wonder|wondering|find out|learn|understand|hear|see|check|ask|asks|asking|me)\b"
    r"(?:,[^.?!]{0,160}?,)?,? (?P<rest>(?:what|how|whether|who|why)\b.+)"
)
_ASIDE = compiled(r",? (?:if (?:anything|at all|any)|please|thanks|thank you|over the (?:past|last) \w+|so far)\b,?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of asking: its name, a question that it answers, and the function that fills the slots."""

    name: str
    example: str
    parse: Callable[[Wording], Question | None]
    wants_words: bool = False  # whether it goes by a word of speech, so that only somebody's words answer


def parse_question(text: str, names: Names | None = None) -> Question:
    """One complete question in its parts; `text` is what was typed or what a follow-up was made into."""
    return parse_by_rule(text, names)[1]


def parse_by_rule(text: str, names: Names | None = None) -> tuple[str, Question]:
    """The name of the rule that a question falls under, and its parts; "fact" where none does.

    >>> rule, question = parse_by_rule("What did Kerry say about the vote?")
    >>> rule, question.speaker, question.topic
    ('auxiliary', 'Kerry', 'the vote')
    """
    whole = Wording(normalized(text), names, text == text.lower() or text == text.upper())
    body, act = without_second_word(whole.text)
    rule, found = _first_match(replace(whole, text=body)) or ("fact", _about_facts(body))
    found = replace(found, asked=text, standalone=text)
    return rule, replace(found, act=act) if act and found.kind != "fact" else found


def _first_match(asked: Wording) -> tuple[str, Question] | None:
    for rule in RULES:
        if found := rule.parse(asked):
            return rule.name, replace(found, wants_words=found.wants_words or rule.wants_words)
    return None


def _about_facts(body: str) -> Question:
    return Question(asked=body, standalone=body, kind="fact", speaker=None, topic=body)


# ---- questions of two parts, each of which is a question by itself


def _topic_first(asked: Wording) -> Question | None:
    """ "On the vote, what did Kerry say?" """
    match = _TOPIC_FIRST.fullmatch(asked.text)
    if not match or credit_in(asked.text) or match["topic"].split()[0].lower() in wording.WH | wording.AUXILIARIES:
        return None
    speaker = speaker_slot(match["topic"], asked, sure=False)
    if speaker and _PRONOUN.search(match["rest"]):  # "Kerry, what did he say about the vote?"
        found = _first_match(replace(asked, text=_PRONOUN.sub(lambda _: speaker, match["rest"], count=1)))
        if found and found[1].speaker == speaker:
            return found[1]
    found = _first_match(replace(asked, text=match["rest"]))
    if not found:
        return None
    topic = " ".join(part for part in (topic_slot(match["topic"]), found[1].topic) if part)
    return replace(found[1], topic=topic)


def _second_of_two(asked: Wording) -> Question | None:
    """ "What is the main issue, and how does Trump propose to address it?" """
    if not (match := _SECOND_OF_TWO.fullmatch(asked.text)):
        return None
    found = rules_by_verb.auxiliary_question(replace(asked, text=match["rest"]))
    if not found or found.kind != "said":
        return None
    return replace(found, topic=f"{QUESTION_WORDS.sub('', match['topic'])}, {found.topic}".strip(" ,"))


def _embedded(asked: Wording) -> Question | None:
    """ "My editor wants to know, since we ran it, what Kerry said about the vote, if anything. Thanks!" """
    match = _EMBEDDED.search(asked.text)
    if not match:
        return None
    rest = _ASIDE.sub("", re.split(r"[.?!](?:\s|$)", match["rest"], maxsplit=1)[0]).strip(" ,")
    found = _first_match(replace(asked, text=rest))
    return found[1] if found and found[1].kind != "fact" else None


WORDS = True  # the rule goes by a word of speech

# The first rule that fits counts. Rules that look for more words stand before those that look for fewer, and those
# that go by a name alone come last: what they find may as well be the topic.
RULES = (
    Rule("in the eyes of", "In Kerry's eyes, is the vote off?", rules_by_phrase.in_the_eyes_of, WORDS),
    Rule("topic first", "On the vote, what did Kerry say?", _topic_first),
    Rule("change", "What changed in Kerry's position on the vote?", rules_by_noun.change_of_position, WORDS),
    Rule("compared", "Compare Kerry and Lavrov on the vote", rules_by_phrase.compared),
    Rule("who is quoted", "Who is quoted as saying that the vote is off?", rules_for_anybody.who_is_quoted, WORDS),
    Rule("who favours", "Who is against the vote?", rules_for_anybody.who_favours),
    Rule("quoted as", "What was Kerry quoted as saying about the vote?", rules_by_phrase.quoted_as_saying, WORDS),
    Rule("noun given", "What reason did Kerry give for the delay?", rules_by_noun.noun_given, WORDS),
    Rule("auxiliary", "What did Kerry say about the vote?", rules_by_verb.auxiliary_question),
    Rule("possessive", "What is Kerry's view on the vote?", rules_by_noun.possessive_noun, WORDS),
    Rule("according to", "How many voted, according to Kerry?", rules_by_phrase.according_to, WORDS),
    Rule("passive", "Was the report denied by Kerry?", rules_by_verb.passive_question, WORDS),
    Rule("what was said", "What was said about the vote?", rules_for_anybody.what_was_said),
    Rule("who said", "Who said that the vote is off?", rules_for_anybody.who_said),
    Rule("by whom", "By whom was the vote called off?", rules_for_anybody.by_whom),
    Rule("noun of", "Quotes by Kerry on the vote", rules_by_noun.noun_of_speaker, WORDS),
    Rule("in favour", "Is Kerry in favour of the vote?", rules_by_phrase.in_favour),
    Rule("indirect", "Tell me what Kerry said about the vote", rules_by_verb.indirect_question, WORDS),
    Rule("second of two", "What is the main issue, and what did Kerry say about it?", _second_of_two),
    Rule("embedded", "My editor wants to know, if I may ask, what Kerry said about the vote", _embedded),
    Rule("name and topic", "Kerry on the vote", rules_by_name.name_and_topic),
    Rule("name and noun", "Kerry's view on the vote", rules_by_noun.name_and_noun),
    Rule("noun of anybody", "What were the reactions to the vote?", rules_by_noun.noun_of_anybody),
    Rule("known subject", "Was Kerry certain that the vote would pass?", rules_by_name.known_subject),
    Rule("possessive anywhere", "Is there truth in Kerry's claim that it is off?", rules_by_noun.possessive_anywhere),
    Rule("keywords", "kerry probe", rules_by_name.keywords),
)
