"""What is done and not said: verbs that can mean either, passives, yardsticks, alleged words, titles in marks."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def pairs(text: str) -> list[tuple[str, str]]:
    return [(s.speaker, text[s.start : s.end]) for s in find_statements(Article("a.txt", "", text), split(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The council rejected four amendments.",
        "Vera Lund dismissed her driver on Friday.",
        "The judge dismissed the case.",
        "The judge questioned two men.",
        "The senate confirmed the judge.",
        "The union refused to endorse either candidate.",
        "The novel describes a winter in Velm.",
        "The firm refused to name the buyer of the pier.",
        "Keeper Vera Lund denied Rovers with two fine saves.",
        "The court denied Vera Lund bail.",
        "Divers found a dog clinging to a plank.",
        "Vera Lund found herself alone on the pier.",
        "The meeting was called by Harbour Minister Vera Lund.",
        "The gap can be explained by the late frost.",
        "Each town gives according to its means.",
        "The seats are filled according to the law.",
        "Vera Lund was named “herring queen” by the guild.",
        "Readers should note that the ferry is back.",
        "The party has suspended a member for allegedly suggesting that the town be sold.",
        "Vera Lund was arrested for allegedly boasting that she had “robbed the drowned of Velm.”",
        "Plums are cheap as dirt, as the saying goes.",
        "The storm claimed four lives on Monday.",
        "The inquiry concluded its third public hearing on the collapse of the pier.",
        "They heard a song called “The Pier of Velm”, and left.",
        "Velm United claimed the title in May.",
        "The wind warned of nothing.",
        "The cells fold up according to their thickness.",
        "The club admitted 40 members.",
        "The pedlar Vera Lund called on every house in the street with a basket.",
        "Cook Vera Lund recommended herself with a pot of soup.",
        "Boats are berthed according to the number of their masts.",
        "Vera Lund warned the villagers.",
        "Vera Lund warned nobody.",
        "Vera Lund threatened him.",
        "Vera Lund acknowledged the crowd.",
        "Lund announced himself at the gate by whistling.",
        "Vera Lund stated her name and took her seat.",
        "Vera Lund reported for duty at the press on Monday.",
        "The frost threatened the plums.",
        "Each farm will be paid according to its acreage.",
        "Vera Lund was asked, “Where is the most dangerous pier in the world?”",
        "The clerk noted the times in a ledger.",
        "The clerk noted down the number of the cart.",
        "Vera Lund will travel to Orby and tell workers that the pier is safe.",
        "Vera Lund is likely to tell the inquiry that the pier is safe.",
        "The harbour board may announce that the pier is safe.",
        "The pier described in the novel stood here.",
        "The harbour board will announce on Monday that the pier is to close.",
        "Vera Lund is expected to say that the pier is safe.",
        "Vera Lund will tell the inquiry on Friday that the pier was safe.",
    ],
)
def test_a_deed_is_no_statement(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text, speaker, content",
    [
        ("Vera Lund went on to say that the pier is safe.", "Vera Lund", "that the pier is safe"),
        ("Women are more likely to say that the pier is safe.", "Women", "that the pier is safe"),
        ("Vera Lund will not say whether the pier is safe.", "Vera Lund", "whether the pier is safe"),
        ("Vera Lund will say: “The pier is safe.”", "Vera Lund", "“The pier is safe.”"),
        ("Vera Lund rejected the claim that she had lied.", "Vera Lund", "the claim that she had lied"),
        ("Vera Lund dismissed calls for a vote.", "Vera Lund", "calls for a vote"),
        ("Vera Lund warned the villagers about the dam.", "Vera Lund", "about the dam"),
        ("Vera Lund warned the villagers to leave.", "Vera Lund", "to leave"),
        ("Vera Lund threatened legal action.", "Vera Lund", "legal action"),
        ("Vera Lund noted the irony of the vote.", "Vera Lund", "the irony of the vote"),
        ("Vera Lund refused to say who had paid.", "Vera Lund", "to say who had paid"),
        ("Vera Lund apologised for saying that the town was dull.", "Vera Lund", "that the town was dull"),
        ("The wells will run dry, warns a report by the insurer Medwick.", "Medwick", "The wells will run dry"),
        ("A report by the insurer Medwick says the wells are dry.", "Medwick", "the wells are dry"),
        ("Vera Lund got an email from Orr, saying that the dam was old.", "Orr", "that the dam was old"),
        ("Vera Lund received a letter from Orr saying that the dam was old.", "Orr", "that the dam was old"),
        ("The pier is safe, Pavel Orr said, the Star reported.", "Pavel Orr", "The pier is safe"),
        ("“The pier is safe,” Orr told deputies, VNK reported.", "Orr", "“The pier is safe,”"),
    ],
)
def test_words_keep_their_speaker(text: str, speaker: str, content: str) -> None:
    assert pairs(text) == [(speaker, content)]
