"""Each kind of cue in context: the cue, the source and the content that one invented sentence holds."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

CASES = [
    # Active verbs with a clause.
    ("Nora Feld said that the ferry would not sail.", "said", "Nora Feld", "that the ferry would not sail"),
    ("Nora Feld told the harbour board the ferry would not sail.", "told", "Nora Feld", "the ferry would not sail"),
    (
        "Nora Feld has repeatedly argued that ferries are safe.",
        "has repeatedly argued",
        "Nora Feld",
        "that ferries are safe",
    ),
    (
        "The skipper did not say whether the ferry would sail.",
        "did not say",
        "The skipper",
        "whether the ferry would sail",
    ),
    (
        "Nora Feld, the town’s harbour mistress, insisted the pier was sound.",
        "insisted",
        "Nora Feld",
        "the pier was sound",
    ),
    (
        "Officials in Torv acknowledged that the pier had cracks.",
        "acknowledged",
        "Officials in Torv",
        "that the pier had cracks",
    ),
    ("Nora Feld made clear that the pier would close.", "made", "Nora Feld", "that the pier would close"),
    ("Orr predicts that the pier will close.", "predicts", "Orr", "that the pier will close"),
    # Verbs with an object, a "to" phrase or a preposition.
    ("Nora Feld praised the crew of the ferry.", "praised", "Nora Feld", "the crew of the ferry"),
    ("Nora Feld promised to mend the pier.", "promised", "Nora Feld", "to mend the pier"),
    ("Nora Feld refused to discuss the owner.", "refused", "Nora Feld", "to discuss the owner"),
    ("Nora Feld warned of higher fares.", "warned", "Nora Feld", "of higher fares"),
    ("Nora Feld demanded an apology from the owner.", "demanded", "Nora Feld", "an apology from the owner"),
    ("Nora Feld pleaded for more time.", "pleaded", "Nora Feld", "for more time"),
    ("Nora Feld described the pier as a ruin.", "described", "Nora Feld", "the pier as a ruin"),
    ("Nora Feld urged passengers to stay at home.", "urged", "Nora Feld", "passengers to stay at home"),
    ("The mayor threatened to close the pier.", "threatened", "The mayor", "to close the pier"),
    ("The inquiry recommended a new pier.", "recommended", "The inquiry", "a new pier"),
    # The source closes the sentence, or names whose a document is.
    ("The pier would close, warned Nora Feld.", "warned", "Nora Feld", "The pier would close"),
    ("The pier will close, a study by the guild Tidemark says.", "says", "Tidemark", "The pier will close"),
    (
        "A memo written by Nora Feld warned that the pier would close.",
        "warned",
        "Nora Feld",
        "that the pier would close",
    ),
    ("The pier will close, according to a survey by the guild.", "according to", "the guild", "The pier will close"),
    ("It is sound, researchers Nora Feld and Otto Lie said.", "said", "Nora Feld and Otto Lie", "It is sound"),
    ("“It was cold,” Otto Lie recalled Nora Feld saying after the dive.", "saying", "Nora Feld", "“It was cold,”"),
    (
        "„It was far too cold for us“, Nora Feld said, before leaving.",
        "said",
        "Nora Feld",
        "„It was far too cold for us“",
    ),
    # Direct speech.
    (
        "“The ferry will not sail,” Nora Feld, a miller, tells The Echo.",
        "tells",
        "Nora Feld",
        "“The ferry will not sail,”",
    ),
    ("“The ferry will not sail,” deadpanned Nora Feld.", "deadpanned", "Nora Feld", "“The ferry will not sail,”"),
    ("“The ferry will not sail,” said Nora Feld.", "said", "Nora Feld", "“The ferry will not sail,”"),
    (
        "“The ferry will not sail,” Nora Feld told reporters on Monday.",
        "told",
        "Nora Feld",
        "“The ferry will not sail,”",
    ),
    ("Nora Feld added: “The ferry will not sail.”", "added", "Nora Feld", "“The ferry will not sail.”"),
    ("“Will it sail?” Nora Feld wondered.", "wondered", "Nora Feld", "“Will it sail?”"),
    ("Nora Feld called the pier “a danger to us all.”", "called", "Nora Feld", "the pier “a danger to us all.”"),
    ("As the crowd left, fishermen shouted “save our pier.”", "shouted", "fishermen", "“save our pier.”"),
    ("Nora Feld shot back, “Nobody asked you.”", "shot", "Nora Feld", "“Nobody asked you.”"),
    # Asides.
    ("The pier, Nora Feld noted, has stood for a century.", "noted", "Nora Feld", "has stood for a century"),
    ("The pier will close, said Nora Feld, who runs the port.", "said", "Nora Feld", "The pier will close"),
    ("As Nora Feld conceded, the pier is old.", "conceded", "Nora Feld", "the pier is old"),
    # Participles and joined verbs.
    ("Nora Feld left the hall, saying the pier was safe.", "saying", "Nora Feld", "the pier was safe"),
    ("Nora Feld wrote a letter arguing that the pier was safe.", "wrote", "Nora Feld", "that the pier was safe"),
    ("Nora Feld visited the pier and said it was safe.", "said", "Nora Feld", "it was safe"),
    ("Speaking in Torv, Nora Feld denied that the pier was unsafe.", "denied", "Nora Feld", "that the pier was unsafe"),
    ("Nora Feld went on to say that the pier was safe.", "to say", "Nora Feld", "that the pier was safe"),
    # Passives and others’ quoting.
    ("The plan was denounced by Nora Feld.", "denounced", "Nora Feld", "The plan"),
    ("A plan praised by Nora Feld was dropped.", "praised", "Nora Feld", "A plan"),
    (
        "Asked by Nora Feld whether the pier was safe, the mayor left.",
        "Asked",
        "Nora Feld",
        "whether the pier was safe",
    ),
    ("The Torv Echo quoted Nora Feld as saying the pier was safe.", "quoted", "Nora Feld", "the pier was safe"),
    ("Nora Feld was quoted as saying that the pier was safe.", "quoted", "Nora Feld", "that the pier was safe"),
    # Nouns of speech and documents.
    ("Nora Feld’s claim that the pier was safe was false.", "claim", "Nora Feld", "that the pier was safe"),
    ("Nora Feld’s call for a new pier was heard.", "call", "Nora Feld", "for a new pier"),
    (
        "The warning by Nora Feld that the pier might fall was ignored.",
        "warning",
        "Nora Feld",
        "that the pier might fall",
    ),
    ("The survey found that most people want a new pier.", "found", "The survey", "that most people want a new pier"),
    ("The ruling says the pier must close.", "says", "The ruling", "the pier must close"),
    ("Nora Feld released a statement calling the pier a danger.", "calling", "Nora Feld", "the pier a danger"),
    # According to.
    ("According to Nora Feld, the pier is safe.", "According to", "Nora Feld", "the pier is safe"),
    ("The pier is safe, according to Nora Feld, who runs the port.", "according to", "Nora Feld", "The pier is safe"),
    (
        "The pier, according to the mayor, has been safe for years.",
        "according to",
        "the mayor",
        "has been safe for years",
    ),
]


@pytest.mark.parametrize(("text", "cue", "source", "content"), CASES)
def test_a_cue_has_its_source_and_content(text: str, cue: str, source: str, content: str) -> None:
    found = find_statements(Article("a.txt", "", text), split(text))
    assert [(s.cue, s.speaker, text[s.start : s.end]) for s in found] == [(cue, source, content)]
