"""Passages become ranked sentences: how much of the question each holds, and whose words it reports."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from index.library import Library
from index.names import matches
from index.records import Article, Passage, Sentence, Statement
from index.words import content_words, stems
from rag.records import Evidence, Question
from rag.retrieve import ASKING, Candidate, Search
from rag.statements import SURE

Pair = tuple[str, str]
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
# Passages whose sentences are looked at, the best by words and vectors together.
LOOKED_AT = 40
# A quotation of more sentences to either side, or of more characters, is quoted by its one sentence.
WIDEST = 3
WIDEST_CHARS = 500


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a sentence as evidence for a question, each 0 to 1."""

    topic: float  # share of the topic's word mass in the sentence itself
    around: float  # the same with the sentence before and after
    phrase: float  # share of the topic's pairs of neighbouring words that stand together in it too
    question: float  # share of the whole question's word mass in the sentence
    words: float  # its passage by words
    cosine: float  # the nearest sentence of its passage, by vectors
    meaning: float  # the sentence itself, by vectors
    speaker: float  # how surely the one who is asked about says it
    named: float  # whether the one who is asked about is named in it
    said: float  # whether anybody says it


# Weights of the features: rounded from a listwise logistic fit (softmax over a question's sentences) on the development
# questions, made when passages had vectors; the weight of that vector was then shared out by hand between a passage's
# nearest sentence and the sentence itself. A fit of these very features orders no better by more than 0.02 of any kind
# (docs/retrieval.md). "said" came out slightly negative, for want of anything to tell: 0. They add up to 1.11.
WEIGHTS = Features(
    topic=0.12,
    around=0.11,
    phrase=0.17,
    question=0.11,
    words=0.1,
    cosine=0.04,
    meaning=0.2,
    speaker=0.16,
    named=0.1,
    said=0.0,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a candidate passage with its features and, where somebody says it, the statement."""

    passage: Passage
    article: Article
    sentence: Sentence
    features: Features
    statement: Statement | None
    score: float
    start: int  # of what is quoted: the sentence, or all of the quotation that it is a part of
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the question's words are worth: rarity by stemmed word, of the topic and of the whole question."""

    topic: Mapping[str, float]
    pairs: frozenset[Pair]  # neighbouring words of the topic
    question: Mapping[str, float]
    speaker: str | None
    named: frozenset[str]  # stems of the speaker's name


def rank(question: Question, search: Search, candidates: Iterable[Candidate], library: Library) -> list[Scored]:
    """All sentences of the most promising candidates, best first."""
    wanted = _wanted(question, search, library)
    promising = sorted(candidates, key=lambda c: (-promise(c), c.passage.article, c.passage.start))[:LOOKED_AT]
    scored = [one for candidate in promising for one in _sentences(candidate, wanted, library)]
    return sorted(scored, key=lambda one: (-one.score, one.article.path, one.sentence.start))


def _wanted(question: Question, search: Search, library: Library) -> Wanted:
    topic = {word: library.words.rarity(word) for word in content_words(question.topic) if word not in ASKING}
    named = frozenset(content_words(question.speaker)) if question.speaker else frozenset()
    pairs = pairs_of(stems(_ARTICLE.sub("", question.topic)))
    return Wanted(topic or search.words, pairs, search.words, question.speaker, named)


def _sentences(candidate: Candidate, wanted: Wanted, library: Library) -> Iterable[Scored]:
    """The sentences of one passage with their features."""
    article = library.article(candidate.passage.article)
    assert article is not None  # the passage was found in this library
    sentences = library.sentences(article.path)
    stemmed = library.stemmed(article.path)
    statements = library.statements(article.path)
    for number, sentence in enumerate(sentences):
        if candidate.passage.start <= sentence.start < candidate.passage.end:
            words = frozenset(stemmed[number])
            near = words.union(*stemmed[max(0, number - 1) : number + 2])
            sure, statement = _speaks(wanted, sentence, statements)
            features = Features(
                topic=_share(wanted.topic, words),
                around=_share(wanted.topic, near),
                phrase=_phrase(wanted, stemmed[number]),
                question=_share(wanted.question, words),
                words=candidate.words,
                cosine=max(0.0, candidate.cosine),
                meaning=max(0.0, candidate.cosines[sentence.start]),
                speaker=sure,
                named=float(bool(wanted.named & words)),
                said=float(statement is not None),
            )
            start, end = _stretch(number, sentences, statement)
            yield Scored(candidate.passage, article, sentence, features, statement, weigh(features), start, end)


def best_passages(scored: Sequence[Scored], candidates: Iterable[Candidate]) -> list[tuple[Passage, float]]:
    """Passages in order, each as good as its best sentence; those whose sentences were not looked at come after."""
    scores = {candidate.passage: promise(candidate) for candidate in candidates}
    for one in scored:
        scores[one.passage] = max(scores[one.passage], one.score)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0].article, pair[0].start))


