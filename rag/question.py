"""A question and its history become a stand-alone question: who is asked about, and on what topic."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rag.records import Question, Turn

# The verbs by which readers ask for words; a question with another verb is asked about facts.
_VERBS = (
    "say|tell|think|claim|argue|suggest|imply|express|state|believe|mean|mention|emphasi[sz]e|warn|assert|discuss|"
    "explain|propose|advocate|deny|confirm|admit|acknowledge|announce|insist|call|comment|react|respond|reply|answer|"
    "describe|critici[sz]e|praise|accuse|demand|urge|promise|pledge|vow|predict|declare|note|point out|"
    "write|tweet|ask|report|feel|reject|dismiss|condemn|defend|add|speak|talk|remark|testify|complain|concede|agree|"
    "disagree|support|oppose|want"
)
_FORMS = (
    rf"(?:{_VERBS})(?:s|es|d|ed|ing)?|said|told|thought|meant|denied|denies|wrote|written|spoke|spoken|saying|replied"
)
_NOUNS = (
    "stance|position|view|views|opinion|statement|statements|reaction|response|reply|comment|comments|perspective|"
    "quote|remarks?|words|answer|take|line|attitude|thoughts|claims?"
)
_LINKS = r"(?:about|on|of|to|for|regarding|concerning|over|that|with|as|by|in|at|against)"
_QUALIFIERS = r"(?:exactly|actually|really|explicitly|officially|publicly|ever|also|once|just|first|last|not)"
_ASK = r"(?:did|does|do|has|have|had|is|was|are|were|will|would|can|could)"

_SAID = re.compile(
    rf"(?:what|how|when|where|why|which \w+)(?: else| exactly| things?)?\s+{_ASK}\s+(?P<speaker>\S.*?)\s+"
    rf"(?:{_QUALIFIERS}\s+)*(?P<verb>{_FORMS})\b(?P<topic>.*)",
    re.IGNORECASE,
)
_DID = re.compile(
    rf"{_ASK}\s+(?P<speaker>\S.*?)\s+(?:{_QUALIFIERS}\s+)*(?P<verb>{_FORMS})\b(?P<topic>.*)", re.IGNORECASE
)
_POSSESSIVE = re.compile(
    rf"(?:what|how)\s+(?:is|was|are|were|does|did)\s+(?P<speaker>\S.*?)(?:[’']s?)\s+(?:{_NOUNS})\b(?P<topic>.*)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"(?P<topic>.+?),?\s+according to\s+(?P<speaker>.+)", re.IGNORECASE)
_WHO = re.compile(rf"who(?: else)?\s+(?:{_ASK}\s+)?(?P<topic>(?P<verb>{_FORMS})\b.*)", re.IGNORECASE)
_ON = re.compile(r"(?P<speaker>(?:[A-Z][\w.’'-]*\s+){1,4})on\s+(?P<topic>.+)")
_SAYING = re.compile(r"^(?:said|say|says|claims?|claimed|stated?|thinks?|thought)\b\s*(?:that\b)?", re.IGNORECASE)

_OPENING = re.compile(r"^(?:(?:and|but|so|ok|okay|please|now|then)\b[\s,]*)+", re.IGNORECASE)
_ANYBODY = re.compile(
    r"(?:i|we|you|he|she|it|they|there|this|that|these|those|what|who|which|one|people|someone|somebody|anyone|"
    r"anybody|everyone|everybody|nobody|no one|others?|the articles?|articles)",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(r"(?:and|but|what about|how about|and what about|and how about)\s+(?P<rest>.+)", re.IGNORECASE)
_BARE = re.compile(r"(?P<word>when|where|why|how|who|what else|anything else|and then)\b\W*", re.IGNORECASE)

Kind = Literal["said", "who", "fact"]


def understand(asked: str, history: Sequence[Turn] = ()) -> Question:
    """Say whose words are wanted and about what; a follow-up is completed from the question before.

    >>> understand("What did Russia say about the probe?").speaker
    'Russia'
    """
    text = " ".join(asked.split())
    last = understand(history[-1].question, history[:-1]) if history else None
    found = _complete(text, last) if last else _parse(text)
    return replace(found, asked=asked)


def _parse(text: str) -> Question:
    """Take one complete question apart."""
    bare = _OPENING.sub("", text.strip(" ?!."))
    for pattern in (_POSSESSIVE, _SAID, _DID):
        if (match := pattern.fullmatch(bare)) and _is_name(match["speaker"]):
            return _question(text, "said", match["speaker"], match["topic"])
    if match := _WHO.fullmatch(bare):
        return _question(text, "who", None, _SAYING.sub("", match["topic"]))
    for pattern in (_ACCORDING, _ON):
        if match := pattern.fullmatch(bare):
            return _question(text, "said", match["speaker"], match["topic"])
    return _question(text, "fact", None, bare)


def _question(text: str, kind: Kind, speaker: str | None, topic: str) -> Question:
    topic = re.sub(rf"^\s*(?:{_LINKS}\s+)+", "", f"{topic.strip()} ", flags=re.IGNORECASE).strip(" ?!.,:")
    named = re.sub(r"[’']s$", "", speaker.strip()) if speaker else None
    return Question(asked=text, standalone=text, kind=kind, speaker=named, topic=topic)


def _is_name(speaker: str) -> bool:
    """A speaker is named, in capitals or not, and not by a word that stands for anybody; a clause is no name."""
    return len(speaker.split()) <= 8 and not _ANYBODY.fullmatch(speaker)


def _complete(text: str, last: Question) -> Question:
    """Read a question that may lean on the one before it."""
    bare = text.strip(" ?!.")
    if match := _FOLLOW_UP.fullmatch(bare):
        return _instead(match["rest"], last) or _parse(text)
    if _BARE.fullmatch(bare):
        return replace(last, standalone=f"{bare.capitalize()}: {last.standalone}")
    found = _parse(text)
    if found.kind == "fact" and re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){1,4}", bare):
        return _instead(bare, last) or found
    return _named(text, found, last)


def _instead(rest: str, last: Question) -> Question | None:
    """The question before with another speaker ("and Kerry?") or another topic ("what about the vote?")."""
    rest = rest.strip(" ?!.")
    if last.kind == "said" and re.fullmatch(r"(?:the )?(?:[A-Z][\w.’'-]*\s?){1,5}", rest):
        return _parse(f"What did {rest} say about {last.topic}?" if last.topic else f"What did {rest} say?")
    if last.speaker and len(rest.split()) <= 8 and not _SAID.fullmatch(rest):
        return _parse(f"What did {last.speaker} say about {re.sub(r'^(?:about|on) ', '', rest)}?")
    return None


def _named(text: str, found: Question, last: Question) -> Question:
    """Put the last speaker's name where a pronoun stands for it: "what did she say about the vote?"."""
    subject = re.search(rf"\b{_ASK}\s+(he|she|they|it)\b", text, re.IGNORECASE)
    if last.speaker and subject:
        return _parse(text[: subject.start(1)] + last.speaker + text[subject.end(1) :])
    if last.topic and re.search(r"\b(?:about|to|of|on) (?:it|that|this|them)\W*$", text, re.IGNORECASE):
        return _parse(re.sub(r"(?:it|that|this|them)\W*$", f"{last.topic}?", text, flags=re.IGNORECASE))
    return found
