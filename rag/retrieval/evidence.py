"""Ranks the sentences of candidate passages and turns them into quotable evidence, copies of one report once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, overload

import numpy as np

from factcontext.index.numbering import Integers
from factcontext.index.records import Article, Passage, Sentence, Statement
from factcontext.index.store.library import ArticleSentences, Library, StatementSpans
from factcontext.index.store.outline import Outlines
from factcontext.index.text.alike import are_alike
from factcontext.index.text.language import READ
from factcontext.rag.records import Evidence, Question
from factcontext.rag.retrieval.features import NAMES as FEATURES
from factcontext.rag.retrieval.features import (
    Criteria,
    Features,
    Flags,
    criteria_of,
    measure,
    overlap,
    sentence_texts,
    statement_meant,
)
from factcontext.rag.retrieval.just_cited import is_cited_in
from factcontext.rag.retrieval.model import Model, kind_of
from factcontext.rag.retrieval.retrieve import Candidates, Scores, SearchQuery
from factcontext.rag.statements import SURE

# A quotation of more sentences to either side, or of more characters, is quoted by its one sentence: beyond, a reader
# has to search for what answers.
WIDEST = 3
WIDEST_CHARS = 600
# What a passage is worth beside its best sentence: its own scores, and that the sentence is of the one who is asked
# about. With these a right passage of the development questions is first for 0.98 (said), 0.99 (who), 0.67 (reworded);
# without them for 0.97, 0.985 and 0.55.
PROMISE_COUNTS, FITTING_COUNTS = 0.3, 0.15
# Where somebody's words are asked for, narration answers that has so much of the topic: it may be a statement that was
# not recognised. Of 70 such sentences that are gold for the development questions made by rule this keeps all, of 34
# that are first and not gold for those by readers it leaves out 30.
TELLING_PHRASE, TELLING_TOPIC = 0.3, 0.7
# So much of a topic's word mass is all of it.
ALL_OF_IT = 0.95
# Pieces of evidence that are compared for being copies of one report; an answer shows far fewer.
COMPARED = 40
# Where so few of them are left because the rest are copies, as many again are compared, and again up to the most.
ENOUGH, MOST_COMPARED = 10, 400


class ScoredSentence(NamedTuple):
    """A sentence that was looked at, with its features and, where somebody says it, the statement."""

    passage: Passage
    article: Article
    number: int  # of the sentence in its article
    sentence: Sentence
    features: Features
    statement: Statement | None
    score: float  # 0 to 1
    seen: ArticleSentences  # its article, taken apart

    @property
    def text(self) -> str:
        """The sentence as the article has it."""
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True, eq=False)
class RankedSentences(Sequence[ScoredSentence]):
    """Sentences that were looked at, best first; a row each, of which those that are asked for are read.

    `candidates` are all passages that were found, whichever sentences are left.
    """

    library: Library
    asked: Criteria
    candidates: Candidates
    rows: Integers  # among those that were looked at
    features: Scores  # shape (sentences, features)
    in_full: Flags  # whether the one who is asked about is named in full
    scores: Scores  # 0 to 1
    is_foreign: Flags  # whether its article is in another language
    has_names: Flags  # whether its article has all names that the question speaks of, and word of its act

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, which: int) -> ScoredSentence: ...
    @overload
    def __getitem__(self, which: slice) -> list[ScoredSentence]: ...
    def __getitem__(self, which: int | slice) -> ScoredSentence | list[ScoredSentence]:
        if isinstance(which, slice):
            return list(self._load(np.arange(len(self))[which]))
        return next(self._load(np.array([range(len(self))[which]])))

    def __iter__(self) -> Iterator[ScoredSentence]:
        return self._load(np.arange(len(self)))

    def feature(self, name: str) -> Scores:
        """One feature of each."""
        return self.features[:, FEATURES.index(name)]

    def where(self, chosen: Flags | Integers) -> "RankedSentences":
        """Those that are chosen, or in another order."""
        return replace(
            self,
            rows=self.rows[chosen],
            features=self.features[chosen],
            in_full=self.in_full[chosen],
            scores=self.scores[chosen],
            is_foreign=self.is_foreign[chosen],
            has_names=self.has_names[chosen],
        )

    def rescored(self, scores: Scores) -> "RankedSentences":
        """The same with other scores, in the order of these."""
        return replace(self, scores=scores).where(np.lexsort((np.arange(len(scores)), -scores)))

    def raised(self, rows: Integers, by: Scores) -> "RankedSentences":
        """The same with something added to the scores of some rows, in their new order."""
        scores = self.scores.copy()
        scores[rows] += by
        return self.rescored(scores)

    def without_quoting(self, rows: Integers) -> "RankedSentences":
        """The same, some rows no longer among what may be quoted; they may still be offered."""
        may_be_quoted = self.has_names.copy()
        may_be_quoted[rows] = False
        return replace(self, has_names=may_be_quoted)

    def fitting(self, question: Question) -> Flags:
        """Which may be quoted in answer: where somebody is asked about, their words or what is told of them.

        What somebody else says is never quoted for the one whose words are asked for, however much it speaks of them.
        Where no topic is asked for, what is told of them does not answer as long as there are words of theirs. What an
        article in another language tells answers nothing: whether it fits cannot be known. An article without a name
        that the question speaks of is about something else.
        """
        said: Flags = self.feature("said") > 0
        told: Flags = ~said & ~self.is_foreign
        if question.wants_words:
            told &= self._tell_words()
        if question.speaker is None or (question.guessed and question.topic):  # what somebody did is told by anybody
            return (said | told) & self.has_names
        own: Flags = said & (self.feature("speaker") >= SURE)
        if own.any() and not question.topic:
            return own & self.has_names
        fit: Flags = (own | told & (self.feature("named") > 0)) & self.has_names
        return fit

    def _tell_words(self) -> Flags:
        """Which narration may hold somebody's words that were not recognised as such: it has those of the question."""
        is_heard = bool((self.feature("speaker") >= SURE).any())
        told: Flags = (self.feature("phrase") >= TELLING_PHRASE) | (is_heard & (self.feature("topic") >= TELLING_TOPIC))
        return told

    def best_fitting(self, question: Question, most: int) -> Integers:
        """The rows of the best that may be quoted in answer."""
        return np.flatnonzero(self.fitting(question))[:most]

    def best_said(self, most: int) -> Integers:
        """The rows of the best that somebody says, of articles that have what the question speaks of."""
        return np.flatnonzero((self.feature("said") > 0) & self.has_names)[:most]

    def places(self) -> tuple[Integers, Integers]:
        """Of each sentence its article's number, and its own in the article."""
        outlines, rows = self._sentences
        articles = outlines.article[rows]
        return outlines.articles[articles], rows - outlines.first[articles]

    @property
    def texts(self) -> list[str]:
        """Of each sentence its words."""
        return sentence_texts(*self._sentences, self.library)

    @property
    def sentence_ids(self) -> Integers:
        """Of each sentence its number among those of all articles."""
        outlines, rows = self._sentences
        ids: Integers = outlines.sentence_ids[rows]
        return ids

    @property
    def _sentences(self) -> tuple[Outlines, Integers]:
        looked_at = self.candidates.looked_at
        return looked_at.outlines, looked_at.rows[self.rows]

    def _load(self, chosen: Integers) -> Iterator[ScoredSentence]:
        """Read some of them, with their articles."""
        outlines, rows = self._sentences
        articles, numbers = (column[chosen].tolist() for column in self.places())
        passages = self.library.catalog.passages(outlines.passage[rows[chosen]].tolist())
        features, scores = self.features[chosen].tolist(), self.scores[chosen].tolist()
        readings = self.library.article_sentences(set(articles))
        for article, number, passage, own, score in zip(articles, numbers, passages, features, scores, strict=True):
            seen = readings[article]
            sentence, inside = seen.sentences[number], seen.statements[number]
            statement = statement_meant(inside, sentence, seen.article.text, self.asked)
            yield ScoredSentence(passage, seen.article, number, sentence, Features(*own), statement, score, seen)


