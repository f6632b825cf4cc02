"""Which rows of a catalog change together, and how they are looked up: what PostgreSQL is told of them."""

from collections.abc import Sequence
from typing import NamedTuple


class Group(NamedTuple):
    """Rows that change together: those of one article, or of one speaker. What a build alone reads is in none."""

    head: str  # the table with a row for each, where a digest of all its rows stands
    key: str
    parts: Sequence[tuple[str, str]] = ()  # the other tables, each with its column for the key
    signed: Sequence[str] = ()  # what the digest is of, beside the head: a row's first value is the key

    @property
    def queries(self) -> list[str]:
        """What is read for the digests."""
        return [f"SELECT {self.key}, * FROM {self.head} ORDER BY 1", *self.signed]

    @property
    def tables(self) -> list[str]:
        """All its tables."""
        return [self.head, *(table for table, _ in self.parts)]


GROUPS = (
    Group(
        "articles",
        "id",
        (("passages", "article"), ("sentences", "article"), ("outlines", "article"), ("statements", "article")),
        (
            "SELECT article, * FROM outlines ORDER BY article",
            "SELECT article, * FROM passages ORDER BY article, id",
            "SELECT article, * FROM statements ORDER BY article, id",
            # Where each lies is in the outline.
            "SELECT article, min(id), max(id) FROM sentences GROUP BY article ORDER BY article",
        ),
    ),
    Group(
        "speakers",
        "id",
        (("heard", "speaker"), ("speaker_words", "speaker")),
        (
            "SELECT speaker, spans FROM heard ORDER BY speaker",
            "SELECT speaker, sense, word FROM speaker_words ORDER BY speaker, sense, word",
        ),
    ),
    Group("said_stems", "stem"),
    Group("said_words", "word"),
    Group("removed", "article"),
    Group("skipped", "path"),
    Group("furniture", "line"),
    Group("numbering", "0"),  # one row
)
# How rows are looked up while questions are answered.
LOOKUPS = {
    "articles": ("id", "path"),
    "passages": ("id", "article"),
    "sentences": ("id", "article"),
    "outlines": ("article",),
    "statements": ("article", "speaker_id"),
    "speakers": ("id", "name", "statements DESC, name", "same"),
    "heard": ("speaker",),
    "speaker_words": ("sense, word, speaker", "speaker"),
    "said_stems": ("stem",),
    "said_words": ("word",),
}
