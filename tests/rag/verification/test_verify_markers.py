"""Citation markers: read in every usual form, taken out, and replaced where they are wrong."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.reader import Reader
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.markers import strip_markers
from tests.given import checker

LATE, SABLE = "ferry/2031-11-28-courier.md", "The Sable was in the sound"
TETHERS = ("ferry/2031-12-09-daybook.pdf", "This was not murder.")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("It sank [1].", (1,)),
        ("It sank [1, 2].", (1, 2)),
        ("It sank [1][3].", (1, 3)),
        ("It sank. [2-4]", (2, 3, 4)),
        ("It sank【1】【2†source】.", (1, 2)),
        ("It sank [Source 1] [^2].", (1, 2)),
        ("It sank [extract 1; extract 3].", (1, 3)),
        ("It sank (source 2).", (2,)),
        ("It sank [2][2].", (2,)),
        ("It sank.", ()),
    ],
)
def test_markers_are_read_and_taken_out(written: str, numbers: tuple[int, ...]) -> None:
    assert strip_markers(written) == ("It sank.", numbers)


def test_brackets_that_are_no_markers_stay() -> None:
    assert strip_markers("He said it [the ship] sank in [2031] (see 4).") == (
        "He said it [the ship] sank in [2031] (see 4).",
        (),
    )


@pytest.fixture(scope="module")
def two(sample_library: Library, embedder: Embedder) -> Checker:
    return checker(sample_library, embedder, (LATE, SABLE), TETHERS)


SENTENCE = "Belhame said “the Sable was in the sound, and she fired two rounds at a target she took for a smuggler”"


@pytest.mark.parametrize("marker", [" [1]", "", " [2]", " [9]", " [1][9]", " [1, 2]", " [0]"])
def test_a_sentence_gets_the_source_that_it_rests_on(two: Checker, marker: str) -> None:
    verdict = two.check(f"{SENTENCE}{marker}.")
    assert (verdict.numbers, verdict.problem, verdict.text) == ((1,), None, f"{SENTENCE}.")


def test_two_claims_rest_on_two_sources(two: Checker) -> None:
    verdict = two.check("Belhame said the Sable was in the sound, while Tethers said it was not murder [1][2].")
    assert (verdict.numbers, verdict.problem) == ((1, 2), None)


def test_an_unsupported_sentence_has_no_number(two: Checker) -> None:
    verdict = two.check("Belhame said the crew of the Sable had been drinking rum [1].")
    assert verdict.numbers == () and verdict.problem


def test_without_sources_there_is_no_support(sample_library: Library, embedder: Embedder) -> None:
    assert Checker((), Reader(sample_library, embedder)).check(SENTENCE).problem == "no_source"


@pytest.mark.parametrize("nothing", ["", "[1]", "…", "“”", "\n", "[1][2]."])
def test_what_has_no_words_is_nothing(two: Checker, nothing: str) -> None:
    assert two.check(nothing).problem == "no_source"


@pytest.mark.parametrize(
    "addition",
    [
        "Belhame, who had been drinking rum, said the Sable was in the sound [1].",
        "Belhame lied when he said the Sable was in the sound [1].",
        "Speaking after a bottle of rum, Belhame said the Sable was in the sound [1].",
        "Belhame said the Sable was in the sound, which caused a war [1].",
        "Belhame said the Sable fired two rounds at a target she took for a smuggler and sank the ferry [1].",
        "Belhame told Renn that the Sable was in the sound [1].",
    ],
)
def test_nothing_is_added_to_what_holds(two: Checker, addition: str) -> None:
    assert two.check(addition).problem


PIECES = [
    "Belhame", " said ", "“", "”", "'", "‘", "’", '"', "[1]", "[", "]", "…", "...", ",", " and ", " not ",
    "the Sable", " ", "was in the sound", "5 November", "two", "1,000", "%", "$", "he", "According to ", ":",
    "\u0000", "é", "—", "30 February",
]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_written_gets_a_verdict(two: Checker, written: str) -> None:
    verdict = two.check(written)
    assert set(verdict.numbers) <= {1, 2} and (verdict.problem is None) == bool(verdict.numbers)


def test_a_sentence_without_end_is_not_read(two: Checker) -> None:
    assert two.check("Belhame said the Sable was in the sound and " * 2000).problem == "support"
