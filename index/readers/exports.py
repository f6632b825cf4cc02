"""Takes apart what news databases export: many articles in one text (Nexis, Factiva, ProQuest, EBSCO …)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from factcontext.index.readers.export_fields import Exported, ends_sentence, fields_of, has_fields
from factcontext.index.readers.export_heads import shows_several, split_at_heads
from factcontext.index.readers.export_metadata import export_metadata
from factcontext.index.readers.export_records import press_article_of, record_of
from factcontext.index.records import Metadata, RawArticle


@dataclass(frozen=True, slots=True)
class _Mark:
    """What stands before or behind each article of an export, and how such an article is taken apart."""

    pattern: re.Pattern[str]
    is_before: bool
    parts_of: Callable[[str, bool], Exported] = fields_of
    is_sure: bool = False  # nothing but an export has such a line


def _mark(
    line: str, is_before: bool, parts_of: Callable[[str, bool], Exported] = fields_of, is_sure: bool = False
) -> _Mark:
    return _Mark(re.compile(rf"^[ \t]*{line}[ \t]*$", re.MULTILINE), is_before, parts_of, is_sure)


_MARKS = (
    _mark(r"\d+ of \d+ DOCUMENTS?", is_before=True),  # LexisNexis
    _mark(r"(?:Document|Dokument|Documento) \d+ (?:of|von|sur|de) \d+", is_before=True),  # ProQuest, Nexis
    _mark(r"(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)", is_before=False),  # Nexis Uni
    _mark(r"(?:AN[ \t\n]+)?Document [A-Z][A-Za-z]*\d{6,}[A-Za-z0-9]{2,40}", is_before=False),  # Factiva
    _mark(r"Gale Document Number:[ \t]*\S{1,40}", is_before=False),
    _mark(r"Record:[ \t]*\d+(?=\s+Title:)", is_before=True, parts_of=record_of),  # EBSCO
    _mark(r"Record(?: Number)?:[ \t]*\w{6,40}", is_before=False),  # NewsBank
    # Europresse
    _mark(r"news[·.]\d{8}[·.]\w{1,8}[·.]\S{4,40}", is_before=False, parts_of=press_article_of, is_sure=True),
)
_PAGED = _mark(r"End Page:[ \t]*\d+", is_before=False)  # PressReader, under each article
_NAMED = _Mark(re.compile(r"^(?=[ \t]*Article Name:)", re.MULTILINE), is_before=True)  # or above it
# Its printed pages have each value on the line below its name.
_NAME_ABOVE = re.compile(
    r"^[ \t]*(Article Name|Publication|Section|Author|Start Page|End Page):[ \t]*\n(?=[ \t]*\S)", re.MULTILINE
)
# One of these stands in every export, in a page's markup too; whether it is one is seen by its lines and fields.
EXPORTED = re.compile(
    r"Document [A-Z][A-Za-z]*\d{6}|End of Document|Ende des Dokuments|Fin du document|Fin del documento"
    r"|\d of \d+ DOCUMENTS?|(?:Document|Dokument|Documento) \d+ (?:of|von|sur|de) \d"
    r"|Gale Document Number:|Record(?: Number)?:|End Page:|Article Name:|news(?:[·.]|&middot;)\d{8}"
)
_WRAPPED = 50, 100  # characters of a line that LexisNexis breaks
_MIN_WORDS = 30


def split_export(text: str) -> list[RawArticle] | None:
    """The articles of an export, each with its own day, outlet, author and headline; None where it is none."""
    if not EXPORTED.search(text):
        return None
    if "Article Name:" in text and "End Page:" in text:
        text = _NAME_ABOVE.sub(r"\1: ", text)
    for mark in (*_MARKS, _NAMED if _NAMED.pattern.match(text.lstrip()) else _PAGED):
        if mark.pattern.search(text) and (mark.is_sure or has_fields(text)):
            found = [_article(mark.parts_of(block, n == 0)) for n, block in enumerate(_blocks(text, mark))]
            return found if any(one.text for one in found) else None
    return None


def _blocks(text: str, mark: _Mark) -> list[str]:
    """An export's articles, each with all that belongs to it."""
    pieces = mark.pattern.split(text)
    if mark.is_sure:  # what the line says is the article's: its day
        pieces = [piece + line for piece, line in zip_longest(pieces, mark.pattern.findall(text), fillvalue="")]
    last = pieces if _is_article(pieces[-1]) else pieces[:-1]  # an export that was cut off lacks its last mark
    return [block for block in (pieces[1:] if mark.is_before else last) if block.strip()]


def one_or_several(article: RawArticle) -> RawArticle | list[RawArticle]:
    """An article, or the articles in it; where these cannot be told apart, it is as it is and says so."""
    if found := split_export(article.text):
        return found
    if parts := split_at_heads(article.text):
        return list(map(_article, parts))
    return told_if_several(article)


def told_if_several(article: RawArticle) -> RawArticle:
    """An article, with a warning and without day and author where it shows several."""
    if not shows_several(article.text):
        return article
    told = "it holds several articles that could not be told apart; give each a file of its own"
    return RawArticle(article.text, Metadata(), (*article.warnings, told))


def _is_article(piece: str) -> bool:
    return len(piece.split()) >= _MIN_WORDS and has_fields(piece)


def _article(parts: Exported) -> RawArticle:
    blocks = re.split(r"\n{2,}", "\n".join(parts.body).strip("\n"))
    return RawArticle("\n\n".join(map(_unwrapped, blocks)), export_metadata(parts))


def _unwrapped(block: str) -> str:
    """A paragraph whose lines the database broke at the same width, on one line."""
    lines = block.split("\n")
    ending = sum(ends_sentence(line) for line in lines[:-1])
    is_wrapped = all(_WRAPPED[0] <= len(line) <= _WRAPPED[1] for line in lines[:-1]) and ending * 2 < len(lines) - 1
    return " ".join(lines) if is_wrapped else block
