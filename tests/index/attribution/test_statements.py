"""Who said what: each way that news articles report words, in invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split


def said(text: str) -> list[Statement]:
    return find_statements(Article("a.txt", "", text), split(text))


def pairs(text: str) -> list[tuple[str, str]]:
    return [(s.speaker, text[s.start : s.end]) for s in said(text)]


@pytest.mark.parametrize(
    "text, speaker, content",
    [
        ("“We shall rebuild the harbour wall,” Vera Lund said.", "Vera Lund", "“We shall rebuild the harbour wall,”"),
        ('"We shall rebuild it," said Vera Lund.', "Vera Lund", '"We shall rebuild it,"'),
        ("''We shall rebuild it,'' Vera Lund told reporters.", "Vera Lund", "''We shall rebuild it,''"),
        ("Vera Lund said: ‘We shall rebuild the wall.’", "Vera Lund", "‘We shall rebuild the wall.’"),
        ("Vera Lund told the council, “We shall rebuild it.”", "Vera Lund", "“We shall rebuild it.”"),
        ("“Why now?” Vera Lund asked on Monday.", "Vera Lund", "“Why now?”"),
        ("Lund shot back: “That is false and you know it.”", "Lund", "“That is false and you know it.”"),
        ("Vera Lund said that the wall would be rebuilt.", "Vera Lund", "that the wall would be rebuilt"),
        ("Vera Lund said the wall would be rebuilt.", "Vera Lund", "the wall would be rebuilt"),
        ("The wall is “a ruin,” according to Vera Lund.", "Vera Lund", "The wall is “a ruin,”"),
        ("According to Vera Lund, the wall is lost.", "Vera Lund", "the wall is lost"),
        ("The harbour, Vera Lund noted, has long been closed.", "Vera Lund", "has long been closed"),
        ("Vera Lund called for an inquiry into the flood.", "Vera Lund", "for an inquiry into the flood"),
        ("Vera Lund called on the mayor to resign.", "Vera Lund", "on the mayor to resign"),
        ("Vera Lund accused the mayor of hiding the report.", "Vera Lund", "the mayor of hiding the report"),
        ("Vera Lund urged the council to act.", "Vera Lund", "the council to act"),
        ("Vera Lund warned that the dam could burst.", "Vera Lund", "that the dam could burst"),
        ("Vera Lund denied that she knew of the leak.", "Vera Lund", "that she knew of the leak"),
        ("Vera Lund declined to comment on the leak.", "Vera Lund", "to comment on the leak"),
        ("Vera Lund has made clear that she will not run.", "Vera Lund", "that she will not run"),
        ("Vera Lund tweeted: “The wall is lost.”", "Vera Lund", "“The wall is lost.”"),
        ("The poll found that most voters want a wall.", "The poll", "that most voters want a wall"),
        ("Lund’s claim that the dam was safe is false.", "Lund", "that the dam was safe"),
        ("The mayor left, with Vera Lund saying “he had no choice.”", "Vera Lund", "“he had no choice.”"),
        ("Vera Lund placed newspaper ads calling for a new wall.", "Vera Lund", "for a new wall"),
        ("Vera Lund issued a statement saying the dam was safe.", "Vera Lund", "the dam was safe"),
        ("As Vera Lund explained, the dam is safe.", "Vera Lund", "the dam is safe"),
        ("The dam is old, and as Vera Lund noted, its walls are weak.", "Vera Lund", "its walls are weak"),
        ("The wall is lost, an aide, Vera Lund, told The Courier.", "Vera Lund", "The wall is lost"),
        ("“The wall is lost,” added another old fisherman.", "another old fisherman", "“The wall is lost,”"),
        ("Asked by Vera Lund whether the dam was safe, he left.", "Vera Lund", "whether the dam was safe"),
        ("A plan criticised by Vera Lund was dropped.", "Vera Lund", "A plan"),
        ("Vera Lund raised questions about the cost.", "Vera Lund", "about the cost"),
        ("The claim by Vera Lund that the dam was safe is false.", "Vera Lund", "that the dam was safe"),
        ("Vera Lund sent a letter to voters saying that she would stay.", "Vera Lund", "that she would stay"),
        ("VNK quoted Vera Lund as saying that the dam was safe.", "Vera Lund", "that the dam was safe"),
        ("Vera Lund did not respond to requests for comment.", "Vera Lund", "to requests for comment"),
        ("Vera Lund asked visitors if they had seen the dam.", "Vera Lund", "visitors if they had seen the dam"),
        ("The study showed that the river was clean.", "The study", "that the river was clean"),
    ],
)
def test_each_way_to_report_words(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vera Lund called the mayor.",
        "A club called the Larks met at noon.",
        "The march showed that people cared.",
        "Vera Lund went there to defend the harbour.",
        "Vera Lund left without saying that the dam was safe.",
        "Vera Lund avoided criticising the mayor.",
    ],
)
def test_what_reports_no_words(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text, contents",
    [
        (
            "Lund said that the dam was old, and that the wall would fall.",
            ["that the dam was old, and that the wall would fall"],
        ),
        (
            "Lund said the dam was old and would fall within the year.",
            ["the dam was old and would fall within the year"],
        ),
        ("If the dam fails, Lund said he would resign.", ["If the dam fails", "he would resign"]),
        ("The dam, Lund said, will hold.", ["The dam", "will hold"]),
        ("The dam fell, Lund said, and has been rebuilt since.", ["The dam fell", "and has been rebuilt since"]),
        ("In court papers, Lund wrote, the dam was never safe.", ["the dam was never safe"]),
        ("Lund refused to pay, according to Orr.", ["Lund refused to pay"]),
    ],
)
def test_how_far_the_words_reach(text: str, contents: list[str]) -> None:
    assert [content for _, content in pairs(text)] == contents


def test_a_participle_behind_a_comma_goes_back_to_who_leads_the_sentence() -> None:
    found = pairs("Vera Lund rejected the idea that the works would be sold, saying the town needed them.")
    assert ("Vera Lund", "the town needed them") in found


def test_a_second_verb_of_saying_goes_back_to_the_speaker_of_the_first() -> None:
    found = pairs("The mayor said it had rained and said the bridge would close.")
    assert found == [("The mayor", "it had rained"), ("The mayor", "the bridge would close")]


def test_of_two_reports_in_one_sentence_each_keeps_its_own_half() -> None:
    text = "In Velm, the streets were flooded, the Harbour Star reported, while in Torv the rain has stopped, Orr said."
    assert {s.speaker for s in said(text)} == {"Harbour Star", "Orr"}


def test_an_aside_turned_round_names_its_speaker_and_leaves_him_out_of_the_words() -> None:
    found = pairs("Any honest reading of the treaty, said Pavel Orr, a lawyer, would forbid the sale.")
    assert found == [("Pavel Orr", "Any honest reading of the treaty"), ("Pavel Orr", "would forbid the sale")]


def test_who_is_ordered_about_is_not_who_speaks() -> None:
    text = "Clara Voss ordered the Brennick Chemicals works to close and told reporters that the river would be tested."
    assert pairs(text) == [("Clara Voss", "that the river would be tested")]


def test_a_paragraph_after_a_colon_is_likely_what_was_written() -> None:
    text = "Vera Lund wrote:\n\nThe wall is lost. We must build a new one.\n\nThe mayor was away."
    assert [(s.certainty, text[s.start : s.end]) for s in said(text)] == [
        ("likely", "The wall is lost. We must build a new one.")
    ]


def test_a_headline_in_title_case_is_read_like_a_sentence() -> None:
    assert ("Vera Lund", "Harbour Town Needs New Walls") in pairs("Vera Lund Says Harbour Town Needs New Walls")


def test_a_quotation_around_its_cue_makes_two_statements_of_one_speaker() -> None:
    text = "“The wall is lost,” Vera Lund said. “We must rebuild it. We will.”"
    assert pairs(text) == [("Vera Lund", "“The wall is lost,”"), ("Vera Lund", "“We must rebuild it. We will.”")]
    assert {s.certainty for s in said(text)} == {"certain"}


def test_a_quotation_of_several_sentences_is_whole() -> None:
    text = "“The wall is lost. It broke at dawn. Nobody was hurt,” Vera Lund said."
    assert pairs(text) == [("Vera Lund", "“The wall is lost. It broke at dawn. Nobody was hurt,”")]


def test_an_opening_mark_on_each_paragraph_carries_the_speaker_on() -> None:
    text = "Vera Lund said: “The wall is lost.\n\n“It broke at dawn.\n\n“We will rebuild it.”\n\nThe sun rose."
    assert pairs(text) == [
        ("Vera Lund", "“The wall is lost."),
        ("Vera Lund", "“It broke at dawn."),
        ("Vera Lund", "“We will rebuild it.”"),
    ]


def test_a_paragraph_that_is_one_quotation_likely_belongs_to_the_speaker_before() -> None:
    found = said("“The wall is lost,” Vera Lund said.\n\n“It broke at dawn.”\n\nThe sun rose.")
    assert [(s.speaker, s.certainty) for s in found] == [("Vera Lund", "certain"), ("Vera Lund", "likely")]


def test_a_quotation_that_nobody_is_said_to_speak_is_left_out() -> None:
    assert said("The play “A Long Winter” opens tonight.\n\n“Nobody knows.”\n\nThe sun rose over the bay.") == []


@pytest.mark.parametrize(
    "text, kind",
    [
        ("“The wall is lost,” Lund said.", "direct"),
        ("Lund said the wall is lost.", "indirect"),
        ("Lund said the wall is “a ruin.”", "mixed"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [s.kind for s in said(text)] == [kind]


def test_a_pronoun_is_resolved_and_only_likely() -> None:
    found = said("Vera Lund left the hall. “The wall is lost,” she said.")
    assert [(s.speaker, s.speaker_as_written, s.certainty) for s in found] == [("Vera Lund", "she", "likely")]


def test_a_pronoun_does_not_take_a_name_of_the_other_sex() -> None:
    text = "Maria Lund left the hall after Mr. Orr. “The wall is lost,” he said."
    assert [s.speaker for s in said(text)] in ([], ["Orr"])


def test_a_pronoun_that_nobody_fits_is_left_out() -> None:
    assert said("The rain fell. “The wall is lost,” he said.") == []


def test_a_surname_gets_the_full_name_and_the_office_of_the_article() -> None:
    text = "Harbour Minister Vera Lund came. The sun rose.\n\nLund said the wall is lost."
    (found,) = said(text)
    assert (found.speaker, found.speaker_as_written, found.office) == ("Vera Lund", "Lund", "Harbour Minister")


def test_a_surname_of_two_people_stays_a_surname() -> None:
    text = "Peter Lund met his sister. Maria Lund waved. Lund said the wall is lost."
    assert [s.speaker for s in said(text)] == ["Lund"]


def test_an_office_behind_the_name_is_kept() -> None:
    (found,) = said("Vera Lund, the club’s chairwoman, said the wall is lost.")
    assert (found.speaker, found.office) == ("Vera Lund", "club’s chairwoman")


@pytest.mark.parametrize(
    "text",
    [
        "France’s foreign minister spoke first.\n\nForeign Minister Louis Garde said the wall is lost.",
        "France’s government replied, with Foreign Ministry spokesman Louis Garde saying “the wall is lost.”",
        "French President Louis Garde said the wall is lost.",
    ],
)
def test_the_country_that_an_office_speaks_for(text: str) -> None:
    assert [(s.speaker, s.body) for s in said(text)] == [("Louis Garde", "France")]


def test_of_a_nested_report_the_inner_one_speaks() -> None:
    text = "“The wall is lost,” said Vera Lund, according to the Bay Courier."
    assert [s.speaker for s in said(text)] == ["Vera Lund"]


def test_words_within_words_are_not_a_second_statement() -> None:
    assert [s.speaker for s in said("Vera Lund said that Peter Orr promised a new wall.")] == ["Vera Lund"]


def test_what_the_reporter_adds_is_not_said() -> None:
    text = "Vera Lund said the dam was safe, which engineers doubt, adding that she would visit it."
    contents = [content for _, content in pairs(text)]
    assert "the dam was safe" in contents
    assert not [content for content in contents if "engineers" in content]


def test_two_who_say_so_side_by_side_have_each_their_own() -> None:
    text = "Vera Lund said the dam was safe and Peter Orr said it was full of holes."
    assert pairs(text) == [("Vera Lund", "the dam was safe"), ("Peter Orr", "it was full of holes")]


def test_an_answer_in_a_relative_clause_is_who_answers() -> None:
    text = "Vera Lund said the dam was safe and sound, to which Peter Orr replied, “It is full of holes.”"
    assert pairs(text) == [("Vera Lund", "the dam was safe and sound"), ("Peter Orr", "“It is full of holes.”")]


def test_a_description_behind_a_quotation_speaks_though_the_parser_ties_it_to_the_quotation() -> None:
    text = "“The gates are rusty,” a harbour source, who was not authorized to speak on the record, told Velm Daily."
    assert pairs(text) == [("a harbour source", "“The gates are rusty,”")]


def test_a_headline_with_a_name_and_a_colon() -> None:
    text = "Lund: we will rebuild the wall\n\nHarbour Minister Vera Lund spoke on Monday."
    assert ("Vera Lund", "we will rebuild the wall") in pairs(text)


def test_a_transcript() -> None:
    text = "LUND: Where is the money?\n\nORR: It is gone.\n\nLUND: All of it?\n\nORR: All."
    assert [content for _, content in pairs(text)] == ["Where is the money?", "It is gone.", "All of it?", "All."]


def test_words_in_quotation_marks_beside_another_verb_are_likely() -> None:
    found = said("Vera Lund supports “a new wall for all.” She saw “A Long Winter” on Monday.")
    assert [(s.speaker, s.certainty, s.kind) for s in found] == [("Vera Lund", "likely", "direct")]


def test_a_refusal_to_answer_is_kept_and_an_answer_is_not_invented() -> None:
    text = "Vera Lund did not respond to a request for comment. Peter Orr responded to the flood."
    assert pairs(text) == [("Vera Lund", "to a request for comment")]


def test_a_label_is_nobody() -> None:
    assert said("UPDATE: the harbour wall is lost\n\nThe harbour wall broke at dawn.") == []


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    text = "SALTHAVEN -- Orland’s harbour minister called Monday on the court to investigate the flood."
    assert pairs(text) == [("Orland’s harbour minister", "on the court to investigate the flood")]


def test_offsets_lie_inside_the_text_and_quote_it() -> None:
    text = "Vera Lund said:\n\n“The wall is lost.”\n\nHe said no. “A, “b” c,” said Peter Orr (D-Bay). ''"
    for s in said(text):
        assert 0 <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == text[s.start : s.end].strip()


def test_nothing_said_is_no_statement_and_an_empty_article_is_no_error() -> None:
    assert said("") == said("Nothing is said here.") == []


@pytest.mark.parametrize("text", ["Whatever she does she said to lose.", "What the council does Orr said to watch."])
def test_an_aside_that_begins_the_sentence_is_read_too(text: str) -> None:
    assert pairs(text) == []
