"""Words for what somebody is that mean the same in a question: "boss", "head" and, of a body, "chief executive"."""

from functools import cache

from factcontext.index.lexicon.tables import is_yes, table_rows

ANY = "head"  # what every word means that fits whoever leads
LONGEST = 4  # words in the longest phrase: "chancellor of the exchequer"


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {word: tuple(means.split(",")) for word, means, *_ in table_rows("office_heads")}


@cache
def leading_offices() -> frozenset[str]:
    """What the offices mean whose holders lead a body or a place, "the head" of whatever kind included."""
    leading = (word for word, _, leads, _ in table_rows("office_heads") if is_yes(leads))
    return frozenset({office_meanings(word)[0] for word in leading} | {ANY})


def office_meanings(words: str) -> tuple[str, ...]:
    """What a word or phrase for an office means, in lower case, the closest first; nothing for one that is not listed.

    >>> office_meanings("boss"), office_meanings("foreign secretary"), office_meanings("piper")
    (('head',), ('foreign minister', 'top diplomat'), ())
    """
    return _meanings().get(words, ())
