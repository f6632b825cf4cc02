"""Whether the one whom a sentence names is the speaker of a statement."""

import pytest

from factcontext.index.records import Statement
from factcontext.index.speakers.directory import Directory
from factcontext.rag.verification.matching.speaker_match import Identity, Voice

IDENTITY = Identity(Directory.of([]))  # nobody is known from other articles
SAID = ("port.txt", 0, 10)


def said_by(speaker: str, as_written: str, office: str | None = None, body: str | None = None) -> Statement:
    return Statement(*SAID, speaker, as_written, "certain", "said", "direct", office=office, body=body)


CALDER = said_by("Ines Calder", "Harbour Minister Ines Calder", "harbour minister")
BRILL = said_by("Tomas Brill", "Tomas Brill, a spokesman for the port authority,", "spokesman", "port authority")
OFFICIALS = said_by("officials", "two officials")


@pytest.mark.parametrize(
    ("name", "statement", "is_by"),
    [
        ("Ines Calder", CALDER, True),
        ("Calder", CALDER, True),
        ("Ms. Calder", CALDER, True),
        ("Calder's", CALDER, True),
        ("Ines Calder,", CALDER, True),
        ("The harbour minister", CALDER, True),
        ("the minister", CALDER, True),
        ("Tomas Calder", CALDER, False),
        ("Brill", CALDER, False),
        ("The prime minister", CALDER, False),
        ("", CALDER, False),
        ("Tomas Brill", BRILL, True),
        ("A spokesman", BRILL, True),
        ("The port authority spokesman", BRILL, True),
        ("Calder", BRILL, False),
        ("officials", OFFICIALS, True),
        ("Several officials", OFFICIALS, True),
        ("Officials", OFFICIALS, True),
        ("Harbour officials", OFFICIALS, False),
        ("The minister", OFFICIALS, False),
    ],
)
def test_a_name_means_a_speaker_or_not(name: str, statement: Statement, is_by: bool) -> None:
    assert IDENTITY.is_by(Voice(name), statement) is is_by


@pytest.mark.parametrize(
    ("office", "around", "holds"),
    [
        (None, "", True),
        ("minister", "", True),
        ("harbour minister", "", True),
        ("Harbour Minister", "", True),
        ("the minister", "", True),
        ("president", "", False),
        ("prime minister", "", True),
        ("Orrow minister", "", False),
        ("Orrow minister", "The Orrow town council met.", True),
    ],
)
def test_an_office_must_be_given_by_an_article(office: str | None, around: str, holds: bool) -> None:
    assert IDENTITY.gives_office(Voice("Ines Calder", office), CALDER, around, "The gates are old.") is holds
