"""A headline is no answer where its article says more."""

import pytest

from factcontext.index.build import build
from factcontext.index.records import Article, Metadata, Sentence, Value
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.headlines import is_headline

TEXT = "Orr: bridge will open by June\n\nSELDA, 4 April - The bridge has been shut for two years.\n\n"
SAID = "“The bridge will open by June if the yard keeps its word,” Mayor Ida Orr told the council.\n"


@pytest.mark.parametrize(
    "asked",
    ["What did Ida Orr say about the bridge?", "When will the bridge open?", "Who said the bridge will open by June?"],
)
def test_the_words_are_quoted_rather_than_the_headline(asked, folder, index, embedder):
    build(folder({"a.txt": TEXT + SAID}), index, embedder)
    answer = ask(asked, Reader(Library.open(index), embedder))
    assert "if the yard keeps its word" in answer.citations[0].quote
    assert not any(one.quote.startswith("Orr: bridge") for one in answer.citations)


@pytest.mark.parametrize(
    ("text", "paragraph", "is_one"),
    [
        ("Bridge to open", 0, True),
        ("Bridge to open.", 0, True),
        ("Bridge to open", 3, False),
        ("A storm broke", 0, False),
    ],
)
def test_a_headline_is_told_by_its_words_and_place(text, paragraph, is_one):
    article = Article("a.txt", "", text, Metadata(title=Value("Bridge to Open", "document")))
    assert is_headline(Sentence(0, len(text), paragraph), article) == is_one


def test_a_byline_is_not_quoted(folder, index, embedder):
    text = "The vote in Selda\n\nBy Ina Marsh, Selda correspondent\n\nThe vote in Selda was put off by fog.\n"
    build(folder({"a.txt": text}), index, embedder)
    answer = ask("Why was the Selda vote put off?", Reader(Library.open(index), embedder))
    assert [one.quote for one in answer.citations] == ["The vote in Selda was put off by fog."]


PLANT = "Tyre plant to shut\n\nSELDA, 4 April - Velm Rubber will shut its works.\n\n"
UNION = "The union president, Ines Orr, said: “They never showed us the books.”\n"


@pytest.mark.parametrize(("topic", "answers"), [("the plant", True), ("the tyre plant", True), ("the airport", False)])
def test_what_the_headline_names_need_not_be_said_again(topic, answers, folder, index, embedder):
    build(folder({"a.txt": PLANT + UNION}), index, embedder)
    answer = ask(f"What did Ines Orr say about {topic}?", Reader(Library.open(index), embedder))
    assert any("the books" in one.quote for one in answer.citations) is answers
