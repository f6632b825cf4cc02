"""Rules for questions with a verb of speech: "What did Kerry say about the vote?", "Was it denied by Kerry?"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.verb_forms import Form
from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.query import wording
from factcontext.rag.query.normalization import act_of_question_word
from factcontext.rag.query.patterns import OWNER_END, compiled
from factcontext.rag.query.slots import (
    LONGEST_NAME,
    Wording,
    begins_with_name,
    is_described,
    is_somebody,
    said_by,
    said_by_anybody,
    speaker_slot,
)
from factcontext.rag.query.wording import ABOUT, NOUN, QuestionVerb
from factcontext.rag.records import Act, Question

Forms = tuple[Form, ...]

_MEASURES = word_group("words of measure")
_PREPOSED = compiled(r"^(?:in|on|at|to|for|by) (?=what |which |whom )")  # "in what way did …"
_PASSIVE = compiled(r"(?P<head>.*?)\s*(?:is|was|were|are|been) (?P<body>.+?) by (?P<speaker>.+)")
_NOUN_BEFORE = compiled(rf"[’']s? {NOUN} (?:to|of|{ABOUT}) ")
_LINKED = compiled(rf" (?:{ABOUT}|for) ")
_REPORTED = compiled(
    r"^(?:if|whether|that|what|why|how|when|where|(?:anything|everything|things|something|all)(?: that)?) "
)
_LISTENER_BETWEEN = compiled(rf"(?:\S+ ){{1,5}}?(?={ABOUT} |that )(?P<topic>.+)")


# ---- the rules


def auxiliary_question(asked: Wording) -> Question | None:
    """ "What did Kerry say about the vote?", "Did Kerry deny the report?" """
    words = _PREPOSED.sub("", asked.text).split()
    first = _after_auxiliary(words)
    if not first:
        return None
    place, forms = first
    found = _by_verb(words, place, forms, asked, doubtful=_asks_for_a_thing(words, place))
    if not found and forms == ("base",):
        found = _by_verb(words, place, ("past", "third"), replace(asked, slips=True), doubtful=True)
    return _with_question_word(found, words[0]) if found else None


def indirect_question(asked: Wording) -> Question | None:
    """ "(Tell me) what Kerry said about the vote", "Kerry denied the report" """
    text = _REPORTED.sub("", asked.text, count=1)
    words = [word for word in text.split() if word.lower() not in wording.HAVE | {"ever"}]
    if not words or not wording.WH.isdisjoint(word.lower() for word in words):
        return None
    found = _by_verb(words, 0, ("past", "third"), asked)
    if not found and text != asked.text:
        found = _by_verb(words, 0, ("base",), replace(asked, slips=True))
    if not found or (found.speaker and not (_is_written_as_name(words) and is_somebody(found.speaker, asked))):
        return None
    return _with_question_word(found, asked.text.split()[0])


def passive_question(asked: Wording) -> Question | None:
    """ "Was the report denied by Kerry?", "what was said about the vote by Kerry?" """
    if not (match := _PASSIVE.fullmatch(asked.text)):
        return None
    words = match["body"].split()
    place = next((n for n, word in enumerate(words) if _is_passive(word)), None)
    name, after = _split_link(match["speaker"])
    speaker = speaker_slot(name, asked, sure=False)
    if place is None or not speaker:
        return None
    topic = " ".join([*words[:place], *words[place + 1 :], after])
    return said_by(speaker, topic, wording.QUESTION_VERBS[words[place].lower()].act)


# ---- the question's own verb


def act_of(verb: QuestionVerb, rest: str) -> Act | None:
    """What the verb asks for; one who calls somebody something demands nothing."""
    return None if verb.base in ("call", "ask") and not re.match(r"for\b|on\b", rest) else verb.act


def _by_verb(words: list[str], first: int, forms: Forms, asked: Wording, doubtful: bool = False) -> Question | None:
    """The question as subject, verb and topic, from the word `first` on; `doubtful`: only a verb of speech will do."""
    for place, verb in _verbs(words, first, forms):
        if place == first:
            return None
        if doubtful and not verb.sure and verb.base != "stand" or asked.slips and verb.base not in wording.SAYING:
            continue
        rest = " ".join(words[place + 1 :])
        subject = " ".join(words[first:place])
        plainly = verb.sure or verb.base in wording.EXPRESSING and _is_full_name(subject)
        if _NOUN_BEFORE.search(subject):  # "Kerry's reaction to the guild demanding a vote"
            return None
        if begins_with_name(words[first:place], asked):  # "did Kerry give allies who say no": the verb is another
            return None
        speaker = speaker_slot(subject, asked, plainly)
        if speaker and _asks_for_words(verb, rest):
            found = said_by(speaker, _after_listener(verb, rest), act_of(verb, rest))
            return replace(found, wants_words=verb.sure)
        if not doubtful and (verb.sure or rest.startswith("for ")) and _is_anybody_named(subject):
            return said_by_anybody(f"{'' if verb.act is None else words[place] + ' '}{rest}", verb.act)
    return None


def _verbs(words: list[str], first: int, forms: Forms) -> Iterator[tuple[int, QuestionVerb]]:
    """The verbs of speech that may be the question's own, with their places."""
    for place in range(first, min(len(words), first + LONGEST_NAME + 3)):
        word = words[place].strip(",")
        verb = wording.QUESTION_VERBS.get(word.lower())
        if word.lower() in ("about", "regarding", "that", "because") or (place > first and word.lower() in wording.WH):
            return
        if place > first and OWNER_END.search(words[place - 1]):  # a noun: "did the guild answer Kerry's remark"
            continue
        if verb and verb.form in forms and (word.islower() or _is_title_case(words)):
            is_noun_too = verb.base in wording.NOUNS_TOO or is_role(word)
            if not (is_noun_too and _is_part_of_name(words, first, place, forms)):
                yield place, verb


