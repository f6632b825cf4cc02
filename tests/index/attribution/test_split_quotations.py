"""The halves of a quotation that its speaker stands between are both kept, whatever is told inside them."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def said(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each statement."""
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(one.speaker, text[one.start : one.end]) for one in found]


def test_a_report_inside_the_second_half_does_not_take_the_first() -> None:
    one, other = "“When I look at somebody like Jay Orr,”", "“who tells us that it is dry, they call that a lie.”"
    assert said(f"Vera Lund was cross. {one} she said, {other}") == [("Vera Lund", one), ("Vera Lund", other)]


@pytest.mark.parametrize("beside", ["an economist", "an economist who is the director of the Forecast"])
def test_the_second_half_is_kept_behind_an_apposition(beside: str) -> None:
    rest = "“is that we are going to be attracting workers and repelling jobs.”"
    assert ("Vera Lund", rest) in said(f"“The risk,” said Vera Lund, {beside}, {rest}")


@pytest.mark.parametrize(
    "between",
    [
        "the presumptive Green presidential nominee, Vera Lund, tweeted Sunday after the storm",
        "a miller, Vera Lund, wrote",
    ],
)
def test_an_office_and_a_name_between_quotation_and_verb_name_the_speaker(between: str) -> None:
    quote = "“Is he going to mention the words? If he does not he should go!”"
    assert said(f"{quote} {between}.") == [("Vera Lund", quote)]


def test_what_stands_between_a_quotation_and_its_verb_is_no_part_of_it() -> None:
    text = "Vera Lund met him. “I want to wait until I meet with Jay Orr,” she said before leaving for the coast."
    assert said(text) == [("Vera Lund", "“I want to wait until I meet with Jay Orr,”")]
