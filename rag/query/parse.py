"""One complete question is taken apart: whose words are wanted, about what, and what is asked of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from factcontext.rag.query import patterns, wording
from factcontext.rag.query.wording import Form, Verb
from factcontext.rag.records import Act, Names, Question, Voices

Forms = tuple[Form, ...]
# A name with its office has fewer words; a question has been read to its verb after that many.
LONGEST_NAME = 12
# What is longer is no question in plain keywords.
MOST_KEYWORDS = 8
# Words in the longest name that may be the subject of a question: "Detective Inspector Ruth Carrick".
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words made plain, and what is known of the names in them."""

    text: str
    names: Names | None
    plain: bool  # no capitals to go by
    slips: bool = False  # whether the form of a verb may be wrong: "what did he said"


def parse(text: str, names: Names | None = None) -> Question:
    """Take one complete question apart; `text` is what was typed or what a follow-up was made into."""
    asked = Asked(_simplified(text), names, text == text.lower() or text == text.upper())
    body, act = _tail_act(asked.text)
    found = _first(replace(asked, text=body)) or _fact(body)
    found = replace(found, asked=text, standalone=text)
    return replace(found, act=act) if act and found.kind != "fact" else found


def _simplified(text: str) -> str:
    """The question without what is said for politeness, contractions written out."""
    text = " ".join(text.split()).strip(" ?!.…,;")
    text = text.lower() if text == text.upper() and len(text) > 5 else text
    text = patterns.BEGINNING.sub(lambda match: _written_out(match[0], patterns.CONTRACTIONS), text)
    text = _written_out(text, patterns.PHRASES)
    for _ in range(3):
        text = patterns.ENDING.sub("", patterns.POLITE.sub("", text)).strip(" ?!.…,;")
    return text


