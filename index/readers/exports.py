"""Takes apart what news databases export: many articles in one text (Nexis, Factiva, ProQuest, PressReader)."""

import re
from collections.abc import Iterator

from factcontext.index.readers.export_fields import Exported, field_names_in, fields_of, has_fields, stripped_lines
from factcontext.index.readers.export_metadata import export_metadata
from factcontext.index.records import Metadata, RawArticle

# What stands between articles, or at the end of each.
_COUNTED = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)  # LexisNexis
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)  # Nexis Uni
_NUMBERED = re.compile(r"^[ \t]*Document \d+ of \d+[ \t]*$", re.MULTILINE)  # ProQuest
_SIGNED = re.compile(
    r"^[ \t]*(?:AN[ \t\n]+)?Document [A-Z][A-Za-z]*\d{6,}[A-Za-z0-9]{2,40}[ \t]*$", re.MULTILINE
)  # Factiva
_PAGED = re.compile(r"^[ \t]*End Page:[ \t]*\d+[ \t]*$", re.MULTILINE)  # PressReader, under each article
_NAMED = re.compile(r"^(?=[ \t]*Article Name:)", re.MULTILINE)  # or above it
_WRAPPED = 50, 100  # characters of a line that LexisNexis breaks
_SENTENCE_END = re.compile(r"[.?!]['\"’”)]*$")
_MIN_WORDS = 30


def split_export(text: str) -> list[RawArticle] | None:
    """The articles of an export, each with its own day, outlet, author and headline; None where it is none."""
    for separator, is_before in _separators(text):
        if separator.search(text) and has_fields(text):
            pieces = separator.split(text)
            last = pieces if _is_article(pieces[-1]) else pieces[:-1]  # an export that was cut off lacks its last mark
            blocks = pieces[1:] if is_before else last
            found = [_article(fields_of(block, is_first=n == 0)) for n, block in enumerate(blocks) if block.strip()]
            return found if any(one.text for one in found) else None
    return None


def _separators(text: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    """The marks between articles, each with whether it stands before or behind its article."""
    yield from ((_COUNTED, True), (_NUMBERED, True), (_ENDED, False), (_SIGNED, False))
    yield (_NAMED, True) if _NAMED.match(text.lstrip()) else (_PAGED, False)


def one_or_several(article: RawArticle) -> RawArticle | list[RawArticle]:
    """An article, or the articles in it; where these cannot be told apart, it is as it is and says so."""
    if found := split_export(article.text):
        return found
    if not _holds_several(article.text):
        return article
    told = "it holds several articles that could not be told apart; give each a file of its own"
    return RawArticle(article.text, Metadata(), (*article.warnings, told))


def _is_article(piece: str) -> bool:
    return len(piece.split()) >= _MIN_WORDS and has_fields(piece)


def _holds_several(text: str) -> bool:
    """Whether a text that could not be taken apart shows the same fields again and again."""
    names = list(field_names_in(stripped_lines(text)))
    return sum(names.count(name) > 1 for name in {*names} & {"byline", "length", "load-date", "section", "author"}) > 1


def _article(parts: Exported) -> RawArticle:
    blocks = re.split(r"\n{2,}", "\n".join(parts.body).strip("\n"))
    return RawArticle("\n\n".join(map(_unwrapped, blocks)), export_metadata(parts))


def _unwrapped(block: str) -> str:
    """A paragraph whose lines the database broke at the same width, on one line."""
    lines = block.split("\n")
    ending = sum(_SENTENCE_END.search(line) is not None for line in lines[:-1])
    is_wrapped = all(_WRAPPED[0] <= len(line) <= _WRAPPED[1] for line in lines[:-1]) and ending * 2 < len(lines) - 1
    return " ".join(lines) if is_wrapped else block
