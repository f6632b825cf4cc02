"""Writes the citations of answers as a table for a spreadsheet: UTF-8 with its mark, and no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from factcontext.ui import texts
from factcontext.ui.export.pack import EvidencePack, PackedQuote

# With one of these in front, a spreadsheet runs the cell.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # without it, Excel takes UTF-8 for another encoding


def table(packs: Sequence[EvidencePack]) -> str:
    """One row a citation; a question without an answer has a row of its own."""
    return spreadsheet(texts.COLUMNS, (row for pack in packs for row in _rows(pack)))


def spreadsheet(columns: Sequence[str], rows: Iterable[list[str]]) -> str:
    """Rows under their columns' names as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([list(map(inert, row)) for row in rows])
    return BOM + out.getvalue()


def _rows(pack: EvidencePack) -> Iterator[list[str]]:
    answer = " ".join(text for text, _ in pack.sentences)
    made = [pack.index, pack.answered, " ".join(pack.notes)]
    for one in pack.sources:
        yield [pack.question, pack.state, answer, *_source(one), *made]
    if not pack.sources:
        yield [pack.question, pack.state, answer, *[""] * len(_SOURCE), *made]


_SOURCE = texts.COLUMNS[3:-3]


def _source(one: PackedQuote) -> list[str]:
    citation, article = one.citation, one.citation.article
    who = (citation.speaker, citation.office, citation.certainty, citation.kind)
    where = (article.publisher, article.title, article.published, article.author, article.url, article.path)
    words = (str(citation.n), citation.quote, one.before, one.after)
    return [part or "" for part in (*words, *who, *where, article.sha256, "; ".join(citation.also_in))]


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> inert("=1+1"), inert("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUNS) else cell
