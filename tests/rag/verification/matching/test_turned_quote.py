"""Quotations cut so that their sense turns: what stands beside the quoted words in the article counts."""

import time

import pytest

from factcontext.rag.verification.matching.turned_quote import TurningWord, is_whole_somewhere, turned_by
from factcontext.rag.verification.matching.turning_words import Written


def turned(article: str, quoted: str, before: str = "Orr said: ", after: str = "") -> TurningWord | None:
    at = article.index(quoted)
    return turned_by(article, (at, at + len(quoted)), Written(before, after))


@pytest.mark.parametrize(
    ("article", "quoted", "word"),
    [
        ("I do not trust this harbour.", "trust this harbour", "not"),
        ("We didn’t sell the boats.", "sell the boats", "didn't"),
        ("I do not believe that Mr. Orr is going to resign.", "is going to resign", "not"),
        ("I never said the U.S. Army lost the battle.", "lost the battle", "never"),
        ("I do not believe that Mr. Orr sold the boats.", "Orr sold the boats", "not"),
        ("No boat of ours was near.", "boat of ours was near", "no"),
        ("Nobody here has asked for it.", "has asked for it", "nobody"),
        ("It was never a secret.", "a secret", "never"),
        ("I am a cook, not a thief, and I can prove it.", "a thief", "not"),
        ("What we will not do is close the port.", "close the port", "not"),
        ("Lund denied that the gates had failed.", "the gates had failed", "denied"),
        ("We do not, and will never, accept the blame.", "accept the blame", "not"),
        ("I am not going, as some have said, to resign.", "to resign", "not"),
        ("She refused to pay the fine.", "pay the fine", "refused"),
        ("We failed to warn the crews.", "warn the crews", "failed"),
        ("It may turn out to be cheap.", "turn out to be cheap", "may"),
        ("A new pier would make sense.", "make sense", "would"),
        ("We could lose the contract.", "lose the contract", "could"),
        ("It was allegedly a bribe.", "a bribe", "allegedly"),
        ("We want to leave the union.", "leave the union", "want"),
        ("Only the court can decide that.", "the court can decide that", "only"),
        ("If they sell us, we will strike.", "we will strike", "if"),
        ("He is eager, I don't want to say greedy.", "greedy", "don't"),
        ("A dredger is necessary where a wreck blocks the sound.", "a wreck blocks the sound", "where"),
        ("“If they sell us,” he said, “we will strike.”", "we will strike", "if"),
        ("If they sell us, we will strike.", "they sell us", "if"),
        ("Unless it rains, the race is on.", "the race is on", "unless"),
        ("If they want calm seas, they want pilots, then they should vote for Orr.", "should vote for Orr", "if"),
        ("It would be wrong to say that the gates failed.", "the gates failed", "it would be wrong"),
        ("It is far from clear that the gates failed.", "the gates failed", "far from"),
        ("It is absurd to suggest the gates failed.", "the gates failed", "absurd"),
        ("It would be a mistake to close the port.", "close the port", "a mistake"),
        ("It is too early to close the port now.", "close the port now", "too early to"),
        ("Instead of closing the port today we wait.", "closing the port today", "instead of"),
        ("Nobody thinks, as they claim, that the gates failed.", "the gates failed", "nobody"),
        ("Had they paid, we would stay.", "we would stay", "had"),
        ("I doubt the gates failed.", "the gates failed", "i doubt"),
        ("We looked for signs that the gates failed.", "the gates failed", "looked for signs that"),
        ("It is very hard to look past the gates.", "look past the gates", "hard to"),
        ("It is everything but a peace of equals.", "a peace of equals", "everything but"),
        ("“A lot of people say, ‘I just cannot go there,’” she said.", "I just cannot go there", "‘"),
        ("Anyone claiming that the gates failed is selling fog.", "the gates failed", "anyone"),
        ("Some people will say that the gates failed.", "the gates failed", "people"),
        ("That is when the idea was born, that the gates failed.", "the gates failed", "idea"),
        ("So is all the talk you hear about our gates failing.", "our gates failing", "talk"),
        ("We heard him talk about how the gates failed.", "the gates failed", "talk"),
        ("There was a report that it had sold the gates.", "sold the gates", "report"),
        ("She asked how it is safe to shut the gates.", "is safe to shut the gates", "asked"),
        ("To be paid, crews must sign the roll.", "crews must sign the roll", "to"),
        ("Pay the crews, or they will sail without you.", "they will sail without you", "or"),
        ("I hope they are watching the gates.", "they are watching the gates", "hope"),
        ("Crews want to be paid like clerks.", "paid like clerks", "want"),
        ("He is worried about strangers taking the boats.", "strangers taking the boats", "worried about"),
        ("There is no question of us giving up the port.", "giving up the port", "no"),
        ("One would think the gates were shut.", "the gates were shut", "one would think"),
        ("Had the pumps not been so bad, we would be dry.", "not been so bad", "had"),
        ("When you pay clerks late, they are right to leave.", "they are right to leave", "when"),
    ],
)
def test_a_word_before_turns_what_is_quoted(article: str, quoted: str, word: str) -> None:
    assert turned(article, quoted) == TurningWord(word, "before")


