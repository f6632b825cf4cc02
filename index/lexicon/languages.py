"""Looks up languages other than English: their names, and the function words by which a question shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcontext.index.lexicon.tables import table_rows, words_in


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The function words of one language, by how much one of them tells."""

    telling: frozenset[str]  # one is enough
    common: frozenset[str]  # two are
    in_names_too: frozenset[str]  # beside a common one


@cache
def function_words() -> Mapping[str, FunctionWords]:
    """The function words of each language that has some in the list, by its ISO 639-1 code."""
    words = {code: [frozenset(words_in(cell)) for cell in cells] for code, _, *cells in table_rows("languages")}
    return {code: FunctionWords(*groups) for code, groups in words.items() if any(groups)}


@cache
def language_names() -> Mapping[str, str]:
    """The English names of languages by their ISO 639-1 codes."""
    return {code: name for code, name, *_ in table_rows("languages")}
