"""What is marked certain is said, and by its speaker; in doubt a statement is likely or none; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, certainty and words of each statement."""
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(one.speaker, one.certainty, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "text, speaker, certainty, words",
    [
        (
            "The prime minister, asked whether he stood by her, said: “She speaks for the government.”",
            "The prime minister",
            "certain",
            "“She speaks for the government.”",
        ),
        (
            "When asked about how the new rule would affect the port, Vera Lund said: “It will close in May,” the Star "
            "reported.",
            "Vera Lund",
            "certain",
            "“It will close in May,”",
        ),
        (
            "The herring fleet will stay in port, harbour master Vera Lund said, Norpress reported.",
            "Vera Lund",
            "certain",
            "The herring fleet will stay in port",
        ),
        (
            "The film about Vera Lund depicts one of the security guards asking, “Who is going to pay for it?”",
            "one of the security guards",
            "certain",
            "“Who is going to pay for it?”",
        ),
        (
            "Vera Lund held up a sign saying “We have seen this before.”",
            "Vera Lund",
            "likely",
            "“We have seen this before.”",
        ),
        ("Her colleague Eva Lund is blunter: “I see bubbles.”", "Eva Lund", "likely", "“I see bubbles.”"),
        ("Another, teacher Vera Lund, said she would drive.", "Vera Lund", "likely", "she would drive"),
        (
            "The Bank of Velm held its rate and signalled that cuts could come in May.",
            "Bank of Velm",
            "likely",
            "that cuts could come in May",
        ),
    ],
)
def test_words_go_to_whoever_says_them(text: str, speaker: str, certainty: str, words: str) -> None:
    assert said(text) == [(speaker, certainty, words)]


@pytest.mark.parametrize(
    "text",
    [
        "There is a new book, and a collection from the cartoonist Vera Lund called “It Rains: 30 Years of Drawings.”",
        "Vera Lund, who advised the previous governor, left for the coast.",
        "“It was raining hard,” another clerk, Vera Lund, recalled him saying.",
    ],
)
def test_titles_deeds_and_words_of_others_are_nobodys(text: str) -> None:
    assert said(text) == []


def test_what_others_do_is_not_said_by_whom_it_is_set_against() -> None:
    text = "While populists like Paul Orr mostly blame foreigners for the fall, Vera Lund points to the banks."
    assert not any(speaker == "Vera Lund" and "foreigners" in words for speaker, _, words in said(text))


def test_words_around_an_aside_with_as_are_likely() -> None:
    text = "Taxes have risen in each of the last ten years, as Vera Lund has said, and wages have not."
    assert {certainty for _, certainty, _ in said(text)} == {"likely"}


@pytest.mark.parametrize(
    "before, description, meant",
    [
        ("Captain Paul Orr blamed the pitch after the Rovers beat Eva Hall’s side.", "the 31-year-old", "Paul Orr"),
        ("Striker Luca Orr, who scored against Hall’s old club, told Radio Velm it hurt.", "the Italian", "Luca Orr"),
    ],
)
def test_a_description_is_of_the_one_in_the_paragraph_before(before: str, description: str, meant: str) -> None:
    text = f"Manager Eva Hall was sacked on Monday.\n\n{before}\n\n“We were second best all day,” {description} said."
    assert said(text)[-1][:2] == (meant, "likely")


@pytest.mark.parametrize(
    "text",
    [
        "In addition to Mr. Dahl, two Liberal members of the assembly from Velmark, Ada Orr-Holm and Ivo Lund, have "
        "said they will not back the plan.",
        "“I have my doubts,” said Ivo Lund, a miller from Torvane, Velmark, who said the weir had moved.",
    ],
)
def test_where_people_are_from_says_nothing(text: str) -> None:
    assert {"Velmark", "Torvane"}.isdisjoint(speaker for speaker, *_ in said(text))


def test_a_relative_of_somebody_named_is_not_that_one() -> None:
    text = "The father of the keeper Vera Lund told the Star that she had never learned to swim."
    assert "Vera Lund" not in [speaker for speaker, *_ in said(text)]


@pytest.mark.parametrize("text", ["The jury declined to convict Ivo Lund.", "The miller declined to run again."])
def test_whoever_declines_to_act_has_said_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Postmaster Vera Lund said the glue on the new stamp was harmless.", "Vera Lund"),
        ("Chief Constable Vera Lund said the quay would be guarded all night.", "Vera Lund"),
    ],
)
def test_an_occupation_before_a_name_is_no_part_of_it(text: str, speaker: str) -> None:
    assert [name for name, *_ in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text", ["The guard held a sign that read “Fifteen is enough.”", "The sign read “It is enough.”"]
)
def test_what_a_sign_has_is_likely_at_most(text: str) -> None:
    assert [certainty for _, certainty, _ in said(text)] == ["likely"]


def test_words_that_are_known_by_a_recording_are_likely_the_speakers() -> None:
    text = "“We go,” Vera Lund told the crew late on Monday, according to a recording obtained by the Velm Times."
    assert [one[:2] for one in said(text)] == [("Vera Lund", "likely")]
