"""Aligns a written sentence with the one of its evidence that it shortens, word by word, and finds what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from factcontext.index.lexicon.person_names import CALENDAR
from factcontext.rag.verification.claims.cues import is_reporting
from factcontext.rag.verification.matching.support import content_stems
from factcontext.rag.verification.meaning.meaning import stem

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?(?:\.[^\W\d_]\b)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_SHORT = 3  # words at one end of a text that are more likely exchanged than other words altogether
_MONTHS = frozenset(word.capitalize() for word in CALENDAR)
# A word's neighbours: so many words that tell something to either side.
_REACH = 2
_NEAR = 4  # telling words before and behind a verb among which are who does it and to whom
_FORM_OF_VERB = re.compile(r"(?:ed|ing|[dnst])$")  # "ignored", "left", "overturns"; with others it may be any word


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its stem."""

    text: str
    stem: str

    @property
    def is_telling(self) -> bool:
        """Whether it tells something: no grammar word, no verb that only reports."""
        return bool(content_stems(self.text))

    @property
    def is_figure(self) -> bool:
        """Whether it is a number or a part of a date, which other checks look at; "7E7" is neither."""
        is_number = self.text[:1].isdigit() and not any(map(str.isupper, self.text))
        return is_number or self.text.lower() in CALENDAR

    @property
    def is_name(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_common(self) -> bool:
        """Whether it tells something and is no name, no figure and no verb of reporting."""
        return self.is_telling and not (self.is_name or self.is_figure or is_reporting(self.text.lower()))


def words_of(text: str) -> list[Word]:
    """The words of a text, hyphens apart: "52-month" is two."""
    return [Word(word, stem(word)) for word in (_POSSESSIVE.sub("", one) for one in _WORD.findall(text))]


@dataclass(frozen=True)
class Alignment:
    """Two texts word by word: the longest common order of their words, and what stands in place of what."""

    mine: Sequence[Word]
    theirs: Sequence[Word]

    @cached_property
    def _codes(self) -> Sequence[tuple[str, int, int, int, int]]:
        one, other = ([word.stem for word in words] for words in (self.mine, self.theirs))
        return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()

    @cached_property
    def share(self) -> float:
        """How many of the first text's telling words stand in the same order in the second, 0 to 1."""
        telling = [word.is_telling for word in self.mine]
        equal = sum(sum(telling[a:b]) for kind, a, b, _, _ in self._codes if kind == "equal")
        return equal / max(1, sum(telling))

    @property
    def kept(self) -> float:
        """How many of the first text's telling words stand in the same order in the second, 0 to 1, verbs of reporting
        aside, whatever stands between them."""
        return len(self.in_order) / max(1, sum(word.is_telling for word in self.mine))

    @property
    def common(self) -> float:
        """How many of the first text's telling words the second has in any order, 0 to 1."""
        theirs = {word.stem for word in self.theirs}
        telling = [word.stem in theirs for word in self.mine if word.is_telling]
        return sum(telling) / max(1, len(telling))

    def replaced(self) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
        """The words that stand between common ones in the first text, with those that stand there in the second."""
        last = len(self._codes) - 1
        for n, (kind, a, b, c, d) in enumerate(self._codes):
            if kind != "equal" and 0 < n < last:
                yield self.mine[a:b], self.theirs[c:d]
            elif kind == "replace" and d - c <= _SHORT:
                yield self.mine[a:b], self.theirs[c:d]

    @cached_property
    def in_order(self) -> Mapping[int, int]:
        """The telling words of the first text that stand in the same order in the second, as many as there are: the
        place of each with its place there (the longest common subsequence)."""
        one, other = _telling_places(self.mine), _telling_places(self.theirs)
        stems = [self.theirs[place].stem for place in other]
        best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
        for i in reversed(range(len(one))):
            for j in reversed(range(len(other))):
                is_same = self.mine[one[i]].stem == stems[j]
                best[i][j] = best[i + 1][j + 1] + 1 if is_same else max(best[i + 1][j], best[i][j + 1])
        found, i, j = {}, 0, 0
        while i < len(one) and j < len(other):
            if self.mine[one[i]].stem == stems[j]:
                found[one[i]] = other[j]
                i, j = i + 1, j + 1
            elif best[i + 1][j] >= best[i][j + 1]:
                i += 1
            else:
                j += 1
        return found

    def moved(self) -> Iterator[tuple[int, int, int]]:
        """The telling words of the first text that the second has elsewhere, figures aside: the place of each, and
        those of the words there between which it would stand, -1 and the number of words at its ends."""
        places, kept = _telling_places(self.mine), sorted(self.in_order)
        theirs = {self.theirs[place].stem for place in _telling_places(self.theirs)}
        for place in places:
            word = self.mine[place]
            if place not in self.in_order and word.stem in theirs and not word.is_figure:
                before = max((one for one in kept if one < place), default=None)
                behind = min((one for one in kept if one > place), default=None)
                yield (
                    place,
                    -1 if before is None else self.in_order[before],
                    len(self.theirs) if behind is None else self.in_order[behind],
                )

    def is_turned_round(self) -> bool:
        """Whether what stands before a word and what stands behind it have changed places: "Lund's crew left the dock"
        for "the dock left Lund's crew", but not "was left by"."""
        if any(word.text.lower() == "by" for word in self.mine) and not any(
            word.text.lower() == "by" for word in self.theirs
        ):
            return False
        one, other = _places_once(self.mine), _places_once(self.theirs)
        common = [stem for stem in one if stem in other]
        return any(
            any(0 < one[verb][0] - one[a][0] <= _NEAR and 0 < other[a][0] - other[verb][0] <= _NEAR for a in common)
            and any(0 < one[b][0] - one[verb][0] <= _NEAR and 0 < other[verb][0] - other[b][0] <= _NEAR for b in common)
            for verb in common
            if not one[verb][1].is_name and _FORM_OF_VERB.search(one[verb][1].text)
        )

    def are_exchanged(self) -> bool:
        """Whether two words that both texts have stand in each other's company: "Orr met Lund" for "Lund met Orr"."""
        one, other = _company(self.mine), _company(self.theirs)
        common = sorted(one.keys() & other.keys())
        return any(
            _are_apart(one[a], one[b])
            and _are_apart(other[a], other[b])
            and (one[a].place < one[b].place) != (other[a].place < other[b].place)
            and _is_crossed(one[a].beside, one[b].beside, other[a].beside, other[b].beside)
            for n, a in enumerate(common)
            for b in common[n + 1 :]
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word in its company."""

    place: int  # among the telling words
    told: int  # how many telling words that are no names stand before it
    is_name: bool
    beside: frozenset[tuple[str, str]]  # the next words with their sides


def low(words: Sequence[Word]) -> list[str]:
    """Words in small letters, without months: "May" is no "may"."""
    return [word.text.lower().replace("’", "'") for word in words if word.text not in _MONTHS]


def _telling_places(words: Sequence[Word]) -> list[int]:
    """Where the words stand that tell something, verbs of reporting aside."""
    return [n for n, word in enumerate(words) if word.is_telling and not is_reporting(word.text.lower())]


def _places_once(words: Sequence[Word]) -> dict[str, tuple[int, Word]]:
    """The telling words that a text has once, by their stems, each with how many stand before it; without figures."""
    telling = [words[place] for place in _telling_places(words)]
    stems = [word.stem for word in telling]
    return {
        word.stem: (n, word) for n, word in enumerate(telling) if stems.count(word.stem) == 1 and not word.is_figure
    }


def _company(words: Sequence[Word]) -> dict[str, _Placed]:
    """Each word that stands in a text once and may change places; beside a name its next words that are none."""
    telling = [word for word in words if word.is_telling]
    stems = [word.stem for word in telling]
    found, told = {}, 0
    for n, word in enumerate(telling):
        if not word.is_figure and stems.count(word.stem) == 1:
            beside = [*_beside("left", reversed(telling[:n]), word), *_beside("right", telling[n + 1 :], word)]
            found[word.stem] = _Placed(n, told, word.is_name, frozenset(beside))
        told += not word.is_name
    return found


def _beside(side: str, words: Iterable[Word], one: Word) -> Iterator[tuple[str, str]]:
    near = (word for word in words if not (one.is_name and word.is_name))
    return ((side, word.stem) for word in islice(near, _REACH))


def _are_apart(one: _Placed, other: _Placed) -> bool:
    """Whether two names have a word between them, two other words three: nearer ones change their order alone."""
    if one.is_name and other.is_name:
        return one.told != other.told
    return one.is_name == other.is_name and abs(one.place - other.place) > _REACH


_Beside = frozenset[tuple[str, str]]


def _is_crossed(a: _Beside, b: _Beside, their_a: _Beside, their_b: _Beside) -> bool:
    """Whether two words have more of each other's neighbours than of their own."""
    own, cross = (len(a & their_a), len(b & their_b)), (len(a & their_b), len(b & their_a))
    return cross[0] >= own[0] and cross[1] >= own[1] and min(cross) > 0 and sum(cross) > sum(own)