@pytest.mark.parametrize(
    ("article", "quoted", "word"),
    [
        ("We will strike if they sell us.", "We will strike", "if"),
        ("We will strike early in May if they sell us.", "We will strike", "if"),
        ("We will strike, but not before May.", "We will strike", "not before"),
        ("We will strike, assuming they sell us.", "We will strike", "assuming"),
        ("“We will strike,” he said, “unless they talk.”", "We will strike", "unless"),
        ("We will stay, but only until the thaw.", "We will stay", "until"),
        ("“The gates were open” is a lie, she said.", "The gates were open", "a lie"),
        ("It is enough to keep him afloat for now.", "enough to keep him afloat", "for now"),
        ("The quay is safe, in theory.", "The quay is safe", "in theory"),
        ("This will hurt trade in the short run but help later.", "This will hurt trade", "in the short run"),
        ("A captain could leave without a pilot.", "A captain could leave", "without"),
        ("They help us get the silt” out of the channel.", "get the silt", "out of"),
        ("He can still tell a joke, but not as he did.", "can still tell a joke", "but not"),
        ("There is a toll on ships over 200 tons.", "a toll on ships", "over"),
        ("Half of the crews were paid in 1975.", "Half of the crews were paid", "in 1975"),
    ],
)
def test_a_word_after_turns_what_is_quoted(article: str, quoted: str, word: str) -> None:
    assert turned(article, quoted) == TurningWord(word, "after")


@pytest.mark.parametrize(
    ("article", "quoted", "before"),
    [
        ("I do not trust this harbour.", "I do not trust this harbour", "Orr said: "),
        ("I do not trust this harbour.", "trust this harbour", "Orr said that he did not "),
        ("She refused to pay the fine.", "pay the fine", "Lund would never "),
        ("It may turn out to be cheap.", "turn out to be cheap", "Orr said it might "),
        ("A new pier would make sense.", "make sense", "Orr said a pier would "),
        ("It would be a mistake to close the port.", "close the port", "Orr said it would be wrong to "),
        ("If they sell us, we will strike.", "we will strike", "If sold, Orr said, "),
        ("No, I think that the gates are safe.", "the gates are safe", "Orr said: "),
        ("He did not wait. The gates are safe, he said.", "The gates are safe", "Orr said: "),
        ("He did not answer, and said: “The gates are safe.”", "The gates are safe", "Orr said: "),
        ("It was not cheap, but the gates are safe.", "the gates are safe", "Orr said: "),
        ("It was not only a mistake.", "a mistake", "Orr called it "),
        ("It was not just a mistake.", "a mistake", "Orr said it was not only "),
        ("Orr dismissed the report as “a draft.”", "a draft", "Orr called it "),
        ("There is no doubt that the gates are safe.", "the gates are safe", "Orr said: "),
        ("It did not ring, because it was not on.", "it was not on", "Orr said: "),
        ("Anyone claiming that the gates failed is selling fog.", "the gates failed", "Orr spoke of anyone claiming "),
        ("I think the idea is good, and I know that the gates hold.", "the gates hold", "Orr said: "),
        ("She asked how it is safe to shut the gates.", "it is safe to shut the gates", "Orr wondered whether "),
        ("To be paid, crews must sign the roll.", "crews must sign the roll", "Orr said that to get a wage "),
        ("I hope they are watching the gates.", "they are watching the gates", "Orr hoped that "),
        ("He is worried about strangers taking the boats.", "strangers taking the boats", "Orr feared "),
        ("Pay the crews, or they will sail without you.", "they will sail without you", "Orr warned that "),
        ("There is no question that the gates hold.", "the gates hold", "Orr said: "),
        (
            "A pilot's job, Orr said, should be to keep the gates shut.",
            "keep the gates shut",
            "Orr said a pilot should ",
        ),
        ("When we came, the gates were shut.", "the gates were shut", "Orr said: "),
        ("I told the people on the quay that the gates hold.", "the gates hold", "Orr told the crews that "),
    ],
)
def test_what_is_whole_or_made_up_for_stays(article: str, quoted: str, before: str) -> None:
    assert turned(article, quoted, before) is None


def test_words_that_stand_whole_at_one_of_several_places_are_not_cut() -> None:
    article = "It is not safe. I say that it is safe. Safe it is not."
    places = [(10, 14), (33, 37)]
    assert [article[a:b] for a, b in places] == ["safe", "safe"]
    assert is_whole_somewhere(article, places, Written("Orr called it "))
    assert not is_whole_somewhere(article, places[:1], Written("Orr called it "))
    assert not is_whole_somewhere(article, [], Written())


def test_a_hostile_text_takes_no_time() -> None:
    article = "not, (" * 100_000 + "a" + " if, (" * 100_000
    began = time.perf_counter()
    turned(article, "a")
    assert time.perf_counter() - began < 1


def test_words_of_a_question_are_no_statement() -> None:
    asked = "How do you know the gates were shut? I am no clerk."
    assert turned(asked, "the gates were shut") == TurningWord("?", "after")
    assert turned(asked, "the gates were shut", "Orr asked how they knew that ") is None
    assert turned(asked, "I am no clerk") is None


def test_a_comparison_is_not_cut_before_what_it_compares() -> None:
    compared = "You have no more trouble with the gates than when Lund ran them."
    assert turned(compared, "no more trouble with the gates") == TurningWord("than", "after")
    assert turned(compared, "no more trouble with the gates", after=" than under Lund") is None


def test_a_bound_or_a_year_may_stand_behind_the_quotation() -> None:
    assert turned("There is a toll on ships over 200 tons.", "a toll on ships", after=" over 200 tons") is None
    assert turned("Half of the crews were paid in 1975.", "Half of the crews were paid", "In 1975, Orr said: ") is None


def test_a_name_that_is_also_a_verb_does_not_stand_for_a_not() -> None:
    assert turned("There is no perfect pact.", "perfect pact", "Ban called it a ") == TurningWord("no", "before")


def test_what_is_said_of_all_is_not_cut_before_what_narrows_it() -> None:
    narrowed = "We will work with any court that respects the port."
    assert turned(narrowed, "work with any court") == TurningWord("that", "after")
    assert turned(narrowed, "work with any court", after=" that respects the port") is None
