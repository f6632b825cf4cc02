"""Knows outlets by their usual names: "nytimes.com" and "NYT" are The New York Times."""

import re
from functools import cache, lru_cache

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import word_group

_GENERIC = word_group("generic words of outlets")
_NAMES_KEPT = 4096  # of outlets, each asked for with every article that is shown


@lru_cache(maxsize=_NAMES_KEPT)
def usual_name(publisher: str) -> str:
    """The name of an outlet as readers know it, where the given one is a site or a label; any other as it is.

    >>> usual_name("usa-today"), usual_name("www.bbc.co.uk"), usual_name("The Arden Post")
    ('USA Today', 'BBC', 'The Arden Post')
    """
    return _shown().get(publisher.casefold().removeprefix("www."), publisher)


@lru_cache(maxsize=_NAMES_KEPT)
def outlet_words(name: str) -> tuple[str, ...]:
    """The words by which an outlet is told from others, whatever form its name has.

    >>> outlet_words("nytimes.com") == outlet_words("the NY Times")
    True
    """
    words = _found().get(_in_words(name), _in_words(name)).split()
    return tuple(word for word in words if word not in _GENERIC) or tuple(words)


def _in_words(name: str) -> str:
    words = re.findall(r"\w+", name.lower().replace("’s", "").replace("'s", "").removeprefix("www."))
    return " ".join(word for word in words if word != "the")


@cache
def _shown() -> dict[str, str]:
    """The usual names by the sites and labels that mean nothing else."""
    return {form: name for _, name, forms, _ in table_rows("outlets") for form in forms.split(",")}


@cache
def _found() -> dict[str, str]:
    """The words of whole names by all that outlets are called, in words too."""
    rows = table_rows("outlets")
    return {_in_words(form): words for words, name, *forms in rows for form in (name, *",".join(forms).split(","))}
