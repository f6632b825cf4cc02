"""Fills the slots of a question: the speaker whose words are wanted, and the topic that they are about."""

import re
from dataclasses import dataclass

from factcontext.index.speakers.descriptions import is_description
from factcontext.rag.query import wording
from factcontext.rag.query.patterns import OWNER_END, compiled
from factcontext.rag.query.wording import ABOUT, LINK
from factcontext.rag.records import Act, Names, Question, Voices

# A name with its office has fewer words; a question has been read to its verb after that many.
LONGEST_NAME = 12

_AFTER_NAME = compiled(r"(?<=\w)[’']s?$|, (?:the|an?|who|former) .*| (?:at (?:any|some) point|in any way|at all)$")
_FILLER = "(?:anything|something|nothing|much|more|else|exactly|publicly|officially|recently|lately|today|again|then)"
_BEFORE_TOPIC = compiled(rf"^(?:(?:{LINK}|{_FILLER}(?= (?:{LINK}|{_FILLER})\b)) )+(?=\S)")
_BEFORE_WHO_TOPIC = compiled(rf"^(?:(?:{ABOUT}|that|of|as saying) )+")
_AFTER_TOPIC = compiled(r" (?:to do|of|about|for|with|on)$")
_NO_TOPIC = compiled(rf"{LINK}|anything|something|nothing|much|more|else|so")
_TO = "to(?= (?:the|an?|his|her|their) |(?-i: [A-Z]))"  # not "to do about"
_OWNER = compiled(r"[’']s? ")
_PLACE = compiled(rf"^(?P<place>(?:in|at|{_TO}|on|during|before|after) [^,]{{2,50}}?),?\s+{ABOUT} (?P<topic>.+)")


@dataclass(frozen=True, slots=True)
class Wording:
    """A normalised question, and the names that it may hold."""

    text: str
    names: Names | None
    plain: bool  # no capitals to go by
    slips: bool = False  # whether the form of a verb may be wrong: "what did he said"


def said_by(speaker: str, topic: str | None, act: Act | None = None) -> Question:
    """A question for one speaker's words."""
    topic = topic_slot(topic or "")
    return Question(asked="", standalone="", kind="said", speaker=speaker, topic=topic, act=act)


def said_by_anybody(topic: str, act: Act | None = None) -> Question | None:
    """A question for whoever spoke; a pronoun alone is no topic."""
    topic = _BEFORE_WHO_TOPIC.sub("", topic.strip(" ?!.,:;"))
    last = topic.split()[-1:] if len(topic.split()) <= 2 else []
    if not topic or last and last[0].lower() in wording.ANYBODY | wording.PERSONS:
        return None
    return Question(asked="", standalone="", kind="who", speaker=None, topic=topic, act=act)


# ---- the speaker


def speaker_slot(words: str, asked: Wording, sure: bool = True) -> str | None:
    """The speaker's name, where the words are one; `sure`: whether the rest of the question leaves no doubt."""
    name = _AFTER_NAME.sub("", words.strip(' ,.:;"“”'))
    parts = name.split()
    while parts and parts[-1].lower() in wording.QUALIFIERS:
        parts.pop()
    name = " ".join(parts)
    if not _may_be_name(parts) or _is_anybody(name):
        return None
    return name if sure or is_somebody(name, asked) else None


def _may_be_name(parts: list[str]) -> bool:
    """Whether words are no clause, no question and more than an article."""
    low = [part.lower() for part in parts]
    if not parts or len(parts) > LONGEST_NAME or wording.is_clause(parts) or low[0] in wording.NEVER_FIRST:
        return False
    if low[-1] in wording.DETERMINERS | wording.JOINTS or low[1:2] == ["by"] and low[0].endswith("ed"):
        return False  # "troubled by Orr"
    return not wording.DETERMINERS.issuperset(low) and (wording.BE | {"be", "been", "being"}).isdisjoint(low)


def _is_anybody(name: str) -> bool:
    return name.lower().removeprefix("the ") in wording.ANYBODY


def is_somebody(name: str, asked: Wording) -> bool:
    """Whether a name is of somebody who speaks, or a description of somebody; without a list of speakers, whether it is
    written as a name."""
    if is_described(name):
        return True
    if asked.names is not None:
        return asked.names.knows(name) or asked.names.correct(name) is not None
    head = re.split(r"\s(?:of|in|for|at|from|with)\s", name)[0]
    return asked.plain or any(word[:1].isupper() for word in head.split() if word.lower() not in wording.DETERMINERS)


def is_described(name: str) -> bool:
    """Whether words say who somebody is by what they are: "the mayor of Sollen", "Orr's lawyer"."""
    first = name.split()[0].lower() if name else ""
    is_one = first in wording.DETERMINERS or _OWNER.search(name) is not None
    return is_one and is_description(name)


def names_nobody(words: str) -> bool:
    """Whether words stand for somebody without a name of their own: "the swoosh brand", "one sceptic"."""
    first, *rest = words.split() or [""]
    is_one = first.lower() in wording.DETERMINERS | wording.QUANTIFIERS or first.lower() in ("someone", "somebody")
    return is_described(words) or is_one and bool(rest) and rest[-1].islower()


def is_voice(name: str, asked: Wording) -> bool:
    """Whether a name is of somebody who is often heard."""
    return isinstance(asked.names, Voices) and asked.names.is_voice(name)


def begins_with_name(subject: list[str], asked: Wording) -> bool:
    """Whether what should be a name is one that the folder knows, and goes on with other words."""
    size = next((n for n, word in enumerate(subject) if not word[:1].isupper()), len(subject))
    if asked.names is None or not 0 < size < len(subject) or OWNER_END.search(subject[size - 1]):
        return False
    if subject[size] in wording.WITHIN_NAMES | wording.QUALIFIERS:
        return False
    name = " ".join(subject[:size])
    return is_voice(name, asked) or size > 1 and asked.names.knows(name)


def is_free_of_clauses(words: str) -> bool:
    """Whether words hold no question word and no auxiliary: a name does not."""
    return (wording.WH | wording.AUXILIARIES).isdisjoint(words.lower().split())


def is_bare_name(name: str, asked: Wording) -> bool:
    """Words in capitals, all of them, are a name that stands by itself; others are one of somebody often heard."""
    return all(word[:1].isupper() for word in name.split()) or is_voice(name, asked)


# ---- the topic


def topic_slot(topic: str) -> str:
    """What the words are about, without the listener, the links and the place where they were said."""
    topic = wording.LISTENERS.sub("", topic.strip(" ?!.,:;"))
    if match := _PLACE.match(topic):
        place = re.sub(r"^\w+\s+", "", match["place"])
        topic = match["topic"] if wording.LISTENERS.match(match["place"]) else f"{match['topic']}, {place}"
    topic = _AFTER_TOPIC.sub("", _BEFORE_TOPIC.sub("", f"{topic} ").strip(" ?!.,:;"))
    return "" if _NO_TOPIC.fullmatch(topic) else topic
