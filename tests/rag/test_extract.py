"""An answer shows the best quotes, names who speaks, and no more than a reader wants."""

from index.records import Article, Statement
from rag.extract import extract
from rag.records import Evidence

TEXT = (
    "The gates are rusty, harbour master Ines Calder said. She said they would be mended in May. "
    "Calder came to the harbour on foot. Ships wait outside."
)
ARTICLE = Article("harbour.txt", "0" * 64, TEXT)
SENTENCES = ["The gates are rusty, harbour master Ines Calder said.", "She said they would be mended in May."]
TOLD = "Calder came to the harbour on foot."


def evidence(quote, score, certainty=None):
    start = TEXT.index(quote)
    end = start + len(quote)
    said = Statement("harbour.txt", start, end, "Ines Calder", "she", certainty, "said", "indirect", "harbour master")
    return Evidence(ARTICLE, start, end, score, said if certainty else None)


def test_a_sentence_that_names_its_speaker_is_shown_as_it_is():
    sentences, _ = extract([evidence(SENTENCES[0], 0.9, "certain")])
    assert sentences[0].text == SENTENCES[0]


def test_a_sentence_that_does_not_gets_the_name_office_and_doubt_before_it():
    sentences, _ = extract([evidence(SENTENCES[1], 0.9, "likely")])
    assert sentences[0].text == f"Ines Calder, harbour master (likely): {SENTENCES[1]}"


def test_only_what_is_nearly_as_good_follows_the_best():
    _, citations = extract([evidence(SENTENCES[0], 0.9, "certain"), evidence(SENTENCES[1], 0.4, "certain")])
    assert [citation.quote for citation in citations] == SENTENCES[:1]


def test_what_is_told_of_a_speaker_is_left_out_where_they_are_heard():
    _, citations = extract([evidence(TOLD, 0.9), evidence(SENTENCES[0], 0.88, "certain")], "Calder")
    assert [citation.quote for citation in citations] == SENTENCES[:1]


def test_one_sentence_told_of_a_speaker_is_enough():
    _, citations = extract([evidence(TOLD, 0.9), evidence("Ships wait outside.", 0.89)], "Calder")
    assert [citation.quote for citation in citations] == [TOLD]


def test_a_question_without_a_speaker_takes_either():
    _, citations = extract([evidence(TOLD, 0.9), evidence("Ships wait outside.", 0.89)])
    assert len(citations) == 2
