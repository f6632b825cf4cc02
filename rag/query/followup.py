"""Rewrites a follow-up question as a stand-alone question, from the question and answer before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from factcontext.index.lexicon.countries import country_named
from factcontext.index.text.dates import MONTHS, dates_in
from factcontext.rag.query.narrowing import outlet_named, without_dates
from factcontext.rag.query.parse import parse_question
from factcontext.rag.query.patterns import QUESTION_WORDS
from factcontext.rag.query.wording import ABOUT, ANYBODY, AUXILIARIES, DETERMINERS, NOUN, QUESTION_VERBS, THINGS, WH
from factcontext.rag.records import Names, Question, Voices

# What is longer stands by itself, whatever words it begins with.
LONGEST_FRAGMENT = 8
# A shorter word in small letters that is near a name is a word more often than a slip: "wall" and "Walz".
LONG_NAME = 7

_AUX = rf"(?:{'|'.join(sorted(AUXILIARIES))})(?:\s+not|n[’']t)?"
_OPENING = re.compile(r"^(?:(?:and|but|so|ok|okay|then|now|also|or|well)\b[\s,:]*)+", re.IGNORECASE)
_AGAIN = re.compile(r"(?:really|seriously|(?:are you )?sure|is (?:that|this|it) (?:true|right|so))(?: that)?", re.I)
_WORD = re.compile(
    r"(?P<word>when|why|where|how)(?: exactly| so)?(?: (?:was|is|did|does|do) (?:that|this|it|he|she|they)"
    r"(?: (?:said|say|think|happen|that|so|it|this|announced))*)?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:anything|something|what|much) (?:else|more)|more|go on|tell me more|continue)"
    r"(?: (?:did|does|has|have) (?:he|she|they|it) (?:say|said|have to say))?(?: about (?:it|that|this))?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:(?:who|any(?:one|body)|some(?:one|body)) else(?: (?:said|says|spoke|commented|talked|say|thinks?)"
    r"(?: anything)?(?: (?:so|that|this|it|(?:about|on) (?:it|that|this)))?)?|(?:the )?others"
    r"|what (?:did|do|have) (?:the )?others (?:say|said|think)(?: (?:about|on|of) (?:it|that|this))?)",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:who (?:said|says|claimed) (?:that|so|this|it)|says who|who)", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"(?P<lead>(?:(?:and|but|or|now|ok)\s+)?(?:what about|how about|what of|(?:the )?same (?:question )?"
    r"(?:for|about|with)|and|but|or)\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:the )?(?:[A-Z][\w.’'-]*\s?){1,5}")
_NAMED = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*)*")
_SPOKEN = re.compile(
    r"(?:Reported [^:“”\"]{1,120}: )?(?:For [^,:]{1,60}, )?"
    r"(?P<name>[^\W\d][^,:“”\"(]{1,60}?)(?:,[^:“”\"]{1,80})?(?: \(likely\))?: "
)
_TIME = re.compile(
    rf"(?:in|on|since|after|before|during|until|between|from)\s+.*(?:\d{{4}}|{'|'.join(MONTHS)}).*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as typed, with the question and the answer that it may lean on."""

    text: str
    bare: str  # without opening words and marks at the end
    last: Question
    heard: str | None  # who is quoted first in the answer
    names: Names | None


def stand_alone(text: str, last: Question, heard: str | None = None, names: Names | None = None) -> str:
    """The question made complete from the one before and who is heard in its answer; a complete one as it is."""
    bare = " ".join(text.split()).strip(" ?!.…,;:")
    follow_up = FollowUp(text, _OPENING.sub("", bare), last, heard, names)
    for rewrite in _REWRITES:
        if (found := rewrite(follow_up)) is not None:
            return found
    return text


# ---- fragments


def _repeated(follow_up: FollowUp) -> str | None:
    """ "Really?" """
    return follow_up.last.standalone if _AGAIN.fullmatch(follow_up.bare) else None


def _question_word(follow_up: FollowUp) -> str | None:
    """ "When?", "why did he say that?" """
    match = _WORD.fullmatch(follow_up.bare)
    return f"{_unmarked(follow_up.last)}, and {match['word'].lower()}?" if match else None


