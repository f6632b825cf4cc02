"""What a follow-up question leans on: the question before it, its subject, and who speaks first in its answer."""

import re
from dataclasses import dataclass

from factcontext.rag.query.patterns import QUESTION_WORDS
from factcontext.rag.query.wording import AUXILIARIES, QUESTION_VERBS
from factcontext.rag.records import Names, Question

# Names inside a question: the first word of a sentence has a capital whatever it is.
NAMED = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*)*")
_SPOKEN = re.compile(
    r"(?:Reported [^:“”\"]{1,120}: )?(?:For [^,:]{1,60}, )?"
    r"(?P<name>[^\W\d][^,:“”\"(]{1,60}?)(?:,[^:“”\"]{1,80})?(?: \(likely\))?: "
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as typed, with the question and the answer that it may lean on."""

    text: str
    bare: str  # without opening words and marks at the end
    last: Question
    heard: str | None  # who is quoted first in the answer
    names: Names | None


def without_question_mark(last: Question) -> str:
    """The question before without its mark, and without a second question word at its end."""
    return re.sub(r", and (?:when|why|where|how)$", "", last.standalone.strip(" ?!."))


def first_question(last: Question) -> str:
    """The question before without a second question word at its end."""
    return re.sub(r", and (?:when|why|where|how)(?=\?$)", "", last.standalone)


def say_question(speaker: str, topic: str, opening: str = "What did") -> str:
    """A question for a speaker's words on a topic."""
    return f"{opening} {speaker} say about {topic}?" if topic else f"{opening} {speaker} say?"


def subject_of(last: Question) -> str:
    """What the question before was about, as a noun as far as that can be told."""
    if last.kind == "fact":
        if match := re.search(r"\b(?:about|regarding|concerning) (.+)", last.standalone.strip(" ?!.")):
            return match[1]
        words = QUESTION_WORDS.sub("", last.standalone.strip(" ?!.")).split()
        return " ".join(word for word in words if word.lower() not in AUXILIARIES | {"many", "much"})
    if not last.topic:
        return ""
    if begins_with_verb(last.topic):
        return re.sub(r"^\w+\s+(?:that |for |on |about )?", "", last.topic)
    return f"whether {last.topic}" if f" that {last.topic}" in last.standalone else last.topic


def begins_with_verb(topic: str) -> bool:
    """Whether a topic is what somebody did with words: "called for an inquiry"."""
    verb = QUESTION_VERBS.get(topic.split()[0]) if topic else None
    return verb is not None and verb.form == "past"


def first_quoted(answer: str) -> str | None:
    """The one who speaks in an answer: the name before its first quote."""
    match = _SPOKEN.match(answer)
    return match["name"] if match else None
