"""Searches the index for one question: candidate passages, their sentences ranked, and whether the best one answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from factcontext.index.gc_pause import gc_paused
from factcontext.index.lexicon.qualifiers import qualifiers_in
from factcontext.index.numbering import FilteredRuns
from factcontext.index.records import Hit
from factcontext.rag.query.narrowing import merged_filters
from factcontext.rag.query.slots import is_described, names_nobody
from factcontext.rag.reader import Reader
from factcontext.rag.records import Evidence, Filters, Question
from factcontext.rag.retrieval.asked_for import lacks_what_is_asked
from factcontext.rag.retrieval.confidence import Judged, confidence, signs
from factcontext.rag.retrieval.correction import correct_order
from factcontext.rag.retrieval.described import by_description, is_by_another
from factcontext.rag.retrieval.evidence import RankedSentences, best_passages, collapse, rank
from factcontext.rag.retrieval.headlines import is_about_topic, without_headlines
from factcontext.rag.retrieval.heard import heard_in
from factcontext.rag.retrieval.just_cited import is_cited_in, just_cited
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.read_answers import READ, read_answers
from factcontext.rag.retrieval.referred import by_reference, may_be_body, may_have_people, with_referred
from factcontext.rag.retrieval.rerank import reread
from factcontext.rag.retrieval.retrieve import NO_SENTENCES, allowed, make_query, retrieve
from factcontext.rag.retrieval.silence import without_silence
from factcontext.rag.retrieval.standing import answer_correction
from factcontext.rag.retrieval.told_as import with_described
from factcontext.rag.statements import SURE, is_said_by

NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The sentences found for a question about one speaker or none, best first, with the passages they are from."""

    question: Question
    ranked: RankedSentences
    heard: int  # sentences in which the one who is asked about speaks, on any topic
    confidence: float  # how likely the best of it answers, 0 to 1
    judged: Judged  # what that is made of
    within: FilteredRuns | None = None  # the articles in which the one is heard whose words alone are searched

    @property
    def answers(self) -> bool:
        """Whether the best of it is likely enough to answer."""
        return self.confidence >= model().threshold

    def evidence(self) -> list[Evidence]:
        """What may be quoted in answer, best first, copies of one report once."""
        return collapse(self.ranked.where(self.ranked.fitting(self.question)), self.question)

    def hits(self, k: int) -> tuple[Hit, ...]:
        """The k best passages, each as good as its best sentence makes it."""
        found = best_passages(self.ranked, self.question, None if self.within else k)
        if self.within:
            left = self.within.passages.have(np.array([number for number, _ in found], dtype=np.int64))
            found = list(compress(found, left))[:k]
        return self.ranked.library.hits(found)


def search_close(question: Question, reader: Reader, filters: Filters = NO_FILTERS) -> SearchResult | None:
    """The same for a follow-up, in the articles alone that the answer before cites, or the one before that where it
    cites none; None where they are not known.

    Where it asks for somebody's words, only theirs are searched.
    """
    articles = next(filter(None, (just_cited(turn, reader.library) for turn in question.before)), ())
    if not articles:
        return None
    return search_index(replace(question, is_close=True), reader, filters, articles)


