"""Labels of a transcript: whom they name in full, by the title, the text, other labels, and the folder."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def speakers(text: str) -> list[tuple[str, str | None]]:
    """Speaker and office of each statement."""
    return [(one.speaker, one.office) for one in find_statements(Article("a.txt", "", text), split(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Press Briefing by Press Secretary Vera Lund\n\nMS. LUND: The pier is gone.\n\nQ Why?",
            [("Vera Lund", "Press Secretary"), ("Questioner", None)],
        ),
        (
            "‘It was tired’: Vera Lund\n\nVera Lund is back.\n\nQ: Why?\n\nA: The storm.\n\nQ: When?\n\nA: Now.",
            [("Questioner", None), ("Vera Lund", None)] * 2,
        ),
        (
            "“I count the steps”\n\nDancer Emeka Orr, 61, retires this week. He spoke to Vera Lund.\n\nQ: Why?"
            "\n\nA: The storm.\n\nQ: When?\n\nA: Now.",
            [("Vera Lund", None), ("Emeka Orr", None)] * 2,
        ),
        (
            "Ada Orr on the pier\n\nAda Orr is back. She spoke with POLITICO.\n\nQ: Why?\n\nA: The storm.\n\nQ: When?",
            [("Questioner", None), ("Ada Orr", None), ("Questioner", None)],
        ),
        (
            "Press Conference by Trade Minister Vera Lund\n\nMINISTER LUND: It is gone.\n\nQ Why?",
            [("Vera Lund", "Trade Minister"), ("Questioner", None)],
        ),
        (
            "Joint Press Conference of Chancellor Lund and President Orr\n\nCHANCELLOR LUND: It is gone.\n\nQ Why?",
            [("Lund", "Chancellor"), ("Questioner", None)],
        ),
        (
            "Questions to the Minister for Trade\n\nMr Paul Orr (Minister for Trade): It is gone, I fear.\n\n"
            "Mrs Vera Lund: We have heard that.\n\nMr Orr: So you have, I am afraid.",
            [("Paul Orr", "Minister for Trade"), ("Vera Lund", None), ("Paul Orr", None)],
        ),
        (
            "Talks in Selda\n\nHost Ada Orr spoke with Vera Lund.\n\nORR: Is it gone?\n\nLUND: It is.\n\nORR: All?"
            "\n\nLUND: Every plank is gone.",
            [("Ada Orr", "Host"), ("Vera Lund", None), ("Ada Orr", "Host"), ("Vera Lund", None)],
        ),
        (
            "Vera Lund on the pier\n\nWe met Vera Lund.\n\nQ. Is it gone?\n\nA. It is gone.\n\nQ. All of it?",
            [("Questioner", None), ("Vera Lund", None), ("Questioner", None)],
        ),
        (
            "Remarks by President Vera Lund of Selda and Deputy Chief of Staff Ada Orr Regarding Harbour Storm Damage"
            "\n\nPRESIDENT LUND: It is gone.\n\nMS. ORR: All of it.\n\nSENIOR OFFICIAL: The storm took it.",
            [("Vera Lund", "President"), ("Ada Orr", "Deputy Chief of Staff"), ("Senior official", None)],
        ),
        (
            "Oral questions\n\nHON. A. ORR.- Is the pier gone?\n\nHON. V. LUND (Minister for Trade).- It is gone.",
            [("A. Orr", None), ("V. Lund", "Minister for Trade")],
        ),
        (
            "Tuesday\n\nThe Minister for Ports (Ms. V. Lund): It is gone.\n\nMr. A. Orr (Velm): All?\n\n"
            "The Minister for Ports: Every plank is gone.",
            [("V. Lund", "Minister for Ports"), ("A. Orr", None), ("V. Lund", "Minister for Ports")],
        ),
    ],
)
def test_a_label_is_the_person_whom_the_transcript_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert speakers(text) == expected
