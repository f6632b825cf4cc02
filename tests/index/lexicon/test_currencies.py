"""Money by its names and signs."""

import pytest

from factcontext.index.lexicon.currencies import currency_signs, currency_words
from factcontext.rag.verification.matching import amounts


@pytest.mark.parametrize("word", "dollar dollars euros rupee rupees franc won pesos yen kroner crowns pence".split())
def test_a_unit_of_money_is_known(word: str) -> None:
    assert word in currency_words()


@pytest.mark.parametrize("word", ["people", "gold", "ships", "Dollar"])
def test_other_words_are_no_money(word: str) -> None:
    assert word not in currency_words()


def test_a_sign_is_one_character() -> None:
    assert {"$", "€", "£", "¥", "₹"} <= currency_signs()
    assert {len(sign) for sign in currency_signs()} == {1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40 million rupees", 40e6),
        ("₹40 million", 40e6),
        ("three hundred francs", 300),
        ("12,000 pesos", 12000),
        ("¥5bn", 5e9),
        ("$3.5 million", 3.5e6),
        ("a fine of 900 crowns", 900),
    ],
)
def test_an_amount_of_any_money_is_money(text: str, value: float) -> None:
    assert [(one.value, one.kind) for one in amounts.find_amounts(text)] == [(value, "money")]