def _is_title_case(words: list[str]) -> bool:
    """Whether the question is typed like a headline, so that capitals tell nothing."""
    return all(word[:1].isupper() for word in words if word.lower() in wording.DO | wording.HAVE | wording.WH)


def _is_part_of_name(words: list[str], first: int, place: int, forms: Forms) -> bool:
    """Whether a word that is also a noun belongs to the name: the verb comes later, or nobody is named before it."""
    before = [word.lower() for word in words[first:place]]
    if all(word in wording.DETERMINERS | wording.QUALIFIERS for word in before):
        return True
    for later, word in enumerate(words[place + 1 : place + 4], place + 1):
        verb = wording.QUESTION_VERBS.get(word)
        if word.lower() in wording.ANYBODY | wording.DETERMINERS | wording.JOINTS:
            return False
        if verb and verb.form in forms and (verb.sure or is_described(" ".join(words[first:later]))):
            return True
    return False


def _after_auxiliary(words: list[str]) -> tuple[int, Forms] | None:
    """Where the subject begins, and the verb's form that the auxiliary before it asks for."""
    opening = words[0].lower().strip(",") if words else ""
    if opening == "how" and words[1:2] and words[1].lower() in _MEASURES:
        return None
    reach = 1 if opening not in wording.WH else 2 if opening in ("who", "whom") else 5
    for place, word in enumerate(words[:reach]):
        low = word.lower()
        if low in wording.AUXILIARIES:
            forms: Forms = ("base",) if low in wording.DO else ("past",) if low in wording.HAVE else ("ing",)
            place += 2 if words[place + 1 : place + 2] == ["not"] else 1
            return place, forms
    return None


def _asks_for_a_thing(words: list[str], place: int) -> bool:
    """Whether the question word asks for a time, a person or a thing of a kind: "when did …", "what hymn did …"."""
    opening = [word.lower() for word in words[: place - 1]]
    return (
        opening[:1] in (["when"], ["where"], ["who"], ["whom"], ["which"])
        or bool(opening[1:2])
        and (opening[1] not in wording.QUALIFIERS | wording.AUXILIARIES | {"else", "exactly", "things", "more"})
    )


def _with_question_word(found: Question, word: str) -> Question:
    act = act_of_question_word(word)
    return replace(found, act=found.act or act) if act else found


# ---- subject and object


def _is_full_name(words: str) -> bool:
    """Whether words are written as a first name and a surname at least."""
    return len(words.split()) > 1 and all(word[:1].isupper() for word in words.split()) and words[:4].lower() != "the "


def _is_written_as_name(words: list[str]) -> bool:
    """Whether what begins here may be a name as far as capitals tell."""
    return words[0].lower() in wording.DETERMINERS or words[0][:1].isupper() or all(word.islower() for word in words)


def _is_anybody_named(subject: str) -> bool:
    words = subject.lower().split()
    counted = 0 < len(words) < 4 and words[0] in wording.QUANTIFIERS
    return counted or subject.lower().removeprefix("the ") in wording.WHOEVER


def _asks_for_words(verb: QuestionVerb, rest: str) -> bool:
    """A word means something of itself; what somebody means by it is another matter."""
    return verb.base != "mean" or bool(re.match(r"(?:by|about|when|with|that)\b", rest))


def _after_listener(verb: QuestionVerb, rest: str) -> str:
    """The topic after a verb of telling: the listener stands between."""
    if verb.base in wording.TELLING and (match := _LISTENER_BETWEEN.match(rest)):
        return match["topic"]
    return re.sub(r"^(?:out|in|up)\s+(?=about|on|against|that)", "", rest)


def _is_passive(word: str) -> bool:
    verb = wording.QUESTION_VERBS.get(word.lower())
    return verb is not None and verb.form == "past" and verb.sure


def _split_link(text: str) -> tuple[str, str]:
    """A name and what follows it after "about", "on" and the like."""
    match = _LINKED.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")
