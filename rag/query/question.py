"""Parses a question with its conversation: the wanted speaker, topic and act, and filters by date and outlet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from factcontext.index.lexicon.roles import BODIES
from factcontext.rag.query.date_filter import narrow_dates
from factcontext.rag.query.followup import stand_alone
from factcontext.rag.query.last_question import first_quoted
from factcontext.rag.query.narrowing import merged_filters
from factcontext.rag.query.outlet_filter import may_name_outlet, narrow_outlet, piece_in
from factcontext.rag.query.parse import parse_question
from factcontext.rag.query.plain_name import plain_name
from factcontext.rag.query.question_language import ENGLISH, question_language, without_function_words
from factcontext.rag.query.small_talk import is_small_talk
from factcontext.rag.query.wording import LEANING, WH
from factcontext.rag.records import Filters, Names, Question, Turn

# What is longer is a text, not a question that can be taken apart.
LONGEST = 400
_BREAK = re.compile(r"[.?!]\s+(?=[A-Z])")
_ELSE = re.compile(r"who else\b", re.IGNORECASE)
# "And the others?", "did anyone disagree?", "do any Democrats back it?"
_GOES_ON = re.compile(
    r"(?:and|but|so|(?:did|does|do|has|have|was|were|will|would) (?:any|some|no)\w*)\b", re.IGNORECASE
)
_OWN = re.compile(r"\b(?:his|her|their|its) \w", re.IGNORECASE)
# "The two sides, A and B".
_BOTH = re.compile(r"^(?:both|(?:the )?(?:two|pair|couple)(?: of \w+)?)(?: [\w-]+){0,2}, ", re.IGNORECASE)
FEWEST_WORDS = 3  # of a question about facts that asks something by itself


def understand(
    asked: str,
    history: Sequence[Turn] = (),
    names: Names | None = None,
    span: tuple[str, str] | None = None,
) -> Question:
    """Say whose words are wanted and about what; a follow-up is completed from the questions before.

    `names` are the folder's speakers and outlets, `span` its first and last date: what the wording says is taken for
    a name, an outlet or a date of publication only where the folder has such.

    >>> understand("What did Russia say about the probe?").speaker
    'Russia'
    """
    text = " ".join(asked.split())
    if is_small_talk(text, is_first=not history):
        return Question(asked=asked, standalone=text, kind="fact", speaker=None, topic="", is_small_talk=True)
    if (language := question_language(text)) != ENGLISH:
        return _by_its_words(asked, text, language, names)
    if earlier := _led_up_to(text, names):
        return replace(understand(text[len(earlier) :], [*history, Turn(earlier, "")], names, span), asked=asked)
    if len(text) > LONGEST:
        return Question(asked=asked, standalone=text, kind="fact", speaker=None, topic=text)
    whole, heard = text, None
    if history:
        last = understand(history[-1].question, history[:-1], names, span)
        heard = history[-1].speaker or first_quoted(history[-1].answer)
        whole = stand_alone(text, last, heard, names)
        heard = last.speaker or heard
    found = replace(_narrowed(whole, names, span), asked=asked, standalone=whole)
    if history and whole != last.standalone and _leans(text, whole, found):  # "Really?" wants the same again
        is_wanted = found.wants_words and found.act != "when"  # the time of it stands in any sentence
        found = replace(found, before=_leaned_on(history), wants_words=is_wanted)
    if _ELSE.match(whole):
        found = replace(found, besides=heard)
    return _corrected(_each(found, names), names)


def _leaned_on(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns before, newest first, to the first that tells what it cites: a turn is kept with what it leans on."""
    known = next((n for n, turn in enumerate(reversed(history), 1) if turn.articles), len(history))
    return tuple(reversed(history))[:known]


def _leans(text: str, whole: str, found: Question) -> bool:
    """Whether a question is understood only after the one before: it was completed from that, goes on with "and", has a
    word that stands for something said before and is not the speaker's own ("Kerry about his meeting"), or is too short
    to ask anything by itself."""
    if whole != text or _GOES_ON.match(text):
        return True
    own = found.speaker and found.topic and _OWN.search(text)
    if LEANING.search(text) and not own:
        return True
    is_short = found.kind == "fact" and len(text.split()) <= FEWEST_WORDS
    return is_short and (text.endswith("?") or not WH.isdisjoint(text.lower().split()[:1]))


def _by_its_words(asked: str, text: str, language: str, names: Names | None) -> Question:
    """A question that is not understood: its words are searched for, and those of a speaker whom it names."""
    words = without_function_words(text, language)
    runs = (" ".join(run) for is_name, run in groupby(words.split(), lambda word: word[:1].isupper()) if is_name)
    speaker = next((name for name in runs if names and names.knows(name)), None)
    topic = " ".join(words.replace(speaker, " ").split()) if speaker else words
    kind: Literal["said", "fact"] = "said" if speaker else "fact"
    return Question(asked=asked, standalone=words, kind=kind, speaker=speaker, topic=topic, language=language)


