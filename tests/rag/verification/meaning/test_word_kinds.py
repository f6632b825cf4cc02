"""Words for the same, and words that are another one of a kind."""

import pytest

from factcontext.rag.verification.meaning.word_kinds import is_other_of_kind, with_synonyms


@pytest.mark.parametrize(
    ("sentence", "evidence", "is_other"),
    [
        ("two days", "two hours", True),
        ("two hour", "two hour", False),
        ("the north gate", "the south gate", True),
        ("the north and south gate", "the south gate", False),
        ("a winter sale", "a sale", False),
    ],
)
def test_one_of_a_kind_is_not_another(sentence: str, evidence: str, is_other: bool) -> None:
    told = evidence.split()
    written = [word.removesuffix("s") for word in sentence.split()]
    assert is_other_of_kind(written, [word.removesuffix("s") for word in told], []) is is_other


def test_another_of_a_kind_may_stand_elsewhere_in_the_evidence() -> None:
    assert not is_other_of_kind(["day"], ["hour"], ["hour", "day"])


def test_words_for_the_same_are_known_by_their_stems() -> None:
    assert {"inquiri", "probe"} <= with_synonyms(["investig"])
