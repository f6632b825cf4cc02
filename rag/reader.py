"""The reading side of an index, opened: the library and the embedding model, which all that answers is given."""

from dataclasses import dataclass

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library


@dataclass(frozen=True, slots=True)
class Reader:
    """An open index and the embedding model that it was built with.

    Raises IndexUnusable where the index was built with another model: distances between their vectors mean nothing.
    """

    library: Library
    embedder: Embedder

    def __post_init__(self) -> None:
        self.library.require(self.embedder)
