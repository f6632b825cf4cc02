"""Numbers of speakers while they change: who stays keeps the number, who is new gets the next one."""

import sqlite3
from collections.abc import Collection

from factcontext.index.rows import AMONG, array


class SpeakerNumbers:
    """Numbers by identity and identities by number; new ones are known here before they are stored."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._new: dict[str, int] = {}
        [(self._next,)] = db.execute("SELECT coalesce(max(id) + 1, 0) FROM speakers")

    def known(self, identities: Collection[str]) -> dict[str, int]:
        """The numbers of those who have one."""
        query = f"SELECT identity, id FROM speakers WHERE identity {AMONG}"
        stored = dict(self._db.execute(query, (array(identities),)))
        return stored | {one: self._new[one] for one in identities if one in self._new}

    def give(self, identities: Collection[str]) -> dict[str, int]:
        """The numbers of all of them."""
        for one in sorted(set(identities) - self.known(identities).keys()):
            self._new[one] = self._next
            self._next += 1
        return self.known(identities)

    def identities(self, numbers: Collection[int]) -> dict[int, str]:
        """The identities of those who have these numbers."""
        query = f"SELECT id, identity FROM speakers WHERE id {AMONG}"
        stored = dict(self._db.execute(query, (array(numbers),)))
        return stored | {number: one for one, number in self._new.items() if number in numbers}
