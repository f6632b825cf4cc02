"""An answer of quotes: whose words, the words to the letter with their numbers, and where they are from."""

import pytest

from factcontext.index.records import Article, Certainty, Metadata, Statement, Value
from factcontext.rag.answering.extract import quote_all
from factcontext.rag.query.question import understand
from factcontext.rag.records import AnswerSentence, Citation, Evidence, Lead
from factcontext.ui import texts
from factcontext.ui.elements import Element
from factcontext.ui.language import spoken
from factcontext.ui.sources import Card
from factcontext.ui.statement_blocks import statement_blocks
from tests.drawn import find, query_of, words
from tests.fakes import FolderNames

QUOTE = "“The gates: they leak,” she said."
METADATA = Metadata(publisher=Value("Daybook", "document"), published=Value("2031-05-02", "document"))
ARTICLE = Article("a.txt", "0" * 64, QUOTE, METADATA)
CALDER = Citation(1, ARTICLE, 0, len(QUOTE), QUOTE, "Ines Calder", "harbour master", "certain", kind="direct")


def block(text: str = QUOTE, **changes: object) -> Element:
    citation = Citation(**{name: getattr(CALDER, name) for name in CALDER.__slots__} | changes)
    return statement_blocks([AnswerSentence(text, (1,))], [Card(citation, "", "", ())], "turn-1")


def test_speaker_office_quote_outlet_and_date_each_stand_in_their_place() -> None:
    shown = block(f"Ines Calder, harbour master: {QUOTE}")
    [speaker] = find(shown, class_="fc-speaker")
    assert words(speaker) == "Ines Calderharbour master"
    assert [words(one) for one in find(shown, tag="blockquote")] == [f"{QUOTE}1"]
    assert [words(one) for one in find(shown, class_="fc-from")] == ["Daybook · 2 May 2031"]


def test_the_name_leads_to_the_speaker_of_this_very_article() -> None:
    [link] = [one for one in find(block(), tag="a")]
    assert query_of(link) == {"speaker": "Ines Calder", "in": "a.txt"}


def test_doubt_about_the_speaker_is_said_beside_the_name() -> None:
    assert texts.LIKELY in words(block(certainty="likely")) and texts.LIKELY not in words(block())


def test_what_an_article_tells_itself_is_set_apart() -> None:
    shown = block(speaker=None, office=None, certainty=None, kind=None)
    assert find(shown, class_="fc-statement fc-narration") and not find(shown, class_="fc-speaker")
    assert texts.TOLD in words(shown)


@pytest.mark.parametrize(
    "lead, before",
    [
        (Lead(), ""),
        (Lead(is_named=True), ""),
        (Lead(behalf="Halven", is_named=True), "For Halven"),
        (Lead(is_dated=True), "Reported on 2 May 2031 by Daybook"),
        (Lead(is_dated=True, is_last=True, behalf="Halven", is_named=True),
         "Reported last, on 2 May 2031 by Daybook: For Halven"),
    ],
)  # fmt: skip
def test_what_stands_before_the_speaker_is_kept(lead: Lead, before: str) -> None:
    sentence = AnswerSentence(QUOTE, (1,), lead=lead)
    shown = statement_blocks([sentence], [Card(CALDER, "", "", ())], "turn-1")
    assert [words(one) for one in find(shown, class_="fc-remark")] == ([before] if before else [])


@pytest.mark.parametrize(
    "asked", ["When did Halven speak of the gates?", "How did Halven change its position?", "Who?"]
)
@pytest.mark.parametrize("certainty", ["certain", "likely"])
def test_a_sentence_is_worded_as_the_command_words_it(asked: str, certainty: Certainty) -> None:
    said = Statement("a.txt", 1, 22, "Ines Calder", "she", certainty, "said", "mixed", "harbour master", "Halven")
    question = understand(asked, (), FolderNames(["Halven"]))
    sentences, citations = quote_all([Evidence(ARTICLE, 0, len(QUOTE), 0.9, said)], question)
    assert [texts.told(one, citations) for one in sentences] == [one.text for one in sentences]
    with spoken("fr"):
        [french] = [texts.told(one, citations) for one in sentences]
    assert french.endswith(QUOTE) and "Reported" not in french and "likely" not in french


def test_a_sentence_that_is_no_quote_stands_as_it_is() -> None:
    shown = block("Nobody knows.")
    assert not find(shown, tag="blockquote") and words(shown) == "Nobody knows.1"
