"""What several tests of the search look at: one question asked of the sample."""

import pytest

from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.retrieval.search import search_index


@pytest.fixture
def found(sample_reader):
    library = sample_reader.library
    asked = "What did Solvane say about the panel?"
    return search_index(understand(asked, (), LibraryNames(library), library.span), sample_reader)
