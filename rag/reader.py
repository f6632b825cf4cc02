"""The reading side of an index, opened: the library and the models, which all that answers is given."""

from dataclasses import dataclass, field

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.embedding.pair_reader import PairReader, load_pair_reader
from factcontext.index.embedding.reranker import Reranker
from factcontext.index.store.library import Library


@dataclass(frozen=True, slots=True)
class Reader:
    """An open index, the model that it was built with, the one that reads evidence together with a question or a
    written sentence, and perhaps one that orders the best sentences anew.

    Raises IndexUnusable where the index was built with another model: distances between their vectors mean nothing.
    """

    library: Library
    embedder: Embedder
    reranker: Reranker | None = None
    pairs: PairReader = field(default_factory=load_pair_reader)

    def __post_init__(self) -> None:
        self.library.require(self.embedder)
