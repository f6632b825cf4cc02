"""Reads subtitles (SubRip and WebVTT) as a transcript: what is shown one after the other, in paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from factcontext.errors import UnreadableArticle
from factcontext.index.lexicon.person_names import first_names
from factcontext.index.readers.text import text_of
from factcontext.index.records import RawArticle
from factcontext.index.text.characters import plain

_CUE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)[.,](\d{3})\s*-->\s*(?:(\d{1,2}):)?(\d{1,2}):(\d\d)[.,](\d{3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]{1,80})>|(</v>)")
_TAG = re.compile(r"<[^<>]{0,100}>|\{\\[^{}]{0,40}\}")
_TURN = re.compile(r"(?:>>+|[-–—] ?(?=[A-Z“\"\[]))\s*")
# "INES WOLK: …", "Ines Wolk, minister: …"; "[Ines Wolk] …"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ(&#\d]|of\b|the\b|de\b|van\b|von\b)[\w.'’)-]*){0,5}"
_LABEL = re.compile(rf"{_NAME}(?:, [^:.?!]{{1,60}})?:(?=\s|$)")
_BRACKET = re.compile(rf"\[({_NAME})\]:?\s+(?=\S)")
_ASIDE = re.compile(r"[\[(][^\[\]()]{1,60}[\])]\s+\S")
_UNNAMED = ">> "  # captions' own sign of another speaker: what follows it is not the words of whom a label named
_PAUSE_S = 4.0  # between two cues: a new paragraph, and perhaps another speaker
_ROLLED = 1 / 3  # of the cues begin with the line before, where captions roll up; elsewhere people repeat themselves


@dataclass(frozen=True, slots=True)
class _Words:
    """What one speaker says in a cue: of a new turn, or going on with the one before."""

    text: str
    speaker: str = ""  # whom the file marks as its voice
    is_turn: bool = False

    @property
    def is_named(self) -> bool:
        return bool(self.speaker or _LABEL.match(self.text))


def read_subtitles(data: bytes) -> RawArticle:
    """What the cues show, in order: a paragraph for each turn, its speaker's name before a colon."""
    turns: list[_Words] = []
    ended = 0.0
    for time, lines in _unrolled(list(_cues(plain(text_of(data))))):
        begin, end = _times(time)
        for words in _voices(lines):
            goes_on = turns and not words.is_turn and words.speaker == turns[-1].speaker
            if goes_on and begin - ended <= _PAUSE_S:
                turns[-1] = replace(turns[-1], text=f"{turns[-1].text} {words.text}")
            else:
                turns.append(words)
            ended = end
        ended = end
    if not turns:
        raise UnreadableArticle("no subtitles in it")
    return RawArticle("\n\n".join(_paragraphs(turns)))


def _paragraphs(turns: list[_Words]) -> Iterator[str]:
    """Each turn with its speaker's name, or with the sign of another speaker where others have names."""
    any_named = False
    for turn in turns:
        any_named |= turn.is_named
        lead = f"{turn.speaker}: " if turn.speaker else _UNNAMED if any_named and not turn.is_named else ""
        yield lead + turn.text


def _cues(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each cue's line of times, and what it shows."""
    for block in re.split(r"\n{2,}", text):
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines) if _CUE.search(line)), None)
        if at is not None:
            yield lines[at], [line for line in lines[at + 1 :] if _bare(line)]


def _unrolled(cues: list[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """The cues without the lines that they go on showing of the ones before, where the captions roll up."""
    again = [_shown_again(before, lines) for (_, before), (_, lines) in pairwise(cues)]
    is_rolling = sum(map(bool, again)) > len(cues) * _ROLLED
    for (time, lines), count in zip(cues, [0, *again][: len(cues)], strict=True):
        yield time, lines[count:] if is_rolling else lines


def _shown_again(before: list[str], lines: list[str]) -> int:
    """How many lines a cue begins with that end the one before."""
    old, new = list(map(_bare, before)), list(map(_bare, lines))
    return next((n for n in range(min(len(old), len(new)), 0, -1) if old[-n:] == new[:n]), 0)


def _bare(line: str) -> str:
    return " ".join(unescape(_TAG.sub("", line)).split())


def _times(line: str) -> tuple[float, float]:
    """When a cue begins and ends, in seconds."""
    found = _CUE.search(line)
    numbers = [int(number or 0) for number in found.groups()] if found else [0] * 8
    begin, end = numbers[:4], numbers[4:]
    return tuple(h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (begin, end))  # type: ignore[return-value]  # two


def _voices(lines: list[str]) -> Iterator[_Words]:
    """A cue's words, parted where another speaker begins."""
    speaker = ""
    for line in lines:
        pieces = _VOICE.split(line)  # words, then a voice's name or what closes it, and words again
        yield from _turns(pieces[0], speaker)
        for name, closing, words in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            speaker = "" if closing else name.strip()
            yield from _turns(words, speaker)


def _turns(line: str, speaker: str) -> Iterator[_Words]:
    shown = _bare(line)
    text = _TURN.sub("", shown, count=1)
    named = _BRACKET.match(text)
    if named and " " in named[1] and named[1].split()[0].title() in first_names():
        text = f"{named[1]}: {text[named.end() :]}"
    if text:
        is_label = not speaker and bool(_LABEL.match(text) or _ASIDE.match(text))
        yield _Words(text, speaker, is_turn=is_label or text != shown)
