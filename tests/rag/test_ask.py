"""Questions about the sample are answered in cited quotes, or not at all."""

import pytest

from factcontext.errors import AnswererUnavailable, IndexUnusable
from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask, search
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters, NoAnswer, QuotedAnswer, Turn, shown_citations
from tests.fakes import HashingEmbedder


def test_the_example_is_answered_by_the_spokeswoman_by_name_and_office(sample_reader):
    answer = ask("what did Velmora say about the inquiry?", sample_reader)
    first = answer.citations[0]
    assert first.article.path == "ferry/torvane-leader-may-skip-summit.txt"
    assert (first.speaker, first.office) == ("Ilva Dorrestin", "Foreign Ministry spokeswoman")
    assert first.certainty == "certain"
    assert "those who want a courtroom should first bring some evidence" in first.quote
    assert "Ilva Dorrestin" in answer.text and "Foreign Ministry spokeswoman" in answer.text


def test_furniture_of_a_saved_page_is_never_evidence(sample_library, embedder):
    text = sample_library.article("ferry/torvane-leader-may-skip-summit.txt").text
    for furniture in ("Watch Channel Nine", "02:14", "corrowsolvanehandshake", "LODESTAR", "App Open", "notifications"):
        assert furniture not in text
    assert "according to Velmora’s VNK news agency" in text


def test_who_said_it_is_answered_with_the_speaker(sample_reader):
    answer = ask("Who called for an international inquiry on Friday?", sample_reader)
    assert answer.citations[0].speaker == "Leontine Marsh"


def test_nobody_else_is_quoted_for_the_one_who_is_asked_about(sample_reader):
    answer = ask("what did Ambrose Keel say about the president?", sample_reader)
    assert {citation.speaker for citation in answer.citations} == {"Ambrose Keel"}


def test_a_stranger_has_said_nothing(sample_reader):
    answer = ask("What did Angela Brandt say about the probe?", sample_reader)
    assert isinstance(answer, NoAnswer) and answer.reason == "not_answered"
    assert (answer.citations, answer.sentences) == ((), ())


def test_a_speaker_silent_on_a_topic_is_said_to_be_so(sample_reader):
    answer = ask("What did Ilva Dorrestin say about pension funds?", sample_reader)
    assert isinstance(answer, NoAnswer) and answer.reason == "speaker_silent"
    assert answer.offered


def test_every_citation_is_its_articles_own_words(sample_reader):
    for asked in ("What did Belhame say about the navy's ships?", "What did Keel say?", "ferry", "Who denied it?"):
        answer = ask(asked, sample_reader)
        for citation in shown_citations(answer):
            assert citation.article.text[citation.start : citation.end] == citation.quote != ""


def test_numbers_begin_at_one_and_each_sentence_has_its_own(sample_reader):
    answer = ask("What did Belhame say about the navy's ships?", sample_reader)
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert [sentence.citations for sentence in answer.sentences] == [(c.n,) for c in answer.citations]
    assert 1 <= len(answer.sentences) <= 3


def test_copies_of_one_report_count_once_and_are_named(sample_reader):
    answer = ask("What did Belhame tell parliament about the navy's ships?", sample_reader)
    first = answer.citations[0]
    copies = {"ferry/2031-11-05-daily-post.txt", "ferry/2031-11-05-coast-times.txt"}
    assert {first.article.path, *first.also_in} >= copies


def test_filters_leave_only_their_articles(sample_library, sample_reader):
    within = Filters(published_from="2031-11-20", published_to="2031-12-31")
    answer = ask("What did Belhame say about the ships?", sample_reader, filters=within)
    assert answer.hits
    assert all("2031-11-20" <= sample_library.article(h.passage.article).published for h in answer.hits)


def test_filters_that_leave_nothing_are_named_as_the_reason(sample_reader):
    answer = ask("What did Belhame say?", sample_reader, filters=Filters(published_to="1999-01-01"))
    assert isinstance(answer, NoAnswer) and (answer.reason, answer.hits) == ("filters_exclude_all", ())


def test_a_follow_up_shows_what_was_searched_for(sample_reader):
    history = [Turn("What did Ambrose Keel say about the sinking?", "…")]
    answer = ask("and Leontine Marsh?", sample_reader, history)
    assert answer.question.standalone == "What did Leontine Marsh say about the sinking?"
    assert answer.citations[0].speaker == "Leontine Marsh"


def test_nothing_is_offered_where_nothing_is_near(sample_reader):
    answer = ask("xylophone quagmire zzyzx", sample_reader)
    assert isinstance(answer, NoAnswer) and (answer.reason, answer.offered) == ("nothing_close", ())


def test_an_empty_index_says_so(folder, index, hashing):
    build(folder({"note.bin": b"\0"}), index, hashing)
    answer = ask("Anything?", Reader(Library.open(index), hashing))
    assert isinstance(answer, NoAnswer) and answer.reason == "empty_index"


def test_a_model_that_is_not_set_up_is_refused(sample_reader):
    with pytest.raises(AnswererUnavailable):
        ask("What did Keel say?", sample_reader, answerer="llm")


def test_another_embedding_model_is_refused(sample_library):
    with pytest.raises(IndexUnusable, match="hashing"):
        Reader(sample_library, HashingEmbedder())


def test_search_gives_passages_best_first(sample_library, sample_reader):
    hits = search("What did Velmora say about the probe?", sample_reader, 5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(hits) == 5
    assert all(sample_library.article(h.passage.article).text[h.passage.start : h.passage.end] == h.text for h in hits)


def test_of_two_who_are_asked_about_the_silent_one_is_named(folder, index, embedder):
    text = "The bridge will be shut, said Ida Orr, the mayor. “It is rusty,” Orr said.\n\nNils Vik opened a school.\n"
    build(folder({"a.txt": text}), index, embedder)
    answer = ask("What did Ida Orr and Nils Vik say about the bridge?", Reader(Library.open(index), embedder))
    assert isinstance(answer, QuotedAnswer) and answer.silent == ("Nils Vik",)
    assert {citation.speaker for citation in answer.citations} == {"Ida Orr"}
