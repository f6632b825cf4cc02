"""Text that was decoded wrongly before it was saved is mended, and no other."""

import pytest

from factcontext.index.text.mojibake import mended


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("â€œWe wonâ€™t,â€\x9d said JosÃ©.", "“We won’t,” said José."),
        ("EspaÃ±a and Å\x81Ã³dÅº", "España and Łódź"),
        ("â‚¬5 a kilo â€“ or more", "€5 a kilo – or more"),
        ("CafÃƒÂ© Arden", "Café Arden"),
    ],
)
def test_wrong_characters_are_mended(text, meant):
    assert mended(f"First line.\n{text}") == (f"First line.\n{meant}", False)


@pytest.mark.parametrize("text", ["“We won’t,” said José Núñez.", "“À table !” Â, Ã and â are letters", "Žižek’s “Ô”"])
def test_right_ones_are_left(text):
    assert mended(text) == (text, False)


def test_what_cannot_be_mended_is_left_and_told():
    text = "The RaÃ\u0192ol of the town Ã¡Ã\u0192Ã"
    assert mended(text)[0] == text or not mended(text)[1]
