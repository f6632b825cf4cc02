"""Evidence as a model is given it, for tests of what it writes."""

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import Evidence
from factcontext.rag.retrieval.search import search_index
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.numbered_source import NumberedSource, number_sources

MOST = 8  # pieces of evidence


def found(question: str, library: Library, embedder: Embedder) -> tuple[NumberedSource, ...]:
    """What the search hands over for a question."""
    asked = understand(question, (), LibraryNames(library), library.span)
    result = search_index(asked, Reader(library, embedder))
    return number_sources(result.evidence()[:MOST], library)


def picked(library: Library, *places: tuple[str, str]) -> tuple[NumberedSource, ...]:
    """One source for each (article, words): the sentences in which the words begin and end."""
    evidence = []
    for path, words in places:
        article = library.article(path)
        assert article is not None and words in article.text, (path, words)
        at = article.text.index(words)
        inside = [s for s in library.sentences(path) if s.start < at + len(words) and at < s.end]
        statement = next(
            (s for s in library.statements(path) if s.start < inside[-1].end and inside[0].start < s.end), None
        )
        evidence.append(Evidence(article, inside[0].start, inside[-1].end, 1.0, statement))
    return number_sources(evidence, library)


def checker(library: Library, embedder: Embedder, *places: tuple[str, str]) -> Checker:
    """A check against picked sources."""
    return Checker(picked(library, *places), Reader(library, embedder))
