"""What an article tells of names is kept as facts, which are found by the names."""

from factcontext.index.records import Statement
from factcontext.index.speakers.facts import Fact, read_facts
from factcontext.index.speakers.folder_facts import FolderFacts

TEXT = "French President Luc Garde spoke. Ida Orr, head of the Reed Cutters Guild (RCG), left."


def said(speaker: str) -> Statement:
    return Statement("a", 0, 1, speaker, speaker, "certain", "said", "direct")


def test_an_article_tells_who_speaks_leads_is_introduced_and_is_called_for_short() -> None:
    facts = set(read_facts(TEXT, [said("Ida Orr"), said("Orr"), said("Reed Department"), said("officials")]))
    assert {one for one in facts if one.kind in ("full", "said")} == {
        Fact("full", "orr", "Ida Orr"),
        Fact("said", "orr", "Orr"),
        Fact("said", "department reed", "Reed Department"),
    }
    assert Fact("leads", "luc garde", "France") in facts
    assert Fact("short", "rcg", "Reed Cutters Guild") in facts
    assert Fact("introduced", "ida orr", "head of the Reed Cutters Guild") in facts


def test_the_facts_of_articles_are_put_together() -> None:
    folder = FolderFacts()
    folder.add(read_facts(TEXT, []), "2031-05-02")
    assert folder.leaders[("luc", "garde")] == {"France"}
    assert folder.bodies()[("rcg",)].whole == "Reed Cutters Guild"
