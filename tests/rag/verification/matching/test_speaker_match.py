"""Whether the one whom a sentence names is the speaker of a statement."""

from dataclasses import replace

import pytest

from factcontext.index.records import Statement
from factcontext.index.speakers.cards import Speaker
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


def test_somebody_is_who_the_article_says_they_are() -> None:
    orr = Speaker(0, "Vera Orr", "person", ("Vera Orr",), (), (), 1, 1, None, None)
    identity, said = Identity(Directory.of([orr])), replace(said_by("Vera Orr", "Orr"), speaker_id=0)
    article = "Vera Orr, a baker, was elected as mayor of Hall. Per Lund, the mayor of Orrow, met Orr."
    assert identity.is_described("The mayor of Hall", said, article)
    assert identity.is_described("Hall's mayor", said, article)
    assert not identity.is_described("The mayor of Orrow", said, article)
    assert not identity.is_described("The governor", said, article)
    assert identity.is_described("The host", said, "Radio host Vera Orr left.")


def test_an_office_is_that_of_the_body_that_the_article_names() -> None:
    orr = Speaker(0, "Vera Orr", "person", ("Vera Orr",), (), (), 1, 1, None, None)
    identity = Identity(Directory.of([orr]))
    article = "Vera Orr, Skarrow's chairwoman, left. Dunmark sold two ships."
    assert identity.may_hold_office(Voice("Vera Orr", "chairwoman of Skarrow"), article)
    assert not identity.may_hold_office(Voice("Vera Orr", "chairwoman of Dunmark"), article)


def test_an_abbreviated_title_before_a_name_is_the_office_of_whom_a_pronoun_means() -> None:
    article = "Sen. Vera Orr (D-Hall) reacted on Monday. “The yard is closed,” she added."
    said = said_by("Vera Orr", "she")
    assert IDENTITY.gives_office(Voice("Orr", "Sen."), said, "", article)
    assert IDENTITY.gives_office(Voice("Orr", "Senator"), said, "", article)
    assert not IDENTITY.gives_office(Voice("Orr", "Gov."), said, "", article)
