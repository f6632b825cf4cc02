"""Whose words they are: pronouns, surnames, the quoted and the quoting, and how sure that is; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split


def said(text: str) -> list[Statement]:
    return find_statements(Article("a.txt", "", text), split(text))


def speakers(text: str) -> list[str]:
    return [s.speaker for s in said(text)]


# ---- pronouns


@pytest.mark.parametrize(
    "text, meant",
    [
        ("Maria Lund told Peter Orr that the dam was safe. He said it was not.", "Peter Orr"),
        ("Peter Orr thanked Paul Lund. He said the dam was safe.", "Peter Orr"),
        ("Peter Orr met with Paul Lund. He said the dam was safe.", "Peter Orr"),
        ("Peter Orr left. He thanked Paul Lund on Monday. He said the dam was safe.", "Peter Orr"),
        ("Peter Orr has doubts. If Paul Lund does not resign, he said he would.", "Peter Orr"),
        ("Peter Orr was asked by Paul Lund whether it rained. “It did not,” he said.", "Peter Orr"),
        ("Peter Orr spoke first. “Paul Lund is a fool,” he said.", "Peter Orr"),
        ("Anton Brusk came late. Brusk brought Paul Lund. He said the dam was safe.", "Anton Brusk"),
    ],
)
def test_a_pronoun_means_the_subject_before_it(text: str, meant: str) -> None:
    assert {s.speaker for s in said(text) if s.speaker_as_written.lower() == "he"} == {meant}


def test_a_name_that_is_shortened_to_its_last_word_is_a_person_and_a_region_is_not() -> None:
    text = "Anton Brusk left for Western Orland. Brusk liked Orland. “It is green,” he said."
    assert speakers(text) == ["Anton Brusk"]


def test_an_office_before_a_comma_belongs_to_the_name_after_it() -> None:
    (found,) = said("Orland’s foreign minister, Anton Brusk, plays down concerns. The dam is safe, he says.")
    assert (found.speaker, found.office) == ("Anton Brusk", "Orland’s foreign minister")


@pytest.mark.parametrize(
    "text, meant",
    [
        (
            "Jay Orr cannot say that “from where he stands,” Vera Lund added, saying that it was up to the court.",
            "Vera Lund",
        ),
        (
            "“It is full,” Vera Lund said in a panel after Jay Orr had won, remarking that it would rain soon.",
            "Vera Lund",
        ),
        ("Vera Lund heard a lecture from the Osten president, who said that the treaty was good.", "Osten president"),
    ],
)
def test_who_goes_on_with_a_participle_or_a_relative_clause(text: str, meant: str) -> None:
    assert said(text)[-1].speaker == meant


@pytest.mark.parametrize(
    "text",
    [
        "No trader there has ever said, “Please let me pay twice.”",
        "None of the ministers said that the bridge was safe.",
        "Neither Orr nor Lund said that the bridge was safe.",
    ],
)
def test_what_nobody_said_is_nobodys(text: str) -> None:
    assert said(text) == []


def test_no_10_is_somebody() -> None:
    assert speakers("No 10 said that the bridge was safe.") == ["No 10"]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("“It was a fault of ours,” says lead author Vera Lund, an entomologist in Velm.", "Vera Lund"),
        ("One of the owners, Vera Lund, said she would not sell.", "Vera Lund"),
        ("One of them, the Velm pension fund, said it would not sell.", "Velm pension fund"),
        ("The head of TV network Velm admitted that it had lost money.", "The head of TV network Velm"),
        ("The head of US TV network Velm admitted that it had lost money.", "The head of US TV network Velm"),
        ("Vera Lund left an hour after the vote ended, telling reporters that “nothing had changed.”", "Vera Lund"),
        ("His barrister, Vera Lund KC, said it was a fault.", "Vera Lund"),
        ("A memo went to the minister, Samir Velm-Touati. Mr Velm-Touati denied reading it.", "Samir Velm-Touati"),
        ("A rescue worker said it was dark. “He asked us about school,” he said.", "A rescue worker"),
        ("Tsehay Wold is in the brine, a bar across her back. “It is late,” she says.", "Tsehay Wold"),
        ("Vera Lund would not be drawn. “I have seen eleven films,” was all she would say.", "Vera Lund"),
        ("Mayor Vera Lund signed it. Added the mayor: “If you must sing at midnight, sing softly.”", "Vera Lund"),
        ("Senator Jay Orr met the mayor. “The pumps are older than I am,” said the lawmaker.", "Jay Orr"),
        (
            "Jay Orr keeps hens. A neighbour fumed: “I hate it.” But the 41-year-old stays. “They talk,” he said.",
            "Jay Orr",
        ),
    ],
)
def test_who_is_meant_by_what_stands_beside_the_verb(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


# ---- reports within reports


@pytest.mark.parametrize(
    "text, content",
    [
        ("RIA quoted Maria Lund as saying that the dam was safe.", "that the dam was safe"),
        ("RIA news agency quoted Maria Lund as saying: “The dam is safe.”", "“The dam is safe.”"),
        ("Maria Lund was quoted by the Bay Courier as saying the dam was safe.", "the dam was safe"),
        ("“The dam is safe,” Maria Lund was quoted as saying.", "“The dam is safe,”"),
    ],
)
def test_who_is_quoted_speaks_and_not_who_quotes(text: str, content: str) -> None:
    assert [(s.speaker, text[s.start : s.end]) for s in said(text)] == [("Maria Lund", content)]


def test_an_agency_that_names_nobody_speaks_for_itself() -> None:
    assert speakers("The dam is safe, according to RIA.") == ["RIA"]


# ---- who can speak


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Orland says it will not sign the treaty.", "Orland"),
        ("The harbour ministry said the dam was safe.", "The harbour ministry"),
        ("A statement from the Harbour Ministry read: “The dam is safe.”", "Harbour Ministry"),
        ("The report says that the dam was never inspected.", "The report"),
        ("The Bay Courier reported that the dam had burst.", "Bay Courier"),
        ("The club denied the claim that it had known.", "The club"),
        ("The mayor rejected claims that the dam had failed.", "The mayor"),
        ("A spokesman for the mayor declined to say whether it was safe.", "A spokesman for the mayor"),
        ("The claim by Vera Lund that the dam was safe proved false.", "Vera Lund"),
        ("As they left, the marchers chanted “stop the new wall.”", "the marchers"),
    ],
)
def test_bodies_papers_documents_and_crowds_speak(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Vera Lund has released a video that accuses Peter Orr of hiding the truth.", "Vera Lund"),
        ("Vera Lund issued a statement saying the dam was safe.", "Vera Lund"),
        ("Peter Orr read a letter saying that the dam was safe.", "a letter"),
        ("Peter Orr, whose criticism of the dam has sharpened, spoke.", "Peter Orr"),
    ],
)
def test_a_document_speaks_for_who_puts_it_out_and_not_for_who_reads_it(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_a_denial_shows_in_its_cue() -> None:
    (found,) = said("Vera Lund denied that she knew of the leak.")
    assert (found.cue, found.speaker) == ("denied", "Vera Lund")


# ---- quotations that go on


@pytest.mark.parametrize(
    "text, second",
    [
        ("“It is more than I need,” Vera Lund wrote, “but I could not resist it.”", "“but I could not resist it.”"),
        ("Vera Lund called him “a dreadful mayor of this town” and “a friend to no man.”", "“a friend to no man.”"),
        (
            "“The wall is lost,” Vera Lund said. “What I really care about is the harbour” and other matters.",
            "“What I really care about is the harbour”",
        ),
    ],
)
def test_a_quotation_goes_on_in_its_sentence_or_paragraph(text: str, second: str) -> None:
    found = said(text)
    assert {s.speaker for s in found} == {"Vera Lund"}
    assert any(second in text[s.start : s.end] for s in found)


def test_a_mark_without_a_space_before_it_opens_a_quotation() -> None:
    text = "Vera Lund said,“Look, this is no place for it. We must go.”"
    assert [(s.speaker, s.kind) for s in said(text)] == [("Vera Lund", "direct")]


def test_whoever_talks_to_two_outlets_speaks() -> None:
    text = "Rebel leader Peter Orr, in an interview with Quaypress and Radio Velm, said the dam was safe."
    assert [s.speaker for s in said(text)] == ["Peter Orr"]


def test_couples_of_one_name_are_told_apart_by_their_titles() -> None:
    text = (
        "Vera Lund spoke first, then Peter Lund. Vera Lund bowed and Vera Lund sat down. "
        "Mr. Lund said that the dam was safe. Mrs. Lund said that it was not."
    )
    assert [s.speaker for s in said(text)] == ["Peter Lund", "Vera Lund"]


def test_a_title_of_the_other_sex_means_nobody_who_is_named() -> None:
    assert "Vera Lund" not in speakers("Vera Lund sat down. Mr. Lund said that the dam was safe.")


# ---- certain and likely


@pytest.mark.parametrize(
    "text, certainty",
    [
        ("Vera Lund told reporters that the dam was safe.", "certain"),
        ("“The dam is safe,” Vera Lund added.", "certain"),
        ("Vera Lund refused to comment on the leak.", "certain"),
        ("Vera Lund said the dam, which broke in May, was safe.", "certain"),
        ("Vera Lund suggested that the dam was safe.", "likely"),
        ("Vera Lund sat down, saying that the dam was safe.", "likely"),
        ("Critics of the dam said that it was never safe.", "likely"),
        ("The lowest bidder said that the dam was safe.", "likely"),
        ("Vera Lund said the dam held.", "likely"),
        ("Vera Lund refused to discuss the owner of the pier.", "likely"),
        ("The dam was safe last week, according to Vera Lund.", "likely"),
        ("Vera Lund called for an inquiry into the flood.", "likely"),
        ("Peter Orr heard Vera Lund’s criticism of the dam.", "likely"),
        ("Vera Lund would say that the dam was safe.", "likely"),
        ("Vera Lund never said that the dam was safe.", "likely"),
    ],
)
def test_certain_is_what_is_plainly_reported(text: str, certainty: str) -> None:
    assert [s.certainty for s in said(text)] == [certainty]


def test_an_agency_at_the_end_but_passes_on() -> None:
    text = "Harbour master Vera Lund said the pier was gone, news agency Norpa said."
    assert [one.speaker for one in find_statements(Article("a.txt", "", text), split(text))] == ["Vera Lund"]
