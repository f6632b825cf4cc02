"""Completes a fragment from the question before it: "and Kerry?", "what about the vote?", "and in November?"."""

import re

from factcontext.index.text.dates import MONTHS, dates_in
from factcontext.rag.query.date_filter import without_dates
from factcontext.rag.query.last_question import (
    NAMED,
    FollowUp,
    begins_with_verb,
    first_question,
    say_question,
    subject_of,
    without_question_mark,
)
from factcontext.rag.query.outlet_filter import outlet_named
from factcontext.rag.query.parse import parse_question
from factcontext.rag.query.slots import is_described
from factcontext.rag.query.wording import ABOUT, ANYBODY, AUXILIARIES, DETERMINERS, PERSONS, QUESTION_VERBS, WH
from factcontext.rag.records import Question, Voices

# What is longer stands by itself, whatever words it begins with.
LONGEST_FRAGMENT = 8
# A shorter word in small letters that is near a name is a word more often than a slip: "wall" and "Walz".
LONG_NAME = 7

_FRAGMENT = re.compile(
    r"(?P<lead>(?:(?:and|but|or|now|ok)\s+)?(?:what about|how about|what of|(?:the )?same (?:question )?"
    r"(?:for|about|with)|and|but|or)\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)
_MEANT = "(?:i|we) (?:mean|meant|was asking about|asked about) "
_CORRECTION = re.compile(
    rf"(?:(?:(?:no|nope|sorry|oops|wait|actually)\s*[,.:;–—-]+\s*)+(?:{_MEANT}|not [^,]{{1,40}}, )?"
    rf"|(?:no |sorry )?{_MEANT})(?P<rest>.+)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:the )?(?:[A-Z][\w.’'-]*\s?){1,5}")
_TIME = re.compile(
    rf"(?:in|on|since|after|before|during|until|between|from)\s+.*(?:\d{{4}}|{'|'.join(MONTHS)}).*", re.IGNORECASE
)


def fragment_completed(follow_up: FollowUp) -> str | None:
    """ "And Kerry?", "what about the vote?", "and in November?" """
    bare = follow_up.text.strip(" ?!.…,;:")
    match = _FRAGMENT.fullmatch(bare)
    if not match or not _is_fragment(match["rest"]) or not (match["lead"] or _leans(match["rest"], follow_up)):
        return None
    rest = match["rest"]
    for way in (_another_time, _another_outlet, _another_speaker, _another_topic):
        if found := way(rest, follow_up):
            return found
    return None


def corrected(follow_up: FollowUp) -> str | None:
    """ "No, I meant the mayor", "sorry, on the bridge": the question before about another speaker, time or topic."""
    match = _CORRECTION.fullmatch(follow_up.text.strip(" ?!.…,;:"))
    if not match or not _is_fragment(match["rest"]):
        return None
    rest, last = match["rest"], follow_up.last
    if last.speaker and last.speaker in last.standalone and (is_described(rest) or _is_name(rest, follow_up)):
        return first_question(last).replace(last.speaker, rest, 1)
    return next(
        (found for way in (_another_time, _another_outlet, _another_topic) if (found := way(rest, follow_up))), None
    )


def _is_fragment(rest: str) -> bool:
    words = [word.lower() for word in rest.split()]
    if len(words) > LONGEST_FRAGMENT or not WH.isdisjoint(words) or not AUXILIARIES.isdisjoint(words):
        return False
    verbs = [QUESTION_VERBS[word] for word in words if word in QUESTION_VERBS]
    return all(verb.form != "past" for verb in verbs) and words[0] not in ANYBODY


def _leans(rest: str, follow_up: FollowUp) -> bool:
    """Whether a fragment without "and" or "what about" leans on the question before all the same."""
    if _is_name(rest, follow_up) or _TIME.fullmatch(rest) or re.match(rf"{ABOUT}\b", rest, re.IGNORECASE):
        return True
    short = len(rest.split()) <= (5 if rest.split()[0].lower() in DETERMINERS else 3)
    return short and follow_up.text.rstrip().endswith("?") and parse_question(rest, follow_up.names).kind == "fact"


def _is_name(rest: str, follow_up: FollowUp) -> bool:
    """Whether a fragment is a speaker's name: in capitals one who is known, in small letters one who is often heard.

    Without a list of speakers it is a name where it is written as one.
    """
    names, capitals = follow_up.names, _CAPITALS.fullmatch(rest) is not None
    if names is None:
        return capitals
    if capitals:
        return names.knows(rest) or names.correct(rest) is not None
    long = len(rest) >= LONG_NAME and " " not in rest
    name = names.correct(rest) if long else None
    return isinstance(names, Voices) and len(rest.split()) <= 6 and names.is_voice(name or rest)


def _another_time(rest: str, follow_up: FollowUp) -> str | None:
    if not _TIME.fullmatch(rest):
        return None
    before = dates_in(follow_up.last.standalone, is_prose=False)
    year = next((one.year for one in before if one.year and not one.is_decade), None)
    if year and not re.search(r"\d{4}", rest):
        rest = f"{rest} {year}"
    return f"{without_dates(without_question_mark(follow_up.last)).strip(' ?!.')} {rest}?"


def _another_outlet(rest: str, follow_up: FollowUp) -> str | None:
    name = re.sub(r"^(?:in|according to|from)\s+", "", rest)
    outlet = outlet_named(name, follow_up.names.publishers) if follow_up.names else None
    if not outlet or follow_up.names and name == rest and follow_up.names.knows(name):
        return None
    return f"{without_question_mark(follow_up.last)} according to {name}?"


def _another_speaker(rest: str, follow_up: FollowUp) -> str | None:
    last = follow_up.last
    is_somebody = last.speaker and is_described(rest) and rest.split()[0].lower() not in PERSONS
    if not (is_somebody or _is_name(rest, follow_up)):
        return None
    if last.speaker and last.speaker in last.standalone:
        both = " and ".join((last.speaker, *last.others))
        return first_question(last).replace(both if both in last.standalone else last.speaker, rest, 1)
    if last.kind == "who":
        return say_question(rest, subject_of(last))
    return _in_place_of_name(rest, last)


def _in_place_of_name(rest: str, last: Question) -> str:
    """A question about facts asked of another: its one name is replaced; where it has not one, both are said."""
    named = list(NAMED.finditer(last.standalone))
    if len(named) == 1:
        return f"{last.standalone[: named[0].start()]}{rest}{last.standalone[named[0].end() :]}"
    return f"{without_question_mark(last)}, {rest}?"


def _another_topic(rest: str, follow_up: FollowUp) -> str | None:
    last = follow_up.last
    topic = re.sub(rf"^{ABOUT}\s+", "", rest, flags=re.IGNORECASE)
    is_noun = last.kind != "fact" and not last.guessed and not begins_with_verb(last.topic)
    if last.topic and is_noun and last.topic in last.standalone:
        return re.sub(r"^who else\b", "Who", first_question(last), flags=re.IGNORECASE).replace(last.topic, topic, 1)
    if last.speaker:
        return say_question(last.speaker, topic)
    return _in_place_of_name(topic, last) if _CAPITALS.fullmatch(topic) else None
