"""A written sentence taken apart: whose words it reports, which, and what it tells as a fact of its own."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.parser import one_sentence
from factcontext.index.text.sentences import split
from factcontext.rag.verification.claims.claims import take_apart_sentence
from factcontext.rag.verification.claims.split import split_by_cues, split_joined_claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Ines Calder said the gates are old.", [("Ines Calder", "the gates are old")]),
        ("“The gates are old,” Ines Calder said.", [("Ines Calder", "“The gates are old,”")]),
        ("According to Ines Calder, the gates are old.", [("Ines Calder", "the gates are old.")]),
        ("The gates are old, according to Ines Calder.", [("Ines Calder", "The gates are old")]),
        ("Ines Calder: the gates are old.", [("Ines Calder", "the gates are old.")]),
        ("Calder's view of the plan is that the gates are old.", [("Calder", "that the gates are old")]),
        ("As reported by the Courier, the gates are old.", [("Courier", "the gates are old.")]),
        ("The gates are old.", [(None, "The gates are old.")]),
        ("Calder said that it is late and that it rains.", [("Calder", "that it is late and that it rains")]),
        (
            "Calder said in a note that a date had been set and that talk of a strike was “a bluff.”",
            [("Calder", "that a date had been set and that talk of a strike was “a bluff.”")],
        ),
        ("The panel listed three faults: the gates are old.", [("The panel", "the gates are old.")]),
        ("Calder, of Velm Docks, said the gates are old.", [("Calder", "the gates are old")]),
        (
            "Calder put the toll at nine, two more than Brill had.",
            [("Calder", "the toll at nine, two more than Brill had")],
        ),
        ("Calder answered them by saying that the gates are old.", [("Calder", "that the gates are old")]),
        ("The article says the gates are old.", [(None, "the gates are old")]),
        ("According to the second source, the gates are old.", [(None, "the gates are old.")]),
        ("Ines Calder supports the new gates.", [("Ines Calder", "the new gates")]),
        ("Calder believes the gates are old.", [("Calder", "the gates are old")]),
        ("He said the gates are old.", [(None, "the gates are old")]),
        ("The mayor warned that the gates are old.", [("The mayor", "that the gates are old")]),
        ("Calder denied that the gates were old.", [("Calder", "that the gates were old")]),
        ("Calder did not say the gates were old.", [("Calder", "the gates were old")]),
        ("Brill was urged by Calder to open the gates.", [("Calder", "to open the gates")]),
        ("Brill was called on by Calder to open it.", [("Calder", "Brill was on to open it.")]),
        ("Brill is expected to open the gates.", [(None, "Brill is expected to open the gates.")]),
    ],
)
def test_a_sentence_has_its_claims(sentence: str, claims: list[tuple[str | None, str]]) -> None:
    assert [(one.speaker, one.text(sentence)) for one in take_apart_sentence(sentence).claims] == claims


@pytest.mark.parametrize(
    ("sentence", "before", "speaker", "is_open"),
    [
        ("He said the gates are old.", None, None, True),
        ("He said the gates are old.", "Tomas Brill", "Tomas Brill", False),
        ("She said the gates are old.", "Ines Calder", "Ines Calder", False),
        ("They argued that the gates are old.", None, None, True),
        ("Vera Orr will sell the yard, she said.", None, "Vera Orr", False),
        ("On her ship Orr brushed the request aside: the court, she said, had settled it.", None, "Orr", False),
        ("Orr says Lund is right; the yard, he said, is sold.", None, "Orr", False),
        ("The yard is sold, she said.", None, None, True),
    ],
)
def test_a_pronoun_is_who_spoke_before_or_nobody(
    sentence: str, before: str | None, speaker: str | None, is_open: bool
) -> None:
    claim = take_apart_sentence(sentence, before).claims[0]
    assert (claim.speaker, claim.is_open) == (speaker, is_open)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Calder said the gates are old and the bridge is new.", ["the gates are old", "the bridge is new"]),
        ("The gates are old, but the bridge is new.", ["The gates are old", "the bridge is new."]),
        ("Calder said the gates and the bridge are old.", None),
        ("Calder said “the gates are old and the bridge is new”.", None),
        ("The gates are old.", None),
    ],
)
def test_joined_parts_with_verbs_of_their_own_are_split(sentence: str, parts: list[str] | None) -> None:
    split = split_joined_claims(take_apart_sentence(sentence))
    assert (split and [one.text(sentence) for one in split.claims]) == parts


def test_a_sentence_that_is_parsed_is_not_parsed_again_for_its_statements() -> None:
    sentence = "Ines Calder said the gates are old."
    article, whole = Article("", "", sentence), split(sentence)
    untagged = one_sentence(sentence)  # in which no verb is known: a second parse would find the statement
    assert find_statements(article, whole)
    assert find_statements(article, whole, [untagged]) == []


def test_what_each_verb_reports_may_be_tried_by_itself() -> None:
    written = take_apart_sentence("Ines Calder promised a new pier and denied that the gates were old.")
    parts = split_by_cues(written)
    assert parts is not None and parts.is_split
    assert [(one.cue, one.text(parts.text)) for one in parts.claims] == [
        ("promised", "a new pier"),
        ("denied", "that the gates were old"),
    ]
    assert split_by_cues(take_apart_sentence("Ines Calder said the gates were old and rusty.")) is None
