"""Looks up acts that a question may take for granted, and the words that tell of them: "apologise", "sorry"."""

from functools import cache

from factcontext.index.lexicon.tables import table_rows, words_in


@cache
def acts() -> dict[str, tuple[str, ...]]:
    """The words that tell of each act, by its verb."""
    return {verb: words_in(words) for verb, words in table_rows("acts")}
