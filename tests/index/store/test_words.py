"""Words find passages by their stems, the rarer the better."""

import pytest

from factcontext.index.store.words import WordIndex
from factcontext.index.text.stems import analyzer, content_words, stems

PASSAGES = [
    (0, "The prosecutor opened an investigation into the bombing.", "Probe opens"),
    (1, "Investigators asked the U.S. and Selda’s navy for radar records.", "Records wanted"),
    (2, "The weather was fine and the harbour was open.", "Weather"),
]


@pytest.fixture
def words(tmp_path):
    index = WordIndex.create(tmp_path / "words")
    index.add(1, PASSAGES)
    index.finish()
    return WordIndex.load(tmp_path / "words")


def found(words, question, k=5):
    return [passage for passage, _ in words.search(content_words(question), k)]


def test_other_forms_of_a_word_are_found(words):
    assert set(found(words, "investigating")) == {0, 1}


@pytest.mark.parametrize("question", ["What did the US ask for?", "What did the U.S. ask for?"])
def test_dotted_abbreviations_meet_their_plain_form(words, question):
    assert found(words, question)[0] == 1


@pytest.mark.parametrize("question", ["Selda's navy", "Selda navy", "the SELDA navy"])
def test_possessives_and_case_do_not_matter(words, question):
    assert found(words, question) == [1]


def test_no_more_than_asked_for_and_best_first(words):
    scores = [score for _, score in words.search(content_words("radar records open"), 2)]
    assert len(scores) == 2 and scores == sorted(scores, reverse=True)


def test_the_weight_of_a_word_counts(words):
    light = words.search({"weather": 0.1, "radar": 1.0}, 2)
    heavy = words.search({"weather": 1.0, "radar": 0.1}, 2)
    assert (light[0][0], heavy[0][0]) == (1, 2)


def test_a_rare_word_is_worth_more(words):
    assert words.rarity("radar") > words.rarity("open") > 0


def test_grammar_words_are_no_content():
    assert set(content_words("What did she say of the gates?")) == {"say", "gate"}
    assert set(content_words("who are they")) == set(stems("who are they"))


@pytest.mark.parametrize("odd", ["", "?", "AND OR NOT (", "field:value*", "\x00", "🙂"])
def test_odd_questions_break_nothing(words, odd):
    assert found(words, odd) == []


def test_stems_of_a_text_are_those_of_the_search_engine():
    """They are looked up piece by piece, and must be what the whole text gives."""
    text = "War-crimes\u00a0probes, Peña “naïve” 3.5%\u2028of\tit;don't\u3000Investigating " + "x" * 70
    assert stems(text) == stems(text) == analyzer().analyze(text)
