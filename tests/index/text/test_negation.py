"""Negation: which words negate, which verb phrases are negated, and which text turns round what follows it."""

import pytest

from factcontext.index.text.negation import is_negator, is_phrase_negated, negates_what_follows


@pytest.mark.parametrize(
    ("word", "part", "is_one"),
    [
        ("not", "adverb", True), ("n't", "adverb", True), ("n’t", None, True), ("Never", "adverb", True),
        ("hardly", "adverb", True), ("nor", "adverb", True), ("neither", "adverb", True),
        ("neither", "determiner", True), ("no", "determiner", True), ("no", "adverb", False),
        ("nobody", "pronoun", True), ("nothing", "adverb", False), ("without", None, True), ("cannot", None, True),
        ("know", None, False), ("barely", None, False), ("note", None, False), ("", None, False),
    ],
)  # fmt: skip
def test_a_negator_is_known_by_its_part_of_speech(word, part, is_one):
    assert is_negator(word, part) is is_one


@pytest.mark.parametrize(
    ("phrase", "is_negated"),
    [
        ("did not say", True), ("didn't say", True), ("didn’t say", True), ("has never claimed", True),
        ("cannot confirm", True), ("hardly mentioned", True), ("would not comment", True), ("Not said", True),
        ("said", False), ("said no", False), ("denied", False), ("has said nothing", False), ("noted", False),
        ("declined to say", False), ("knotted", False), ("", False),
    ],
)  # fmt: skip
def test_a_verb_phrase_is_negated_by_its_own_negator(phrase, is_negated):
    assert is_phrase_negated(phrase) is is_negated


@pytest.mark.parametrize(
    ("before", "turns"),
    [
        ("The harbour board does not ", True), ("We didn't ", True), ("We didn’t really mean to ", False),
        ("We didn’t really ", True), ("They left without even a ", True), ("There is no ", True),
        ("Nobody ", True), ("It can hardly ", True), ("She cannot ", True), ("It is nowhere near ", True),
        ("No, the board will ", False), ("It is not so. We ", False), ("We know the ", False), ("A note on ", False),
        ("None of them all said that ", False), ("", False),
    ],
)  # fmt: skip
def test_a_text_turns_round_what_follows_within_two_words(before, turns):
    assert negates_what_follows(before) is turns
