"""An answer shows the best quotes, names who speaks, and no more than a reader wants."""

from factcontext.index.records import Article, Metadata, Statement, Value
from factcontext.rag.answering.extract import extract
from factcontext.rag.query.question import understand
from factcontext.rag.records import Evidence, Question

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
    written = "She" if quote.startswith("She") else "Ines Calder"
    said = Statement("harbour.txt", start, end, "Ines Calder", written, certainty, "said", "indirect", "harbour master")
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


ANNOUNCED = (
    "Harbour master Ines Calder vented her anger over the gates in an interview. "
    "“They promised us steel. We got rust.” The gates were hung in May."
)


def announced(quote, score, said=False):
    article = Article("interview.txt", "1" * 64, ANNOUNCED)
    start = ANNOUNCED.index(quote)
    words = Statement("interview.txt", start, start + len(quote), "Ines Calder", "Ines Calder", "likely", "", "direct")
    return Evidence(article, start, start + len(quote), score, words if said else None)


def test_announced_words_come_before_the_sentence_that_announces_them():
    telling = "Harbour master Ines Calder vented her anger over the gates in an interview."
    words = "“They promised us steel. We got rust.”"
    _, citations = extract([announced(telling, 0.9), announced(words, 0.3, said=True)], "Calder")
    assert [citation.quote for citation in citations] == [words, telling]


def test_words_further_on_are_not_taken_for_announced_ones():
    _, citations = extract(
        [announced("The gates were hung in May.", 0.9), evidence(SENTENCES[0], 0.3, "certain")], "Calder"
    )
    assert citations[0].quote == "The gates were hung in May."


def test_one_sentence_told_of_a_speaker_is_enough():
    _, citations = extract([evidence(TOLD, 0.9), evidence("Ships wait outside.", 0.89)], "Calder")
    assert [citation.quote for citation in citations] == [TOLD]


def test_a_question_without_a_speaker_takes_either():
    _, citations = extract([evidence(TOLD, 0.9), evidence("Ships wait outside.", 0.89)])
    assert len(citations) == 2


# ---- what else a question may ask for


def report(quote, speaker="Ines Calder", score=0.9, published=None, publisher=None, as_written=None, **of_statement):
    """Evidence that is an article of its own."""
    given = {
        name: Value(text, "sidecar") for name, text in (("published", published), ("publisher", publisher)) if text
    }
    article = Article(f"{speaker} {published}.txt", "0" * 64, quote, Metadata(**given))
    said = {"certainty": "certain", "cue": "said", "kind": "indirect"} | of_statement
    statement = Statement(article.path, 0, len(quote), speaker, as_written or speaker, **said)
    return Evidence(article, 0, len(quote), score, statement)


def shown(asked, *evidence):
    return [sentence.text for sentence in extract(evidence, understand(asked))[0]]


def test_when_is_answered_with_the_date_of_the_report_and_its_outlet():
    dated = report("The gates are rusty, Ines Calder said.", published="2031-11-05", publisher="Daybook")
    undated = report("Ships may wait, Ines Calder said.")
    assert shown("When did Calder say that the gates are rusty?", dated, undated) == [
        f"Reported on 5 November 2031 by Daybook: {dated.quote}",
        f"Reported on an unknown date: {undated.quote}",
    ]


def test_a_change_is_shown_in_order_of_time_and_the_newest_is_marked():
    new = report("The gates will never open, Ines Calder said.", published="2031-11-05")
    old = report("By May all will be mended, Ines Calder said.", published="2030-02-01", score=0.6)
    assert shown("What changed in Calder's position on the gates?", new, old) == [
        f"Reported on 1 February 2030: {old.quote}",
        f"Reported last, on 5 November 2031: {new.quote}",
    ]


def test_all_reports_of_the_last_day_are_the_newest():
    old = report("By May all will be mended, Ines Calder said.", published="2030-02-01")
    quotes = ("No gate opens, Calder said.", "Ships wait, Calder said.")
    new = [report(quote, published="2031-11-05") for quote in quotes]
    starts = [text.partition(":")[0] for text in shown("What changed in Calder's view of the gates?", old, *new)]
    assert starts == ["Reported on 1 February 2030"] + ["Reported last, on 5 November 2031"] * 2


def test_whom_a_pronoun_was_taken_for_is_said_also_where_the_sentence_has_the_name():
    pronoun = report("Ines Calder waited, and the gates are rusty, she said.", as_written="she", certainty="likely")
    assert shown("What did Calder say?", pronoun) == [f"Ines Calder (likely): {pronoun.quote}"]


def test_one_point_in_time_is_no_newest_one():
    only = report("The gates will never open, Ines Calder said.", published="2031-11-05")
    assert shown("Has Calder changed her mind on the gates?", only) == [f"Reported on 5 November 2031: {only.quote}"]


def test_a_denial_comes_first_where_a_denial_is_asked_for():
    remark = report("The report was long, Ines Calder said.")
    denial = report("Ines Calder denied that any gate had failed.", score=0.8, cue="denied")
    assert shown("Did Calder deny the report?", remark, denial) == [denial.quote, remark.quote]
    assert shown("What did Calder say about the report?", remark, denial) == [remark.quote, denial.quote]


def test_a_denial_far_from_the_topic_is_no_answer():
    remark = report("The report was long, Ines Calder said.")
    denial = report("Ines Calder denied that any gate had failed.", score=0.3, cue="denied")
    assert shown("Did Calder deny the report?", remark, denial) == [remark.quote]


def test_a_country_is_answered_with_who_spoke_for_it():
    said = report("There is no probe, Maria Zakharova said.", "Maria Zakharova")
    assert shown("What did Russia say about the probe?", said) == [f"For Russia, Maria Zakharova: {said.quote}"]


def test_a_body_that_the_article_gives_is_answered_with_who_spoke_for_it():
    said = report("There is no probe, she said.", "Ilva Dorrestin", body="Velmora", office="spokeswoman")
    assert shown("What did Velmora say about the probe?", said) == [
        f"For Velmora, Ilva Dorrestin, spokeswoman: {said.quote}"
    ]


def test_of_two_countries_each_is_answered_by_its_own():
    russian = report("There is no probe, Sergei Lavrov said.", "Sergei Lavrov", office="Russian foreign minister")
    french = report("We want one soon, Jean-Marc Ayrault said.", "Jean-Marc Ayrault", office="French foreign minister")
    answers = shown("What did Russia and France say about the probe?", french, russian)
    assert [answer.partition(",")[0] for answer in answers] == ["For France", "For Russia"]


def test_a_country_that_speaks_itself_needs_nobody():
    said = report("Russia said there was no probe.", "Russia")
    assert shown("What did Russia say about the probe?", said) == [said.quote]


def test_who_else_leaves_out_whom_the_answer_before_has_quoted():
    known = report("The gates are rusty, Ines Calder said.")
    other = report("The gates look fine, Tomas Brill said.", "Tomas Brill", score=0.5)
    question = Question("Who else?", "Who else spoke about the gates?", "who", None, "the gates", besides="Calder")
    assert [citation.speaker for citation in extract([known, other], question)[1]] == ["Tomas Brill"]
    assert extract([known], question) == ((), ())


def test_of_several_who_are_asked_about_each_is_heard():
    first = report("The gates are rusty, Ines Calder said.")
    weaker = report("The gates look fine, Tomas Brill said.", "Tomas Brill", score=0.4)
    more = report("Ships may wait for weeks, Ines Calder said.", score=0.8)
    assert shown("What did Calder and Brill say about the gates?", first, weaker, more) == [
        first.quote, weaker.quote, more.quote,
    ]  # fmt: skip
