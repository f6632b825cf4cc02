"""Whose words they are where several are named in a sentence, and deeds that are no words; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def said(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each statement."""
    return [
        (one.speaker, text[one.start : one.end]) for one in find_statements(Article("a.txt", "", text), split(text))
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Vera Lund said in Velm, Bay Press adds, that the locks of the dam had been shut.", "Vera Lund"),
        ("“The eels are back,” biologist Vera Lund said, the Velm Star reports.", "Vera Lund"),
        ("Her sister, a nurse in Torvane, said the family had stopped opening letters.", "Her sister"),
        ("Two people familiar with the draft said it had nine pages.", "Two people familiar with the draft"),
        ("A clerk familiar with the draft, who gave no name, said it was short.", "A clerk familiar with the draft"),
        ("A palace spokesman, Paul Orr, dismissed that report as a fairy tale.", "Paul Orr"),
        ("The marine surveyor Paul Orr swore that no wave had broken the hull.", "Paul Orr"),
        ("He did not have to sit there, Minister Paul Orr answered, taking off his coat.", "Paul Orr"),
        ("“Did your cousin know before the others?” Vera Lund asked him.", "Vera Lund"),
        ("Minister Vera Lund was away. “Nobody is at risk,” the minister's letter continued.", "Vera Lund"),
        ("He had never sat in a boat with a banker, joked the deputy mayor, Vera Lund, when we rang.", "Vera Lund"),
        ("“I would rather trust a goat,” was the verdict of one of them, the miller Paul Orr.", "Paul Orr"),
        ("Paul Orr, the harbour's duty manager, put the damage at 200,000 crowns.", "Paul Orr"),
        ("The mayor, whose deputy, Ines Orr, left in May, said the pier would hold until spring.", "The mayor"),
        ("Clerk Paul Orr answered that he was not the keeper of the seals.", "Paul Orr"),
        ("The farmer whose dog bit Councillor Vera Lund said the animal was old.", "The farmer"),
        ("The shopkeeper whose window Councillor Vera Lund broke said the glass was new.", "The shopkeeper"),
        ("The tenant whose roof Senator Vera Lund mended said that the rain had stopped.", "The tenant"),
        ("The man Vera Lund sacked last week said the books were in order.", "The man"),
        ("The chain is suing the blogger Paul Orr over his claims that its burgers contain sawdust.", "Paul Orr"),
        ("The blogger Paul Orr was sued by the chain over his claims that its food is bad.", "Paul Orr"),
        ("The club fined the keeper Vera Lund for her remark that the referee was blind.", "Vera Lund"),
        ("The party expelled Vera Lund because of her statement that the war was lost.", "Vera Lund"),
        ("Vera Lund faced Paul Orr over her claim that the bridge was safe.", "Vera Lund"),
        ("Vera Lund, cited by the daily Echo, said the bridge was safe.", "Vera Lund"),
        ("Speaking to the daily Echo, the coach of Velm, Vera Lund, called the plan “a mess”.", "Vera Lund"),
        (
            "Port sources believe Orr has joined a club that has money, and admit that the port may close.",
            "Port sources",
        ),
        ("Allies of Vera Lund counter that the roof has leaked for years.", "Allies of Vera Lund"),
        ("Paul Orr, a reader, wrote of Ms. Lund: “Your pier is still letting the water in.”", "Paul Orr"),
    ],
)
def test_of_several_named_the_one_who_speaks_is_found(text: str, speaker: str) -> None:
    assert [name for name, _ in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The minister Vera Lund was accused by Paul Orr of hiding the figures.", "Paul Orr", "of hiding the figures"),
        ("As the diver Paul Orr put it, “the wall is a biscuit”.", "Paul Orr", "“the wall is a biscuit”"),
        ("Vera Lund has been accused by unions of hiding the figures.", "unions", "of hiding the figures"),
        (
            "Vera Lund recalled a winter when they had sung in a barn.",
            "Vera Lund",
            "a winter when they had sung in a barn",
        ),
        (
            "Paul Orr put the cost of the pier at 3 million crowns.",
            "Paul Orr",
            "the cost of the pier at 3 million crowns",
        ),
        ("The council was criticised by Vera Lund for closing the pool.", "Vera Lund", "for closing the pool"),
        ("Vera Lund was urged by Paul Orr to publish the figures.", "Paul Orr", "to publish the figures"),
        ("The plan was condemned by Paul Orr as a waste of money.", "Paul Orr", "as a waste of money"),
        ("“We have lost the keys, said the curator, Vera Lund.\n\nIt rained.", "Vera Lund", "“We have lost the keys,"),
    ],
)
def test_a_charge_is_whoever_makes_it(text: str, speaker: str, words: str) -> None:
    assert said(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The Velm Post closed its doors, quoting a senior official.",
        "The board of Velm Rail declined to name a successor.",
        "The winger Paul Orr called for the ball, beat two men and scored.",
        "Vera Lund asked for a glass of water.",
        "The minister, Vera Lund, discussed the drought with farmers.",
        "The club denied visiting supporters their seats.",
        "The ministry denied access to the site.",
        "A cake was baked according to an old recipe from the valley.",
        "The quake touched off a trio of disasters that claimed countless lives and caused immense suffering.",
    ],
)
def test_a_deed_is_no_words(text: str) -> None:
    assert said(text) == []


def test_a_quotation_without_its_closing_mark_ends_before_its_cue() -> None:
    assert said("“The bridge is safe, Lund said. Vera Lund is the mayor.\n\nNobody crossed.")[0][0] == "Vera Lund"


def test_what_somebody_would_not_say_is_the_reporters() -> None:
    text = "Growth will slow, Vera Lund told reporters, although she would not say by how much."
    assert said(text) == [("Vera Lund", "Growth will slow")]


def test_a_knight_is_known_by_the_first_name() -> None:
    text = "Sir Digby Lund, a director, left. Sir Digby added: “I do not think that they will.”"
    assert said(text) == [("Digby Lund", "“I do not think that they will.”")]


def test_a_question_behind_an_empty_turn_is_the_reporters() -> None:
    turns = ["PRESIDENT LUND: Good to see you.", "PRESIDENT ORR: I am glad.", "PRESIDENT ORR: (Inaudible.)"]
    text = "\n\n".join(["Remarks by President Lund and President Orr", *turns, "Q What of the war?", "And the peace?"])
    assert [name for name, _ in said(text)] == ["Lund", "Orr", "Questioner", "Questioner"]


def test_a_condition_before_a_report_in_the_perfect_is_the_reporters() -> None:
    text = "If there were any doubts about the dam, Vera Lund has also said that the pier will go."
    assert said(text) == [("Vera Lund", "that the pier will go")]


def test_whose_publicist_speaks_does_not_speak() -> None:
    text = "The publicist of singer Vera Lund left. The tour was off because of the flood, the publicist said."
    assert [name for name, _ in said(text)] == ["the publicist"]


def test_an_unclosed_quotation_does_not_end_behind_a_title() -> None:
    text = "Velm Echo: “The reality is that Mrs. Lund has lost the north.\n\nIt rained."
    assert [words for _, words in said(text)] == ["“The reality is that Mrs. Lund has lost the north."]


def test_whose_lawyer_somebody_is_does_not_speak_in_the_lawyers_place() -> None:
    text = "“The wall is sound,” insists the builder, whose lawyer, Paul Orr, said the report was a draft."
    assert [speaker for speaker, _ in said(text)] == ["the builder", "Paul Orr"]
