"""Changes some rows of the tables of speakers, with the words that lead to them."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from factcontext.index.rows import AMONG, array
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.speaker_table import alike, insert_speakers, insert_words, read_speakers, words_of

_SAME = "SELECT same FROM speakers WHERE alike = ? LIMIT 1"  # all of a group have the same
_FIRST = "SELECT id FROM speakers WHERE alike = ? ORDER BY statements DESC, identity LIMIT 1"


def replace_speakers(db: sqlite3.Connection, gone: Collection[int], made: Sequence[Speaker]) -> None:
    """Store speakers in place of those whose numbers are `gone`; the words lead to whom they would in a new table."""
    before = read_speakers(db, gone)
    groups = sorted({group for one in (*before, *made) if (group := alike(one))})
    firsts = {group: id for group in groups for (id,) in db.execute(_SAME, (group,))}
    _delete_words(db, [*(one for one in before if not alike(one)), *read_speakers(db, {*firsts.values()})])
    db.execute(f"DELETE FROM speakers WHERE id {AMONG}", (array(gone),))
    insert_speakers(db, ((one, one.id) for one in made))
    new = defaultdict[str | None, list[int]](list)
    for one in made:
        new[alike(one)].append(one.id)
    now = {id for group in groups for id in _make_first(db, group, firsts.get(group), new[group])}
    insert_words(db, [*(one for one in made if not alike(one)), *read_speakers(db, now)])


def _make_first(db: sqlite3.Connection, group: str, before: int | None, new: Iterable[int]) -> list[int]:
    """The first of a group that nothing tells apart, for whom the others are taken; nobody of an empty one.

    Where it is the one `before`, the `new` ones alone are to be taken for it: "police" are tens of thousands.
    """
    found = [id for (id,) in db.execute(_FIRST, (group,))]
    for id in found:
        if id == before:
            db.executemany("UPDATE speakers SET same = ? WHERE id = ?", ((id, one) for one in new))
        else:
            db.execute("UPDATE speakers SET same = ? WHERE alike = ? AND same <> ?", (id, group, id))
    return found


def _delete_words(db: sqlite3.Connection, speakers: Iterable[Speaker]) -> None:
    db.executemany("DELETE FROM speaker_words WHERE sense = ? AND word = ? AND speaker = ?", words_of(speakers))