@gc_paused()
def search_index(
    question: Question, reader: Reader, filters: Filters = NO_FILTERS, articles: Sequence[str] = ()
) -> SearchResult:
    """Retrieve the passages for a question and rank their sentences; `articles` are those searched, if not all.

    What a follow-up's answer before has cited is not offered again, unless the question is when that was, or why and
    it tells.
    """
    library = reader.library
    heard = heard_in(library, question.speaker) if question.speaker else None
    own = heard.sentences(SURE) if heard else NO_SENTENCES
    if articles and question.speaker and is_described(question.speaker):  # "the mayor" of these articles, and no other
        among = allowed(library, NO_FILTERS, articles)
        own = own[among.sentences.have(own)] if among else own
    unheard = None if len(own) or not question.speaker else question.speaker
    is_referred = unheard is not None and question.wants_words and may_be_body(unheard)
    if is_referred or unheard and names_nobody(unheard) or question.is_close and not len(own):
        question, heard = _by_whomever(question), None
    wanted = make_query(question, library, reader.embedder)
    limits = merged_filters(filters, question.narrowed)
    if question.speaker:  # then theirs are looked at wherever they stand, and others' beside them
        limits = replace(limits, speaker=None)
    candidates = retrieve(wanted, library, limits, own, articles)
    ranked = rank(question, wanted, candidates, library, model(), heard)
    if filters.speaker:
        ranked = _said_by(filters.speaker, ranked, with_others=question.speaker is not None)
    if question.speaker and question.wants_words and may_have_people(question.speaker):
        ranked = with_referred(question.speaker, ranked)
    elif question.speaker:
        ranked = with_described(question.speaker, ranked)
    if question.besides:
        ranked = _without(question.besides, ranked)
    if question.follows and question.act != "when":
        ranked = _uncited(question.follows.answer, ranked, keeps_reasons=question.act == "why")
    ranked = without_silence(question, without_headlines(question, ranked))
    if unheard and question.speaker is None:
        if not names_nobody(unheard):
            ranked = by_reference(unheard, ranked)
        ranked = by_description(unheard, ranked, reader.embedder)
    if reader.reranker:
        ranked = reread(question, ranked, reader.reranker)
    told = signs(question, ranked)
    correction = answer_correction(question, ranked, told, model())
    is_about = is_about_topic(question, ranked)
    ranked = correct_order(question, ranked, model())  # the confidence is fitted to the linear order
    asks_described = question.wants_words and not question.is_close
    described = unheard if unheard and asks_described and is_described(unheard) else None
    if described:
        ranked = _without_others(described, question, ranked)
    read = read_answers(question, ranked, reader.pairs)
    if read:
        ranked = read.in_order(question, ranked, model())
    judged = Judged(told, correction, read.reading if read else None)
    sure = confidence(question, judged, model())
    if sure < model().threshold and is_about:
        sure = model().threshold
    best = next(iter(ranked.where(ranked.best_fitting(question, 1))), None)
    is_others = best is not None and described is not None and is_by_another(described, best)
    if best is None or is_others or lacks_what_is_asked(question, best, reader.embedder):
        sure = 0.0
    if not filters.speaker:
        return SearchResult(question, ranked, len(own), sure, judged)
    own_words = _said_by(filters.speaker, ranked)
    return SearchResult(question, own_words, len(own), sure, judged, allowed(library, filters))


def _said_by(name: str, ranked: RankedSentences, with_others: bool = False) -> RankedSentences:
    """The sentences in which one speaker says something.

    With those of others, by which somebody who was silent is found out: they say more on it.
    """
    is_own = np.isin(ranked.sentence_ids, heard_in(ranked.library, name).sentences(SURE))
    is_others = (ranked.feature("said") > 0) & (ranked.feature("speaker") < SURE)
    return ranked.where(is_own | is_others if with_others else is_own)


def _by_whomever(question: Question) -> Question:
    """A question for one whom no article describes so, or a follow-up that asks for nobody's words: whose words answer
    is told by all that is asked, of a follow-up with the question before it."""
    described, whole = question.speaker or "", question.standalone
    if question.is_close and question.follows:
        described, whole = whole, f"{question.follows.question} {question.asked}"
    return replace(question, kind="who", speaker=None, topic=question.topic or described, standalone=whole)


def _without_others(described: str, question: Question, ranked: RankedSentences) -> RankedSentences:
    """What was found, the words of those whom a description cannot mean no longer among the best that may be quoted."""
    rows = ranked.best_fitting(question, READ)
    by_others = [is_by_another(described, one) for one in ranked.where(rows)]
    return ranked.without_quoting(rows[np.array(by_others, dtype=bool)])


def _uncited(answer: str, ranked: RankedSentences, *, keeps_reasons: bool) -> RankedSentences:
    """What an answer does not hold yet, and of what it holds the sentences that give a reason, if these are to stay."""

    def stays(text: str) -> bool:
        return (
            not is_cited_in(text, answer) or keeps_reasons and any(kind == "cause" for kind, _ in qualifiers_in(text))
        )

    return ranked.where(np.array([stays(one.text) for one in ranked], dtype=bool))


def _without(known: str, ranked: RankedSentences) -> RankedSentences:
    """The words of others ("who else"): what is known already must not lend its confidence to the rest."""
    return ranked.where(np.array([not is_said_by(known, one.statement) for one in ranked], dtype=bool))