def _written_out(text: str, forms: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, plain in forms:
        text = pattern.sub(plain, text)
    return text


def _tail_act(text: str) -> tuple[str, Act | None]:
    """A second question word at the end: "what did Kerry say about the vote, and when?"."""
    match = patterns.AND_WHEN.search(text)
    if not match:
        return text, None
    word = match["word"].lower()
    return text[: match.start()], "when" if word == "when" else "why" if word == "why" else None


def _first(asked: Asked) -> Question | None:
    """The first way of asking that fits."""
    for way in _WAYS:
        if found := way(asked):
            return found
    return None


def _fact(body: str) -> Question:
    return Question(asked=body, standalone=body, kind="fact", speaker=None, topic=body)


# ---- who is named


def _speaker(words: str, asked: Asked, sure: bool = True) -> str | None:
    """The speaker's name, where the words are one; `sure`: whether the rest of the question leaves no doubt."""
    name = patterns.AFTER_NAME.sub("", words.strip(" ,.:;\"“”"))
    parts = name.split()
    while parts and parts[-1].lower() in wording.QUALIFIERS:
        parts.pop()
    name = " ".join(parts)
    if not _may_be_name(parts) or _is_anybody(name):
        return None
    return name if sure or _is_somebody(name, asked) else None


def _may_be_name(parts: list[str]) -> bool:
    """Whether words are no clause, no question and more than an article."""
    low = [part.lower() for part in parts]
    if not parts or len(parts) > LONGEST_NAME or wording.is_clause(parts) or low[0] in wording.NEVER_FIRST:
        return False
    return not wording.DETERMINERS.issuperset(low) and (wording.BE | {"be", "been", "being"}).isdisjoint(low)


def _is_anybody(name: str) -> bool:
    return name.lower().removeprefix("the ") in wording.ANYBODY


def _is_somebody(name: str, asked: Asked) -> bool:
    """Whether a name is of somebody who speaks; without a list of speakers, whether it is written as a name."""
    if asked.names is not None:
        return asked.names.knows(name) or asked.names.correct(name) is not None
    head = re.split(r"\s(?:of|in|for|at|from|with)\s", name)[0]
    return asked.plain or any(word[:1].isupper() for word in head.split() if word.lower() not in wording.DETERMINERS)


def _is_full_name(words: str) -> bool:
    """Whether words are written as a first name and a surname at least."""
    return len(words.split()) > 1 and all(word[:1].isupper() for word in words.split()) and words[:4].lower() != "the "


def _said(speaker: str, topic: str | None, act: Act | None = None) -> Question:
    topic = _topic(topic or "")
    return Question(asked="", standalone="", kind="said", speaker=speaker, topic=topic, act=act)


def _who(topic: str, act: Act | None = None) -> Question | None:
    """A question about whoever spoke; a pronoun alone is no topic."""
    topic = patterns.BEFORE_WHO_TOPIC.sub("", topic.strip(" ?!.,:;"))
    last = topic.split()[-1:] if len(topic.split()) <= 2 else []
    if not topic or last and last[0].lower() in wording.ANYBODY | wording.PERSONS:
        return None
    return Question(asked="", standalone="", kind="who", speaker=None, topic=topic, act=act)


def _topic(topic: str) -> str:
    """What the words are about, without the listener, the links and the place where they were said."""
    topic = wording.LISTENERS.sub("", topic.strip(" ?!.,:;"))
    if match := patterns.PLACE.match(topic):
        place = re.sub(r"^\w+\s+", "", match["place"])
        topic = match["topic"] if wording.LISTENERS.match(match["place"]) else f"{match['topic']}, {place}"
    topic = patterns.AFTER_TOPIC.sub("", patterns.BEFORE_TOPIC.sub("", f"{topic} ").strip(" ?!.,:;"))
    return "" if patterns.NO_TOPIC.fullmatch(topic) else topic


# ---- the verb


def _verbs(words: list[str], first: int, forms: Forms) -> Iterator[tuple[int, Verb]]:
    """The verbs of speech that may be the question's own, with their places."""
    for place in range(first, min(len(words), first + LONGEST_NAME + 3)):
        word = words[place].strip(",")
        verb = wording.VERBS.get(word.lower())
        if word.lower() in ("about", "regarding", "that", "because") or (place > first and word.lower() in wording.WH):
            return
        if verb and verb.form in forms and (word.islower() or _is_title_case(words)):
            if not (verb.base in wording.NOUNS_TOO and _is_part_of_name(words, first, place, forms)):
                yield place, verb


def _is_title_case(words: list[str]) -> bool:
    """Whether the question is typed like a headline, so that capitals tell nothing."""
    return all(word[:1].isupper() for word in words if word.lower() in wording.DO | wording.HAVE | wording.WH)


def _is_part_of_name(words: list[str], first: int, place: int, forms: Forms) -> bool:
    """Whether a word that is also a noun belongs to the name: the verb comes later, or nobody is named before it."""
    before = [word.lower() for word in words[first:place]]
    if all(word in wording.DETERMINERS | wording.QUALIFIERS for word in before):
        return True
    for word in words[place + 1 : place + 4]:
        verb = wording.VERBS.get(word)
        if word.lower() in wording.ANYBODY | wording.DETERMINERS | wording.JOINTS:
            return False
        if verb and verb.form in forms and verb.sure:
            return True
    return False


def _by_verb(
    words: list[str], first: int, forms: Forms, asked: Asked, doubtful: bool = False
) -> Question | None:
    """The question as subject, verb and topic, from the word `first` on; `doubtful`: only a verb of speech will do."""
    for place, verb in _verbs(words, first, forms):
        if place == first:
            return None
        if doubtful and not verb.sure and verb.base != "stand" or asked.slips and verb.base not in wording.SAYING:
            continue
        rest = " ".join(words[place + 1 :])
        subject = " ".join(words[first:place])
        plainly = verb.sure or verb.base in wording.EXPRESSING and _is_full_name(subject)
        speaker = _speaker(subject, asked, plainly)
        if speaker and _asks_for_words(verb, rest):
            return _said(speaker, _heard(verb, rest), _act_of(verb, rest))
        if not doubtful and (verb.sure or rest.startswith("for ")) and _is_anybody_named(subject):
            return _who(f"{'' if verb.act is None else words[place] + ' '}{rest}", verb.act)
    return None


def _act_of(verb: Verb, rest: str) -> Act | None:
    """What the verb asks for; one who calls somebody something demands nothing."""
    return None if verb.base in ("call", "ask") and not re.match(r"for\b|on\b", rest) else verb.act


def _is_anybody_named(subject: str) -> bool:
    words = subject.lower().split()
    counted = 0 < len(words) < 4 and words[0] in wording.QUANTIFIERS
    return counted or subject.lower().removeprefix("the ") in wording.WHOEVER


def _asks_for_words(verb: Verb, rest: str) -> bool:
    """A word means something of itself; what somebody means by it is another matter."""
    return verb.base != "mean" or bool(re.match(r"(?:by|about|when|with|that)\b", rest))


def _heard(verb: Verb, rest: str) -> str:
    """The topic after a verb of telling: the listener stands between."""
    if verb.base in wording.TELLING and (match := patterns.LISTENER_BETWEEN.match(rest)):
        return match["topic"]
    return re.sub(r"^(?:out|in|up)\s+(?=about|on|against|that)", "", rest)


# ---- the ways of asking


def _to_the_topic_first(asked: Asked) -> Question | None:
    """ "On the vote, what did Kerry say?" """
    if not (match := patterns.FIRST_TOPIC.fullmatch(asked.text)):
        return None
    found = _first(replace(asked, text=match["rest"]))
    if not found or found.kind == "fact":
        return None
    return replace(found, topic=" ".join(part for part in (_topic(match["topic"]), found.topic) if part))


def _change(asked: Asked) -> Question | None:
    """ "What changed in Kerry's position on the vote?" """
    if not patterns.CHANGE.search(asked.text):
        return None
    for pattern in (patterns.CHANGED_NOUN, patterns.CHANGED_MIND):
        if (match := pattern.fullmatch(asked.text)) and (speaker := _speaker(match["speaker"], asked)):
            return _said(speaker, patterns.CHANGED_TAIL.sub("", match["topic"]), "change")
    return None


def _direct(asked: Asked) -> Question | None:
    """ "What did Kerry say about the vote?", "Did Kerry deny the report?" """
    words = patterns.PREPOSED.sub("", asked.text).split()
    first = _after_auxiliary(words)
    if not first:
        return None
    place, forms = first
    found = _by_verb(words, place, forms, asked, doubtful=_asks_for_a_thing(words, place))
    if not found and forms == ("base",):
        found = _by_verb(words, place, ("past", "third"), replace(asked, slips=True), doubtful=True)
    return _with_question_word(found, words[0].lower()) if found else None


def _asks_for_a_thing(words: list[str], place: int) -> bool:
    """Whether the question word asks for a time, a person or a thing of a kind: "when did …", "what hymn did …"."""
    opening = [word.lower() for word in words[: place - 1]]
    return opening[:1] in (["when"], ["where"], ["who"], ["whom"], ["which"]) or bool(opening[1:2]) and (
        opening[1] not in wording.QUALIFIERS | wording.AUXILIARIES | {"else", "exactly", "things", "more"}
    )


def _after_auxiliary(words: list[str]) -> tuple[int, Forms] | None:
    """Where the subject begins, and the verb's form that the auxiliary before it asks for."""
    opening = words[0].lower().strip(",") if words else ""
    if opening == "how" and words[1:2] and words[1].lower() in ("much", "many", "long", "old", "far", "often"):
        return None
    reach = 1 if opening not in wording.WH else 2 if opening in ("who", "whom") else 5
    for place, word in enumerate(words[:reach]):
        low = word.lower()
        if low in wording.AUXILIARIES:
            forms: Forms = ("base",) if low in wording.DO else ("past",) if low in wording.HAVE else ("ing",)
            place += 2 if words[place + 1 : place + 2] == ["not"] else 1
            return place, forms
    return None


def _with_question_word(found: Question, word: str) -> Question:
    act: Act | None = "when" if word == "when" else "why" if word == "why" else None
    return replace(found, act=found.act or act) if act else found


def _possessive(asked: Asked) -> Question | None:
    """ "What is Kerry's view on the vote?" """
    match = patterns.POSSESSIVE.fullmatch(asked.text)
    speaker = match and _speaker(match["speaker"], asked)
    return _said(speaker, _without_verb(match["topic"]), _noun_act(match["noun"])) if match and speaker else None


def _without_verb(topic: str) -> str:
    return patterns.AFTERWARDS.sub(", ", topic).strip(" ,")


def _noun_act(noun: str) -> Act | None:
    last = noun.lower().split()[-1]
    return wording.NOUNS.get(last) or wording.NOUNS.get(last.removesuffix("s"))


def _noun_of(asked: Asked) -> Question | None:
    """ "Quotes by Kerry on the vote", "what is the stance of Kerry on the vote?" """
    match = patterns.NOUN_OF.fullmatch(asked.text)
    if not match:
        return None
    speaker = _speaker(match["speaker"], asked, sure=match["by"].lower() in ("by", "from"))
    return _said(speaker, match["topic"], _noun_act(match["noun"])) if speaker else None


def _according(asked: Asked) -> Question | None:
    """ "How many voted, according to Kerry?" """
    for pattern in (patterns.ACCORDING_FIRST, patterns.ACCORDING):
        if match := pattern.fullmatch(asked.text):
            determined = match["speaker"].split()[0].lower() in wording.DETERMINERS
            if speaker := _speaker(match["speaker"], asked, sure=determined):
                return _said(speaker, patterns.QUESTION_WORDS.sub("", match["topic"]))
    return None


def _quoted(asked: Asked) -> Question | None:
    """ "Who is quoted as saying that the vote is off?", "what was Kerry quoted as saying about the vote?" """
    for pattern in (patterns.QUOTED, patterns.WHOSE, patterns.WHO_IS):
        if match := pattern.fullmatch(asked.text):
            return _who(match["topic"], "favour" if pattern is patterns.WHO_IS else None)
    match = patterns.QUOTED_AS.fullmatch(asked.text)
    speaker = match and _speaker(match["speaker"], asked, sure=False)
    return _said(speaker, match["topic"]) if match and speaker else None


def _given(asked: Asked) -> Question | None:
    """ "What reason did Kerry give for leaving?" """
    match = patterns.GIVEN.fullmatch(asked.text)
    speaker = match and _speaker(match["speaker"], asked, sure=False)
    return _said(speaker, match["topic"], _noun_act(match["noun"])) if match and speaker else None


def _reactions(asked: Asked) -> Question | None:
    """ "What were the reactions to the vote?": anybody's. """
    match = patterns.NOUN_ALONE.fullmatch(asked.text)
    return _who(match["topic"], _noun_act(match["noun"])) if match else None


def _whoever(asked: Asked) -> Question | None:
    """ "Who said that the vote is off?", "which senator denied it?", "what was said about the vote?" """
    if match := patterns.SAID_OF.fullmatch(asked.text):
        return _who(match["topic"])
    match = patterns.WHO.fullmatch(asked.text)
    return _who_verb(match["rest"]) if match else None


def _who_verb(rest: str) -> Question | None:
    """Who did something with words: in the verb's own form, with an auxiliary before it or not."""
    words = rest.split()
    while words and words[0].lower() in wording.AUXILIARIES | wording.QUALIFIERS:
        words.pop(0)
    verb = wording.VERBS.get(words[0].lower()) if words else None
    if not verb or not (verb.sure or _means_words(verb, words[1:])):
        return None
    said = verb.base in wording.ANY_WORDS
    return _who(" ".join(words[1:] if said else words), _act_of(verb, " ".join(words[1:])))


def _means_words(verb: Verb, after: list[str]) -> bool:
    """Whether a verb that needs no words is used of words here: "called for", "called Brill a thief"."""
    if verb.base == "call" and len(after) > 1 and after[0][:1].isupper():
        return True
    return verb.form in ("third", "base") or after[:1] in (["for"], ["on"], ["that"])


def _passive(asked: Asked) -> Question | None:
    """ "Was the report denied by Kerry?", "what was said about the vote by Kerry?" """
    if not (match := patterns.PASSIVE.fullmatch(asked.text)):
        return None
    words = match["body"].split()
    place = next((n for n, word in enumerate(words) if _is_told(word)), None)
    name, after = _split_link(match["speaker"])
    speaker = _speaker(name, asked, sure=False)
    if place is None or not speaker:
        return None
    topic = " ".join([*words[:place], *words[place + 1 :], after])
    return _said(speaker, topic, wording.VERBS[words[place].lower()].act)


def _is_told(word: str) -> bool:
    verb = wording.VERBS.get(word.lower())
    return verb is not None and verb.form == "past" and verb.sure


def _split_link(text: str) -> tuple[str, str]:
    """A name and what follows it after "about", "on" and the like."""
    match = patterns.LINKED.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def _compared(asked: Asked) -> Question | None:
    """ "Compare Kerry and Lavrov on the vote": two who are asked apart."""
    match = patterns.COMPARED.fullmatch(asked.text)
    return _said(match["speaker"], match["topic"]) if match and " and " in match["speaker"] else None


def _favour(asked: Asked) -> Question | None:
    """ "Is Kerry in favour of the vote?" """
    match = patterns.FAVOUR.fullmatch(asked.text)
    speaker = match and _speaker(match["speaker"], asked, sure=False)
    return _said(speaker, match["topic"], "favour") if match and speaker else None


def _reported(asked: Asked) -> Question | None:
    """ "(Tell me) what Kerry said about the vote", "Kerry denied the report" """
    text = patterns.REPORTED.sub("", asked.text, count=1)
    words = [word for word in text.split() if word.lower() not in wording.HAVE | {"ever"}]
    if not words or not wording.WH.isdisjoint(word.lower() for word in words):
        return None
    found = _by_verb(words, 0, ("past", "third"), asked)
    if not found and text != asked.text:
        found = _by_verb(words, 0, ("base",), replace(asked, slips=True))
    if not found or (found.speaker and not (_is_written_as_name(words) and _is_somebody(found.speaker, asked))):
        return None
    return _with_question_word(found, asked.text.split()[0].lower())


def _is_written_as_name(words: list[str]) -> bool:
    """Whether what begins here may be a name as far as capitals tell."""
    return words[0].lower() in wording.DETERMINERS or words[0][:1].isupper() or all(word.islower() for word in words)


def _bare(asked: Asked) -> Question | None:
    """ "Kerry on the vote", "Kerry: the vote" """
    for pattern in (patterns.ON, patterns.COLON):
        if (match := pattern.fullmatch(asked.text)) and _is_plain(match["speaker"]):
            if speaker := _speaker(match["speaker"], asked, sure=False):
                return _said(speaker, match["topic"]) if _is_bare_name(speaker, asked) else None
    return None


def _is_plain(words: str) -> bool:
    """Whether words hold no sign of a sentence."""
    return (wording.WH | wording.AUXILIARIES).isdisjoint(words.lower().split())


def _is_bare_name(name: str, asked: Asked) -> bool:
    """Words in capitals, all of them, are a name that stands by itself; others are one of somebody often heard."""
    return all(word[:1].isupper() for word in name.split()) or _is_voice(name, asked)


def _is_voice(name: str, asked: Asked) -> bool:
    return isinstance(asked.names, Voices) and asked.names.is_voice(name)


def _name_noun(asked: Asked) -> Question | None:
    """ "Kerry's view on the vote", "Kerry statement on the vote" """
    match = patterns.NAME_NOUN.fullmatch(asked.text)
    if not match or not _is_plain(match["speaker"]):
        return None
    speaker = _speaker(match["speaker"], asked, sure=False)
    if not speaker or not _is_bare_name(speaker, asked):
        return None
    return _said(speaker, match["topic"], _noun_act(match["noun"]))


def _anywhere(asked: Asked) -> Question | None:
    """ "Why is Kerry's statement on the vote disputed?": whatever is asked, the words are what answers."""
    match = patterns.ANYWHERE.search(asked.text)
    if match and not (asked.text.lower().startswith("why") or patterns.TOPIC_OR_END.match(match["topic"])):
        return None
    speaker = match and _speaker(match["speaker"], asked, sure=False)
    return _said(speaker, _without_verb(match["topic"]), _noun_act(match["noun"])) if match and speaker else None


def _second_of_two(asked: Asked) -> Question | None:
    """ "What is the main issue, and how does Trump propose to address it?" """
    if not (match := patterns.COORDINATED.fullmatch(asked.text)):
        return None
    found = _direct(replace(asked, text=match["rest"]))
    if not found or found.kind != "said":
        return None
    return replace(found, topic=f"{patterns.QUESTION_WORDS.sub('', match['topic'])}, {found.topic}".strip(" ,"))


def _keywords(asked: Asked) -> Question | None:
    """ "kerry probe": a few words of which the first or the last are somebody who is often heard."""
    words = [word for word in asked.text.split() if word.lower() not in wording.QUOTES]
    if not 0 < len(words) <= MOST_KEYWORDS or not _is_plain(asked.text):
        return None
    if not {"a", "an", "the"}.isdisjoint(words):  # a sentence, or a part of one
        return None
    for name, topic in _splits(words):
        if name.split()[-1] not in wording.JOINTS and _is_voice(name, asked) and _speaker(name, asked):
            return replace(_said(name, topic), guessed=True)
    return None


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    """A name of three words at most at the beginning or the end, the longest first, and the rest."""
    for size in range(min(3, len(words)), 0, -1):
        yield " ".join(words[:size]), " ".join(words[size:])
        yield " ".join(words[-size:]), " ".join(words[:-size])


def _of_subject(asked: Asked) -> Question | None:
    """ "Was Kerry certain that …", "What excuse did Kerry give …": of one who is heard; it may be about their words."""
    match = patterns.SUBJECT.fullmatch(asked.text)
    if not match:
        return None
    words = match["rest"].split()
    for size in range(min(MOST_NAMED, len(words) - 1), 0, -1):
        name, rest = " ".join(words[:size]), words[size:]
        if _is_heard(name, asked) and (speaker := _speaker(name, asked)):
            return replace(_said(speaker, " ".join([*(match["asks"] or "").split(), *rest])), guessed=True)
    return None


def _is_heard(name: str, asked: Asked) -> bool:
    """Whether a name in capitals is a speaker's in full, or one that is often heard."""
    if not name[:1].isupper() or asked.names is None:
        return False
    return _is_voice(name, asked) or (" " in name and asked.names.knows(name))


_WAYS: tuple[Callable[[Asked], Question | None], ...] = (
    _to_the_topic_first,
    _change,
    _compared,
    _quoted,
    _given,
    _direct,
    _possessive,
    _according,
    _passive,
    _whoever,
    _noun_of,
    _favour,
    _reported,
    _second_of_two,
    _bare,
    _name_noun,
    _reactions,
    _anywhere,
    _keywords,
    _of_subject,
)
