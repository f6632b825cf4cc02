"""Words that decide whether what they govern is a fact, and the form of the tables they stand in."""

import pytest

from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.verb_forms import base_of

EFFECTS = {"negates", "unrealized", "doubts", "future", "condition", "denies", "withholds"}


@pytest.mark.parametrize(
    ("word", "effect", "has"),
    [
        ("stopped", "negates", True), ("banned", "negates", True), ("barred", "negates", True),
        ("planned", "unrealized", True), ("stops", "negates", True), ("barring", "negates", True),
        ("denies", "negates", True), ("unlikely", "negates", True), ("sought", "unrealized", True),
        ("hopes", "unrealized", True), ("may", "doubts", True), ("reportedly", "doubts", True),
        ("would", "future", True), ("unless", "condition", True), ("rejected", "denies", True),
        ("declining", "withholds", True), ("denied", "withholds", False), ("said", "negates", False),
        ("stoop", "negates", False), ("ferry", "unrealized", False),
    ],
)  # fmt: skip
def test_a_word_has_its_effect_in_every_form(word, effect, has):
    assert has_effect(word, effect) is has


def test_every_row_names_known_effects_and_a_base_form():
    for word, effects in table_rows("factuality"):
        assert set(effects.split(",")) <= EFFECTS, word
        assert base_of(word) in (word, None), word


@pytest.mark.parametrize("name", ["opposites", "contrary_particles"])
def test_no_word_is_its_own_contrary(name):
    rows = table_rows(name)
    assert all(set(one.split(",")).isdisjoint(other.split(",")) for one, other in rows)
    assert len({frozenset(row) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["factuality", "negators", "light_verbs"])
def test_a_word_has_one_row(name):
    words = [row[0] for row in table_rows(name)]
    assert len(set(words)) == len(words)
