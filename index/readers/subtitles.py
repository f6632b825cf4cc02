"""Reads subtitles (SubRip and WebVTT) as a transcript: what is shown one after the other, in paragraphs."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.text import text_of
from factcontext.index.records import RawArticle
from factcontext.index.text.characters import plain

_CUE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)[.,](\d{3})\s*-->\s*(?:(\d{1,2}):)?(\d{1,2}):(\d\d)[.,](\d{3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,100}>|\{\\[^{}]{0,40}\}")
_TURN = re.compile(r"(?:>>+|[-–—] ?(?=[A-Z“\"]))\s*")
_PAUSE_S = 4.0  # between two cues: a new paragraph
_ROLLED = 1 / 3  # of the cues begin with the line before, where captions roll up; elsewhere people repeat themselves


def read_subtitles(data: bytes) -> RawArticle:
    """What the cues show, in order."""
    paragraphs: list[str] = []
    voice, ended = "", 0.0
    for time, lines in _unrolled(list(_cues(plain(text_of(data))))):
        begin, end = _times(time)
        for speaker, shown in _said(lines, voice):
            text = _TURN.sub("", shown, count=1)
            lead = f"{speaker}: " if speaker and speaker != voice else ""
            _add(paragraphs, lead, text, bool(lead) or text != shown or begin - ended > _PAUSE_S)
            voice = speaker
        ended = end
    if not paragraphs:
        raise UnreadableArticle("no subtitles in it")
    return RawArticle("\n\n".join(paragraphs))


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


def _said(lines: list[str], voice: str) -> list[tuple[str, str]]:
    """The (speaker, words) of a cue's lines; lines that begin no turn belong together."""
    found: list[tuple[str, str]] = []
    for line in lines:
        named = _VOICE.search(line)
        text = _bare(line)
        speaker = named[1].strip() if named else voice
        if text and found and not named and not _TURN.match(text):
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
        elif text:
            found.append((speaker, text))
    return found


def _add(paragraphs: list[str], lead: str, text: str, is_turn: bool) -> None:
    if paragraphs and not is_turn:
        paragraphs[-1] += f" {text}"
    else:
        paragraphs.append(lead + text)
