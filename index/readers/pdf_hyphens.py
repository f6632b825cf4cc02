"""Joins the lines of a PDF where a word is parted between them: a line's end loses its hyphen, a compound keeps it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcontext.index.readers.pdf_words import SOFT_HYPHEN
from factcontext.index.text.vocabulary import is_whole_word, is_word

_MARK = "‐"  # typesetters and browsers part words by it, and write compounds with the hyphen of keyboards
ENDS_PARTED = re.compile(rf"(?P<first>[^\W\d_]+)(?P<hyphen>-| ?{_MARK}|{SOFT_HYPHEN})$")
_WORD = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(rf"[^\W\d_]+(?:[-{_MARK}][^\W\d_]+)*")
_SUSPENDED = frozenset("and or to nor but bis und".split())  # "two- and three-year terms"
_PREFIXES = frozenset(
    "anti co counter ex extra inter multi non post pre pro pseudo quasi re self semi sub super ultra un".split()
)
# Newspapers write "re-election", "pre-eminent" and "anti-inflation": the vowels of two syllables meet. "Cooperate" has
# no hyphen in most of them.
_HAS_ITS_OWN = re.compile(r"(?:(?:re|pre|de)-e|(?:anti|semi)-i)\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hyphens:
    """How a text uses hyphens: the words that stand within its lines, and whether its lines part words at all."""

    within: frozenset[str]
    parts_words: bool = True
    has_marks_within: bool = False

    @classmethod
    def of(cls, lines: Sequence[str]) -> "Hyphens":
        """What the lines of a text show."""
        parted = list(_parted(lines))
        within = frozenset(one.casefold() for before, line in pairwise(["", *lines]) for one in _whole(before, line))
        return cls(
            within,
            any(hyphen != "-" or _is_surely_one(first, second) for first, hyphen, second in parted),
            any(_MARK in word for word in within),
        )

    def joined(self, paragraph: str, line: str) -> str:
        """A paragraph with its next line.

        >>> of_one = Hyphens(frozenset())
        >>> of_one.joined("She signed the agree-", "ment on a long-"), of_one.joined("a long-", "term lease")
        ('She signed the agreement on a long-', 'a long-term lease')
        """
        parted, rest = ENDS_PARTED.search(paragraph), _WORD.match(line)
        if not (parted and rest):
            is_open = re.search(r"\w[-–]$", paragraph) and re.match(r"\w", line)  # "2015-" and "16"
            return f"{paragraph}{line}" if is_open else f"{paragraph} {line}".strip()
        if rest[0].casefold() in _SUSPENDED:
            return f"{paragraph} {line}"
        stem = paragraph[: parted.start("hyphen")]
        return stem + line if self._is_one_word(parted, line, stem) else f"{stem}-{line}"

    def _is_one_word(self, parted: re.Match[str], line: str, stem: str) -> bool:
        """Whether the hyphen between two parts only marks the line's end."""
        hyphen = parted["hyphen"].strip()
        first, second = parted["first"], _WORD.match(line)[0]  # type: ignore[index]  # the caller has matched it
        if hyphen == SOFT_HYPHEN or (hyphen == _MARK and not self.has_marks_within):
            return True
        if second[0].isupper() and not (first.isupper() and second.isupper() and len(first) > 1):
            return False  # "Jean-Luc"
        if f"{first}-{second}".casefold() in self.within or stem[: -len(first)].endswith("-"):  # "mother-in-" and "law"
            return False
        if (first + second).casefold() in self.within:
            return True
        if _HAS_ITS_OWN.fullmatch(f"{first}-{second}") and is_whole_word(second):
            return False
        is_chain = re.match(r"[^\W\d_]+-[^\W\d_]", line) is not None and not is_word(first + second)
        return self.parts_words and not is_chain and _may_be_one(first, second)


def _parted(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The parts of the words between two lines, with the hyphen between them."""
    for line, following in pairwise(lines):
        parted, rest = ENDS_PARTED.search(line), _WORD.match(following)
        if parted and rest and rest[0].casefold() not in _SUSPENDED:
            yield parted["first"], parted["hyphen"].strip(), rest[0]


def _whole(before: str, line: str) -> list[str]:
    """The words of a line but those that go on from the line before, or over its own end."""
    found = [one[0] for one in _WITHIN.finditer(line)]
    start = 1 if ENDS_PARTED.search(before) else 0
    return found[start : -1 if ENDS_PARTED.search(line) else None]


def _may_be_one(first: str, second: str) -> bool:
    return is_word(first + second) or not _are_words(first, second)


def _is_surely_one(first: str, second: str) -> bool:
    """Whether two parts are one word for sure: together they are in the list, and alone they are not."""
    return is_word(first + second) and not _are_words(first, second)


def _are_words(first: str, second: str) -> bool:
    """Whether both parts are words, or the first is one that is put before others."""
    return is_whole_word(second) and (is_whole_word(first) or first.casefold() in _PREFIXES)
