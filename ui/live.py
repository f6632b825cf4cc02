"""Redraws a growing answer in place on a terminal, and clears it when the answer is there."""

import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from factcontext.rag.records import AnswerSentence, Draft
from factcontext.ui import sheets, texts

DIM, PLAIN = "\x1b[2m", "\x1b[0m"
Word = tuple[str, bool]  # and whether it is dim


def live(stream: TextIO, environment: Mapping[str, str] = os.environ) -> "Live | None":
    """Draws on this stream; None where that is no terminal, or one that cannot draw in place."""
    if not stream.isatty() or environment.get("TERM", "dumb") == "dumb":
        return None
    return Live(stream, has_looks=not environment.get("NO_COLOR"))


class Live:
    """The part of a terminal that an answer is written in."""

    def __init__(self, stream: TextIO, has_looks: bool = True) -> None:
        self._stream = stream
        self._has_looks = has_looks
        self._lines: list[str] = []

    def show(self, draft: Draft) -> bool:
        """Draw what is written so far; always goes on."""
        columns, rows = shutil.get_terminal_size()
        lines = [self._look(line) for line in lines_of(draft, min(sheets.WIDTH, columns - 1))]
        self._draw(lines[1 - rows :])  # what has left the screen cannot be drawn again
        return True

    def clear(self) -> None:
        """Take it all away."""
        self._draw([])

    def _draw(self, lines: list[str]) -> None:
        """Draw from the first line on that differs: what stays does not flicker."""
        if lines == self._lines:
            return
        kept = len(os.path.commonprefix([lines, self._lines]))
        above = len(self._lines) - kept
        up = f"\x1b[{above}F\x1b[J" if above else ""
        self._lines = lines  # before it is seen: who presses Ctrl-C at the sight of it ends the next line here
        self._stream.write(up + "".join(f"{line}\n" for line in lines[kept:]))
        self._stream.flush()

    def _look(self, line: list[Word]) -> str:
        """A line's words, the dim ones in one stretch."""
        bright = " ".join(word for word, dim in line if not dim)
        faint = " ".join(word for word, dim in line if dim)
        if faint and self._has_looks:
            faint = f"{DIM}{faint}{PLAIN}"
        return " ".join(filter(None, (bright, faint)))


def lines_of(draft: Draft, width: int) -> list[list[Word]]:
    """What a terminal shows of a draft: the quotes, the summary as far as it is checked, its last words dim."""
    gone = len(texts.unsupported(draft.sentences))
    quotes = [line for one in draft.quotes for line in [*_wrapped([(word, False) for word in _words(one)], width), []]]
    words: list[Word] = [(word, False) for one in draft.sentences if one.supported for word in _words(one)]
    tail = f"{sheets.plain(draft.tail)} ({texts.NOT_CHECKED})" if draft.tail else ""
    words += [(word, True) for word in tail.split()]
    head = [[(sheets.plain(texts.doing(draft)), True)], []]
    return head + quotes + list(_wrapped(words, width)) + ([[(texts.left_out(gone), True)]] if gone else [])


def _words(sentence: AnswerSentence) -> list[str]:
    return [*sheets.plain(sentence.text).split(), "".join(f"[{n}]" for n in sentence.citations)]


def _wrapped(words: Iterable[Word], width: int) -> Iterator[list[Word]]:
    line: list[Word] = []
    room = width
    for word, dim in words:
        for piece in _pieces(word, width):
            if line and columns(piece) + 1 > room:
                yield line
                line, room = [], width
            room -= columns(piece) + (1 if line else 0)
            line.append((piece, dim))
    if line:
        yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, broken where it is longer than a line."""
    most = max(1, width // 2)  # of characters that may each take two columns
    if columns(word) <= width:
        yield word
    else:
        yield from (word[n : n + most] for n in range(0, len(word), most))


def columns(text: str) -> int:
    """How many columns a text takes at most."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
