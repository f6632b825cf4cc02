"""Conversations in PostgreSQL are kept as in a file, each reader's apart, for every machine. The server is Debian's."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="the extra [cluster] is not installed")

from factcontext.index.store.kept import KeptTables, kept_by_all
from factcontext.index.store.postgres import connect
from factcontext.settings import Database, Settings
from factcontext.ui.history import FILE, Feedback, History, KeptTurn

pytestmark = pytest.mark.slow  # a server takes two seconds to begin

_ANOTHER_PAGE = """
import sys
from pathlib import Path
from factcontext.settings import Settings
from factcontext.ui.history import History, KeptTurn
history = History.of_reader(Settings(None, Path(sys.argv[1]), "", user="a@news.test"))
for number in range(20):
    turns = [KeptTurn(f"{sys.argv[2]} {n}", f"of {n}", frozenset()) for n in range(number + 1)]
    history.save(sys.argv[2], turns, "")
print(len(history.turns(sys.argv[2])))
"""


@pytest.fixture
def settings(server: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A reader of a page with a database of its own."""
    monkeypatch.setenv("FACTCONTEXT_POSTGRES_URL", server)
    monkeypatch.setenv("FACTCONTEXT_POSTGRES_NAME", f"k{abs(hash(request.node.name)) % 10**9}")
    return Settings(None, tmp_path / "index", "", user="a@news.test")


def kept(history: History, id: str, *questions: str, articles: frozenset[str] = frozenset()) -> None:
    history.save(id, [KeptTurn(one, f"of {one}", articles) for one in questions], "to=2031")


def test_conversations_are_kept_found_renamed_and_deleted(settings: Settings) -> None:
    history = History.of_reader(settings)
    assert history.keeps and history.listed() == [] and history.turns("a") == []
    kept(history, "a", "What of the gates?", "When?")
    kept(history, "b", "100% of whom?", "Why?", "How?")
    kept(history, "b", "100% of whom?", "Since when?")
    assert History.of_reader(settings).turns("b") == ["of 100% of whom?", "of Since when?"]
    assert [(one.title, one.turns) for one in history.listed()] == [("100% of whom?", 2), ("What of the gates?", 2)]
    assert [one.id for one in history.listed("GATES when")] == ["a"] and history.address("a") == "to=2031"
    assert history.has("b", 2) and not history.has("b", 3)
    history.rename("a", "Gates")
    history.delete("b")
    assert [one.title for one in history.listed()] == ["Gates"] and not history.turns("b")
    history.restore("b")
    history.delete("b")
    history.delete("a")
    history.restore("b")
    assert not history.listed()


def test_feedback_is_kept_and_a_purged_article_takes_all_along(settings: Settings) -> None:
    history, other = History.of_reader(settings), History.of_reader(replace(settings, user="b@news.test"))
    for turn, verdict in (("1", "right"), ("2", "wrong_quote"), ("1", "missed")):
        assert history.judge("a", Feedback(turn, verdict, json.dumps([turn]), frozenset({f"{turn}.txt"})))
    assert history.verdicts("a") == {"1": "missed", "2": "wrong_quote"} and history.feedback() == ['["1"]', '["2"]']
    kept(history, "a", "One?", articles=frozenset({"1.txt"}))
    kept(other, "b", "Two?", articles=frozenset({"1.txt", "2.txt"}))
    kept(other, "c", "Three?", articles=frozenset({"3.txt"}))
    for tables in kept_by_all(_database()):
        History(tables).forget("1.txt")
    assert history.listed() == [] and history.verdicts("a") == {"2": "wrong_quote"}
    assert [one.title for one in other.listed()] == ["Three?"]


def _database() -> Database:
    from factcontext.settings import read_database

    database = read_database()
    assert database
    return database


def test_each_reader_has_their_own_and_may_keep_nothing(settings: Settings) -> None:
    one, other, nobody = (History.of_reader(replace(settings, user=name)) for name in ("a@n.test", "b@n.test", ""))
    kept(one, "a", "One?")
    other.keep(False)
    kept(other, "a", "Two?")
    kept(nobody, "a", "Three?")
    assert (one.turns("a"), other.turns("a"), nobody.turns("a")) == (["of One?"], [], ["of Three?"])
    assert one.keeps and not other.keeps
    other.keep(True)
    assert other.keeps and len(kept_by_all(_database())) == 3


def test_what_was_kept_on_this_machine_before_is_brought_in_once(settings: Settings) -> None:
    settings.own_folder.mkdir(parents=True)
    before = History.of_folder(settings.own_folder)
    kept(before, "a", "One?", "Two?")
    before.judge("a", Feedback("1", "right", "{}", frozenset()))
    history = History.of_reader(settings)
    assert history.turns("a") == ["of One?", "of Two?"] and history.verdicts("a") == {"1": "right"}
    assert not (settings.own_folder / FILE).exists()
    history.rename("a", "Named since")
    assert [one.title for one in History.of_reader(settings).listed()] == ["Named since"]


def test_two_pages_keep_at_once(settings: Settings, tmp_path: Path) -> None:
    pages = [
        subprocess.Popen([sys.executable, "-c", _ANOTHER_PAGE, tmp_path / name, name], stdout=subprocess.PIPE)
        for name in ("one", "two")
    ]
    told = [page.communicate(timeout=60)[0] for page in pages]
    assert told == [b"20\n", b"20\n"]
    history = History.of_reader(settings)
    assert sorted(one.id for one in history.listed()) == ["one", "two"]


def test_a_connection_that_broke_is_made_anew_and_a_server_that_is_gone_stops_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    history = History.of_reader(settings)
    kept(history, "a", "One?")
    with connect(_database()) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert history.turns("a") == ["of One?"] and not caplog.text
    away = History(KeptTables(Database("postgresql://nobody@/none?host=/nowhere"), ""))
    kept(away, "a", "One?")
    assert away.listed() == [] and away.keeps and "cannot be used" in caplog.text
