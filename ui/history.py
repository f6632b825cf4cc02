"""Keeps a reader's conversations, and what they said of answers, between visits (index/store/kept.py says where)."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from factcontext.index.rows import Tables
from factcontext.index.store.kept import Kept, KeptFile, KeptTables
from factcontext.settings import Settings, read_database

Result = TypeVar("Result")
LOG = logging.getLogger("factcontext")
FILE = "conversations.sqlite"
_KEEP = (
    "INSERT INTO turns (conversation, number, question, turn, articles) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (conversation, number) DO UPDATE SET "
    "question = excluded.question, turn = excluded.turn, articles = excluded.articles"
)
_JUDGE = (
    "INSERT INTO feedback (conversation, turn, verdict, row, articles) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (conversation, turn) DO UPDATE SET "
    "verdict = excluded.verdict, row = excluded.row, articles = excluded.articles"
)


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as it is kept: its text is for whoever wrote it, and not read here."""

    question: str
    text: str
    articles: frozenset[str]  # the paths of those whose words it may hold


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of an answer, with the row of a question set that it makes."""

    turn: str
    verdict: str
    row: str
    articles: frozenset[str]  # the paths of those whose words the row holds


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation in the list."""

    id: str
    title: str
    changed: str
    turns: int


class History:
    """The conversations of one reader. A file or a server that cannot be used only means that nothing is kept."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    @classmethod
    def of_reader(cls, settings: Settings) -> "History":
        """Those of who reads: in the database where one is set, and on this machine otherwise."""
        database, file = read_database(), settings.own_folder / FILE
        if not database:
            return cls(KeptFile(file))
        kept = KeptTables(database, settings.owner)
        try:
            kept.take_over(file)
        except OSError as error:
            LOG.warning("conversations in %s were not brought into %s: %s", file, kept, error)
        return cls(kept)

    @classmethod
    def of_folder(cls, folder: Path) -> "History":
        """Those in a reader's folder on this machine."""
        return cls(KeptFile(folder / FILE))

    @property
    def keeps(self) -> bool:
        """Whether conversations are kept; the reader may have switched that off."""
        return not self._rows("SELECT 1 FROM choices WHERE name = 'keeps nothing'")

    def keep(self, keeps: bool) -> None:
        """Keep conversations from now on, or none; those that are there stay until they are deleted."""
        self._change("DELETE FROM choices WHERE name = 'keeps nothing'")
        if not keeps:
            self._change("INSERT INTO choices VALUES ('keeps nothing', 'yes')")

    def save(self, id: str, turns: Sequence[KeptTurn], address: str, after: int = 0) -> None:
        """Keep a conversation as it is now: its first turns, `after` of them, as they are kept, then these.

        Its name stays what it was.
        """
        if not (turns or after) or not self.keeps:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [(id, n, one.question, one.text, json.dumps(sorted(one.articles))) for n, one in enumerate(turns, after)]
        title = turns[0].question if turns else ""  # a conversation of which turns are kept has one
        self._do(lambda db: _put(db, (id, title, now, address), after, rows), None)

    def has(self, id: str, turns: int) -> bool:
        """Whether so many first turns of a conversation are kept: another tab or a purge may have removed some."""
        query = "SELECT count(*) FROM turns WHERE conversation = ? AND number < ?"
        return any(int(count) == turns for (count,) in self._rows(query, id, turns))

    def turns(self, id: str) -> list[str]:
        """The turns of a conversation, in order; none where there is no such conversation."""
        query = (
            "SELECT turn FROM turns JOIN conversations ON id = conversation "
            "WHERE id = ? AND is_deleted = 0 ORDER BY number"
        )
        return [turn for (turn,) in self._rows(query, id)]

    def address(self, id: str) -> str:
        """The filters of a conversation."""
        return next((address for (address,) in self._rows("SELECT address FROM conversations WHERE id = ?", id)), "")

    def listed(self, words: str = "") -> list[ConversationRow]:
        """Those whose name or questions have all the words, the newest first."""
        query = (
            "SELECT id, title, changed, count(*), title || ' ' || group_concat(question, ' ') "
            "FROM conversations JOIN turns ON conversation = id WHERE is_deleted = 0 "
            "GROUP BY id ORDER BY changed DESC, conversations.rowid DESC"
        )
        wanted = words.casefold().split()
        return [
            ConversationRow(id, title, changed, int(turns))
            for id, title, changed, turns, text in self._rows(query)
            if all(word in text.casefold() for word in wanted)
        ]

    def rename(self, id: str, title: str) -> None:
        """Call a conversation something else; an empty name changes nothing."""
        if title.strip():
            self._change("UPDATE conversations SET title = ? WHERE id = ?", title.strip(), id)

    def delete(self, id: str) -> None:
        """Take a conversation off the list, and remove for good what was taken off before."""
        for table in ("turns", "feedback"):
            gone = f"DELETE FROM {table} WHERE conversation IN (SELECT id FROM conversations WHERE is_deleted = 1)"
            self._change(gone)
        self._change("DELETE FROM conversations WHERE is_deleted = 1")
        self._change("UPDATE conversations SET is_deleted = 1 WHERE id = ?", id)

    def restore(self, id: str) -> None:
        """Put back what was deleted last."""
        self._change("UPDATE conversations SET is_deleted = 0 WHERE id = ?", id)

    def judge(self, id: str, said: Feedback) -> bool:
        """Keep what a reader says of an answer, in the place of what they said of it before; returns whether it is."""
        values = (id, said.turn, said.verdict, said.row, json.dumps(sorted(said.articles)))
        return self.keeps and self._change(_JUDGE, *values)

    def verdicts(self, id: str) -> dict[str, str]:
        """What was said of the turns of a conversation."""
        rows = self._rows("SELECT turn, verdict FROM feedback WHERE conversation = ?", id)
        return {turn: verdict for turn, verdict in rows}

    def feedback(self) -> list[str]:
        """The rows of all that was said, in order."""
        return [row for (row,) in self._rows("SELECT row FROM feedback ORDER BY rowid")]

    def forget(self, article: str) -> None:
        """Remove every turn that may hold words of an article; raises OSError where that fails."""
        if not self._kept.is_there:
            return
        with self._kept.open() as db:
            for table in ("turns", "feedback"):
                db.execute(f"DELETE FROM {table} WHERE ? IN (SELECT value FROM json_each(articles))", (article,))
            db.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM turns)")

    # ---- the tables

    def _rows(self, query: str, *values: str | int) -> list[tuple[str, ...]]:
        none: list[tuple[str, ...]] = []
        return self._do(lambda db: db.execute(query, values).fetchall(), none) if self._kept.is_there else none

    def _change(self, query: str, *values: str) -> bool:
        """Change the tables; returns whether anything is other now."""
        return self._do(lambda db: db.execute(query, values).rowcount, 0) > 0

    def _do(self, work: Callable[[Tables], Result], otherwise: Result) -> Result:
        """Work with the tables; what goes wrong with them is logged."""
        try:
            with self._kept.open() as db:
                return work(db)
        except OSError as error:
            LOG.warning("%s cannot be used, conversations are not kept: %s", self._kept, error)
            return otherwise


def _put(db: Tables, conversation: Sequence[str], after: int, turns: Sequence[Sequence[object]]) -> None:
    """Put a conversation in the place of what was kept of it; the first turns, `after` of them, stay."""
    db.execute(
        "INSERT INTO conversations (id, title, changed, address) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, address = excluded.address, is_deleted = 0",
        conversation,
    )
    db.execute("DELETE FROM turns WHERE conversation = ? AND number >= ?", (conversation[0], after))
    for one in turns:
        db.execute(_KEEP, one)
