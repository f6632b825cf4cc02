"""What a draft says that somebody said is found, told otherwise, said by somebody else, or not found, with proof."""

from collections.abc import Iterator

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.index.store.library import Library
from factcontext.rag.reader import Reader
from factcontext.rag.verification.drafts.draft_claims import check_claims, claims_of
from factcontext.rag.verification.drafts.draft_quotations import statements_of
from factcontext.rag.verification.spans import Span, without


@pytest.mark.parametrize(
    ("draft", "state", "problem"),
    [
        ("Osric Belhame said the Sable was in the sound.", "found", None),
        ("Ingram Tethers said that thirty-three people had died.", "found", None),
        ("According to Magnus Thorne, two elderly patients had died.", "found", None),
        ("Osric Belhame said that the ship had fired three rounds.", "altered", "number"),
        ("Ingram Tethers said that forty people had died.", "altered", "number"),
        ("Osric Belhame denied that the Sable had fired two rounds.", "altered", "negation"),
        ("Osric Belhame denied that any Velmoran ship was in the sound.", "absent", None),  # he did: "No vessel …"
        ("Tobias Renn said that the Sable had fired two rounds.", "other_speaker", None),
        ("Ruth Carrick said that the thief wore gloves of silk.", "absent", None),
        ("Nobody Atall said that the moon had been sold to a bank.", "absent", None),
        # Beside a quotation in the same sentence:
        ("Osric Belhame said she fired two rounds “at a target she took for a smuggler”.", "found", None),
        ("Osric Belhame said she fired three rounds “at a target she took for a smuggler”.", "altered", "number"),
        (
            "Petra Anslow said the minister “lied to this country” and called for a vote of no confidence.",
            "found",
            None,
        ),
        ("Petra Anslow said the minister “lied to this country” and should go to prison.", "absent", None),
    ],
)
def test_a_claim_is_compared_by_its_sense(sample_reader: Reader, draft: str, state: str, problem: str | None) -> None:
    [one] = check_claims(draft, sample_reader)
    assert (one.state, one.problem) == (state, problem)
    assert draft[one.start : one.end] == one.text
    if one.citation:
        assert one.citation.article.text[one.citation.start : one.citation.end] == one.citation.quote
    assert (one.citation is None) == (state == "absent")


@pytest.mark.parametrize(
    "draft",
    [
        "“The Sable was in the sound,” Osric Belhame said.",
        "Osric Belhame said the Sable “was in the sound”.",
        "She said that the Sable had fired two rounds.",
        "The Sable fired two rounds.",
        "Osric Belhame said so.",
        "",
    ],
)
def test_what_is_quoted_or_said_by_nobody_who_is_named_is_no_claim(draft: str) -> None:
    assert not list(claims_of(draft, statements_of(draft)))


@pytest.mark.parametrize(
    ("span", "others", "left"),
    [
        ((2, 8), [], [(2, 8)]),
        ((2, 8), [(0, 1), (9, 12)], [(2, 8)]),
        ((2, 8), [(4, 6)], [(2, 4), (6, 8)]),
        ((2, 8), [(0, 3), (5, 9)], [(3, 5)]),
        ((2, 8), [(2, 8)], []),
        ((2, 8), [(3, 4), (5, 6)], [(2, 3), (4, 5), (6, 8)]),
    ],
)
def test_what_is_left_beside_other_stretches(span: Span, others: list[Span], left: list[Span]) -> None:
    assert without(span, others) == left


def test_a_pronoun_that_the_draft_explains_is_its_speaker() -> None:
    draft = "Osric Belhame said he would stay. He said that the Sable had fired two rounds."
    assert {one.speaker for one in claims_of(draft, statements_of(draft))} == {"Osric Belhame"}


@pytest.fixture(scope="module")
def turned(embedder: LocalModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Two articles in which one speaker says a thing, and the contrary a week later."""
    folder, index = tmp_path_factory.mktemp("turned"), tmp_path_factory.mktemp("index") / "index"
    told = {"2031-05-02": "was closed to ships because of a crack", "2031-05-09": "was not closed to ships"}
    for day, words in told.items():
        lead = f"Harbour master Ines Calder said that the north pier {words}."
        around = "People in Sollen waited for the ferry, and the mayor met the crews."
        text = f"---\ntitle: The pier\npublisher: Daybook\ndate: {day}\n---\n{lead}\n\n{around}\n"
        (folder / f"{day}.md").write_text(text, "utf-8")
    build(folder, index, embedder)
    with Library.open(index) as library:
        yield Reader(library, embedder)


@pytest.mark.parametrize(
    ("draft", "supports", "contrary"),
    [
        ("Ines Calder said that the north pier was closed to ships.", "2031-05-02", "2031-05-09"),
        ("Ines Calder said that the north pier was not closed to ships.", "2031-05-09", "2031-05-02"),
        ("Ines Calder denied that the north pier was closed.", "2031-05-09", "2031-05-02"),
    ],
)
def test_who_changed_position_has_said_both(turned: Reader, draft: str, supports: str, contrary: str) -> None:
    [one] = check_claims(draft, turned)
    assert one.state == "found" and one.problem is None
    assert one.citation and one.citation.article.published == supports
    assert one.contrary and one.contrary.article.published == contrary


def test_what_was_never_said_otherwise_has_no_contrary(sample_reader: Reader) -> None:
    [one] = check_claims("Osric Belhame said the Sable was in the sound.", sample_reader)
    assert one.state == "found" and one.contrary is None


def test_several_claims_come_in_order(sample_reader: Reader) -> None:
    draft = "Osric Belhame said the Sable was in the sound. Ingram Tethers said that forty people had died."
    found = check_claims(draft, sample_reader)
    assert [one.claimed_speaker for one in found] == ["Osric Belhame", "Ingram Tethers"]
    assert found[0].start < found[1].start
