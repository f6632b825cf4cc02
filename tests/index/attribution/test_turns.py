"""Names before a colon: headlines, transcripts and lead-ins to a quotation, and what is none of these."""

import pytest

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.turns import speaker_turns
from factcontext.index.text.quotes import find_quotes
from factcontext.index.text.sentences import split

SPOKE = "\n\nHarbour Mistress Nora Feld spoke on Monday."


def turns(text: str) -> list[tuple[str, list[str]]]:
    """The name and the words of each turn."""
    found = speaker_turns(QuotedText("a.txt", text, split(text), find_quotes(text)))
    return [(text[slice(*turn.name)], [text[slice(*span)] for span in turn.contents]) for turn in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A headline, where the article names the speaker again.
        ("Feld: the pier will close" + SPOKE, [("Feld", ["the pier will close"])]),
        ("Nora Feld: the pier will close" + SPOKE, [("Nora Feld", ["the pier will close"])]),
        # A transcript: names in capitals that open their lines.
        (
            "FELD: It is gone.\n\nAll of it.\n\nORR: I see.\n\nFELD: Do you?\n\nORR: Yes.",
            [("FELD", ["It is gone.", "All of it."]), ("ORR", ["I see."]), ("FELD", ["Do you?"]), ("ORR", ["Yes."])],
        ),
        # Lines of others within one: captions' sign of another speaker, and a name that stands there once.
        (
            "FELD: It is gone.\n\n>> All of it?\n\nYes.\n\nFELD: All.",
            [("FELD", ["It is gone."]), ("FELD", ["All."])],
        ),
        (
            "FELD: Gone.\n\nAda ORR: No.\n\nANN LUND: No!\n\nFELD: Yes.",
            [("FELD", ["Gone.", "Ada ORR: No."]), ("FELD", ["Yes."])],
        ),
        ("FELD: Well.\n\n(CROSSTALK)\n\nFELD: Go on.", [("FELD", ["Well."]), ("FELD", ["Go on."])]),
        # A name that leads in a quotation, in the middle of a text.
        ("From the report: “The pier is a ruin.”", [("the report", ["“The pier is a ruin.”"])]),
        (
            "It rained.\n\nFormer secretary of state Nora Feld:“It is gone for good.”",
            [("Former secretary of state Nora Feld", ["“It is gone for good.”"])],
        ),
        ("It rained.\n\nContinued Feld: “It is gone for good.”", [("Feld", ["“It is gone for good.”"])]),
        ("It rained. Stated Nora Feld: “It is gone for good.”", [("Nora Feld", ["“It is gone for good.”"])]),
        (
            "It rained. Opposition leader Nora Feld: “It is gone for good.”",
            [("Opposition leader Nora Feld", ["“It is gone for good.”"])],
        ),
        ("Clips\n\nNora Feld, plaintiff: “The pier will close.”", [("Nora Feld", ["“The pier will close.”"])]),
        (
            "Clips\n\nOpposing captain Nora Feld, who lost 2-0: “The pier will close.”",
            [("Opposing captain Nora Feld", ["“The pier will close.”"])],
        ),
        ("The upshot - Nora Feld: “The pier will close.”", [("Nora Feld", ["“The pier will close.”"])]),
    ],
)
def test_a_name_before_a_colon_has_the_words_after_it(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert turns(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: the pier will close" + SPOKE,
        "Photo: the pier at dusk" + SPOKE,
        "Clips\n\nIn Velm, the harbour mistress: “The pier will close.”",
        "Clips\n\nNora Feld, the mayor, admitted: “The pier will close.”",  # a verb leads it in, and no label
        "Torvald: the pier will close" + SPOKE,  # nobody whom the article names
        "The mayor came.\n\nTides: the sea rose at noon.\n\nIt fell at six.",
        "Pier Wars: a review\n\nPier Wars: The Flood is a game about a storm.",  # a title, and nothing else
        "Lund Jars: 1 green, 2 red.\n\nLund Jars: 3 red.\n\nMore on Lund jars.",  # labels of a list
        "She: the pier will close" + SPOKE,
        "It rained. The play: “Rain”",  # too short for speech
        "",
    ],
)
def test_what_is_no_turn(text: str) -> None:
    assert turns(text) == []


def test_a_turn_knows_its_sentence_and_its_colon() -> None:
    text = "FELD: Where is it?\n\nFELD: Gone."
    found = list(speaker_turns(QuotedText("a.txt", text, split(text), [])))
    assert [(turn.sentence, text[turn.colon]) for turn in found] == [(0, ":"), (1, ":")]


def test_a_title_that_comes_again_is_nobodys_turn() -> None:
    text = (
        "The Long Pier: Part Two reviewed\n\nThe Long Pier: Part Two is a film about ferries.\n\nThe Long Pier is long."
    )
    assert turns(text) == []
