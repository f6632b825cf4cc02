"""Causes, orders in time, quantities and limits: a sentence has them as its evidence has."""

import pytest

from factcontext.rag.verification.matching.changed_qualifiers import are_qualifiers_changed


@pytest.mark.parametrize(
    ("sentence", "evidence", "changed"),
    [
        ("The port closed because the crane fell.", "The port closed on Monday.", True),
        ("The port closed because the crane fell.", "The port closed because its crane fell.", False),
        ("The port closed because the mayor fled.", "The port closed because its crane fell.", True),
        (
            "The ferry waits because the crane fell.",
            "The ferry waits because fog came, and the port closed because the crane fell.",
            True,
        ),
        ("The port closed, since its crane fell.", "The port closed because its crane fell.", False),
        ("The port closed because the crane fell.", "The port has been shut, since 2016, to fishermen.", True),
        ("The port has been shut, since 2016.", "The port has been shut since 2016.", False),
        ("The port closed after the storm.", "The port closed when the storm came.", True),
        ("The port closed after the storm.", "The port closed following the storm.", False),
        ("The mayor was not aiming at Orr.", "The mayor wasn’t aiming at just Orr.", True),
        ("Orr was not the only one the mayor had in mind.", "The mayor wasn’t aiming only at Orr.", False),
        ("All crews were paid.", "Crews were paid.", True),
        ("All crews were paid.", "Most of the crews were paid.", True),
        ("The crews were paid.", "Most of the crews were paid.", True),
        ("Most crews were paid.", "The majority of crews were paid.", False),
        ("Some crews were paid.", "Every crew was paid.", True),
        ("The crews were paid.", "All crews were paid.", False),
        ("Some forty crews were paid.", "All forty crews were paid.", False),
        ("Only the court may decide.", "The court may decide.", True),
        ("He had only repeated it.", "He repeated it.", False),
        ("It cost at least 40 crowns.", "It cost no more than 40 crowns.", True),
        ("It cost more than 40 crowns.", "It cost 40 crowns.", True),
        ("It cost more than 40 crowns.", "It cost 41.50 crowns.", False),
        ("Nearly 300 men, more than 160 of them old, left.", "297 men left, 162 of them old.", False),
        ("Most crews were paid.", "The crews of the second most common ships were paid.", True),
        ("Orr is the most likely heir.", "Orr is likeliest to inherit.", False),
        ("Because the crane fell, the port closed.", "The port closed because the crane fell.", False),
        ("Because the mayor fled, the port closed.", "The port closed because the crane fell.", True),
        ("It cost less than 40 crowns.", "It cost under 40 crowns.", False),
        ("It will take 40 crowns over three years.", "It will take 40 crowns over three years.", False),
        ("Orr has bigger boats than Lund.", "Orr has six boats, Lund has two.", True),
        ("Orr has bigger boats than Lund.", "Orr's boats are bigger than those of Lund.", False),
        ("Orr sold boats rather than nets.", "Orr sold boats and kept the nets.", False),
        ("Gulls never leave.", "Gulls do not usually leave.", True),
    ],
)
def test_a_qualifier_is_in_the_evidence_as_in_the_sentence(sentence: str, evidence: str, changed: bool) -> None:
    assert are_qualifiers_changed(sentence, evidence, evidence) is changed
