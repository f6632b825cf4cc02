"""Columns of the catalog's tables, and records made of their rows: what its reader and its writer share."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from factcontext.index.records import Article, FileStamp, Statement
from factcontext.index.rows import metadata_from_row
from factcontext.index.store.outline import SPAN

FILE = "catalog.sqlite"
# Texts and the like kept in memory while they are looked up; at up to 10 kB each they are some megabytes.
CACHED = 512

ARTICLE = "path, sha256, text, metadata, language, warnings"
# Who speaks, by the full name that the folder gives where the article has but a surname or an initial: "ORR", "V. Orr".
FULL_NAME = """
CASE WHEN instr(speaker, ' ') = 0 OR substr(speaker, 2, 1) = '.' THEN coalesce(
    (SELECT name FROM speakers WHERE speakers.id = speaker_id AND speakers.kind = 'person' AND name LIKE
        CASE substr(speaker, 2, 1) WHEN '.' THEN replace(speaker, '.', '%') ELSE '% ' || speaker END),
    speaker) ELSE speaker END"""
STATEMENT = f'start, "end", {FULL_NAME}, as_written, certainty, cue, statements.kind, office, body, speaker_id'
STATEMENTS = f"SELECT articles.path, {STATEMENT} FROM statements JOIN articles ON articles.id = article"
SPEAKER_SPANS = "SELECT speaker_id, first_sentence, last_sentence FROM statements WHERE speaker_id NOT NULL ORDER BY id"


def spans_by_speaker(said: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, bytes]]:
    """For each speaker the first and the last sentence of each statement, as stored; from rows of SPEAKER_SPANS."""
    speakers, first, last = np.fromiter(said, dtype=np.dtype((np.int32, 3))).T
    order = np.lexsort((last, first, speakers))
    spans = np.empty(len(order), dtype=SPAN)
    spans["first"], spans["last"] = first[order], last[order]
    begins = np.flatnonzero(np.diff(speakers[order], prepend=-1)).tolist()
    for begin, end in zip(begins, [*begins[1:], len(order)], strict=False):
        yield int(speakers[order[begin]]), spans[begin:end].tobytes()


def article_from_values(row: Sequence[Any]) -> Article:
    """The article of a row with the columns ARTICLE."""
    path, sha256, text, metadata, language, warnings = row
    return Article(path, sha256, text, metadata_from_row(json.loads(metadata)), language, tuple(json.loads(warnings)))


def statement_from_values(row: Sequence[Any]) -> Statement:
    """The statement of a row of STATEMENTS."""
    article, start, end, speaker, as_written, certainty, cue, kind, office, body, speaker_id = row
    return Statement(article, start, end, speaker, as_written, certainty, cue, kind, office, body, speaker_id)


def stamp_values(name: str, stamp: FileStamp) -> tuple[str, str, int, str]:
    """A file's row."""
    return name, stamp.sha256, stamp.changed_ns, stamp.place


def statement_values(id: int, key: int, s: Statement, sentences: tuple[int, int]) -> tuple[Any, ...]:
    """A statement's row as it is added; its speaker is filled in when all articles are stored."""
    said = (s.speaker, s.speaker_as_written, s.certainty, s.cue, s.kind, s.office, s.body)
    return (id, key, s.start, s.end, *said, *sentences, None)


def placeholders(values: Sequence[Any]) -> str:
    """As many question marks as there are values, for an SQL statement."""
    return ", ".join("?" * len(values))
