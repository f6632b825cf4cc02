"""Rules for questions that only a name tells apart from a question of facts: "Kerry on the vote", "kerry probe"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from factcontext.index.lexicon.person_names import is_role
from factcontext.rag.query import wording
from factcontext.rag.query.patterns import OWNER_END, SHORT_SPEAKER, any_of, compiled
from factcontext.rag.query.required_acts import required_act
from factcontext.rag.query.slots import (
    Wording,
    is_bare_name,
    is_described,
    is_free_of_clauses,
    is_voice,
    said_by,
    speaker_slot,
)
from factcontext.rag.records import Question

# What is longer is no question in plain keywords.
MOST_KEYWORDS = 8
# Words in the longest name or description that may be the subject of a question: "the chief executive of the guild".
MOST_NAMED = 6
# No such word stands in a description behind its first: "how much did the town pay its guards".
_OWNING = wording.DETERMINERS | {"his", "her", "its", "their"}

_ON = compiled(rf"{SHORT_SPEAKER} (?:on|about|re|regarding) (?P<topic>.+)")
_COLON = compiled(rf"{SHORT_SPEAKER}: (?P<topic>.+)")
# A question about somebody who does something, and what it asks for: "what excuse did Kerry give"; or about what moves
# somebody: "what worries Kerry about the vote", "what made Kerry doubt it".
_SUBJECT = re.compile(
    r"(?:(?:(?:what|which|why|how|when|where)\b(?P<asks>(?:\s+\w+){0,3}?)\s+)?"
    r"(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could|should|might|must)"
    rf"|what\s+(?:(?:really|most|also|has|had)\s+)*{any_of('verbs of moving somebody')})"
    r"\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)


def name_and_topic(asked: Wording) -> Question | None:
    """ "Kerry on the vote", "Kerry: the vote" """
    for pattern in (_ON, _COLON):
        if (match := pattern.fullmatch(asked.text)) and is_free_of_clauses(match["speaker"]):
            if speaker := speaker_slot(match["speaker"], asked, sure=False):
                return said_by(speaker, match["topic"]) if is_bare_name(speaker, asked) else None
    return None


def keywords(asked: Wording) -> Question | None:
    """ "kerry probe": a few words of which the first or the last are somebody who is often heard."""
    words = [word for word in asked.text.split() if word.lower() not in wording.QUOTES]
    if not 0 < len(words) <= MOST_KEYWORDS or not is_free_of_clauses(asked.text):
        return None
    if not {"a", "an", "the"}.isdisjoint(words):  # a sentence, or a part of one
        return None
    for name, topic in _splits(words):
        if name.split()[-1] not in wording.JOINTS and is_voice(name, asked) and speaker_slot(name, asked):
            return replace(said_by(name, topic), guessed=True)
    return None


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    """A name of three words at most at the beginning or the end, the longest first, and the rest."""
    for size in range(min(3, len(words)), 0, -1):
        yield " ".join(words[:size]), " ".join(words[size:])
        yield " ".join(words[-size:]), " ".join(words[:-size])


def known_subject(asked: Wording) -> Question | None:
    """ "Was Kerry certain that …", "What excuse did Kerry bring up …": a speaker's words may answer."""
    match = _SUBJECT.fullmatch(asked.text)
    if not match or required_act(asked.text):  # that somebody resigned is told by others
        return None
    words = match["rest"].split()
    described = _described(words)
    for size in range(min(MOST_NAMED, len(words) - 1), 0, -1):
        name, rest = " ".join(words[:size]), words[size:]
        if (size == described or _is_heard(name, asked)) and (speaker := speaker_slot(name, asked)):
            return replace(said_by(speaker, " ".join([*(match["asks"] or "").split(), *rest])), guessed=True)
    return None


def _described(words: list[str]) -> int:
    """How many words of those that a question goes on with say who somebody is: the fewest that do, "the mayor", and
    the name of the place or the body behind them, "of Sollen"; 0 where none do."""
    if words[0].lower() not in wording.DETERMINERS:  # "Orr's supporters" are many
        return 0
    ends = next((n for n, word in enumerate(words[1:], 1) if word.lower() in _OWNING), len(words))  # "pay its guards"
    size = next((n for n in range(2, min(MOST_NAMED, ends) + 1) if is_described(" ".join(words[:n]))), 0)
    if not size or OWNER_END.search(words[size - 1]) or not words[size - 1].islower():  # "the mayor’s car", "the Bank"
        return 0
    if words[size : size + 1] not in (["of"], ["for"], ["at"]):
        return size
    end = size + 1
    while end < len(words) and (words[end][:1].isupper() or words[end] in wording.WITHIN_NAMES | wording.DETERMINERS):
        end += 1
    return end if words[end - 1][:1].isupper() else size


def _is_heard(name: str, asked: Wording) -> bool:
    """Whether a name in capitals is a speaker's in full, or one that is often heard; or a description of a speaker."""
    if asked.names is None:
        return False
    if is_described(name):
        return asked.names.knows(name)
    small = [word for word in name.split() if word.islower() and word not in wording.WITHIN_NAMES]
    if not name[:1].isupper() or not all(is_role(word) or is_role(word.removesuffix("s")) for word in small):
        return False
    return is_voice(name, asked) or (" " in name and asked.names.knows(name))
