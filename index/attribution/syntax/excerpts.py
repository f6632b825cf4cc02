"""Prepares a sentence for the dependency parser: whole quotations become a placeholder, datelines are left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from factcontext.index.lexicon.cues import CUE_VERBS, QUOTING, may_report
from factcontext.index.lexicon.person_names import first_names, is_trade
from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.records import Sentence
from factcontext.index.text.quotes import Quote, is_sentence

_STAND_IN = "It is so"
_LONGEST = 4000  # characters; what is longer is a table or a list, and slow to parse
_PARTY = re.compile(r"[ \u00a0]\([A-Z][\w.–-]{0,12}\)")  # "Sen. Vera Orr (D-Mass.) said": in the parser's way
# A Scandinavian first name, which the parser takes for the preposition; a plain one as long stands in for it.
_PER = re.compile(r"(?<=[a-z,] )Per(?= [A-ZÀ-Þ])")
# "engineer Vera Lund": the parser may take a trade in small letters for a verb, or the name for nobody's.
_TRADE = re.compile(
    r"(?P<before>[\w'-]*)(?P<space>[ ,]*)(?<![\w'-])(?P<trade>[a-z][a-z-]{2,}) (?=(?P<first>[A-ZÀ-Þ][\w'-]+) [A-ZÀ-Þ])"
)
_LEADING_TITLES = frozenset(("head", "lead"))
_TWO_TRADES = re.compile(r"(?<=\bto )(?P<one>[a-z-]{3,}) and (?P<other>[a-z-]{3,}) (?=[A-ZÀ-Þ][\w'-]+ [A-ZÀ-Þ])")
_LONGER = re.compile(r"\b[A-Za-z]{4,}")
_LATER = re.compile(r"(?<=\s)[A-Z][a-z]+\b")
_FEWEST, _MOSTLY = 4, 0.85  # words of four letters and more; the share of them with a capital that makes a headline
_SMALL = CUE_VERBS.keys() | word_group("small words of headlines") | word_group("verbs of headlines")
Span = tuple[int, int]
# Letter for letter, so that offsets hold: the parser was not taught these.
_SPACES = str.maketrans({"\n": " ", "\u00a0": " ", "\t": " ", "\u2009": " ", "\u202a": " ", "’": "'", "‘": "'"})
# "PARIS -- France's minister said", "CLEVELAND, July 19 (UPI) — Former": where and when it was written, no part of it.
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' ]{2,}(?:, (?:[A-Z][\w.]+ ?){1,3})?(?:, \w+\.? \d{1,2})?(?: \([A-Z][\w ]{1,20}\))? ?(?:--|—|–|-) "
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence as the parser sees it, and how its offsets lead back to the article's text."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]  # (start, end) here and (start, end) in the article
    placeholders: tuple[Span, ...]

    def back(self, start: int, end: int) -> Span:
        """A stretch of the excerpt as a stretch of the article; a touched stand-in counts whole."""
        return self._place(start, True), self._place(end, False)

    def _place(self, at: int, is_start: bool) -> int:
        for here, here_end, there, there_end in self.pieces:
            if here <= at < here_end or (not is_start and here < at <= here_end):
                if here_end - here == there_end - there:
                    return there + at - here
                return there if is_start else there_end
        return self.pieces[-1][3]


def make_excerpt(text: str, sentence: Sentence, quotes: Sequence[Quote]) -> Excerpt | None:
    """The excerpt to parse, or None where nothing outside quotation marks can report words."""
    if sentence.end - sentence.start > _LONGEST:
        return None
    inside = [(max(q.start, sentence.start), min(q.end, sentence.end), q) for q in quotes]
    outside = _outside(text, sentence, inside)
    leads_on = inside or outside.endswith(":")
    if not (may_report(outside) or (leads_on and any(map(str.isalpha, outside)))):
        return None
    return _assemble(text, sentence, inside)


def _outside(text: str, sentence: Sentence, inside: Sequence[tuple[int, int, Quote]]) -> str:
    parts, at = [], sentence.start
    for start, end, _ in inside:
        parts.append(text[at:start])
        at = end
    parts.append(text[at : sentence.end])
    return " | ".join(parts)


def _assemble(text: str, sentence: Sentence, inside: Sequence[tuple[int, int, Quote]]) -> Excerpt:
    built, at = _Builder(text), after_dateline(text, sentence)
    for start, end, quote in inside:
        if _NICKNAME.fullmatch(text, max(0, start - 2), end + 2):
            built.add_without_parties(at, start)
            at = end + 1
        elif _names_work(text, start, end):
            built.add_without_parties(at, start)
            built.add(_MARKS.sub(lambda mark: " " * len(mark[0]), text[start:end]), start, end)
            at = end
        elif _stands_alone(text, start, end, quote):
            built.add_without_parties(at, start)
            if start > at and not text[start - 1].isspace():  # "said,“We go.”" is one word to the parser
                built.add(" ", start, start)
            built.add_placeholder(start, end, is_last=end >= sentence.end)
            at = end
    built.add_without_parties(at, sentence.end)
    words = _TWO_TRADES.sub(_both_as_titles, _small("".join(built.words).translate(_SPACES)))
    words = _PER.sub("Tom", _TRADE.sub(_as_title, words))
    return Excerpt(words, tuple(built.pieces), tuple(built.placeholders))


@dataclass(slots=True)
class _Builder:
    """An excerpt in the making: its words so far, and where each piece stands here and in the article."""

    text: str
    words: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int, int, int]] = field(default_factory=list)
    placeholders: list[Span] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, start: int, end: int) -> None:
        """Words that stand for a stretch of the article."""
        if words:
            self.words.append(words)
            self.pieces.append((self.length, self.length + len(words), start, end))
            self.length += len(words)

    def add_without_parties(self, start: int, end: int) -> None:
        """A stretch of the article as it is, but for parties in brackets."""
        for party in _PARTY.finditer(self.text, start, end):
            self.add(self.text[start : party.start()], start, party.start())
            start = party.end()
        self.add(self.text[start:end], start, end)

    def add_placeholder(self, start: int, end: int, is_last: bool) -> None:
        """The short quotation that stands in for a whole one."""
        self.placeholders.append((self.length, self.length + len(_STAND_IN) + 3))  # its marks and its stop
        self.add(f"“{_STAND_IN}{'.' if is_last else ','}”", start, end)


def _small(text: str) -> str:
    """A headline in title case with verbs and small words in lower case, letter for letter: so it is parsed best."""
    words = _LONGER.findall(text)
    if len(words) < _FEWEST or _MOSTLY * len(words) > sum(word[0].isupper() for word in words):
        return text
    return _LATER.sub(lambda word: word[0].lower() if word[0].lower() in _SMALL else word[0], text)


def _as_title(found: re.Match[str]) -> str:
    """A trade before a full name with a capital, as titles have: so the parser reads name and trade as one."""
    before = found["before"]
    is_source = before == "to" or before in CUE_VERBS  # then what follows is somebody's name, a known one or not
    if not is_trade(found["trade"]) or not (is_source or found["first"] in first_names()):
        return found[0]
    if before in _LEADING_TITLES:
        before = before.capitalize()  # "says lead author Vera Lund", where the parser takes "lead" for the verb
    elif before.endswith("ed") and before not in CUE_VERBS:
        last = found.string[: found.start()].split()[-1:]
        if not last or last[0] not in CUE_VERBS:
            return found[0]  # "the rescued skipper Vera Lund", "arrested banker Vera Lund"
        before = before.capitalize()  # "said rescued skipper Vera Lund"
    return before + found["space"] + found["trade"].capitalize() + " "


def _both_as_titles(found: re.Match[str]) -> str:
    """Both trades of "according to shopkeeper and postmistress Vera Lund", as one person's titles."""
    are_trades = is_trade(found["one"]) and is_trade(found["other"])
    return f"{found['one'].capitalize()} and {found['other'].capitalize()} " if are_trades else found[0]