def rank(
    question: Question,
    search: SearchQuery,
    candidates: Candidates,
    library: Library,
    model: Model,
    heard: StatementSpans | None,
) -> RankedSentences:
    """The sentences that are looked at, best first; `heard` is where the one who is asked about speaks, if anybody."""
    asked = criteria_of(question, search, heard, library)
    measured = measure(candidates, asked, library)
    weights = model.order[kind_of(question)]
    scores = np.zeros(len(measured.features))
    for name, values in zip(FEATURES, measured.features.T, strict=True):  # equal sentences: equal to the last bit
        scores += weights.get(name, 0.0) * values
    rows = np.arange(len(scores))
    foreign = _are_foreign(candidates, library)
    flags = measured.in_full, scores, foreign, measured.has_names
    ranked = RankedSentences(library, asked, candidates, rows, measured.features, *flags)
    return ranked.rescored(scores)


def _are_foreign(candidates: Candidates, library: Library) -> Flags:
    """Of each sentence that is looked at whether its article is in another language."""
    outlines, rows = candidates.looked_at.outlines, candidates.looked_at.rows
    languages = library.catalog.languages(outlines.articles.tolist())
    foreign: Flags = np.array([language not in READ for language in languages], dtype=bool)[outlines.article[rows]]
    return foreign


def best_passages(found: RankedSentences, question: Question, k: int | None = None) -> list[tuple[int, float]]:
    """The k best passages, or all, by number, each as good as its best sentence; those whose sentences were not looked
    at come after."""
    candidates = found.candidates
    which = candidates.looked_at.candidate[found.rows]
    fitting = FITTING_COUNTS * found.fitting(question) if question.speaker else 0.0
    ratings = found.scores + PROMISE_COUNTS * candidates.promises[which] + fitting
    best = np.zeros(len(candidates))
    np.maximum.at(best, which, ratings / (1 + PROMISE_COUNTS + FITTING_COUNTS))
    seen = np.zeros(len(candidates), dtype=bool)
    seen[which] = True
    lowest = best[seen].min() if seen.any() else 0.0
    values = np.where(seen, best, lowest * candidates.promises)
    order = np.lexsort((candidates.passages, -values))[:k]
    return list(zip(candidates.passages[order].tolist(), values[order].tolist(), strict=True))


