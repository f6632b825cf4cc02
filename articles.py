"""The Python interface: a folder of articles with its index, to be asked, listed and checked against."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Self, get_args

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel, load_embedder
from factcontext.index.embedding.reranker import load_reranker
from factcontext.index.store.generations import is_there
from factcontext.index.store.library import Library
from factcontext.rag.answering.cache import cache_of
from factcontext.rag.answering.write import Pen
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, Answerer, Citation, Filters, Turn
from factcontext.rag.statements import list_statements
from factcontext.rag.verification.drafts.draft_check import CheckedQuotation, check_draft
from factcontext.rag.verification.drafts.draft_claims import CheckedClaim, check_claims
from factcontext.settings import Settings, read_cluster, read_database, read_settings


class Articles:
    """The articles of an index. Close them, or use them in a `with` block, where many are opened one after another."""

    def __init__(self, library: Library, embedder: LocalModel, settings: Settings) -> None:
        self._library = library
        self._embedder = embedder
        self._settings = settings
        self._is_closed = False

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        published_from: str | None = None,
        published_to: str | None = None,
        publisher: str | None = None,
        answerer: Answerer = "auto",
    ) -> Answer:
        """Answer a question, in quotes or as the model writes it whose endpoint is set in the environment.

        `history` makes a follow-up complete; dates are like "2031-11-28", both ends included. Raises FactContextError
        for another form of date or another answerer, and AnswererUnavailable where `answerer` is "llm" and no endpoint
        is set.
        """
        if answerer not in get_args(Answerer):
            raise FactContextError(f"{answerer!r} is no answerer; it is one of {', '.join(get_args(Answerer))}")
        filters = Filters(_iso_date(published_from), _iso_date(published_to), publisher)
        pen = None if answerer == "extractive" else self._pen()
        reader = Reader(self._opened, self._embedder, load_reranker(self._settings.reranker))
        return ask(question, reader, history, filters, answerer, pen)

    def statements(self, speaker: str | None = None, about: str | None = None) -> Iterator[Citation]:
        """Who said what, as quotes: a speaker's in order of time, those about a topic best first."""
        library = self._opened
        for n, one in enumerate(list_statements(library, speaker, about), 1):
            article = library.article(one.article)
            assert article is not None  # its statement is of this library
            quote = article.text[one.start : one.end]
            yield Citation(n, article, one.start, one.end, quote, one.speaker, one.office, one.certainty)

    def check(self, draft: str) -> tuple[CheckedQuotation, ...]:
        """Every quotation of a draft, with what the articles have of it."""
        return check_draft(draft, self._opened)

    def check_claims(self, draft: str) -> tuple[CheckedClaim, ...]:
        """What a draft says that somebody said, without quoting it, with what the articles have of it."""
        return check_claims(draft, Reader(self._opened, self._embedder))

    def close(self) -> None:
        """Let go of the index's files; what is asked after that raises FactContextError."""
        self._library.close()
        self._is_closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _pen(self) -> Pen | None:
        """The model whose endpoint is set; None where none is."""
        endpoint = self._settings.endpoint
        if endpoint is None:
            return None
        from factcontext.rag.endpoint.model_writer import ModelWriter  # brings the endpoint's client along

        cache = cache_of(self._settings.index)
        return Pen(ModelWriter(endpoint), cache=cache, summarises=self._settings.summarises)

    @property
    def _opened(self) -> Library:
        """The library while it is open."""
        if self._is_closed:
            raise FactContextError("these articles are closed; open them again")
        return self._library


def open_articles(path: str | PathLike[str], index: str | PathLike[str] | None = None) -> Articles:
    """Open a folder of articles, whose index is made or brought up to date first, or an index as it is.

    The folder's index goes where the command's goes (FACTCONTEXT_INDEX, else the user's data folder), unless `index`
    names another place. Raises FactContextError where the folder is missing, where it has no articles while the index
    has some, and where the usual index is that of another folder; IndexUnusable where an index cannot be used.
    """
    settings, opened = read_settings(), Path(path).expanduser()
    embedder = load_embedder(settings.model)
    if is_there(opened):
        place = opened
    else:
        place = _usual_index(settings.index, opened) if index is None else Path(index).expanduser()
        build(opened, place, embedder)
    library = Library.open(place, cluster=read_cluster(), database=read_database())
    return Articles(library, embedder, replace(settings, index=place))


def _usual_index(index: Path, folder: Path) -> Path:
    """The index that the settings name; refused where it is that of another folder, which it would lose."""
    try:
        with Library.open(index) as library:
            indexed = library.folder
    except IndexUnusable:  # none yet, or a damaged one, which the build mends
        return index
    if indexed != folder.absolute():
        raise FactContextError(f"the index {index} is that of {indexed}; give another place for this one as `index`")
    return index


def _iso_date(text: str | None) -> str | None:
    """A date as it is compared; raises FactContextError for another form than 2031-11-28."""
    try:
        return date.fromisoformat(text).isoformat() if text is not None else None
    except ValueError:
        raise FactContextError(f"{text!r} is no date like 2031-11-28") from None