def after_dateline(text: str, sentence: Sentence) -> int:
    """Where a sentence begins behind the place and date that a story opens with."""
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    return dateline.end() if dateline else sentence.start


def _stands_alone(text: str, start: int, end: int, quote: Quote) -> bool:
    if start > quote.start:  # the last sentence of a longer quotation
        return True
    if not is_sentence(text, Quote(start, end)) or end - start <= 3:
        return False
    return end - start > _LONG_TITLE or not _is_title(text, start)


_MARKS = re.compile(r"[“”\"]|''|``")
_LONG_TITLE = 40  # characters; quoted titles after a noun, CNN’s “New Day,” are shorter and are no speech
_LEADING = frozenset(["that", "like", "is", "was", *QUOTING])  # words before what somebody said, no title
_NICKNAME = re.compile(r"[\w’'.] .[A-Z][\w’'-]{1,20}. [A-ZÀ-Þ]")  # of Vera “Sparrow” Lund, the parser reads the name
_WORK_REACH = 80  # characters before a title in which its noun stands: "a memoir by Vera Lund called “…”"
_WORK_BEFORE = re.compile(
    rf"\b{any_of(word_group('nouns of works'))}s?"
    r"(?:,|(?: [^.“”\"]{0,50})? (?:called|entitled|named|titled),?)?[ \u00a0]\Z"
)
_WORD_BEFORE = re.compile(r"(\w[\w’'-]*)[ \u00a0]\Z")


def _names_work(text: str, start: int, end: int) -> bool:
    """Whether a quotation but names a book, a song or a programme: "in her memoir, “Mills and Men,”"."""
    words = _LONGER.findall(text, start, end)
    if not words or _MOSTLY * len(words) > sum(word[0].isupper() for word in words):
        return False
    return _WORK_BEFORE.search(text, max(0, start - _WORK_REACH), start) is not None


def _is_title(text: str, start: int) -> bool:
    found = _WORD_BEFORE.search(text, max(0, start - 24), start)
    return found is not None and not may_report(found.group(1)) and found.group(1) not in _LEADING
