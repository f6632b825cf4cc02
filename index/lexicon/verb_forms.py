"""Inflects English verbs and lemmatizes their forms, from a table that `python -m bench.verb_forms` generates."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from factcontext.index.lexicon.tables import table_rows

Form = Literal["base", "third", "past", "ing"]
# What the columns after the base form hold: "past" is both the past tense and the participle, "wrote" and "written".
_COLUMNS: tuple[Form, ...] = ("third", "past", "past", "ing")


@cache
def _inflections() -> dict[str, dict[str, Form]]:
    return {base: _inflected(base, columns) for base, *columns in table_rows("verb_forms")}


def _inflected(base: str, columns: list[str]) -> dict[str, Form]:
    forms: dict[str, Form] = {base: "base"}
    for form, words in zip(_COLUMNS, columns, strict=True):
        for word in words.split(","):
            forms.setdefault(word, form)
    return forms


@cache
def _bases() -> dict[str, str]:
    bases = {base: base for base in _inflections()}
    for base, forms in _inflections().items():
        for form in forms:
            bases.setdefault(form, base)
    return bases


def forms_of(base: str) -> Mapping[str, Form]:
    """The forms of a verb that the table has, and which form each is; KeyError for any other verb.

    >>> dict(forms_of("ban"))
    {'ban': 'base', 'bans': 'third', 'banned': 'past', 'banning': 'ing'}
    """
    return _inflections()[base]


def base_of(form: str) -> str | None:
    """The base form of a verb in any form, in lower case; None where the table lacks it.

    >>> base_of("stopped"), base_of("written"), base_of("ferry")
    ('stop', 'write', None)
    """
    return _bases().get(form)


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in table_rows("irregular_verbs") for form in forms.split(",")}


def regular_of(form: str) -> str:
    """The base of an irregular past form; any other word as it is.

    >>> regular_of("sat"), regular_of("stopped")
    ('sit', 'stopped')
    """
    return _irregular().get(form, form)
