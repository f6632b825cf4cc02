"""Tells whether the best evidence can hold what a question asks for: a time, a sum, what is counted, the place."""

import re
from collections.abc import Sequence

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.lexicon.countries import demonyms
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.query.required_names import years_in
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import ScoredSentence
from factcontext.rag.retrieval.expected import expected, holds

# A word means much the same as the noun that is counted from this cosine on ("infants" and "babies" have 0.87, "jobs"
# and "workers" 0.66, "tanks" and "support" 0.34). Of 14 readers' questions that were answered without the noun
# or such a word, 11 have no answer.
ALIKE = 0.6
_MULTIPLES = "thousand|hundred|million|billion|dozen|more|other|of|the|its|their"
# What stands behind the noun in a question: a verb, a preposition, or nothing. A word too many makes no difference,
# since the last word before it is compared.
_BEHIND = (
    "did|does?|has|have|had|was|were|will|would|are|is|can|could|must|came|went|died|attended|lost|took|turned|voted|got"
    "|backed|in|from|at|on|of|that|who"
)
_COUNTED = re.compile(rf"\bhow many (?:(?:{_MULTIPLES}) )*((?:[\w-]+ ){{0,3}}?[\w-]+)(?= (?:{_BEHIND})\b|\?|$)", re.I)
# Questions for a price or a payment. What somebody raises, spends or invests may be no money ("raise rates", "spend
# years"), and what something has cost may be a job, so these are left out.
_AUX = "did|does|do|has|have|had|will|would|is|are|was|were|can|could|must"
_PRICED = re.compile(
    rf"\bhow much (?:money|cash)\b|\bhow much (?:{_AUX})\b.{{0,60}}\b(?:pays?|paid|paying|earn(?:s|ed)?|costs?|fetch"
    r"|charged?|donated?|owed?)\b|\b(?:what|which) (?:price|salary|fee|fine|wages?|ransom|rent|fare)\b"
    r"|\bwhat (?:do|does|will|would) .{1,80}\b(?:cost|fetch)\W*$",
    re.I,
)
# What has a price, to its head: "what does the new crane for the yard cost".
_PRICED_THING = re.compile(
    r"\bwhat (?:do|does|did|will|would) (?:[\w’'-]+ ){0,5}?([\w’'-]+)"
    r"(?= (?:for|of|in|on|at|to|from|by|with|cost|fetch)\b)(?=.{1,80}\b(?:cost|fetch)\W*$)",
    re.I,
)
# Answers to "how much" that name no sum.
_NO_SUM = re.compile(
    r"%|\b(?:per ?cent|percent(?:age)?|free|nothing|half|third|quarter|twice|double|unpaid|undisclosed)\b", re.I
)
_SIDES = "north|south|east|west|northern|southern|eastern|western"
_ONE_SIDE = re.compile(rf"\b((?i:{_SIDES})) ([A-ZÀ-Þ][\w’'-]+)")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_PERIOD = re.compile(r"\b((?:1[89]|20)\d\d)(?: (?:to|and|until|till|through) |\s?[-–]\s?)((?:1[89]|20)\d\d)\b")


def lacks_what_is_asked(question: Question, best: ScoredSentence, embedder: Embedder) -> bool:
    """Whether the best evidence, with its neighbours, cannot answer: "when" without any time, a price without a sum, or
    of something else, "how many tanks" without tanks, South Dakota where it has North Dakota, 2004 alone where 2001 is
    asked about."""
    text, asked = with_neighbours(best), question.standalone
    if question.kind != "said" and expected(asked) == "time" and not holds("time", text, stems(asked)):
        return True
    if asks_for_sum(asked) and not holds("money", text, ()) and not _NO_SUM.search(text):
        return True
    noun = counted_noun(asked) or _priced_noun(asked)
    if _is_elsewhere(asked, text) or is_of_another_year(asked, text, best.article.published):
        return True
    return noun is not None and not _has_noun(noun, text, embedder)


def asks_for_sum(asked: str) -> bool:
    """Whether a question asks for a price or a payment.

    >>> asks_for_sum("What does a seat cost?"), asks_for_sum("What did Orr say the vote has cost him?")
    (True, False)
    """
    return _PRICED.search(asked) is not None


def counted_noun(asked: str) -> str | None:
    """What a question has counted, where it is more than people.

    >>> counted_noun("How many spare tanks did Orr promise?"), counted_noun("How many people came?")
    ('tanks', None)
    """
    found = _COUNTED.search(asked)
    noun = found[1].split()[-1].lower() if found else None
    is_people = noun in word_group("words for people and times") or noun is not None and noun[:-1] in demonyms()
    return None if is_people else noun


def _priced_noun(asked: str) -> str | None:
    """What a question asks the price of: "crane"."""
    found = _PRICED_THING.search(asked)
    noun = found[1].lower() if found else None
    return None if noun in STOP else noun


def _has_noun(noun: str, text: str, embedder: Embedder) -> bool:
    """Whether a text has the noun, or a word that means much the same."""
    if set(stems(noun)) & set(stems(text)):
        return True
    words = sorted({word.lower() for word in _WORD.findall(text)} - STOP)
    return bool(words) and _nearest(noun, words, embedder) >= ALIKE


def _nearest(word: str, others: Sequence[str], embedder: Embedder) -> float:
    vectors = embedder.encode([word, *others])
    return float((vectors[1:] @ vectors[0]).max())


def _is_elsewhere(asked: str, text: str) -> bool:
    """Whether a text has another side of a place than the question, and not the one it asks about."""
    for side, place in _ONE_SIDE.findall(asked):
        has = {one.lower() for one, name in _ONE_SIDE.findall(text) if name == place}
        if has and side.lower() not in has:
            return True
    return False


def is_of_another_year(asked: str, text: str, published: str | None) -> bool:
    """Whether a text tells of other years than the one that is asked about, in which it did not appear either.

    Of 1,179 questions with one year the answer of 6 would count as of another, of 1,345 without an answer 46 of the
    sentences that come near one.
    """
    wanted, told = set(years_in(asked)), set(years_in(text))
    if len(wanted) != 1 or not told or not wanted.isdisjoint(told) or (published or "")[:4] in wanted:
        return False
    (year,) = wanted
    return not any(first < year < last for first, last in _PERIOD.findall(text))


def with_neighbours(one: ScoredSentence) -> str:
    """A sentence, with those before and after it in its paragraph, by which a quote may be widened."""
    sentences = one.seen.sentences[max(0, one.number - 1) : one.number + 2]
    inside = [each for each in sentences if each.paragraph == one.sentence.paragraph]
    return one.article.text[inside[0].start : inside[-1].end]