def _unmarked(last: Question) -> str:
    """The question before without its mark, and without a second question word at its end."""
    return re.sub(r", and (?:when|why|where|how)$", "", last.standalone.strip(" ?!."))


def _single_question(last: Question) -> str:
    """The question before without a second question word at its end."""
    return re.sub(r", and (?:when|why|where|how)(?=\?$)", "", last.standalone)


def _what_else(follow_up: FollowUp) -> str | None:
    """ "What else did she say?" """
    if not _MORE.fullmatch(follow_up.bare):
        return None
    last = follow_up.last
    speaker = last.speaker or follow_up.heard
    return _ask(speaker, _subject(last), "What else did") if speaker else last.standalone


def _ask(speaker: str, topic: str, opening: str = "What did") -> str:
    return f"{opening} {speaker} say about {topic}?" if topic else f"{opening} {speaker} say?"


def _who_else(follow_up: FollowUp) -> str | None:
    """ "Who else?", "who said that?" """
    last = follow_up.last
    if _OTHERS.fullmatch(follow_up.bare):
        if last.kind == "who":
            return re.sub(r"^(who|which \w+)(?: else)?\b", r"\1 else", last.standalone, flags=re.IGNORECASE)
        return f"Who else spoke about {_subject(last)}?"
    if _WHO.fullmatch(follow_up.bare):
        return last.standalone if last.kind == "who" else f"Who spoke about {_subject(last)}?"
    return None


def _subject(last: Question) -> str:
    """What the question before was about, as a noun as far as that can be told."""
    if last.kind == "fact":
        if match := re.search(r"\b(?:about|regarding|concerning) (.+)", last.standalone.strip(" ?!.")):
            return match[1]
        words = QUESTION_WORDS.sub("", last.standalone.strip(" ?!.")).split()
        return " ".join(word for word in words if word.lower() not in AUXILIARIES | {"many", "much"})
    if not last.topic:
        return ""
    if _begins_with_verb(last.topic):
        return re.sub(r"^\w+\s+(?:that |for |on |about )?", "", last.topic)
    return f"whether {last.topic}" if f" that {last.topic}" in last.standalone else last.topic


def _begins_with_verb(topic: str) -> bool:
    verb = QUESTION_VERBS.get(topic.split()[0]) if topic else None
    return verb is not None and verb.form == "past"


def _fragment(follow_up: FollowUp) -> str | None:
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
    return f"{without_dates(_unmarked(follow_up.last)).strip(' ?!.')} {rest}?"


def _another_outlet(rest: str, follow_up: FollowUp) -> str | None:
    name = re.sub(r"^(?:in|according to|from)\s+", "", rest)
    outlet = outlet_named(name, follow_up.names.publishers) if follow_up.names else None
    if not outlet or follow_up.names and name == rest and follow_up.names.knows(name):
        return None
    return f"{_unmarked(follow_up.last)} according to {name}?"


def _another_speaker(rest: str, follow_up: FollowUp) -> str | None:
    last = follow_up.last
    if not _is_name(rest, follow_up):
        return None
    if last.speaker and last.speaker in last.standalone:
        both = " and ".join((last.speaker, *last.others))
        return _single_question(last).replace(both if both in last.standalone else last.speaker, rest, 1)
    if last.kind == "who":
        return _ask(rest, _subject(last))
    return _in_place_of_name(rest, last)


def _in_place_of_name(rest: str, last: Question) -> str:
    """A question about facts asked of another: its one name is replaced; where it has not one, both are said."""
    named = list(_NAMED.finditer(last.standalone))
    if len(named) == 1:
        return f"{last.standalone[: named[0].start()]}{rest}{last.standalone[named[0].end() :]}"
    return f"{_unmarked(last)}, {rest}?"


def _another_topic(rest: str, follow_up: FollowUp) -> str | None:
    last = follow_up.last
    topic = re.sub(rf"^{ABOUT}\s+", "", rest, flags=re.IGNORECASE)
    if last.topic and last.kind != "fact" and last.topic in last.standalone and not _begins_with_verb(last.topic):
        return re.sub(r"^who else\b", "Who", _single_question(last), flags=re.IGNORECASE).replace(last.topic, topic, 1)
    if last.speaker:
        return _ask(last.speaker, topic)
    return _in_place_of_name(topic, last) if _CAPITALS.fullmatch(topic) else None


