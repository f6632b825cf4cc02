"""Whose own words an article is: releases, op-eds, letters; and reports, which are nobody's."""

import pytest

from factcontext.index.attribution.authorship import Authorship, find_authorship
from factcontext.index.attribution.cast_collection import collect_cast
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.records import Article, Metadata, Value
from factcontext.index.text.quotes import find_quotes
from factcontext.index.text.sentences import split

OWN = (
    "\n\nI am glad that the quay is safe. My office paid for the wall.\n\nWe will build a pier, and I thank the crews."
)
REPORT = "\n\nThe quay is safe. The town paid for the wall.\n\nA pier will be built before winter."


def authorship(text: str, author: str | None = None) -> Authorship | None:
    metadata = Metadata(author=Value(author, "document") if author else None)
    quoted = QuotedText("a.txt", text, split(text), find_quotes(text))
    return find_authorship(Article("a.txt", "", text, metadata), quoted, collect_cast(text))


@pytest.mark.parametrize(
    ("title", "name", "office"),
    [
        ("Statement by Health Minister Ana Lund on the Fever", "Ana Lund", "Health Minister"),
        ("Remarks by President Ana Lund at the Opening of the Port", "Ana Lund", "President"),
        ("Message from Mayor Ana Lund to the people of Velm", "Ana Lund", "Mayor"),
        ("Statement by the Minister for Trade, Ana Lund, on tariffs", "Ana Lund", "Minister for Trade"),
        ("Statement by the Minister for Trade Ana Lund on tariffs", "Ana Lund", "Minister for Trade"),
        ("Statement of Ana Lund, Minister for Health, on the Fever", "Ana Lund", "Minister for Health"),
        ("Joint statement by Ana Lund and Jo Orr on the pier", "Ana Lund and Jo Orr", None),
        ("Joint Statement by Mayor Ana Lund and Governor Jo Orr Following Talks", "Ana Lund and Jo Orr", None),
        ("Joint Statement by the Foreign Ministers of Torvane and Velm", "Foreign Ministers of Torvane and Velm", None),
        ("Statement from the Harbour Trust on the Closure of Pier Two", "Harbour Trust", None),
        ("Open letter from Ana Lund to the council", "Ana Lund", None),
        ("New Year's message from President Lund", "Lund", "President"),
        ("Keynote address by Bank Governor Ana Lund: Rates and the Sea", "Ana Lund", "Bank Governor"),
        ("Statement: Mayor Ana Lund on the Closure of the Pier", "Ana Lund", "Mayor"),
        ("STATEMENT BY THE PRIME MINISTER, MS. ANA LUND, ON THE FLOODS", "Ana Lund", "Prime Minister"),
        (
            "MINISTRY OF PORTS\n\nFor release\n\nStatement by the Minister for Ports, the Hon. Ana Lund, on the quay",
            "Ana Lund",
            "Minister for Ports",
        ),
        ("Ana Lund’s statement on the fever", "Ana Lund", None),
        ("Senator Lund Statement on the Harbour Bill", "Lund", "Senator"),
        ("Pier to close\n\nMayor Ana Lund today issued the following statement:", "Ana Lund", "Mayor"),
        ("Pier to close\n\nVELM – Mayor Ana Lund released the following statement on the pier:", "Ana Lund", "Mayor"),
    ],
)
def test_a_release_is_of_whom_its_title_or_first_line_names(title: str, name: str, office: str | None) -> None:
    found = authorship(title + OWN)
    assert found is not None
    assert (found.author.name, found.author.office, found.certainty) == (name, office, "certain")
    assert len(found.paragraphs) == 2


@pytest.mark.parametrize(
    "title",
    [
        "Statement by police after crash",
        "Statement from the Harbour Trust",  # the body says no "we"
        "Letter from Velm: the pier that never was",
        "Message from space puzzles scientists",
        "Court hears statement by Mayor Ana Lund",
        "Ana Lund to make a statement on the pier",
    ],
)
def test_a_headline_with_such_a_word_announces_nothing(title: str) -> None:
    assert authorship(title + REPORT) is None


