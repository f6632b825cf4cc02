"""What a model wrote is found again for the very same request, and for no other; all of it can be removed."""

import sqlite3

import pytest

from factcontext.rag.answering import cache
from factcontext.rag.answering.cache import Cache, KeptText, request_key
from factcontext.rag.records import Message, Usage
from tests.fakes import QueuedWriter

USAGE = Usage(120, 30, counted=True, first_word_s=0.4, seconds=2.5, cost=0.01)
ASKED = (Message("system", "Rules."), Message("user", "What did Orr say?"))


@pytest.fixture
def kept(tmp_path):
    return Cache(tmp_path / "written.sqlite")


def test_a_text_is_found_again_and_says_that_it_was_kept(kept):
    kept.keep("a", KeptText("Orr said no [1].", USAGE))
    found = kept.text_of("a")
    assert (found.text, found.usage.cached, found.usage.seconds) == ("Orr said no [1].", True, 2.5)
    assert kept.text_of("b") is None


@pytest.mark.parametrize(
    "other",
    [
        ((Message("system", "Rules."), Message("user", "What did Lund say?")), QueuedWriter()),
        ((Message("user", "Rules."), Message("user", "What did Orr say?")), QueuedWriter()),
        (ASKED, QueuedWriter(model="another")),
        (ASKED, QueuedWriter(endpoint="http://elsewhere/v1")),
        (ASKED, QueuedWriter(max_tokens=7)),
    ],
)
def test_every_word_the_model_and_its_place_are_in_the_key(other):
    assert request_key(ASKED, QueuedWriter()) == request_key(list(ASKED), QueuedWriter()) != request_key(*other)


def test_what_is_cleared_leaves_no_words_on_the_disk(kept, tmp_path):
    kept.keep("a", KeptText("The walrus of Selda said so [1].", USAGE))
    kept.clear()
    assert kept.text_of("a") is None
    assert not any(b"walrus" in path.read_bytes() for path in tmp_path.iterdir())


def test_the_oldest_go_when_there_are_many(kept, monkeypatch):
    monkeypatch.setattr(cache, "KEPT", 3)
    for name in "abcde":
        kept.keep(name, KeptText(name, USAGE))
    assert [bool(kept.text_of(name)) for name in "abcde"] == [False, False, True, True, True]


def test_a_damaged_file_is_begun_anew(kept, tmp_path):
    (tmp_path / "written.sqlite").write_bytes(b"no database at all" * 100)
    assert kept.text_of("a") is None
    kept.keep("a", KeptText("Orr said no.", USAGE))
    assert kept.text_of("a") is not None


def test_where_nothing_can_be_written_nothing_fails(tmp_path):
    nowhere = Cache(tmp_path / "missing" / "written.sqlite")
    nowhere.keep("a", KeptText("Orr said no.", USAGE))
    assert nowhere.text_of("a") is None
    nowhere.clear()


def test_another_process_that_writes_is_not_waited_for_long(kept, tmp_path):
    kept.keep("a", KeptText("Orr said no.", USAGE))
    with sqlite3.connect(tmp_path / "written.sqlite") as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept.text_of("a") is None
    other.close()
    assert kept.text_of("a") is not None