def _led_up_to(text: str, names: Names | None) -> str:
    """What stands before the last sentence, where only that one is a question for words: "It sank. Who said so?"."""
    breaks = list(_BREAK.finditer(text))
    if not breaks or len(text) > LONGEST or parse_question(text, names).kind != "fact":
        return ""
    last = breaks[-1]
    return text[: last.end()] if parse_question(text[last.end() :], names).kind != "fact" else ""


def as_fact(question: Question) -> Question:
    """The same question about facts: for plain keywords whose speaker was but a guess."""
    return replace(question, kind="fact", speaker=None, topic=question.standalone.strip(" ?!."), guessed=False)


def one_per_speaker(question: Question) -> tuple[Question, ...]:
    """One question for each speaker that is asked about, without the others' names; most have one speaker at most."""
    names = [name for name in (question.speaker, *question.others) if name]
    if len(names) < 2:
        return (question,)
    return tuple(
        replace(
            question,
            speaker=name,
            others=(),
            guessed=False,  # what the two are compared by is their words
            standalone=_without(set(names) - {name}, question.standalone),
        )
        for name in names
    )


def _without(names: Iterable[str], text: str) -> str:
    """A question without some of the names that are joined in it."""
    for name in names:
        text = re.sub(rf"(?:,?\s+(?:and|or|&)|,)\s+{re.escape(name)}(?!\w)", "", text, count=1)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?:,?\s+(?:and|or|&)|,)\s+", "", text, count=1)
    return text


def _narrowed(text: str, names: Names | None, span: tuple[str, str] | None) -> Question:
    """Take one complete question apart, dates and outlet first."""
    outlet = narrow_outlet(text, names.publishers if names and may_name_outlet(text) else ())
    dated = narrow_dates(outlet.text, span)
    found = parse_question(dated.text, names)
    if found.kind == "fact" and not outlet.covers:  # the date is of what happened, seldom of the report
        found, dated = parse_question(outlet.text, names), replace(dated, filters=Filters())
    if outlet.covers and found.guessed:  # what is left are the words of a topic
        found = as_fact(found)
    found = replace(found, narrowed=merged_filters(outlet.filters, dated.filters))
    return _of_piece(found, text, names) if names else found


def _of_piece(found: Question, text: str, names: Names) -> Question:
    """The question within an outlet that is named by its own article or writer: "the Post column on Orr"."""
    piece = piece_in(text, names.publishers)
    if piece is None:
        return found
    words, published_by = piece
    if not found.speaker or words in found.speaker:  # nobody is quoted with its own words
        found = as_fact(found)
    return replace(found, narrowed=replace(found.narrowed, publisher=published_by))


def _each(question: Question, names: Names | None) -> Question:
    """Two speakers are asked about apart, unless the two are one name: "the Ministry of Health and Labour"."""
    if not question.speaker:
        return question
    joined = _BOTH.sub("", question.speaker)
    parts = [re.sub("[’']s?$", "", part) for part in re.split(r",?\s+(?:and|or|&)\s+|,\s+", joined) if part]
    known = [part for part in parts if _stands_alone(part, names)]
    if len(parts) < 2 or not known or not all(part in known or _is_persons(part, known) for part in parts):
        return question
    return replace(question, speaker=parts[0], others=tuple(parts[1:]))


def _stands_alone(name: str, names: Names | None) -> bool:
    if names:
        return names.knows(name) or names.correct(name) is not None
    return all(word[:1].isupper() for word in name.split()) and len(name.split()) <= 3


def _is_persons(name: str, known: Sequence[str]) -> bool:
    """Whether a name that nobody in the folder speaks under is a person's all the same: of two or three words and no
    body's, or a surname beside surnames."""
    words = name.split()
    if len(words) == 1:
        return name.istitle() and all(len(one.split()) == 1 for one in known)
    return len(words) in (2, 3) and name.istitle() and words[-1].lower() not in BODIES


def _corrected(question: Question, names: Names | None) -> Question:
    """Names as the folder spells them; the wording that is shown has them too."""
    if names is None or not question.speaker:
        return question
    right: dict[str, str] = {}
    for name in (question.speaker, *question.others):
        if fixed := names.correct(name) or plain_name(name, names):
            right[name] = fixed
    standalone = question.standalone
    for name, fixed in right.items():
        standalone = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", fixed, standalone, count=1, flags=re.IGNORECASE)
    return replace(
        question,
        standalone=standalone,
        speaker=right.get(question.speaker, question.speaker),
        others=tuple(right.get(name, name) for name in question.others),
    )