# ---- what is quoted


def collapse(found: RankedSentences, question: Question) -> list[Evidence]:
    """Ranked evidence, each piece quoted whole; copies of one report count once, and say where else they ran."""
    articles, numbers = (column.tolist() for column in found.places())
    places = list(zip(articles, numbers, strict=True))
    scores = dict(zip(places, found.scores.tolist(), strict=True)) if question.kind == "fact" else {}
    kept: list[_EvidenceSpan] = []
    for one, (article, _) in zip(_compared(found, kept), places, strict=False):
        near = {beside: scores.get((article, beside), 0.0) for beside in (one.number - 1, one.number + 1)}
        piece = _piece(one, near, question)
        first = next((other for other in kept if _same(piece, other)), None)
        if first is None:
            kept.append(piece)
        elif first.scored.article.path != one.article.path:
            first.also_in.add(one.article.path)
    return [_evidence(piece) for piece in kept]


def _compared(found: RankedSentences, kept: Sequence["_EvidenceSpan"]) -> Iterator[ScoredSentence]:
    """The best sentences in turn, and more of them as long as hardly any is kept."""
    for first in range(0, len(found), COMPARED):
        yield from found[first : first + COMPARED]
        if len(kept) >= ENOUGH or first + COMPARED >= MOST_COMPARED:
            break


@dataclass(frozen=True, slots=True)
class _EvidenceSpan:
    scored: ScoredSentence
    start: int
    end: int
    words: frozenset[int]
    also_in: set[str] = field(default_factory=set)


def _piece(one: ScoredSentence, near: Mapping[int, float], question: Question) -> _EvidenceSpan:
    cited = question.follows.answer if question.follows and question.act != "when" else ""
    first, last = _with_neighbours(one, near) if question.kind == "fact" else _with_speech(one, cited)
    words = frozenset[int]().union(*one.seen.words[first : last + 1])
    return _EvidenceSpan(one, one.seen.sentences[first].start, one.seen.sentences[last].end, words)


def _same(piece: _EvidenceSpan, other: _EvidenceSpan) -> bool:
    """Whether two pieces overlap in one article, or are copies in two."""
    if piece.scored.article.path == other.scored.article.path:
        return piece.start < other.end and other.start < piece.end
    return are_alike(piece.words, other.words)


def _with_speech(one: ScoredSentence, cited: str) -> tuple[int, int]:
    """The sentence with those around it in which its speaker goes on, as far as that can be read at once and was not
    cited before."""

    def joins(number: int) -> bool:
        return _goes_on(one, number) and not (cited and is_cited_in(_text(one, number), cited))

    first = last = one.number
    while joins(last + 1) and _is_short(first, last + 1, one.seen):
        last += 1
    while joins(first - 1) and _is_short(first - 1, last, one.seen):
        first -= 1
    return first, last


def _text(one: ScoredSentence, number: int) -> str:
    """A sentence of the same article."""
    sentence = one.seen.sentences[number]
    return one.article.text[sentence.start : sentence.end]


def _goes_on(one: ScoredSentence, number: int) -> bool:
    """Whether a sentence is in the same quotation, or in the same paragraph and of the same speaker alone."""
    if one.statement is None or not 0 <= number < len(one.seen.sentences):
        return False
    sentence = one.seen.sentences[number]
    if overlap(one.statement, sentence) > 0:
        return True
    return sentence.paragraph == one.sentence.paragraph and _speakers(number, one.seen) == {one.statement.speaker}


def _speakers(number: int, seen: ArticleSentences) -> set[str]:
    return {statement.speaker for statement in seen.statements[number]}


def _is_short(first: int, last: int, seen: ArticleSentences) -> bool:
    return last - first <= WIDEST and seen.sentences[last].end - seen.sentences[first].start <= WIDEST_CHARS


def _with_neighbours(one: ScoredSentence, near: Mapping[int, float]) -> tuple[int, int]:
    """The sentence with its neighbours in the paragraph, the better one first: of the facts that it lacks, half stand
    there. `near` are the scores of those before and after it."""
    first = last = one.number
    for number in sorted((n for n in near if _may_join(one, n)), key=lambda n: -near[n]):
        if _is_short(min(first, number), max(last, number), one.seen):
            first, last = min(first, number), max(last, number)
    return first, last


def _may_join(one: ScoredSentence, number: int) -> bool:
    """Whether there is such a neighbour in the same paragraph, and it is nobody else's words."""
    seen = one.seen
    if not 0 <= number < len(seen.sentences) or seen.sentences[number].paragraph != one.sentence.paragraph:
        return False
    return _speakers(number, seen) <= ({one.statement.speaker} if one.statement else set())


def _evidence(piece: _EvidenceSpan) -> Evidence:
    one = piece.scored
    also_in = tuple(sorted(piece.also_in))
    return Evidence(one.article, piece.start, piece.end, one.score, one.statement, also_in)
