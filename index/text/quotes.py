"""Finds what stands in quotation marks, in every style of mark that news pages carry."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcontext.index.lexicon.abbreviations import BEFORE_NAMES

# Doubled single marks are how some archives store double ones. A straight mark opens or closes by its neighbours.
_DOUBLE = re.compile(r"[“”„‟«»\"＂]|''|``|’’|‘‘")
_OPENING = frozenset(["“", "„", "‟", "«", "``", "‘‘"])
_CLOSING = frozenset(["”", "»", "’’"])
# Pairs in which the closing mark opens in other languages: „so wird auf Deutsch zitiert“, »und so auch«.
_CLOSED_BY = {"„": "“", "»": "«"}
# A single mark quotes where it stands before a word and its like after one; between letters it is an apostrophe.
# What stands in them may hold an owner's: 'Vera is at her wits' end.'
_SINGLE = re.compile(
    r"(?<![^\s(\[—–:-])'(?=[^\s'])(?P<owned>[^'“”\"\n]{2,300}"
    r"(?:(?:(?<=[^\W_])'[^\W_]|(?<=s)' (?=[a-z]))[^'“”\"\n]{0,300}){1,9}(?<=[.,!?…]))'(?![^\W_'])|"
    r"(?<![^\s(\[—–:-])[‘‚](?=\S)(?P<curly>(?:[^‘“”\"\n]|“[^“”\n]{0,200}”){2,400}?)’(?![^\W_])"
    r"|(?<![^\s(\[—–:-])(?:‚(?=\S)[^‚‘“”\"\n]{2,400}?‘|‹(?=\S)[^‹›\n]{2,400}?›|›(?=\S)[^‹›\n]{2,400}?‹)(?![^\W_])"
    r"|(?<![^\s(\[—–:-])['`](?=[^\s'])(?P<straight>[^'“”\"\n]{2,300}(?:(?<=[^\W_])'[^\W_][^'“”\"\n]*)*)(?<=[^\s])['´](?![^\W_'])"
)
_MARK_AROUND = re.compile(rf"^(?:{_DOUBLE.pattern}|[‘‚'`‹›])|(?:{_DOUBLE.pattern}|[’‘'´‹›])$")
_FEW = 3  # words; so few before a comma may be a title or a term
_CUE_INSIDE = re.compile(
    r",(?= (?:(?:said|says|added|told|wrote) (?:the |an? )?[\w’'-]+"
    r"|(?:he|she|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}) (?:said|says|added))\b)"
)
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch, marks included; `goes_on`: no mark closes it, the next paragraph's opening mark takes over."""

    start: int
    end: int
    goes_on: bool = False


def find_quotes(text: str) -> list[Quote]:
    """The outermost quoted stretches of a text, in order; none crosses a line.

    >>> find_quotes("He said “no.”")
    [Quote(start=8, end=13, goes_on=False)]
    """
    lines = ((line.start(), line.end()) for line in _LINE.finditer(text))
    return _with_singles(text, _join(text, [quote for start, end in lines for quote in _in_line(text, start, end)]))


def find_quotes_in_excerpt(text: str) -> list[Quote]:
    """The same of a text that was cut out of another, so that what it quotes may begin before it or end after it.

    >>> find_quotes_in_excerpt("never again,” she said.")
    [Quote(start=0, end=13, goes_on=False)]
    """
    return _with_singles(text, list(_in_excerpt(text)))


def _with_singles(text: str, doubles: Sequence[Quote]) -> list[Quote]:
    """Those in double marks, and those in single marks: of one inside another the outer."""
    starts = [quote.start for quote in doubles]
    singles = [
        Quote(m.start(), m.end())
        for m in _SINGLE.finditer(text)
        if not (starts and (i := bisect_right(starts, m.start())) and doubles[i - 1].end > m.start())
    ]
    begins = [quote.start for quote in singles]
    outer = [
        quote
        for quote in doubles
        if not (begins and (i := bisect_right(begins, quote.start)) and singles[i - 1].end >= quote.end)
    ]
    return sorted([*outer, *singles], key=lambda quote: quote.start)


