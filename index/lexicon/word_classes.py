"""Small closed classes of English words, such as pronouns, determiners and the days of the week."""

from functools import cache

from factcontext.index.lexicon.tables import table_rows, words_in

_PRONOUN = "pronoun:"


@cache
def words_of_class(name: str) -> frozenset[str]:
    """The words of a class that word_classes.tsv names, in lower case; KeyError where it names none."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for word, names in table_rows("word_classes"):
        for name in words_in(names):
            classes.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in classes.items()}


def pronoun_kinds() -> dict[str, str]:
    """Pronouns and what they stand for: m, f, p (several), n (a thing), 1, 2 or w (relative).

    >>> pronoun_kinds()["she"]
    'f'
    """
    kinds = {name.removeprefix(_PRONOUN): words for name, words in _classes().items() if name.startswith(_PRONOUN)}
    return {word: kind for kind, words in kinds.items() for word in words}
