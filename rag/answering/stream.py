"""Splits streamed text into sentences, each as soon as it is complete, with the citation markers of its own."""

import re
import unicodedata
from collections.abc import Iterator

from factcontext.index.text.sentences import split
from factcontext.rag.answering.chatter import MARKER, is_chatter, without_lead
from factcontext.rag.records import after_thoughts

# A marker after the stop belongs to the sentence before: "It sank. [1] Nobody died."
_AFTER_STOP = re.compile(rf"(?P<stop>[.!?…]+[”’\"')]*)(?P<marks>(?:\s*{MARKER})+)")
# Half a marker, or white space that one may follow, at the end of what has come so far.
_HALF = re.compile(r"(?:\s|\[[^\[\]\n]{0,24}$|【[^】\n]{0,24}$)+\Z")
_ANY_MARKER = re.compile(rf"\s*{MARKER}")
# A footnote's figure in place of a marker: “It sank.”¹ or “sunk¹.”, but not km², and ② anywhere.
_FOOTNOTE = re.compile(r"(?:(?<=[.!?…,;:”’\"')\]])|(?<=[^\W\d_]{3}))\s?([⁰¹²³⁴-⁹]{1,3})|([①-⑳])")
_HALF_TAG = re.compile(r"\s*</?[a-z]{0,9}\Z", re.IGNORECASE)
# What small models write on when they have answered: the form of the prompt, once more.
_ECHO = re.compile(r"(?m)^\s*(?:Question:|</?extract\b).*", re.DOTALL)
_LIST_MARK = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|Answer:\s*)+", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_]+(?=\w|\Z)|(?<=\w)[*_]+(?!\w)|`")
_ENDS_MARKED = re.compile(rf"{MARKER}\s*\Z")
# A name that may follow an abbreviation as well as begin a sentence: only a real stop is one before it.
_NAME = "Xavier"


class Sentences:
    """What has been written so far, as far as it is whole sentences, and the rest.

    Nothing comes out before the first sentence of the answer has a marker, or all has been written: it may be a thought
    whose opening tag the endpoint has kept to itself.
    """

    def __init__(self) -> None:
        self._text = ""
        self._taken = 0  # characters that have come out as sentences
        self._is_answer = False  # what is written has shown itself to be one

    def feed(self, text: str) -> list[str]:
        """Add what was written since, and take the sentences that are whole now, with their markers."""
        self._text += text
        return self._take(final=False)

    def finish(self, cut: bool = False) -> list[str]:
        """The rest, when nothing more comes; where the text was cut off, only as far as it is whole."""
        if cut and not self._is_answer:
            return []
        found = self._take(final=True)
        if cut and found and not _is_whole(found[-1]):
            found.pop()
        return found

    @property
    def tail(self) -> str:
        """What has been written after the last whole sentence, without markers or halves of them."""
        if not self._is_answer:
            return ""
        tail = " ".join(_plain(_ANY_MARKER.sub("", _HALF.sub("", self._rest()))).split())
        return "" if is_chatter(tail) else tail

    def _rest(self) -> str:
        return self._said()[self._taken :]

    def _said(self) -> str:
        """What is meant for the reader, with usual markers, and without an echo of the prompt."""
        said = after_thoughts(self._text)
        return _ECHO.sub("", _HALF_TAG.sub("", _FOOTNOTE.sub(_as_marker, said)))

    def _take(self, final: bool) -> list[str]:
        rest, start, found = self._rest(), 0, []
        for end in _ends(rest, final):
            found.append(without_lead(_plain(rest[start:end])))
            start = end
        told = [one for one in found if any(map(str.isalnum, _ANY_MARKER.sub("", one))) and not is_chatter(one)]
        self._is_answer = self._is_answer or final or bool(told and _ANY_MARKER.search(told[0]))
        if not self._is_answer:
            return []
        self._taken += start
        return told


def _as_marker(match: re.Match[str]) -> str:
    return f"[{unicodedata.normalize('NFKC', match[1] or match[2])}]"


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
