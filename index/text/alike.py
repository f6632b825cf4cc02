"""Tells whether two stretches of text are one report, by their words."""

from collections.abc import Hashable, Set

# Two stretches with this much of their words in common, counted in the longer, are one report, edited or not.
ALIKE = 0.8


def are_alike(one: Set[Hashable], other: Set[Hashable]) -> bool:
    """Whether two stretches with these words are one report.

    >>> are_alike({"the", "gates", "leak", "again", "today"}, {"the", "gates", "leak", "today"})
    True
    """
    return len(one & other) >= ALIKE * max(len(one), len(other))
