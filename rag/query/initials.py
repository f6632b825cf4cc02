"""Finds names in a question that are initials, and the run of words that an article may spell them out with."""

import re

from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import stems

_INITIALS = re.compile(r"\b[A-Z]{3,6}\b")  # of two letters there are too many: "UK", "EU" are in tables
_BETWEEN = rf"[\s/-]+(?:(?:{'|'.join(sorted(word_group('small words of names')))})\s+)*"


def initials_spelled_out(text: str) -> dict[frozenset[str], re.Pattern[str]]:
    """For each name of a question that is initials, by its stems, what finds the words that it stands for.

    >>> (spelled,) = initials_spelled_out("What did the SFG demand?").values()
    >>> bool(spelled.search("the Sollen Guild of Fishers")), bool(spelled.search("the Sollen Fishing Guild"))
    (False, True)
    """
    found = dict.fromkeys(_INITIALS.findall(text)) if not text.isupper() else {}
    return {frozenset(stems(name)): _spelled(name) for name in found}


def _spelled(initials: str) -> re.Pattern[str]:
    """Words of which each begins with the next letter, small ones between left out: "Bank of Tarn" is BT."""
    words = (rf"{letter}[\w’'.]*" for letter in initials)
    return re.compile(rf"\b{_BETWEEN.join(words)}")
