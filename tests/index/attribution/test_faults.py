"""Fault isolation: what breaks in one sentence costs that sentence, and is told by its number."""

import random
from collections.abc import Sequence

import pytest
from spacy.tokens import Doc

from factcontext.index.attribution import parsing
from factcontext.index.attribution.relation import Attribution, Span
from factcontext.index.attribution.statements import ArticleStatements, attribute_article
from factcontext.index.attribution.syntax.attributions import find_attributions
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

TEXT = "Vera Lund said the wall is lost. Peter Orr said it stands. “We must build,” Lund added."
# Sentences to be damaged: each frame of reported speech, with marks, asides and names.
SEEDS = (
    "According to late-night host Ray Lumb, the fence smacks of “vanity” and rust.",
    "According to Ray Lumb — a radio host — the plan is lost, and the town knows it.",
    "The wall, according to Vera Lund, the harbour minister, will not hold.",
    "“The wall is lost,” Vera Lund said, “and we must rebuild it.”",
    "Asked by Peter Orr whether taxes would rise, Lund said they would not.",
    "The Bay Courier quoted Vera Lund as saying: “The dam is safe.”",
    "Any honest reading of the treaty, said Pavel Orr, a lawyer, would forbid the sale.",
    "In Velm, streets were flooded, the Star reported, while in Torv the rain has stopped, Orr said.",
    "Lund's claim that the dam was safe drew criticism from Peter Orr, who called it “a lie.”",
    "Orr: we will “rebuild” the wall – and pay for it, the mayor noted, adding that he would.",
    "Vera Lund has made clear: “No more walls.” She wrote:",
)
MARKS = (",", " —", " –", " -", "“", "”", "'", "’", ":", ";", " (", ")", ".", "...", "?", "\n", '"')


def attributed(text: str) -> ArticleStatements:
    return attribute_article(Article("a.txt", "", text), split(text))


def test_a_sentence_that_breaks_costs_its_own_statements_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_on_orr(doc: Doc, placeholders: Sequence[Span]) -> list[Attribution]:
        if "Orr" in doc.text:
            raise IndexError("no word before the first")
        return find_attributions(doc, placeholders)

    monkeypatch.setattr(parsing, "find_attributions", breaks_on_orr)
    found = attributed(TEXT)
    assert [s.speaker for s in found.statements] == ["Vera Lund", "Vera Lund"]
    assert found.faults == {1: "IndexError"}


def damaged(pick: random.Random, sentence: str) -> str:
    """A sentence with some words and marks dropped, doubled, swapped or put in."""
    words = sentence.split(" ")
    for _ in range(pick.randint(1, 4)):
        at = pick.randrange(len(words))
        way = pick.randrange(5)
        if way == 0 and len(words) > 1:
            del words[at]
        elif way == 1:
            words.insert(at, words[at])
        elif way == 2:
            other = pick.randrange(len(words))
            words[at], words[other] = words[other], words[at]
        elif way == 3:
            words[at] += pick.choice(MARKS)
        else:
            words[at] = words[at].strip(",.“”—–:;'")
    return " ".join(words)


def test_no_damaged_sentence_breaks() -> None:
    pick = random.Random(13)
    text = "\n\n".join(damaged(pick, pick.choice(SEEDS)) for _ in range(300))
    assert attributed(text).faults == {}
