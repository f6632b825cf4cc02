"""Defines what a written sentence has around a quotation, and which words turn the sense of what they stand beside."""

import re
from dataclasses import dataclass

from factcontext.index.lexicon.factuality import has_effect, words_with
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.negation import is_negator

CONDITIONS = word_group("words of conditions")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEAR = 12  # words of the written sentence before the quotation that may stand for what the quotation leaves out


@dataclass(frozen=True, slots=True)
class Written:
    """What a written sentence has before a quotation and after it, which may say what the quotation leaves out."""

    before: str = ""
    after: str = ""

    @property
    def words(self) -> list[str]:
        """The words just before the quotation, or after it where it begins the sentence."""
        return [_plain(word) for word in self._near]

    @property
    def says_no(self) -> bool:
        """Whether one of these words is a "not" or a verb that says it; a name is none: "Ban called it"."""
        return any(is_no(_plain(word)) or word.islower() and says_no(word) for word in self._near)

    @property
    def _near(self) -> list[str]:
        return _WORD.findall(self.before)[-_NEAR:] or _WORD.findall(self.after)[:_NEAR]


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, with one form of apostrophe."""
    return [_plain(word) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def is_no(word: str) -> bool:
    """Whether a word is a "not" of any kind."""
    return is_negator(word) or word.endswith("n't")


def says_no(word: str) -> bool:
    """Whether a verb says that something is not so: "denied"."""
    return has_effect(word, "negates") or has_effect(word, "denies")


def is_unreal(word: str) -> bool:
    """Whether a word tells that something is not so yet: "would", "wants", "could"."""
    return has_effect(word, "unrealized") or any(word in words_with(one) for one in ("future", "doubts", "condition"))


def has_condition(written: Written) -> bool:
    """Whether the written sentence has a condition of its own."""
    return any(word in CONDITIONS for word in words_of(f"{written.before} {written.after}"))
