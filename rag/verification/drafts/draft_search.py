"""Searches the articles for the words of a quotation, to the letter or altered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcontext.index.records import Article, Sentence, Statement
from factcontext.index.store.library import Library
from factcontext.index.text.sentences import split
from factcontext.index.text.stems import content_words
from factcontext.rag.statements import speaker_ids
from factcontext.rag.verification.drafts.draft_difference import Change, most_alike
from factcontext.rag.verification.drafts.draft_quotations import largest_share
from factcontext.rag.verification.matching.verbatim import places_of

# Passages that are looked through for a quotation: the right one is nearly always among the first few, for its words
# are the query; common words need more.
LOOKED_AT = 40
# A word or two stand in many articles: the speaker's own are looked through as well.
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class QuotationMatch:
    """A stretch of an article that has a quotation's words, or most of them."""

    article: Article
    start: int
    end: int
    statement: Statement | None
    likeness: float = 1.0
    changes: tuple[Change, ...] = ()


def likely_articles(words: str, speaker: str | None, library: Library) -> list[Article]:
    """The articles that may have the words: by the rarest of them, and those in which the speaker is heard."""
    worth = {word: library.words.rarity(word) for word in content_words(words)}
    ranked = [number for number, _ in library.words.search(worth, LOOKED_AT)] if worth else []
    paths = [passage.article for passage in library.catalog.passages(ranked)]
    if speaker and len(worth) < _FEW_WORDS:
        paths += [one.article for one in library.statements_by(speaker_ids(speaker, library))]
    found = (library.article(path) for path in dict.fromkeys(paths))
    return [article for article in found if article]


def exact_matches(words: str, article: Article, library: Library) -> Iterator[QuotationMatch]:
    """Where an article has the words to the letter but for typography; in every statement that has them too."""
    for statement in library.statements(article.path):
        for start, end in places_of(words, article.text[statement.start : statement.end]):
            yield QuotationMatch(article, statement.start + start, statement.start + end, statement)
    for span in places_of(words, article.text):
        yield QuotationMatch(article, *span, _statement_at(*span, article, library))


def nearest_match(words: str, articles: Sequence[Article], library: Library) -> QuotationMatch | None:
    """The stretch of all articles that is most like the words; None where none shares a word."""
    found = [match for article in articles if (match := _nearest_in(words, article, library))]
    return max(found, key=lambda match: match.likeness, default=None)


def _nearest_in(words: str, article: Article, library: Library) -> QuotationMatch | None:
    """The stretch of an article that is most like the words, of as many sentences as they may have come from."""
    best: QuotationMatch | None = None
    for first, last in _runs(words, library.sentences(article.path)):
        start, end, likeness, changes = most_alike(words, article.text, first.start, last.end)
        if likeness > (best.likeness if best else 0.0):
            best = QuotationMatch(article, start, end, _statement_at(start, end, article, library), likeness, changes)
    return best


def _runs(words: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Each sentence with as many after it as the words have sentences of their own, and one more."""
    reach = len(split(words))
    for number, first in enumerate(sentences):
        yield first, sentences[min(number + reach, len(sentences) - 1)]


def _statement_at(start: int, end: int, article: Article, library: Library) -> Statement | None:
    """The statement that has most of a stretch, where it has at least half of it."""
    shared, statement = largest_share(start, end, library.statements(article.path))
    return statement if 2 * shared >= end - start else None
