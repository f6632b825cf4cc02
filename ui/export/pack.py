"""Gathers all that proves an answer: question, quotes in context, sources, what was searched, by whom and when."""

from dataclasses import dataclass

from factcontext.rag.records import Answer, Citation, NoAnswer, QuotedAnswer
from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.sources import Card, outlet


@dataclass(frozen=True, slots=True)
class PackedQuote:
    """One quote with the words around it."""

    citation: Citation
    before: str
    after: str

    @property
    def place(self) -> str:
        """Where the quote stands: outlet, headline, date, file and address."""
        article = self.citation.article
        published = article.published and texts.date_in_words(article.published)
        return ", ".join(filter(None, (outlet(article), f"“{article.title}”", published, article.path, article.url)))

    @property
    def facts(self) -> list[str]:
        """Who says it, what tells that the file is the same, and where else the same words ran."""
        also = texts.also_in(self.citation) if self.citation.also_in else None
        facts = (texts.said_by(self.citation), f"sha256 {self.citation.article.sha256}", also)
        return [one for one in facts if one]


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """One question with its answer and evidence, as it is exported."""

    question: str
    state: str  # quoted, written by a model, or not in these articles
    sentences: tuple[tuple[str, tuple[int, ...]], ...]  # with the numbers of their sources
    in_short: tuple[str, tuple[tuple[str, tuple[int, ...]], ...]] | None  # what a model wrote of it: heading, sentences
    sources: tuple[PackedQuote, ...]
    offered: tuple[PackedQuote, ...]  # near, and no answer
    notes: tuple[str, ...]  # what was searched and for what, what a model did, what came between
    index: str
    answered: str  # when, ISO

    @property
    def told(self) -> list[str]:
        """How it was made: the notes, and from which index and when."""
        return [*self.notes, *texts.export_state(self.index, self.answered)]


def pack(shown: ShownTurn) -> EvidencePack:
    """What is exported of a turn."""
    answer = shown.answer
    kept = [(texts.told(one, answer.citations), one.citations) for one in answer.sentences if one.supported]
    said = [(texts.why(answer), ())] if isinstance(answer, NoAnswer) else kept
    return EvidencePack(
        answer.question.asked,
        texts.state(answer),
        tuple(said),
        _in_short(answer),
        tuple(map(packed, shown.cards)),
        tuple(map(packed, shown.offered)),
        tuple(texts.export_notes(answer, shown.searched, shown.filters, shown.is_stopped)),
        shown.index,
        shown.answered,
    )


def _in_short(answer: Answer) -> tuple[str, tuple[tuple[str, tuple[int, ...]], ...]] | None:
    """What a model wrote of the quotes and the articles support, under a heading that names it; None for nothing."""
    summary = answer.summary if isinstance(answer, QuotedAnswer) else None
    written = tuple((one.text, one.citations) for one in summary.sentences if one.supported) if summary else ()
    return (texts.in_short(summary.model), written) if summary and written else None


def packed(card: Card) -> PackedQuote:
    """A card's quote with the words around it."""
    return PackedQuote(card.citation, card.before, card.after)


def numbered(sentence: tuple[str, tuple[int, ...]]) -> str:
    """A sentence with its numbers in brackets.

    >>> numbered(("The gates leak.", (1, 2)))
    'The gates leak. [1][2]'
    """
    text, numbers = sentence
    return f"{text} {''.join(f'[{n}]' for n in numbers)}".strip()
