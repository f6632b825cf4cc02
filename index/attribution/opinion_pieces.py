"""Finds what shows that an article is its author's own words: a section's name, a line on the author, a letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcontext.index.attribution.announced_authors import NamedAuthor, named_person, without_courtesy
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.person_names import NAME_RUN, Named, bare, is_role, person_in
from factcontext.index.lexicon.roles import BODIES
from factcontext.index.lexicon.word_groups import word_group

_EDGE = 6  # paragraphs at either end in which bylines, salutations, signatures and lines on the author stand
_SECTIONS = word_group("sections of opinion")
_REPORTERS = word_group("those who write news")
_BEFORE_TITLE = re.compile(r"(?P<section>[\w’' -]{3,25}?)\s?(?:[:|–—]| - )")
_BEHIND_TITLE = re.compile(r"[|–—-] (?P<section>[\w’' -]{3,25})\s*\Z")
_ADDRESS = re.compile(r"/(?:opinions?|op-?eds?|commentisfree|commentary|columns?|columnists?|letters|voices|views)/")
_BYLINE = re.compile(r"(?:By|BY|by|Words by|Written by) (?P<name>[^\n,|]{4,60})(?P<what>[,|][^\n]{0,80})?")
_AND = re.compile(r" (?:and|&) ")
_LONGEST_NAME = 80  # characters with a title; a longer line is text, whose names would all be looked at
_MOST_NAMES = 4  # words of a name in a byline; more are a sentence
_ON_AUTHOR = re.compile(
    rf"(?:(?i:about the author:? ))?(?P<name>(?:[Tt]he (?:author|writer))|{NAME_RUN.pattern}"
    rf"(?: and {NAME_RUN.pattern})?)(?:, [^,\n]{{2,80}},)? (?:is|are|was|has been|served|serves|writes|teaches|leads"
    r"|chairs|runs|heads|represents|lives|works|owns|farms|studies"
    r"|has (?:[a-z]+ed|held|led|run|taught|written))\b(?P<what>[^\n]{3,400})"
)
_OFFICE = re.compile(r" (?:the|an?) (?P<office>[^.,;:(\n]{3,60}?)(?= (?:and|who|whose|where|at|based)\b|[.,;:(\n]|\Z)")
_SALUTATION = re.compile(
    r"(?:Dear (?!Diary)[^\n:]{2,60}[,:]|(?:Dear )?(?:Sirs?|SIRS?|Madam|Sir or Madam|Editor)\b|To the [Ee]ditor\b)"
)
_SALUTATION_ALONE = re.compile(r"[^\n]{3,80}[,:]")
_CLOSING = re.compile(
    r"(?:(?:Yours|Sincerely|Respectfully|Faithfully|Signed)\b[\w .]{0,20}|(?:Kind|Best|Warm) (?:regards|wishes)"
    r"|With [\w ]{4,30}),?"
)
_SIGNATURE = re.compile(r"(?P<name>[A-ZÀ-Þ][^\n,]{3,50})(?:,[^\n]{0,80})?")
_LETTER = re.compile(r"(?i:letters?(?: to the editor)?)(?:[:|–—]| -)")
_FEWEST_SIGNED = 3  # paragraphs: a title, the text, the signature
_ADVICE = re.compile(r"(?:DEAR|Dear) [A-Z]")


@dataclass(frozen=True, slots=True)
class OpinionPiece:
    """What an article's edges show of its author; `body` counts the paragraphs that are left of it."""

    author: NamedAuthor
    body: slice
    is_marked: bool = False  # whether it stands in a section of opinion
    is_letter: bool = False
    is_only_signed: bool = False  # then its own words must show that it argues for its writer


def opinion_piece(
    text: str, paragraphs: Sequence[Span], title: str, author: str | None, url: str | None
) -> OpinionPiece | None:
    """An article that shows itself to be its author's; None where nothing does, or nobody signs it."""
    lines = [text[slice(*one)].strip("*_") for one in paragraphs]  # marks of italics
    if letter := _letter(lines, title):
        return letter
    first = _behind_byline(lines[:_EDGE])
    signed = _signed(author) or (_signed(lines[first - 1]) if first else None)
    about = _told_of(lines[first], signed) if signed and 0 < first < len(lines) else None
    if about:
        return OpinionPiece(about, slice(first + 1, None))
    told, last = _told_at_end(lines, signed)
    told = told or (_told_above(lines[first - 1], title, signed) if signed else None)
    is_marked = _is_marked(title, lines, url) or first > 0 and _LETTER.match(title) is not None
    if is_marked and not signed and (last or 0) <= 1 and (opening := _told_at_start(lines)):
        return opening
    if by := told or (signed if is_marked else None):
        return OpinionPiece(by, slice(first, last), is_marked)
    if signed and first:
        return OpinionPiece(signed, slice(first, last), is_only_signed=True)
    return _signed_below(lines)


def _signed_below(lines: Sequence[str]) -> OpinionPiece | None:
    """A text that its writer signs on its last line: "— Ana Lund, Velm"."""
    if len(lines) < _FEWEST_SIGNED:
        return None
    signature = lines[-1].lstrip("—–- ")
    is_signature = "," in signature or signature != lines[-1]  # a name alone may be a heading
    author = _writer(signature) if is_signature else None
    return OpinionPiece(author, slice(0, len(lines) - 1), is_only_signed=True) if author else None


def is_byline(line: str) -> bool:
    """Whether a line names who wrote what follows, and no more.

    >>> is_byline("By Ana Lund, court reporter"), is_byline("By Monday, the dam was full")
    (True, False)
    """
    return _BYLINE.fullmatch(line) is not None and _signed(line) is not None


