"""What is quoted: a speaker's words as long as they go on, a fact with its neighbour, copies of a report once."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer

FIRST = """Harbour to close

The harbour will close for two weeks in May, its master said on Monday.

“We cannot mend the gates while ships go through them,” harbour master Ines Calder told reporters. “We have tried it.”

“Two weeks without landing a fish is two weeks without pay,” said Tomas Brill of the fishing union.
"""
COPY = FIRST.replace("Harbour to close\n", "Gates shut for a fortnight\n").replace("on Monday", "Monday")
OTHER = """A bridge for the valley

The new bridge over the Errow is 212 metres long. It was opened by the mayor on 4 June after nine years of work.

Growers in the valley are glad of it.
"""


@pytest.fixture
def library(folder, index, hashing):
    build(folder({"first.txt": FIRST, "copy.txt": COPY, "bridge.txt": OTHER}), index, hashing)
    return Library.open(index)


def test_a_quotation_is_quoted_whole_and_without_the_next_speaker(library, hashing):
    quote = ask("What did Ines Calder say about the gates?", Reader(library, hashing)).citations[0].quote
    assert quote.startswith("“We cannot mend the gates") and quote.endswith("“We have tried it.”")


def test_a_copy_in_another_outlet_counts_once_and_is_named(library, hashing):
    citations = ask("What did Tomas Brill say about pay?", Reader(library, hashing)).citations
    assert len(citations) == 1
    assert {citations[0].article.path, *citations[0].also_in} == {"first.txt", "copy.txt"}


def test_a_fact_comes_with_the_sentence_beside_it(library, hashing):
    quote = ask("How long is the new bridge over the Errow?", Reader(library, hashing)).citations[0].quote
    assert "212 metres" in quote and "4 June" in quote and "Growers" not in quote


def test_nobody_is_quoted_for_another(library, hashing):
    answer = ask("What did Tomas Brill say about the gates?", Reader(library, hashing))
    assert all(citation.speaker == "Tomas Brill" for citation in answer.citations)


def test_a_silent_speaker_is_shown_with_their_own_words_first_and_then_others(sample_reader):
    answer = ask("What did Elin Corrow say about the museum theft?", sample_reader)
    assert isinstance(answer, NoAnswer) and answer.reason == "speaker_silent"
    heard = [citation.speaker == "Elin Corrow" for citation in answer.offered]
    assert heard[0] and not heard[-1] and heard == sorted(heard, reverse=True)
