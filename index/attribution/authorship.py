"""Decides whether an article is its author's own words, as a release, an op-ed or a letter is, and whose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from factcontext.index.attribution.announced_authors import NamedAuthor, announced_author
from factcontext.index.attribution.arguing import argues
from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.first_person import count_first_person, is_reported_on
from factcontext.index.attribution.headline import headline
from factcontext.index.attribution.opinion_pieces import OpinionPiece, opinion_piece
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.statement_leads import statement_lead
from factcontext.index.records import Article, Certainty

_LINE = re.compile(r"[^\n]*\S")
_TURN = re.compile(r"(?:Q|A|[A-ZÀ-Þ][A-ZÀ-Þ .,’'()-]{1,50}:)(?=\s|\Z)")  # "THE MAYOR: …": a transcript
_MOST_TURNS = 1
_END = re.compile(
    r"\W{1,12}|-?30-?|END ?S?|(?i:notes? to editors?|(?:media |press )?contacts?\b.{0,80}|about (?:the )?[A-Z].{0,60})"
)
_SENTENCES = re.compile(r"[^\n]*[.!?…:][\"”’')\]]*\s*\Z")  # no heading, name or place
_HEADING = 6  # lines above a release in which its title stands
_FEWEST_SURE = 2  # paragraphs with "I" in an op-ed; one may be a slip of the quotation marks
_NO_OPINION = re.compile(r"(?i:\breview\b|\bas it happened\b|\blive(?: updates)?:|\binterview\b|\bq ?& ?a\b)")


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who wrote an article in the first person, and in which paragraphs."""

    author: NamedAuthor
    certainty: Certainty
    paragraphs: tuple[Span, ...]
    is_release: bool  # then also what it sets in quotation marks is the author's


def find_authorship(article: Article, quoted: QuotedText, cast: Cast) -> Authorship | None:
    """Whose own words an article is; None for a report, whoever signs it."""
    title = headline(article)
    lines = [line.span() for line in _LINE.finditer(quoted.text)]
    announced = announced_author(title, cast), next((1 for one in lines[:1] if quoted.text[slice(*one)] == title), 0)
    author, first = announced if announced[0] else _announced_below(quoted.text, lines, cast)
    if author:
        return _of_release(quoted, author, _prose(quoted.text, lines[first:]))
    if lead := statement_lead(quoted.text, lines, cast):
        return _of_release(quoted, lead.author, _prose(quoted.text, lines[lead.line + 1 :]))
    if _NO_OPINION.search(title):
        return None
    piece = opinion_piece(quoted.text, lines, title, article.author, article.url)
    return _of_opinion(quoted, piece, _prose(quoted.text, lines[piece.body]), title) if piece else None


def _announced_below(text: str, lines: Sequence[Span], cast: Cast) -> tuple[NamedAuthor | None, int]:
    """Whose words a release's own title announces under the name of the house and the day, and the line behind it."""
    for i, line in enumerate(lines[:_HEADING]):
        if _SENTENCES.match(text, *line):
            break
        author = announced_author(text[slice(*line)], cast)
        if author and author.is_person:
            return author, i + 1
    return None, 0


def _prose(text: str, lines: Sequence[Span]) -> list[Span]:
    """The paragraphs that are sentences, before what only closes a release: "###", "Notes to editors"."""
    ends = (i for i, line in enumerate(lines) if i and _END.fullmatch(text, *line))
    return [line for line in lines[: next(ends, len(lines))] if _SENTENCES.match(text, *line)]


def _of_release(quoted: QuotedText, author: NamedAuthor, lines: Sequence[Span]) -> Authorship | None:
    """A release of somebody's; of a body only where it says "we", for "Statement by police" may head a report."""
    in_marks = bool(lines) and quoted.is_quoted(lines[0][0])
    if in_marks:  # then what follows without them is the newsroom's
        lines = list(takewhile(lambda line: quoted.is_quoted(line[0]) and quoted.is_quoted(line[1] - 1), lines))
    if not lines or _is_foreign(quoted, author, lines):
        return None
    is_sure = count_first_person(quoted, lines, also_quoted=in_marks) > 0
    if not is_sure and not author.is_person:
        return None
    return Authorship(author, "certain" if is_sure else "likely", tuple(lines), is_release=True)


def _of_opinion(quoted: QuotedText, piece: OpinionPiece, lines: Sequence[Span], title: str) -> Authorship | None:
    """An op-ed with "I" in it; in a section of opinion, or of a letter, less will do."""
    if not lines or _is_foreign(quoted, piece.author, lines):
        return None
    if piece.is_only_signed:
        return (
            Authorship(piece.author, "likely", tuple(lines), is_release=False) if argues(quoted, lines, title) else None
        )
    in_singular = count_first_person(quoted, lines, only_singular=True)
    fewest = 1 if piece.is_marked or piece.is_letter else min(_FEWEST_SURE, (len(lines) + 1) // 2)
    is_sure = in_singular >= fewest
    if is_sure or piece.is_marked or piece.is_letter and count_first_person(quoted, lines):
        return Authorship(piece.author, "certain" if is_sure else "likely", tuple(lines), is_release=False)
    return None


def _is_foreign(quoted: QuotedText, author: NamedAuthor, lines: Sequence[Span]) -> bool:
    """Whether paragraphs report on the author, or give the turns of several."""
    turns = sum(_TURN.match(quoted.text, *line) is not None for line in lines)
    return turns > _MOST_TURNS or is_reported_on(quoted, (lines[0][0], lines[-1][1]), author.name)