def _in_line(text: str, start: int, end: int) -> Iterator[Quote]:
    """Quotes of one line; one that is left open runs to the line's end and goes on if the next one does."""
    for opened, closed in _pairs(text, start, end):
        if opened is not None and closed is not None:
            yield Quote(opened, closed)
        elif opened is not None:
            yield Quote(opened, start + len(text[start:end].rstrip()), goes_on=True)


def _in_excerpt(text: str) -> Iterator[Quote]:
    """Quotes of an excerpt; one without its opening mark begins where the excerpt does, or the last one ends."""
    last = 0
    for opened, closed in _pairs(text, 0, len(text)):
        start, end = last if opened is None else opened, len(text) if closed is None else closed
        if opened is not None or any(map(str.isalnum, text[start:end])):
            yield Quote(start, end)
        last = end


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int | None, int | None]]:
    """Where each quotation opens and where it closes; None where no mark does so."""
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        opens = _opens(text, mark, opened)
        if opened is None and opens:
            opened = mark
        elif not opens:
            yield opened.start() if opened else None, mark.end()
            opened = None
    if opened is not None:
        yield opened.start(), None


def _opens(text: str, mark: re.Match[str], opened: re.Match[str] | None) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    inside = opened is not None
    if opened is not None and _CLOSED_BY.get(opened.group()) == mark.group():
        return False
    if mark.group() in _OPENING:  # some pages close with the opening mark
        return not (inside and after.isspace() and not before.isspace())
    if mark.group() in _CLOSING:  # some pages open with the closing mark
        return not inside and (before.isspace() or before == "\u202a") and not after.isspace()
    if before.isspace() or before in "([—–-/":
        return not after.isspace() or not inside
    if after.isspace() or after in ".,;:?!)]—–-":
        return False
    return not inside


def _join(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Keep a quote without its closing mark only where the next line opens anew; else it ends with its sentence."""
    kept = []
    for here, following in zip(quotes, [*quotes[1:], None], strict=False):
        if here.goes_on and not (following and not text[here.end : following.start].strip()):
            stops = (found.end() for found in _STOP.finditer(text, here.start, here.end))
            end = next((one for one in stops if not _is_after_title(text, here.start, one)), here.end)
            cue = _CUE_INSIDE.search(text, here.start, end)  # "“The bridge is safe, said Lund.": the mark is forgotten
            here = Quote(here.start, cue.start() + 1 if cue else end)
        kept.append(here)
    return kept


def _is_after_title(text: str, start: int, stop: int) -> bool:
    """Whether a full stop closes an abbreviated title and no sentence: "if Mrs. Lund wins"."""
    words = text[start:stop].split()[-1:]
    return bool(words) and words[0].endswith(".") and words[0].strip('“"‘.').lower() in BEFORE_NAMES


def quoted_words(text: str, quote: Quote) -> str:
    """What stands between the marks of a quote.

    >>> quoted_words("He said “no.”", Quote(8, 13))
    'no.'
    """
    return _MARK_AROUND.sub("", text[quote.start : quote.end]).strip()


def is_sentence(text: str, quote: Quote) -> bool:
    """Whether quoted words stand as a sentence: a capital or figure begins them, a stop or comma ends them.

    The comma may stand behind the closing mark, as in German and at times in British print; titles are left out by
    their capitals.
    """
    inner = _inner(text, quote)
    if not inner or inner[0].islower():
        return False
    is_clause = is_written_as_clause(text, quote)
    return quote.goes_on or inner[-1] in ".,?!…—-" or is_clause and text.startswith(",", quote.end)


def is_written_as_clause(text: str, quote: Quote) -> bool:
    """Whether quoted words have a capital at their head and few inside, as a title has not; no stop is asked for."""
    words = _inner(text, quote).split()
    is_long = len(words) > _FEW and not words[0][0].islower()
    return is_long and 2 * sum(word[0].islower() for word in words) > len(words)


def _inner(text: str, quote: Quote) -> str:
    """What stands within all marks and open brackets of a quote."""
    return text[quote.start : quote.end].strip("“”„«»\"'`‘’‚‹› \t[(")
