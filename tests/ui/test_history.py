"""Conversations outlive their tab to the letter, are found, renamed and deleted, and hold nothing that was purged."""

import sqlite3
import stat
from pathlib import Path

import pytest

from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.ui.address import text_hash
from factcontext.ui.answer import ShownTurn, make_turn
from factcontext.ui.conversation import Conversation
from factcontext.ui.history import FILE, History, KeptTurn
from factcontext.ui.keeping import keep
from factcontext.ui.turn_codec import UnreadableTurn, decode, encode

QUESTIONS = (
    "What did Ilva Dorrestin say about the inquiry?",
    "When did Tobias Renn speak about the ferry?",
    "What is the population of Aleppo?",
    "hello",
)


@pytest.fixture(scope="module", params=QUESTIONS)
def turn(request: pytest.FixtureRequest, sample_reader: Reader) -> ShownTurn:
    answer = ask(request.param, sample_reader)
    return make_turn("turn-1", answer, Filters("2031-11-01"), sample_reader.library)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History.of_folder(tmp_path)


def kept(history: History, id: str, *questions: str) -> None:
    history.save(id, [KeptTurn(one, '{"$": "ShownTurn"}', frozenset()) for one in questions], "")


def test_a_turn_comes_back_to_the_letter(turn: ShownTurn, sample_library: Library) -> None:
    again = decode(encode(turn).text, sample_library)
    assert again == turn and repr(again) == repr(turn)  # a tuple equals the record that it should be


def test_a_follow_up_comes_back_with_what_it_leans_on(sample_reader: Reader) -> None:
    from factcontext.rag.records import Turn

    first = ask(QUESTIONS[0], sample_reader)
    history = [Turn(QUESTIONS[0], first.text, "Ilva Dorrestin", tuple(c.article.path for c in first.citations))]
    made = make_turn("turn-2", ask("why?", sample_reader, history), Filters(), sample_reader.library)
    assert decode(encode(made).text, sample_reader.library) == made
    assert set(history[0].articles) <= encode(made).articles


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"$": "ShownTurn"}', '{"$": "Path", "a": 1}', '{"$": "Filters"}'])
def test_what_is_no_turn_is_refused(text: str, sample_library: Library) -> None:
    with pytest.raises(UnreadableTurn):
        decode(text, sample_library)


def test_words_of_an_article_that_changed_are_not_shown_again(sample_reader: Reader, sample_library: Library) -> None:
    answer = ask(QUESTIONS[0], sample_reader)
    text = encode(make_turn("turn-1", answer, Filters(), sample_library)).text
    hash = text_hash(answer.citations[0].article)
    with pytest.raises(UnreadableTurn):
        decode(text.replace(hash, "0" * 16), sample_library)


def test_a_conversation_is_kept_as_it_is_now(history: History) -> None:
    for questions in (("one", "two", "three"), ("one", "other", "three"), ("one",), ("one", "two")):
        history.save("a", [KeptTurn(one, f"of {one}", frozenset()) for one in questions], "")
        assert history.turns("a") == [f"of {one}" for one in questions]


def test_what_is_kept_already_is_not_written_again_and_what_went_missing_is(
    history: History, sample_reader: Reader, tmp_path: Path
) -> None:
    talk, library = Conversation(), sample_reader.library
    for n, question in enumerate(QUESTIONS):
        talk.turns.append(make_turn(f"turn-{n}", ask(question, sample_reader), Filters(), library))
        keep(talk, history)
        assert [decode(text, library) for text in history.turns(talk.id)] == talk.turns
    first = history.turns(talk.id)[0]
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("UPDATE turns SET turn = 'as it was' WHERE number = 0")
    talk.turns[2:] = talk.turns[3:]
    keep(talk, history)
    assert [text == "as it was" for text in history.turns(talk.id)] == [True, False, False]
    with sqlite3.connect(tmp_path / FILE) as db:  # as a purge does
        db.execute("DELETE FROM turns WHERE number = 1")
    talk.turns.pop()
    keep(talk, history)
    assert [history.turns(talk.id)[0], len(history.turns(talk.id))] == [first, 2]


def test_conversations_are_listed_by_their_first_question_the_newest_first(history: History) -> None:
    kept(history, "a", "What of the gates?", "When?")
    kept(history, "b", "Who spoke?")
    assert [(one.title, one.turns) for one in history.listed()] == [("Who spoke?", 1), ("What of the gates?", 2)]
    assert [one.id for one in history.listed("GATES when")] == ["a"]
    history.rename("a", "Gates")
    kept(history, "a", "What of the gates?", "When?", "Why?")
    assert [(one.title, one.turns) for one in history.listed("gates")] == [("Gates", 3)]


def test_what_is_deleted_comes_back_by_undo_and_is_gone_after_the_next(history: History) -> None:
    kept(history, "a", "One?")
    kept(history, "b", "Two?")
    history.delete("a")
    assert [one.id for one in history.listed()] == ["b"] and not history.turns("a")
    history.restore("a")
    assert len(history.turns("a")) == 1
    history.delete("a")
    history.delete("b")
    history.restore("a")
    assert not history.listed()


def test_the_switch_keeps_nothing(history: History) -> None:
    history.keep(False)
    kept(history, "a", "One?")
    assert not history.listed() and not history.keeps
    history.keep(True)
    kept(history, "a", "One?")
    assert history.listed()


def test_a_purged_article_takes_its_turns_along(history: History, sample_reader: Reader, tmp_path: Path) -> None:
    made = make_turn("turn-1", ask(QUESTIONS[0], sample_reader), Filters(), sample_reader.library)
    history.save("a", [encode(made)], "")
    kept(history, "b", "Two?")
    history.forget(made.cards[0].citation.article.path)
    assert [one.id for one in history.listed()] == ["b"]
    assert made.cards[0].citation.quote.encode() not in (tmp_path / FILE).read_bytes()


def test_the_file_is_its_owners(history: History, tmp_path: Path) -> None:
    kept(history, "a", "One?")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_file_that_cannot_be_used_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_bytes(b"no database " * 100)
    history = History.of_folder(tmp_path)
    kept(history, "a", "One?")
    assert history.listed() == [] and "cannot be used" in caplog.text
    assert History.of_folder(tmp_path / "nowhere").listed() == []
