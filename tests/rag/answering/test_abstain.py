"""When there is no answer, and what is offered then: the asked one's own words first, numbered on, never cited."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.answering.abstain import OFFERED_OTHERS, OFFERED_OWN, abstain, reason_to_abstain
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.rag.retrieval.search import search_index

NO_ONE = Filters(published_to="1999-01-01")


def searched(asked, reader, filters=None):
    library = reader.library
    question = understand(asked, (), LibraryNames(library), library.span)
    return search_index(question, reader, filters or Filters())


@pytest.mark.parametrize(
    ("asked", "filters", "reason"),
    [
        ("What did Belhame say about the Sable?", None, None),
        ("What did Belhame say about the Sable?", NO_ONE, "filters_exclude_all"),
        ("xylophone quagmire zzyzx", None, "nothing_close"),
        ("What did Ilva Dorrestin say about pension funds?", None, "speaker_silent"),
        ("What did Angela Brandt say about the probe?", None, "not_answered"),
    ],
)
def test_each_reason(asked, filters, reason, sample_reader):
    found = searched(asked, sample_reader, filters)
    assert reason_to_abstain(found, sample_reader, filters is not None) == reason


@pytest.mark.parametrize(
    ("asked", "reason"),
    [("What did the NDC say?", None), ("What did Cole Whitby say?", "not_answered")],
)
def test_nobody_is_silent_who_may_be_the_one_whose_words_are_offered(asked, reason, folder, index, embedder):
    text = "Cole Whitby came with the NDC. “We knocked twice,” NDC chairman Luis Farr said.\n\n"
    build(folder({"a.txt": text + "Rain fell on Selda. “They never knocked,” the activist said.\n"}), index, embedder)
    reader = Reader(Library.open(index), embedder)
    found = searched(asked, reader)
    assert reason_to_abstain(found, reader, False) == reason


@pytest.mark.parametrize(
    ("office", "reason"), [("chairwoman of Nordvolt", "not_answered"), ("a banker", "speaker_silent")]
)
def test_a_body_is_not_silent_where_its_chairwoman_speaks_first(office, reason, folder, index, embedder):
    grey = "Grid firm plans new line\n\nNordvolt said that the towers would be grey.\n"
    safe = f"Savings\n\n“Pensions are safe,” said Ines Orr, {office}.\n"
    build(folder({"a.txt": grey, "b.txt": safe}), index, embedder)
    reader = Reader(Library.open(index), embedder)
    assert reason_to_abstain(searched("What did Nordvolt say about pensions?", reader), reader, False) == reason


def test_the_asked_ones_words_are_offered_apart_from_others(sample_reader):
    found = searched("What did Elin Corrow say about the museum theft?", sample_reader)
    answer = abstain(found.question, "speaker_silent", found)
    assert 0 < len(answer.own) <= OFFERED_OWN and 0 < len(answer.others) <= OFFERED_OTHERS
    assert {one.speaker for one in answer.own} == {"Elin Corrow"}
    assert "Elin Corrow" not in {one.speaker for one in answer.others}
    assert [one.n for one in answer.offered] == list(range(1, len(answer.offered) + 1))


def test_where_nothing_is_near_nothing_is_offered(sample_reader):
    found = searched("xylophone quagmire zzyzx", sample_reader)
    assert abstain(found.question, "nothing_close", found).offered == ()
