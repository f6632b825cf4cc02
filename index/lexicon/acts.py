"""Looks up acts and events that a question may take for granted, and the words that tell of them: "wed", "bride"."""

from functools import cache

from factcontext.index.lexicon.tables import table_rows, words_in


@cache
def acts() -> dict[str, tuple[str, ...]]:
    """The words that tell of each act, by its verb."""
    return _telling("acts")


@cache
def events() -> dict[str, tuple[str, ...]]:
    """The words that tell of each event, by its noun."""
    return _telling("events")


def _telling(table: str) -> dict[str, tuple[str, ...]]:
    return {name: words_in(words) for name, words in table_rows(table)}