def promise(candidate: Candidate) -> float:
    """What a passage's own features are worth, whatever its sentences say."""
    return WEIGHTS.words * candidate.words + WEIGHTS.cosine * max(0.0, candidate.cosine)


def weigh(features: Features) -> float:
    """One score of the features."""
    return sum((getattr(features, f.name) * getattr(WEIGHTS, f.name) for f in fields(Features)), 0.0)


def _speaks(
    wanted: Wanted, sentence: Sentence, statements: Sequence[Statement]
) -> tuple[float, Statement | None]:
    """How surely the wanted speaker says something in the sentence, and the statement that is most of it.

    Where nobody is asked about, any statement will do, and the sureness is 0.
    """
    inside = [(s, _overlap(s, sentence)) for s in statements]
    inside = [(s, n) for s, n in inside if n > 0]
    if not inside:
        return 0.0, None
    if wanted.speaker is None:
        return 0.0, max(inside, key=lambda pair: pair[1])[0]
    rated = [(matches(wanted.speaker, s), n, s) for s, n in inside]
    sure, _, statement = max(rated, key=lambda triple: triple[:2])
    return sure, statement


def _phrase(wanted: Wanted, words: Sequence[str]) -> float:
    """How much of the topic stands together; a topic of one word stands together where it stands."""
    if not wanted.pairs:
        return _share(wanted.topic, frozenset(words))
    return len(wanted.pairs & pairs_of(words)) / len(wanted.pairs)


def pairs_of(words: Sequence[str]) -> frozenset[Pair]:
    """The pairs of neighbours in a row of words."""
    return frozenset(pairwise(words))


def _stretch(number: int, sentences: Sequence[Sentence], statement: Statement | None) -> tuple[int, int]:
    """The sentence, widened to its whole quotation where that is short enough to be read at once."""
    sentence = sentences[number]
    if statement is None or statement.kind == "indirect":
        return sentence.start, sentence.end
    near = sentences[max(0, number - WIDEST) : number + WIDEST + 1]
    inside = [s for s in near if _overlap(statement, s) > 0]
    start, end = inside[0].start, inside[-1].end
    wide = end - start > WIDEST_CHARS or sentence not in inside
    return (sentence.start, sentence.end) if wide else (start, end)


def fits(one: Scored, wanted: str | None) -> bool:
    """Whether a sentence may be quoted for the one who is asked about: their words, or told of them by the article.

    What somebody else says is never quoted for them, however much it speaks of them.
    """
    if wanted is None:
        return True
    if one.statement is None:
        return one.features.named > 0
    return one.features.speaker >= SURE


def _overlap(statement: Statement, sentence: Sentence) -> int:
    return min(statement.end, sentence.end) - max(statement.start, sentence.start)


def _share(worth: Mapping[str, float], present: frozenset[str]) -> float:
    whole = sum(worth.values())
    return sum(value for word, value in worth.items() if word in present) / whole if whole else 0.0


def collapse(scored: Sequence[Scored]) -> list[Evidence]:
    """Ranked evidence in which the same words in several articles count once, and say where else they ran."""
    kept: dict[str, Scored] = {}
    others: dict[str, set[str]] = {}
    for one in scored:
        key = " ".join(stems(one.article.text[one.start : one.end]))
        first = kept.setdefault(key, one)
        if one.article.path != first.article.path:
            others.setdefault(key, set()).add(one.article.path)
    return [_evidence(one, tuple(sorted(others.get(key, ())))) for key, one in kept.items()]


def _evidence(one: Scored, also_in: tuple[str, ...]) -> Evidence:
    return Evidence(one.article, one.start, one.end, one.score, one.statement, also_in)
