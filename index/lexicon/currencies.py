"""Names and signs of the world's currencies."""

from functools import cache

from factcontext.index.lexicon.tables import table_rows


@cache
def currency_words() -> frozenset[str]:
    """What units of money are called, in lower case, singular and plural: "dollar", "dollars", "won"."""
    return frozenset(form for _, forms, *_ in table_rows("currencies") for form in forms.split(","))


@cache
def currency_signs() -> frozenset[str]:
    """The signs that stand for money before a number: "$", "€"."""
    return frozenset(sign for _, _, sign, *_ in table_rows("currencies") if sign != "-")
