"""Splits streamed text into sentences, each as soon as it is complete, with the citation markers of its own."""

import re
from collections.abc import Iterator

from factcontext.index.text.sentences import split

_MARKER = r"(?:\[[^\[\]\n]{0,24}\]|【[^】\n]{0,24}】)"
# A marker after the stop belongs to the sentence before: "It sank. [1] Nobody died."
_AFTER_STOP = re.compile(rf"(?P<stop>[.!?…]+[”’\"')]*)(?P<marks>(?:\s*{_MARKER})+)")
# Half a marker, or white space that one may follow, at the end of what has come so far.
_HALF = re.compile(r"(?:\s|\[[^\[\]\n]{0,24}$|【[^】\n]{0,24}$)+\Z")
_ANY_MARKER = re.compile(rf"\s*{_MARKER}")
_THOUGHT = re.compile(r"\s*<think(?:ing)?>.*?(?:</think(?:ing)?>\s*|\Z)", re.DOTALL | re.IGNORECASE)
_HALF_TAG = re.compile(r"\s*<[/a-z]{0,9}\Z", re.IGNORECASE)
# What small models write on when they have answered: the form of the prompt, once more.
_ECHO = re.compile(r"(?m)^\s*(?:Question:|</?extract\b).*", re.DOTALL)
_LIST_MARK = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|Answer:\s*)+", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_]+(?=\w|\Z)|(?<=\w)[*_]+(?!\w)|`")
_ENDS_MARKED = re.compile(rf"{_MARKER}\s*\Z")
# A name that may follow an abbreviation as well as begin a sentence: only a real stop is one before it.
_NAME = "Xavier"


class Sentences:
    """What has been written so far, as far as it is whole sentences, and the rest."""

    def __init__(self) -> None:
        self._text = ""
        self._taken = 0  # characters that have come out as sentences

    def feed(self, text: str) -> list[str]:
        """Add what was written since, and take the sentences that are whole now, with their markers."""
        self._text += text
        return self._take(final=False)

    def finish(self, cut: bool = False) -> list[str]:
        """The rest, when nothing more comes; where the text was cut off, only as far as it is whole."""
        found = self._take(final=True)
        if cut and found and not _is_whole(found[-1]):
            found.pop()
        return found

    @property
    def tail(self) -> str:
        """What has been written after the last whole sentence, without markers or halves of them."""
        return " ".join(_plain(_ANY_MARKER.sub("", _HALF.sub("", self._rest()))).split())

    def _rest(self) -> str:
        return self._said()[self._taken :]

    def _said(self) -> str:
        """What is meant for the reader: without what the model told itself, and without an echo of the prompt."""
        return _ECHO.sub("", _HALF_TAG.sub("", _THOUGHT.sub("", self._text)))

    def _take(self, final: bool) -> list[str]:
        rest, start, found = self._rest(), 0, []
        for end in _ends(rest, final):
            found.append(_plain(rest[start:end]))
            start = end
        self._taken += start
        return [sentence for sentence in found if any(map(str.isalnum, _ANY_MARKER.sub("", sentence)))]


def _ends(rest: str, final: bool) -> Iterator[int]:
    """Where in what is left a whole sentence ends, in order; the last one is whole only at the very end."""
    text = rest if final else _HALF.sub("", rest)
    seen = _AFTER_STOP.sub(_stop_last, text)
    whole: list[int] = []
    start = 0
    for line in seen.splitlines(keepends=True):
        whole += [start + sentence.end for sentence in split(line)]
        start += len(line)
    for end in whole if final else whole[:-1]:
        if final and end == whole[-1] or _is_balanced(text[:end]):
            yield end


def _stop_last(match: re.Match[str]) -> str:
    """As many characters, the stop behind the markers, these as letters: where a sentence ends stays the same."""
    return "w" * len(match["marks"]) + match["stop"]


def _is_whole(sentence: str) -> bool:
    """Whether a sentence that was the last to come has come to its end."""
    return bool(_ENDS_MARKED.search(sentence)) or len(split(f"{sentence} {_NAME}")) > len(split(sentence))


def _is_balanced(text: str) -> bool:
    """Whether no quotation is open: a sentence within one is not whole."""
    return text.count("“") <= text.count("”") and text.count('"') % 2 == 0


def _plain(sentence: str) -> str:
    """A sentence without the marks of lists, headings and emphasis, in one line."""
    return " ".join(_EMPHASIS.sub("", _LIST_MARK.sub("", sentence)).split())
