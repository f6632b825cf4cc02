"""Reads subtitles (SubRip and WebVTT) as a transcript: what is shown one after the other, in paragraphs."""

import re

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.text import text_of
from factcontext.index.records import RawArticle
from factcontext.index.text.characters import plain

_CUE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)[.,](\d{3})\s*-->\s*(?:(\d{1,2}):)?(\d{1,2}):(\d\d)[.,](\d{3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,100}>|\{\\[^{}]{0,40}\}")
_TURN = re.compile(r"(?:>>+|[-–—] ?(?=[A-Z“\"]))\s*")
_PAUSE_S = 4.0  # between two cues: a new paragraph


def read_subtitles(data: bytes) -> RawArticle:
    """What the cues show, in order."""
    paragraphs: list[str] = []
    voice, ended = "", 0.0
    for block in re.split(r"\n{2,}", plain(text_of(data))):
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines) if _CUE.search(line)), None)
        if at is None:
            continue
        begin, end = _times(lines[at])
        for speaker, shown in _said(lines[at + 1 :], voice):
            text = _TURN.sub("", shown, count=1)
            lead = f"{speaker}: " if speaker and speaker != voice else ""
            _add(paragraphs, lead, text, bool(lead) or text != shown or begin - ended > _PAUSE_S)
            voice = speaker
        ended = end
    if not paragraphs:
        raise UnreadableArticle("no subtitles in it")
    return RawArticle("\n\n".join(paragraphs))


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
        text = " ".join(_TAG.sub("", line).split())
        speaker = named[1].strip() if named else voice
        if text and found and not named and not _TURN.match(text):
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
        elif text:
            found.append((speaker, text))
    return found


def _add(paragraphs: list[str], lead: str, text: str, is_turn: bool) -> None:
    if paragraphs and not is_turn:
        if not paragraphs[-1].endswith(text):  # captions that roll up show a line twice
            paragraphs[-1] += f" {text}"
    else:
        paragraphs.append(lead + text)
