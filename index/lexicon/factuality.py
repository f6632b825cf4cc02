"""Words that tell whether the clause they govern is a fact: refused, wished for, doubted, to come, or conditional."""

from functools import cache
from typing import Literal

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.verb_forms import base_of

# What they mean stands at the head of data/factuality.tsv.
Effect = Literal["negates", "unrealized", "doubts", "future", "condition", "denies", "withholds"]


@cache
def words_with(effect: Effect) -> frozenset[str]:
    """The words that have an effect on what follows, verbs by their base form."""
    return frozenset(word for word, effects in table_rows("factuality") if effect in effects.split(","))


def has_effect(word: str, effect: Effect) -> bool:
    """Whether a word in lower case, in any form, has an effect on what follows.

    >>> has_effect("stopped", "negates"), has_effect("hopes", "unrealized"), has_effect("may", "negates")
    (True, True, False)
    """
    return (base_of(word) or word) in words_with(effect)