@pytest.mark.parametrize(
    "body",
    [
        "\n\nMayor Lund said that she was sorry.\n\nI am told that it rained.",
        "\n\n“I am sorry,” she said.\n\nThe council meets on Monday.",
        "\n\nTHE MAYOR: I am sorry.\n\nQ Why?\n\nTHE MAYOR: It rained.",
    ],
)
def test_a_report_on_a_statement_and_a_transcript_are_no_release(body: str) -> None:
    assert authorship("Statement by Mayor Ana Lund" + body) is None


def test_a_release_that_never_says_i_is_likely() -> None:
    found = authorship("Statement by Mayor Ana Lund" + REPORT)
    assert found is not None and found.certainty == "likely"


def test_of_a_release_in_quotation_marks_what_stands_outside_them_is_the_newsrooms() -> None:
    lead = "Pier to close\n\nMayor Ana Lund issued the following statement:"
    found = authorship(f"{lead}\n\n“I am sorry.\n\n“We will build a pier.”\n\nThe council meets on Monday.")
    assert found is not None and len(found.paragraphs) == 2


def test_what_closes_a_release_is_no_part_of_it() -> None:
    found = authorship(f"Statement by Mayor Ana Lund{OWN}\n\n###\n\nI am the press office.")
    assert found is not None and len(found.paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "author", "office"),
    [
        (f"Keep the pier\n\nBy Ana Lund{OWN}\n\nAna Lund is a fisherman in Velm.", None, "fisherman in Velm"),
        (f"Keep the pier{OWN}\n\nAna Lund is a professor of law at Velm.", "Ana Lund", "professor of law"),
        (f"Keep the pier{OWN}\n\nAna Lund, a lawyer, is a member of the council.", None, "member of the council"),
        (f"Keep the pier{OWN}\n\n*Ana Lund has cleaned offices in Velm since 2004.*", None, None),
        (f"Keep the pier{OWN}\n\nLund served as harbour master.", "By Ana Lund", None),
        (f"Keep the pier{OWN}\n\nThe writer is president of the Anglers.", "Ana Lund", None),
        (f"Opinion: Keep the pier\n\nBy Ana Lund{OWN}", None, None),
        (f"Opinion | Keep the pier{OWN}", "Ana Lund", None),
        (f"Guest column: Keep the pier\n\nDr Ana Lund is a biologist at Velm.{OWN}", None, "biologist"),
        (f"Keep the pier\n\nGUEST COLUMN{OWN}", "Ana Lund", None),
        (f"My View: Keep the pier\n\nAna Lund{OWN}", None, None),
        (f"Keep the pier\n\nBy Ana Lund, councillor for the Old Town{OWN}", None, "councillor for the Old Town"),
        (f"By Professor Ana Lund{OWN}\n\nAna Lund teaches law at Velm.", None, "Professor"),
        (f"Ana Lund: Keep the pier{OWN}", "Ana Lund", None),
        (f"The pier\n\nTo the Editor:{OWN}\n\nSincerely,\n\nAna Lund\n\nVelm", None, None),
        (f"The pier\n\nSir, – I walk there.{OWN}\n\nYours faithfully,\nAna Lund,\nVelm", None, None),
        (
            f"Letters: The pier\n\nSIR — I walk there.{OWN}\n\nYours etc.,\n\nAna Lund\nVelm\n\nShe is retired.",
            None,
            None,
        ),
        (f"The pier\n\nDear Mayor Orr,{OWN}\n\nYours sincerely, Ana Lund, Velm", None, None),
        (f"Letter to the editor: The pier{OWN}\n\nAna Lund, Velm", None, None),
    ],
)
def test_an_op_ed_or_a_letter_is_of_whoever_signs_it(text: str, author: str | None, office: str | None) -> None:
    found = authorship(text, author)
    assert found is not None
    assert (found.author.name, found.author.office, found.certainty) == ("Ana Lund", office, "certain")