# ---- pronouns


def _pronouns_replaced(follow_up: FollowUp) -> str | None:
    """ "What did she say about that?", "what was his reaction?" """
    text = _person_named(follow_up.bare, follow_up)
    text = _thing_named(text, follow_up)
    text = _with_topic(text, follow_up)
    if text == follow_up.bare:
        return None
    return f"{text[:1].upper()}{text[1:]}?"


def _person_named(text: str, follow_up: FollowUp) -> str:
    """The name in the place of "he", "she", "they" or "it" who speaks, and of "his", "her", "their"."""
    subject = re.search(rf"\b{_AUX}\s+(?P<word>he|she|they|it)\b", text, re.IGNORECASE)
    subject = subject or re.search(r"^(?P<word>he|she|they)\b", text, re.IGNORECASE)
    owner = re.search(rf"\b(?P<word>his|her|their|its)\s+(?:{NOUN})\b", text, re.IGNORECASE)
    match = subject or owner
    person = match and _pronoun_meaning(match["word"].lower(), follow_up)
    if not match or not person or not subject and parse_question(text, follow_up.names).speaker:
        return _object_named(text, follow_up)
    name = person if subject else f"{person}’s" if "’" in text else f"{person}'s"
    said = f"{text[: match.start('word')]}{name}{text[match.end('word') :]}"
    doubtful = match["word"].lower() == "it" and parse_question(said, follow_up.names).kind == "fact"
    return text if doubtful else said


def _object_named(text: str, follow_up: FollowUp) -> str:
    """The name in the place of "him" or "her" that somebody else is asked about."""
    match = re.search(r"\b(?:about|of|on|to|against) (?P<word>him|her)$", text, re.IGNORECASE)
    person = match and _pronoun_meaning(match["word"].lower(), follow_up)
    if not match or not person or person.lower() in text.lower():
        return text
    return f"{text[: match.start('word')]}{person}"


def _pronoun_meaning(pronoun: str, follow_up: FollowUp) -> str | None:
    """Who is meant: the one who was asked about, who spoke in the answer, or the only one named."""
    last = follow_up.last
    topical = _NAMED.findall(f"x {last.topic}")
    if last.speaker:
        is_country = country_named(last.speaker) is not None
        if pronoun in ("he", "she", "him", "his", "her") and is_country:
            return topical[0] if len(topical) == 1 else follow_up.heard or last.speaker
        return " and ".join((last.speaker, *last.others)) if pronoun in ("they", "their", "them") else last.speaker
    return follow_up.heard or (topical[0] if len(topical) == 1 else None)


def first_quoted(answer: str) -> str | None:
    """The one who speaks in an answer: the name before its first quote."""
    match = _SPOKEN.match(answer)
    return match["name"] if match else None


def _thing_named(text: str, follow_up: FollowUp) -> str:
    """The topic in the place of "it", "that" or "this" at the end."""
    last = follow_up.last
    words = text.split()
    if len(words) < 3 or words[-1].lower() not in THINGS | {"them"} or not (last.topic or last.speaker):
        return text
    before = words[-2].lower()
    if re.fullmatch(rf"{ABOUT}|of|to|for|with|against", before, re.IGNORECASE) or before in QUESTION_VERBS:
        return " ".join([*words[:-1], _subject(last)])
    return text


def _with_topic(text: str, follow_up: FollowUp) -> str:
    """The topic where there is none: "how did Lavrov respond?" """
    last = follow_up.last
    found = parse_question(text, follow_up.names)
    topic = _subject(last)
    if topic and topic == found.speaker and last.speaker:  # who was spoken of now speaks
        topic = last.speaker
    if found.kind == "said" and not found.topic and topic and (found.speaker != last.speaker or text != follow_up.bare):
        return f"{text} {'to' if found.act == 'react' else 'about'} {topic}"
    if topic and found.kind == "fact" and re.search(r"\b(?:report|write|publish|cover)$", text):
        return f"{text} about {topic}"
    return text


# The first that applies counts: whole phrases, then fragments, then pronouns within a full question.
_REWRITES: tuple[Callable[[FollowUp], str | None], ...] = (
    _repeated,
    _question_word,
    _what_else,
    _who_else,
    _fragment,
    _pronouns_replaced,
)
