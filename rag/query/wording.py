"""The vocabulary of questions: verbs and nouns of speech with what they ask for, prepositions, small word classes."""

import re
from dataclasses import dataclass
from typing import get_args

from factcontext.index.lexicon.speech import speech_nouns, speech_verbs
from factcontext.index.lexicon.verb_forms import Form
from factcontext.index.lexicon.word_classes import words_of_class
from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.records import Act

# Verbs that hardly mean anything but words, though they need none: a full name is enough beside them.
EXPRESSING = word_group("verbs of expressing")
# Many a name has one of these words in it: "the State Department", "the Mueller report".
NOUNS_TOO = word_group("verbs that are nouns too")

# What verbs and nouns of speech ask for, as verbs.tsv and nouns.tsv write it.
_ACTS: dict[str, Act | None] = {"words": None, **{act: act for act in get_args(Act)}}
NOUNS = {noun.word: _ACTS[noun.asks] for noun in speech_nouns() if noun.asks}
NOUN = rf"(?:(?:\w+ )?(?:{'|'.join(NOUNS)})s?)"
LINK = (
    r"(?:about|on|of|to|for|regarding|concerning|over|that|with|as|by|in|at|against|toward|towards|from|re|"
    r"with regard to|in regard to|with respect to|when asked about|if|whether)"
)
ABOUT = r"(?:about|on|regarding|concerning|over|toward|towards|re|with regard to|with respect to)"

WH = words_of_class("wh")
DO = words_of_class("do")
HAVE = words_of_class("have")
BE = words_of_class("be")
AUXILIARIES = DO | HAVE | BE

QUALIFIERS = words_of_class("qualifier")
DETERMINERS = words_of_class("determiner")
QUANTIFIERS = words_of_class("quantifier")
# Words that stand for somebody who has to be looked up in the question before.
PERSONS = words_of_class("person")
THINGS = words_of_class("thing")
ANYBODY = words_of_class("anybody")
# Of these the ones that stand for whoever speaks.
WHOEVER = words_of_class("whoever")
# No name begins with one of these.
NEVER_FIRST = QUANTIFIERS | WH | BE | DO
_CLAUSE = words_of_class("clause")
# Words after which the subject of a question is over.
JOINTS = words_of_class("joint")
WITHIN_NAMES = JOINTS | word_group("small words of bodies")
LISTENERS = re.compile(
    r"^(?:to\s+)?(?:reporters?|(?:the |a |an )?(?:press|media|journalists?|newspapers?|interviewers?|audience|crowd|"
    rf"nation|public)|(?-i:us|me|them)|everyone|people)(?=\s+(?:{ABOUT}|that|in|at|when)\b|$)\s*",
    re.IGNORECASE,
)
# Verbs that are understood in a wrong form too: "what did he said".
SAYING = word_group("verbs of plain saying")
# Verbs that tell nothing of what was said: not a word of the topic.
ANY_WORDS = word_group("verbs of any words")
# Among plain keywords these say only that somebody's words are wanted.
QUOTES = word_group("words for quotations")
TELLING = word_group("verbs of telling")


@dataclass(frozen=True, slots=True)
class QuestionVerb:
    """A word as a form of a verb of speech."""

    base: str
    form: Form
    act: Act | None
    sure: bool  # whether it needs words at all


QUESTION_VERBS = {
    word: QuestionVerb(verb.base, form, _ACTS[verb.asks], verb.is_sure)
    for verb in speech_verbs()
    if verb.asks
    for word, form in verb.forms().items()
}
# The forms of verbs that report words as a clause or an object: whoever did that said something.
REPORTING = {
    word: form for verb in speech_verbs() if not verb.frame.isdisjoint("co") for word, form in verb.forms().items()
}


def is_clause(words: list[str]) -> bool:
    """Whether words are more than a name: a name has no such joints."""
    return not _CLAUSE.isdisjoint(word.lower().strip(",;:") for word in words)


# Words that stand for something said before.
LEANING = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|it|its|this|that|these|those|there|then|both|neither"
    r"|former|latter|same|other|others|ones?)\b",
    re.IGNORECASE,
)
