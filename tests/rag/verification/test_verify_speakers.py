"""Who speaks: the words must be those of the one whom the sentence names, under any name that surely means them."""

import pytest

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.verification.checker import Checker
from tests.given import checker

DORREST = ("ferry/torvane-leader-may-skip-summit.txt", "Velmora’s government reacted to the calls for an inquiry")
QUILLS = (
    ("water/2031-10-29-daily-post.md", "“You knew about the tank in June,” Mayor Nora Quill said"),
    ("water/2031-10-29-daily-post.md", "Desmond Quill said he had first heard of Tank Nine from a newspaper."),
)
PARTY = (
    ("museum/2031-11-01-daily-post.txt", "The guards' union said its members had complained"),
    ("museum/2031-11-01-daily-post.txt", "The party was given by Harbourline Mutual"),
)
WORDS = "“those who want a courtroom should first bring some evidence”"


@pytest.fixture(scope="module")
def dorrestin(sample_library: Library, embedder: Embedder) -> Checker:
    return checker(sample_library, embedder, DORREST)


@pytest.fixture(scope="module")
def quills(sample_library: Library, embedder: Embedder) -> Checker:
    return checker(sample_library, embedder, *QUILLS)


@pytest.mark.parametrize(
    "who",
    [
        "Ilva Dorrestin",
        "Dorrestin",
        "Ms. Dorrestin",
        "Foreign Ministry spokeswoman Ilva Dorrestin",
        "Ilva Dorrestin, a spokeswoman for Velmora's foreign ministry,",
        "Velmora",
        "Velmora's foreign ministry",
        "Velmora’s government",
        "The foreign ministry spokeswoman",
        "Ilva Dorrestin, the spokeswoman,",
    ],
)
def test_every_name_that_surely_means_the_speaker_will_do(dorrestin: Checker, who: str) -> None:
    assert dorrestin.check(f"{who} said {WORDS} [1].").problem is None


@pytest.mark.parametrize(
    "who",
    ["Ambrose Keel", "Torvane", "Jarek Solvane", "Leontine Marsh", "The prime minister", "Ilva Keel", "VNK", "She"],
)
def test_nobody_else_gets_the_words(dorrestin: Checker, who: str) -> None:
    assert dorrestin.check(f"{who} said {WORDS} [1].").problem == "speaker"
    assert dorrestin.check(f"{who} said those who want a courtroom should first bring some evidence [1].").problem


@pytest.mark.parametrize(
    "form",
    [
        "{who}: {words} [1]",
        "According to {who}, {words} [1].",
        "{words}, {who} said [1].",
        "{words}, according to {who} [1].",
        "{who}'s statement was that {words} [1].",
        "In response, {who} told reporters that {words} [1].",
    ],
)
def test_the_speaker_is_found_in_every_form(dorrestin: Checker, form: str) -> None:
    assert dorrestin.check(form.format(who="Ilva Dorrestin", words=WORDS)).problem is None
    assert dorrestin.check(form.format(who="Ambrose Keel", words=WORDS)).problem == "speaker"


def test_a_pronoun_is_the_speaker_of_the_sentence_before(dorrestin: Checker) -> None:
    first = dorrestin.check(f"Dorrestin said {WORDS} [1].")
    assert first.speaker == "Ilva Dorrestin"
    assert dorrestin.check("She said they had brought only speeches so far.", first.speaker).problem is None
    assert dorrestin.check("She said they had brought only speeches so far.").problem == "speaker"
    assert dorrestin.check("He said they had brought only speeches so far.", "Ambrose Keel").problem == "speaker"


def test_of_two_of_one_surname_each_keeps_their_words(quills: Checker) -> None:
    assert quills.check("Nora Quill said “you knew about the tank in June” [1].").problem is None
    assert quills.check("Desmond Quill said “you knew about the tank in June” [1].").problem == "speaker"
    assert quills.check("Desmond Quill said he first heard of Tank Nine from a newspaper [2].").problem is None
    assert quills.check("Nora Quill said she first heard of Tank Nine from a newspaper [2].").problem in (
        "speaker",
        "name",
    )


def test_somebody_s_claim_is_no_fact_of_the_article(quills: Checker) -> None:
    assert quills.check("Desmond Quill had first heard of Tank Nine from a newspaper [2].").problem == "speaker"
    assert quills.check("The article says Nora Quill knew about the tank in June [1].").problem


def test_an_office_that_no_article_gives_is_refused(dorrestin: Checker) -> None:
    assert dorrestin.check(f"President Ilva Dorrestin said {WORDS} [1].").problem == "speaker"


@pytest.mark.parametrize("who", ["The article", "The writer", "The piece"])
def test_an_articles_own_words_are_its_authors(sample_library: Library, embedder: Embedder, who: str) -> None:
    museum = checker(sample_library, embedder, *PARTY)
    assert (
        museum.check(f"{who} says the party was given by the museum's insurer, Harbourline Mutual [2].").problem is None
    )
    said_by_union = f"{who} says members of the guards' union had complained for two years about alarms [1]."
    assert museum.check(said_by_union).problem is not None
    assert museum.check(f"{who} says the party was given by the guards' union [2].").problem is not None
