"""Makes an author's own paragraphs statements: what others say in them stays theirs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from factcontext.index.attribution.authorship import Authorship
from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.represented import represented_body
from factcontext.index.attribution.syntax.excerpts import after_dateline
from factcontext.index.records import Statement

_CUE = "wrote"  # there is none in the text
_OWN = re.compile(r"(?:my|our)\b", re.IGNORECASE)  # "My own survey says": the author's too
_FEWEST_WORDS = 3  # of what says something: no "###", no "Friends."
_MOSTLY = 0.5  # the share in quotation marks from which on a sentence of an op-ed is rather somebody else's


def with_authored(quoted: QuotedText, wrote: Authorship, reported: Sequence[Statement], cast: Cast) -> list[Statement]:
    """The statements of an article that its author wrote: one a paragraph, cut where others speak; and the others'."""
    found = [one for one in reported if not _OWN.match(one.speaker_as_written)]
    return [*found, *_authored(quoted, wrote, found, cast)]


def _authored(quoted: QuotedText, wrote: Authorship, found: Sequence[Statement], cast: Cast) -> list[Statement]:
    name = _full_name(wrote.author.name, cast)
    office = wrote.author.office or (cast.offices.get(name) if wrote.author.is_person else None)
    foreign = {number for one in found if one.speaker != name for number in _sentences_of(quoted, one)}
    return [
        Statement(
            quoted.path, *span, name, wrote.author.written, wrote.certainty, _CUE, "written",
            office, represented_body(quoted, office, 0),
        )
        for paragraph in wrote.paragraphs
        for span in _own_stretches(quoted, paragraph, wrote, foreign)
    ]  # fmt: skip


def _full_name(name: str, cast: Cast) -> str:
    """The author's name as the text gives it in full, if not in capitals."""
    full = cast.fullest(name, 0)
    return name if full.isupper() else full


def _sentences_of(quoted: QuotedText, one: Statement) -> range:
    return range(quoted.sentence_at(one.start), quoted.sentence_at(one.end - 1) + 1)


def _own_stretches(quoted: QuotedText, paragraph: Span, wrote: Authorship, foreign: set[int]) -> Iterator[Span]:
    """The sentences of a paragraph that run on without anybody else's."""
    first, last = quoted.sentence_at(paragraph[0]), quoted.sentence_at(paragraph[1] - 1)
    numbers = (n for n in range(first, last + 1))
    for is_own, run in groupby(numbers, lambda n: n not in foreign and (wrote.is_release or not _is_quoted(quoted, n))):
        sentences = [quoted.sentences[n] for n in run]
        start, end = after_dateline(quoted.text, sentences[0]), sentences[-1].end
        if is_own and len(quoted.text[start:end].split()) >= _FEWEST_WORDS:
            yield start, end


def _is_quoted(quoted: QuotedText, number: int) -> bool:
    """Whether a sentence stands mostly in quotation marks."""
    here = quoted.sentences[number]
    inside = sum(min(q.end, here.end) - max(q.start, here.start) for q in quoted.quotes_touching(here.start, here.end))
    return inside > _MOSTLY * (here.end - here.start)
