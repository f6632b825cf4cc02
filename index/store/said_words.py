"""The words of a catalog's statements, counted, and what each speaker says more often than the others do."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from factcontext.index.rows import AMONG, Tables, array
from factcontext.index.speakers.topics import SaidWords, StemCounts, WordCounts, find_topics

# Statements in which the topics of one speaker are looked for; of one who is heard more often as many, evenly chosen:
# they take some 20 ms to read and count, and more of them hardly tell other topics.
MOST_READ = 700
_ADD_STEMS = (
    "INSERT INTO said_stems VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
    "statements = statements + excluded.statements, "
    "places = places + excluded.places, things = things + excluded.things"
)
_ADD_WORDS = "INSERT INTO said_words VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET places = places + excluded.places"
_NONE = StemCounts(0, 0, 0)
_ALL = ""  # the stem under which all statements are counted


def add_said(db: sqlite3.Connection, said: SaidWords, gone: SaidWords | None = None) -> None:
    """Add what was counted in some statements to the tables, and take out what was counted in those that are `gone`."""
    less = gone or SaidWords(0, {}, {})
    stems = {**said.stems, **less.stems, _ALL: _NONE}
    before, now = ({**one.stems, _ALL: StemCounts(one.statements, 0, 0)} for one in (less, said))
    pairs = ((stem, zip(now.get(stem, _NONE), before.get(stem, _NONE), strict=True)) for stem in stems)
    counts = ((stem, tuple(new - old for new, old in both)) for stem, both in pairs)
    db.executemany(_ADD_STEMS, ((stem, *each) for stem, each in counts if any(each)))
    words = {word: one.stem for word, one in (*less.words.items(), *said.words.items())}
    places = {word: _places(said, word) - _places(less, word) for word in words}
    db.executemany(_ADD_WORDS, ((word, places[word], stem) for word, stem in words.items() if places[word]))
    for table, key, chosen in (("said_stems", "stem", less.stems), ("said_words", "word", less.words)):
        query = f"DELETE FROM {table} WHERE {key} {AMONG} AND places = 0"
        db.execute(query, (array(chosen),))


def _places(said: SaidWords, word: str) -> int:
    return said.words[word].places if word in said.words else 0


def topics_of(db: Tables, speakers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The topics of speakers by number; none in a catalog of a version that counted no words."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'said_words'").fetchone():
        return dict.fromkeys(speakers, ())
    counted = _CountedWords(db)
    return {id: find_topics(_texts(db, id), counted) for id in speakers}


def _texts(db: Tables, speaker: int) -> Iterator[str]:
    """What a speaker says, in order of path; at most `MOST_READ` statements."""
    places = (
        'SELECT article, start, "end" FROM statements JOIN articles ON articles.id = article WHERE speaker_id = ? '
        "ORDER BY path, statements.id"
    )
    found = db.execute(places, (speaker,)).fetchall()
    step = max(1, len(found) / MOST_READ)
    chosen = [found[int(n * step)] for n in range(min(len(found), MOST_READ))]
    article, text = None, ""
    for number, start, end in chosen:
        if number != article:
            [(text,)] = db.execute("SELECT text FROM articles WHERE id = ?", (number,))
            article = number
        yield text[start:end]


class _CountedWords:
    """Reads what is counted of words and their stems, once each: the next speaker says many of them again."""

    def __init__(self, db: Tables) -> None:
        self._db = db
        self._words: dict[str, WordCounts] = {}
        self._stems: dict[str, StemCounts] = {_ALL: StemCounts(0, 0, 0)}
        self._asked: set[str] = set()
        self._read_stems({_ALL})

    def __call__(self, words: Collection[str]) -> SaidWords:
        new = set(words) - self._asked
        self._asked |= new
        query = f"SELECT word, places, stem FROM said_words WHERE word {AMONG}"
        found = {word: WordCounts(*counts) for word, *counts in self._db.execute(query, (array(new),))}
        self._words |= found
        self._read_stems({one.stem for one in found.values() if one.stem} - self._stems.keys())
        return SaidWords(self._stems[_ALL].statements, self._stems, self._words)

    def _read_stems(self, stems: Iterable[str]) -> None:
        query = f"SELECT stem, statements, places, things FROM said_stems WHERE stem {AMONG}"
        rows = self._db.execute(query, (array(stems),))
        self._stems |= {stem: StemCounts(*counts) for stem, *counts in rows}
