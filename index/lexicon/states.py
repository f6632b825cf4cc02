"""Knows the states of the United States by their short forms and their people: "Fla.", "FL" and "Floridian"."""

import re
from functools import cache

from factcontext.index.lexicon.tables import table_rows

# Forms that are words, or parts of names, in small letters: no article has the state for having one.
_AMBIGUOUS = frozenset(("cal", "del", "ida", "ill", "la", "miss", "wash"))
_BEFORE_OFFICE = r"(?:Gov|Sen|Rep|Lt|Governor|Senator|Representative|Congress(?:wo)?man)\b"


@cache
def _rows() -> list[tuple[str, list[str], str, list[str]]]:
    rows = table_rows("states")
    return [(name, _listed(short), postal, _listed(people)) for name, short, postal, people in rows]


def _listed(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split(",")


@cache
def _by_form() -> dict[str, str]:
    return {form: name for name, short, postal, _ in _rows() for form in (name, *short, postal)}


def state_of(form: str) -> str | None:
    """The state that its name, a short form or its postal code stands for.

    >>> state_of("Fla."), state_of("NH"), state_of("Selda")
    ('Florida', 'New Hampshire', None)
    """
    return _by_form().get(form) or _by_form().get(f"{form}.")


@cache
def _short_before_office() -> re.Pattern[str]:
    """A short form, or a postal code before an office: "Fla. Gov.", "OK Gov"."""
    short = "|".join(re.escape(form) for _, forms, _, _ in _rows() for form in forms)
    codes = "|".join(postal for _, _, postal, _ in _rows())
    return re.compile(rf"\b(?:(?P<short>{short})|(?P<code>(?i:{codes}))(?= {_BEFORE_OFFICE}))(?=\s)")


def with_states_in_full(phrase: str) -> str:
    """A description with the states in it in full: "Fla. Gov." is a "Florida Gov."

    >>> with_states_in_full("former N.H. senator"), with_states_in_full("Ok Gov")
    ('former New Hampshire senator', 'Oklahoma Gov')
    """
    return _short_before_office().sub(lambda found: state_of(found["short"] or found["code"].upper()) or "", phrase)


@cache
def peoples_of_states() -> frozenset[str]:
    """The words for the people of the states, in lower case: "floridian"."""
    return frozenset(word.lower() for *_, people in _rows() for word in people)


@cache
def words_for_states() -> dict[str, tuple[str, ...]]:
    """The other words by which an article may name a state, by the last word of its name in small letters: of "New
    Hampshire" those of "hampshire"."""
    found: dict[str, list[str]] = {}
    for name, short, _, people in _rows():
        words = [form.replace(".", "").replace(" ", "").lower() for form in (*short, *people)]
        found.setdefault(name.split()[-1].lower(), []).extend(word for word in words if word not in _AMBIGUOUS)
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}
