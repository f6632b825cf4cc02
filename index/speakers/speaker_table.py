"""The SQLite tables of speakers, and of the words that lead to them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import lru_cache
from hashlib import blake2b
from importlib import resources
from itertools import chain
from typing import Any

from factcontext.index.batch_cache import BatchCache
from factcontext.index.gc_pause import gc_paused
from factcontext.index.rows import AMONG, Tables, array
from factcontext.index.speakers.cards import Described, Posted, Role, Speaker, SpeakerCard, make_speaker_card, postings
from factcontext.index.weak_method import weak

# Cards, words and vocabularies kept while questions are answered: a conversation asks about a few dozen people, of whom
# common surnames and offices lead to some hundreds each. A card takes about 2 kB.
KEPT = 8192
_COLUMNS = "id, name, kind, names, roles, countries, described, statements, articles, first, last"
# In an index that was built at once, numbers are in the order of what is said.
_BY_STATEMENTS = "ORDER BY statements DESC, name, id"


def make_tables(db: sqlite3.Connection) -> None:
    """Make the two tables, empty."""
    db.executescript(resources.files("factcontext.index.speakers").joinpath("speakers.sql").read_text("utf-8"))


def write_speakers(db: sqlite3.Connection, speakers: Sequence[Speaker]) -> None:
    """Fill the empty tables; `speakers` are in order of number, from 0."""
    same = _same(speakers)
    with gc_paused():  # else three quarters of the time
        insert_speakers(db, zip(speakers, same, strict=True))
        insert_words(db, (one for one, first in zip(speakers, same, strict=True) if one.id == first))


def insert_speakers(db: sqlite3.Connection, rows: Iterable[tuple[Speaker, int]]) -> None:
    """Store speakers, each with the first of those from whom nothing tells it apart."""
    query = "INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    db.executemany(query, ((*_row(one), first, one.identity, alike(one)) for one, first in rows))


def insert_words(db: sqlite3.Connection, speakers: Iterable[Speaker]) -> None:
    """Have all words of these speakers lead to them."""
    db.executemany("INSERT INTO speaker_words VALUES (?, ?, ?)", sorted(words_of(speakers)))


def read_speakers(db: Tables, ids: Collection[int]) -> list[Speaker]:
    """Some speakers, by number."""
    query = f"SELECT {_COLUMNS} FROM speakers WHERE id {AMONG}"
    return [_read(row) for row in db.execute(query, (array(ids),))]


class SpeakerTable:
    """Those tables, read only; safe to share between threads where the connection is."""

    def __init__(self, db: Tables) -> None:
        self._db = db
        self.speaker = lru_cache(KEPT)(weak(self._speaker))
        self.having = lru_cache(KEPT)(weak(self._having))
        self.like = lru_cache(KEPT)(weak(self._like))
        self.cards = BatchCache(weak(self._cards), KEPT)

    @classmethod
    def of(cls, speakers: Iterable[Speaker]) -> "SpeakerTable":
        """The tables of these speakers, in memory."""
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        make_tables(db)
        write_speakers(db, list(speakers))
        return cls(db)

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM speakers")[0][0])

    def everyone(self) -> Iterator[Speaker]:
        """All speakers, those with most statements first, one at a time."""
        return map(_read, self._db.execute(f"SELECT {_COLUMNS} FROM speakers {_BY_STATEMENTS}"))

    def ids(self) -> list[int]:
        """The numbers of all speakers, in order."""
        return [id for (id,) in self._rows("SELECT id FROM speakers ORDER BY id")]

    def named(self, name: str) -> list[Speaker]:
        """Those who are shown under a name."""
        return self._speakers("WHERE name = ?", name)

    def most_heard(self, count: int) -> list[str]:
        """The names of those with most statements, of people, bodies and countries."""
        rows = self._rows(f"SELECT name FROM speakers WHERE kind <> 'unnamed' {_BY_STATEMENTS} LIMIT ?", count)
        return list(dict.fromkeys(name for (name,) in rows))

    def also_named(self, name: str) -> list[Speaker]:
        """Those whom any article calls so; looks at everyone."""
        return self._speakers("WHERE EXISTS (SELECT 1 FROM json_each(names) WHERE value = ?)", name)

    def _speakers(self, where: str, *values: str) -> list[Speaker]:
        query = f"SELECT {_COLUMNS} FROM speakers {where} {_BY_STATEMENTS}"
        return [_read(row) for row in self._rows(query, *values)]

    def _speaker(self, id: int) -> Speaker | None:
        return next(iter(read_speakers(self._db, [id])), None)

    def _cards(self, ids: Sequence[int]) -> dict[int, SpeakerCard]:
        """What is compared of each of these speakers."""
        return {one.id: make_speaker_card(one) for one in read_speakers(self._db, ids)}

    def statements(self, ids: Collection[int]) -> int:
        """How many statements these speakers have together."""
        query = f"SELECT coalesce(sum(statements), 0) FROM speakers WHERE id {AMONG}"
        return int(self._rows(query, array(ids))[0][0])

    def same(self, ids: Collection[int]) -> dict[int, list[int]]:
        """For the first of those whom nothing tells apart all of them: "police" of each article."""
        query = f"SELECT same, id FROM speakers WHERE same {AMONG} ORDER BY id"
        found: dict[int, list[int]] = defaultdict(list)
        for first, id in self._rows(query, array(ids)):
            found[first].append(id)
        return found

    def _having(self, sense: Posted, word: str) -> tuple[int, ...]:
        """The speakers to whom a word leads in this sense, in order; of those who are the same, the first."""
        query = "SELECT speaker FROM speaker_words WHERE sense = ? AND word = ?"
        return tuple(id for (id,) in self._rows(query, sense, word))

    def _like(self, sense: Posted, beginning: str) -> tuple[str, ...]:
        """The words in this sense that begin so, in order."""
        query = "SELECT DISTINCT word FROM speaker_words WHERE sense = ? AND word >= ? AND word < ? ORDER BY word"
        found = self._rows(query, sense, beginning, beginning + "\U0010ffff") if beginning else ()
        return tuple(word for (word,) in found)

    def words(self) -> list[tuple[Posted, str, int]]:
        """All words with their senses and the speakers to whom they lead, in order."""
        return self._rows("SELECT sense, word, speaker FROM speaker_words ORDER BY sense, word, speaker")

    def faults(self) -> Iterator[str]:
        """Where the words that lead to speakers are not those of the speakers."""
        speakers = {one.id: one for one in self.everyone()}
        first_of = dict(self._rows("SELECT id, same FROM speakers"))
        groups: dict[object, set[int]] = defaultdict(set)
        for one in speakers.values():
            groups[_told(one)].add(first_of[one.id])
        firsts = {first for found in groups.values() for first in found}
        if len(firsts) != len(groups) or any(first_of.get(first) != first for first in firsts):
            yield "speakers are taken for others"
        elif self.words() != sorted(words_of(speakers[first] for first in firsts)):
            yield "the words that lead to speakers are not those of the speakers"

    def _rows(self, query: str, *values: Any) -> list[Any]:
        rows: list[Any] = self._db.execute(query, values).fetchall()
        return rows


def _same(speakers: Iterable[Speaker]) -> list[int]:
    """For each speaker the number of the first one that no question can tell from it."""
    firsts: dict[object, int] = {}
    return [firsts.setdefault(_told(one), one.id) for one in speakers]


def _told(one: Speaker) -> object:
    roles = tuple((role.office, role.body) for role in one.roles)
    described = tuple(told.phrase for told in one.described)
    return (one.name, one.names, roles, one.countries, described) if one.kind == "unnamed" else one.id


def alike(one: Speaker) -> str | None:
    """What is told of somebody without a name, in short; None of one who has a name and is like nobody."""
    return blake2b(repr(_told(one)).encode(), digest_size=12).hexdigest() if one.kind == "unnamed" else None


def words_of(speakers: Iterable[Speaker]) -> Iterator[tuple[Posted, str, int]]:
    """The words that lead to these speakers, each in its sense."""
    return chain.from_iterable(((*posted, one.id) for posted in postings(make_speaker_card(one))) for one in speakers)


def _row(s: Speaker) -> tuple[Any, ...]:
    lists = (s.names, [astuple(role) for role in s.roles], s.countries, [astuple(one) for one in s.described])
    told = (json.dumps(one, ensure_ascii=False) for one in lists)
    return (s.id, s.name, s.kind, *told, s.statements, s.articles, s.first, s.last)


def _read(row: Sequence[Any]) -> Speaker:
    id, name, kind, names, roles, countries, described, statements, articles, first, last = row
    return Speaker(
        id,
        name,
        kind,
        tuple(json.loads(names)),
        tuple(Role(*role) for role in json.loads(roles)),
        tuple(json.loads(countries)),
        statements,
        articles,
        first,
        last,
        described=tuple(Described(*one) for one in json.loads(described)),
    )
