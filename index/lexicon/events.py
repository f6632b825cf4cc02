"""Looks up events that a question may speak of, and the words that tell of them: "wedding", "bride"."""

from functools import cache

from factcontext.index.lexicon.tables import table_rows, words_in


@cache
def events() -> dict[str, tuple[str, ...]]:
    """The words that tell of each event, by its noun."""
    return {noun: words_in(words) for noun, words in table_rows("events")}