def _behind_byline(lines: Sequence[str]) -> int:
    """The number of the paragraph behind a byline, or behind a name alone above the text; 0 where there is none."""
    for i, line in enumerate(lines):
        if _BYLINE.fullmatch(line) or i and _person(line) and not any(above.endswith(".") for above in lines[:i]):
            return i + 1
    return 0


def _told_above(line: str, title: str, signed: NamedAuthor) -> NamedAuthor | None:
    """The one who signs, where the byline gives an office that is no reporter's, or the title opens with the name."""
    byline = _BYLINE.fullmatch(line)
    what = (byline["what"] or "").strip(" ,|") if byline else ""
    words = [bare(word) for word in what.split()]
    if any(map(is_role, words)) and not (_REPORTERS | {"writer", "journalist"}).intersection(words):
        return replace(signed, office=what)
    return signed if title.startswith(f"{signed.name}: ") else None


def _told_at_end(lines: Sequence[str], signed: NamedAuthor | None) -> tuple[NamedAuthor | None, int | None]:
    """Whom a line near the end tells of as the author, and which line does."""
    for i in range(len(lines) - 1, max(0, len(lines) - _EDGE), -1):
        if _ON_AUTHOR.match(lines[i]):
            told = _told_of(lines[i], signed)
            return told, i if told else None
    return None, None


def _told_at_start(lines: Sequence[str]) -> OpinionPiece | None:
    """A piece above whose text a line tells of its author: "Ana Lund is a biologist in Velm."."""
    for i, line in enumerate(lines[:_EDGE]):
        if author := _told_of(line, None):
            return OpinionPiece(author, slice(i + 1, None), is_marked=True)
    return None


def _is_marked(title: str, lines: Sequence[str], url: str | None) -> bool:
    """Whether a title, a line above the text or the address names a section of opinion."""
    around = [found["section"] for p in (_BEFORE_TITLE.match(title), _BEHIND_TITLE.search(title)) if (found := p)]
    named = any(bare(section.strip(" :.")) in _SECTIONS for section in (*around, *lines[:_EDGE]))
    return named or url is not None and _ADDRESS.search(url) is not None


def _signed(words: str | None) -> NamedAuthor | None:
    """The person whom a byline names: "By Ana Lund, guest columnist"; no desk, no agency, no outlet."""
    byline = _BYLINE.fullmatch(words or "") or _SIGNATURE.fullmatch(words or "")
    name = byline["name"].strip() if byline else ""
    people = [_person(part) for part in _AND.split(name)]
    if not all(people):
        return None
    office = without_courtesy(people[0].office) if len(people) == 1 and people[0] else None
    return NamedAuthor(" and ".join(one.name for one in people if one), name, office)


def _person(name: str) -> Named | None:
    """The person whom a byline names in full, with or without a title."""
    if len(name) > _LONGEST_NAME:
        return None
    named = person_in(name, 0, len(name))
    words = [bare(word) for word in name.split()]
    if named is None or BODIES.intersection(words) or _REPORTERS.intersection(words):
        return None
    is_whole = named.end == len(name) and all(map(is_role, (named.office or "").split()))
    return named if is_whole and 2 <= len(named.name.split()) <= _MOST_NAMES else None


def _told_of(line: str, signed: NamedAuthor | None) -> NamedAuthor | None:
    """Whom a line at the end of an article tells of as its author; None for a reporter, or for somebody else."""
    found = _ON_AUTHOR.match(line)
    if found is None or _REPORTERS.intersection(map(bare, re.findall(r"[\w’'-]+", line))):
        return None
    office = _OFFICE.match(found["what"])
    is_author = found["name"].lower().endswith(("the author", "the writer"))
    named = None if is_author else person_in(found["name"], 0, len(found["name"]))
    if signed is not None:
        is_same = is_author or named is not None and named.name.split()[-1] == signed.name.split()[-1]
        told = office["office"] if office else signed.office
        return replace(signed, office=told) if is_same else None
    full = named_person(found["name"]) if not is_author else None
    return NamedAuthor(full.name, full.name, office["office"] if office else None) if full else None


def _letter(lines: Sequence[str], title: str) -> OpinionPiece | None:
    """One letter, which a salutation or its title shows and its writer signs; no column of advice."""
    first = next((i for i, line in enumerate(lines[:_EDGE]) if _SALUTATION.match(line)), None)
    if first is None and not _LETTER.match(title) or sum(map(bool, map(_ADVICE.match, lines))) > 1:
        return None
    body = 0 if first is None else first + (_SALUTATION_ALONE.fullmatch(lines[first]) is not None)
    if first is None and _behind_byline(lines[:_EDGE]):
        return None  # its byline names the writer, as an article's does
    for i in range(len(lines) - 1, max(body, len(lines) - _EDGE), -1):
        closing = _CLOSING.match(lines[i])
        rest = lines[i][closing.end() :].strip(" ,") or "".join(lines[i + 1 : i + 2]) if closing else lines[i]
        if author := _writer(rest):
            is_only = not any(map(_writer, lines[body:i]))  # a page of letters has a writer under each
            return OpinionPiece(author, slice(body, i), is_letter=True) if is_only else None
    return None


def _writer(line: str) -> NamedAuthor | None:
    """The person who signs a letter with a line: "Dr Ana Lund, Velm"."""
    signature = _SIGNATURE.fullmatch(line)
    name = signature["name"].strip(" .") if signature else ""
    named = named_person(name)
    if named is None:
        return None
    return NamedAuthor(named.name, name, without_courtesy(named.office))
