"""Finds words in a text to the letter but for typography, with an ellipsis for what is left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcontext.index.text.negation import negates_what_follows
from factcontext.rag.verification.spans import Span

# Parts of a quotation around an ellipsis; what is shorter stands anywhere, and tells nothing of what it was part of.
_FEWEST_WORDS = 2

_MARKS = re.compile(r"[“”„‟«»\"＂‘‚`´‹›]|''|(?<!\w)['’]|['’](?!\w)")
_DASHES = re.compile(r"\s*(?:--+|[–—―‒−])\s*|[‑‐]")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.(?:\s?\.)?)(?:\s*\])?\s*")
_TYPOGRAPHY = re.compile(rf"(?P<gap>{_ELLIPSIS.pattern})|(?P<dash>{_DASHES.pattern})|(?P<mark>{_MARKS.pattern})")


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text with its typography made one, and where each of its characters stood."""

    text: str
    places: tuple[int, ...]


@lru_cache(maxsize=1024)
def _plain(text: str) -> _Plain:
    """One kind of dash, space and apostrophe, no quotation marks; an ellipsis is one character."""
    out: list[str] = []
    places: list[int] = []

    def add(piece: str, at: int) -> None:
        if piece == " " and (not out or out[-1] == " "):
            return
        out.append(piece)
        places.append(at)

    at = 0
    for part in _TYPOGRAPHY.finditer(text):
        _add_plain(text, at, part.start(), add)
        if part["gap"] is not None:
            add("…", part.start())
        elif part["dash"] is not None:
            add("-", part.start())
        at = part.end()
    _add_plain(text, at, len(text), add)
    return _Plain("".join(out), tuple(places))


def _add_plain(text: str, start: int, end: int, add: Callable[[str, int], None]) -> None:
    for at in range(start, end):
        letter = text[at]
        add(" " if letter.isspace() else "'" if letter == "’" else letter, at)


def locate_words(words: str, text: str) -> Span | None:
    """Where a text first has these words to the letter but for typography; None where it has not."""
    return next(places_of(words, text), None)


def places_of(words: str, text: str) -> Iterator[Span]:
    """Where a text has these words to the letter but for typography, in the text's own offsets, in order.

    Quotation marks, dashes, white space, a comma or stop at the end and the first letter's size may differ; words are
    left out only where an ellipsis stands, all parts in order, and nothing stands for them in brackets.
    """
    plain, wanted = _plain(text), _plain(words).text.strip(" …").rstrip(" .,;:-")
    parts = [part.strip(" ") for part in wanted.split("…")]
    ways = [[wanted]] if any(map(str.isalnum, wanted)) else []  # an ellipsis of the text's own stays as it is
    if len(parts) > 1 and all(len(part.split()) >= _FEWEST_WORDS for part in parts):
        ways.append(parts)
    for way in ways:
        for start in _starts(way[0], plain.text):
            end = _end(way, plain.text, start)
            if end is not None:
                yield plain.places[start], plain.places[end - 1] + 1


def _starts(part: str, text: str) -> Iterator[int]:
    """Where a text has a part as whole words, its first letter in either size."""
    other = (part[0].lower() if part[0].isupper() else part[0].upper()) + part[1:]
    for form in dict.fromkeys([part, other]):
        at = text.find(form)
        while at >= 0:
            if _is_whole(text, at, at + len(form)):
                yield at
            at = text.find(form, at + 1)


def _end(parts: list[str], text: str, start: int) -> int | None:
    """Where the last part ends when the first begins here; a gap must not hide what turns the words round."""
    end = start + len(parts[0])
    for part in parts[1:]:
        following = next((at for at in _starts(part, text) if at >= end), None)
        if following is None or negates_what_follows(text[end:following]):
            return None
        end = following + len(part)
    return end


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum():
        return False
    goes_on = after == "'" and text[end + 1 : end + 2].isalnum()
    return not goes_on and not (before == "'" and text[start - 2 : start - 1].isalnum())
