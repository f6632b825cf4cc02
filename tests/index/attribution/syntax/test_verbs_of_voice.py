"""Verbs that tell how somebody spoke: beside a quotation they report it, whoever stands behind them."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


@pytest.mark.parametrize(
    "cue",
    [
        "grumbled Vera Lund, the finance minister",
        "Vera Lund chimed in from the back row",
        "Vera Lund weighed in",
        "snapped deputy mayor Vera Lund",
        "whispered Vera Lund",
        "fretted mayor Vera Lund",
        "sighed Vera Lund",
        "piped up caretaker Vera Lund",
        "warned coastguard chief Vera Lund",
    ],
)
def test_a_verb_of_voice_reports_the_quotation_beside_it(cue: str) -> None:
    text = f"“The bridge will not last another winter,” {cue}."
    (found,) = find_statements(Article("a.txt", "", text), split(text))
    assert (found.speaker, text[found.start : found.end]) == ("Vera Lund", "“The bridge will not last another winter,”")


def test_concurring_takes_a_clause() -> None:
    text = "Vera Lund concurred that the bridge was unsafe."
    (found,) = find_statements(Article("a.txt", "", text), split(text))
    assert text[found.start : found.end] == "that the bridge was unsafe"
