"""Searches the index for one question: candidate passages, their sentences ranked, and whether the best one answers."""

from dataclasses import dataclass

import numpy as np

from factcontext.index.gc_pause import gc_paused
from factcontext.index.records import Hit
from factcontext.rag.query.narrowing import merged_filters
from factcontext.rag.reader import Reader
from factcontext.rag.records import Evidence, Filters, Question
from factcontext.rag.retrieval.confidence import confidence, signs
from factcontext.rag.retrieval.evidence import RankedSentences, best_passages, collapse, rank
from factcontext.rag.retrieval.heard import heard_in
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.retrieve import NO_SENTENCES, make_query, retrieve
from factcontext.rag.statements import SURE, is_said_by

NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The sentences found for a question about one speaker or none, best first, with the passages they are from."""

    question: Question
    ranked: RankedSentences
    heard: int  # sentences in which the one who is asked about speaks, on any topic
    confidence: float  # how likely the best of it answers, 0 to 1

    @property
    def answers(self) -> bool:
        """Whether the best of it is likely enough to answer."""
        return self.confidence >= model().threshold

    def evidence(self) -> list[Evidence]:
        """What may be quoted in answer, best first, copies of one report once."""
        return collapse(self.ranked.where(self.ranked.fitting(self.question)), self.question)

    def hits(self, k: int) -> tuple[Hit, ...]:
        """The k best passages, each as good as its best sentence makes it."""
        return self.ranked.library.hits(best_passages(self.ranked, self.question, k))


@gc_paused()
def search_index(question: Question, reader: Reader, filters: Filters = NO_FILTERS) -> SearchResult:
    """Retrieve the passages for a question and rank their sentences."""
    library = reader.library
    wanted = make_query(question, library, reader.embedder)
    heard = heard_in(library, question.speaker) if question.speaker else None
    own = heard.sentences(SURE) if heard else NO_SENTENCES
    candidates = retrieve(wanted, library, merged_filters(filters, question.narrowed), own)
    ranked = rank(question, wanted, candidates, library, model(), heard)
    if question.besides:
        ranked = _without(question.besides, ranked)
    return SearchResult(question, ranked, len(own), confidence(question, signs(question, ranked), model()))


def _without(known: str, ranked: RankedSentences) -> RankedSentences:
    """The words of others ("who else"): what is known already must not lend its confidence to the rest."""
    return ranked.where(np.array([not is_said_by(known, one.statement) for one in ranked], dtype=bool))