def test_in_a_section_of_opinion_a_text_without_i_is_likely_its_authors() -> None:
    found = authorship("Opinion: Keep the pier" + REPORT, "Ana Lund")
    assert found is not None and found.certainty == "likely"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (f"Pier closes\n\nBy Ana Lund{REPORT}", "Ana Lund"),
        (f"My week on the pier\n\nBy Ana Lund{OWN}", "Ana Lund"),  # a feature: a reporter says "I" too
        (f"Pier closes{OWN}\n\nAna Lund is a reporter at the Courier.", "Ana Lund"),
        (f"Pier closes{OWN}\n\nAna Lund covers the harbour for the Courier.", "Ana Lund"),
        (f"Pier closes\n\nBy Ana Lund, political editor{OWN}", "Ana Lund"),
        (f"Pier closes\n\nBy Ana Lund, Velm{OWN}", "Ana Lund"),
        (f"Pier closes{REPORT}\n\nJo Orr is the mayor of Velm.", "Ana Lund"),  # the story's, not its author
        (f"Opinion: Keep the pier{OWN}", "Staff"),
        (f"Opinion: Keep the pier{OWN}", None),
        (f"Opinion: Keep the pier{OWN}\n\nMs Lund told us so. “It is mine,” Lund said.", "Ana Lund"),
        (f"DEAR ADA: I am sad.{OWN}\n\nSincerely,\n\nSad in Velm\n\nDEAR SAD: Talk to her.", None),
        (f"Letter: The pier\n\nI like it.\n\nAna Lund, Velm\n\nI do not like it.{OWN}\n\nJo Orr, Sollen", None),
        (f"Opinion: The storm, as it happened{OWN}", "Ana Lund"),
        ("", None),
    ],
)
def test_a_report_is_nobodys_own_words(text: str, author: str | None) -> None:
    assert authorship(text, author) is None


ARGUMENT = "I have fished here for years. The quay should stay.\n\nWe pay our share. I ask the town to pay, too."
STORY = (
    "I came to Velm at dawn. I saw nobody.\n\nMayor Jo Orr said that the quay was gone.\n\n“All of it,” he added."
    "\n\nI think of it still."
)


@pytest.mark.parametrize(
    "text",
    [
        f"The quay must stay\n\nBy Ana Lund\n\n{ARGUMENT}",
        f"The quay must stay\n\n{ARGUMENT}\n\n— Ana Lund, Velm",
        f"The quay must stay\n\n{ARGUMENT}\n\nAna Lund, Velm",
    ],
)
def test_a_signed_text_that_argues_is_likely_its_signers(text: str) -> None:
    found = authorship(text)
    assert found is not None and (found.author.name, found.certainty) == ("Ana Lund", "likely")
    assert len(found.paragraphs) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"The quay is gone\n\nBy Ana Lund\n\n{STORY}",
        f"The quay is gone\n\n{STORY}\n\nAna Lund, Velm",
        f"The quay is gone\n\nBy Ana Lund{REPORT}",
    ],
)
def test_a_reporters_own_story_is_nobodys_argument(text: str) -> None:
    assert authorship(text) is None


def test_a_line_under_the_byline_tells_of_the_author_too() -> None:
    found = authorship(f"The quay\n\nBy Ana Lund\n\nAna Lund is a fisherman in Velm.{OWN}")
    assert found is not None and found.author.name == "Ana Lund" and len(found.paragraphs) == 2


def test_what_others_tell_the_author_is_no_report_on_the_author() -> None:
    told = "My neighbour Vera Orr stood there. “You are mad,” she said.\n\n“Go home,” she told me."
    assert authorship(f"Opinion: The quay\n\nBy Ana Lund\n\nI left at noon.\n\n{told}\n\nI will stay.")


def test_a_letter_may_name_its_writer_in_a_byline() -> None:
    found = authorship(f"Letter to the editor: Keep the pier\n\nBy Ana Lund{OWN}\n\nAna Lund is a miller in Velm.")
    assert found and (found.author.name, found.certainty, len(found.paragraphs)) == ("Ana Lund", "certain", 2)


def test_a_diary_is_its_columnists() -> None:
    found = authorship(f"Diary\n\nBy Ana Lund{OWN}")
    assert found and (found.author.name, found.certainty) == ("Ana Lund", "certain")
