"""Knows what else states, city parts, parties and faiths are called in news: "Fla." and "Floridian" for Florida."""

from functools import cache

from factcontext.index.lexicon.states import words_for_states
from factcontext.index.lexicon.tables import table_rows, words_in


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {name: words_in(others) for name, others in table_rows("other_names")}


def words_for_same(name: str) -> tuple[str, ...]:
    """The other words by which news tells of whom or what one word names, in lower case; none where none are known.

    >>> words_for_same("Florida")
    ('fla', 'floridian')
    """
    return (*_table().get(name.lower(), ()), *words_for_states().get(name.lower(), ()))
