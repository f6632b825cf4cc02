"""A speaker's statements as they are shown: in order of time, to the letter, each leading to its place."""

import pytest

from factcontext.index.build import build
from factcontext.index.records import Article, Metadata, Statement, Value
from factcontext.index.store.library import Library
from factcontext.rag.copies import ReportedOnce
from factcontext.rag.statements import about_topic, in_order_of_time
from factcontext.ui import texts
from factcontext.ui.address import SpeakerAddress, read_address, read_speaker
from factcontext.ui.elements import Element
from factcontext.ui.said import Stretch, find_speaker, listing, speaker_address, stretches
from factcontext.ui.speakers import listing as list_of
from tests.drawn import find, query_of, words
from tests.fakes import HashingEmbedder

LATE = """---
title: Ferry to sail again
date: 2031-06-02
---
SELDA -- The ferry will sail again in July, harbour master Ines Calder said on Monday. “The gates hold,” Calder said,
“and the ferry will sail.”

Officials said the fares would not rise.
"""
EARLY = """---
title: Harbour gates leak
date: 2031-05-02
---
SELDA -- “The gates let water in,” harbour master Ines Calder said on Friday.

Officials said the pumps were old.
"""
UNDATED = """Notice from the harbour

The quay is closed to lorries, Ines Calder said.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three articles in which one person speaks, indexed."""
    folder = tmp_path_factory.mktemp("said")
    (folder / "articles").mkdir()
    for name, text in {"a-late.md": LATE, "b-early.md": EARLY, "c-undated.txt": UNDATED}.items():
        (folder / "articles" / name).write_text(text, "utf-8")
    build(folder / "articles", folder / "index", HashingEmbedder())
    return Library.open(folder / "index")


@pytest.fixture(scope="module")
def calder(library: Library) -> int:
    speaker = find_speaker(SpeakerAddress("Ines Calder"), library)
    assert speaker is not None
    return speaker.id


def once(found: list[Statement]) -> list[ReportedOnce]:
    """Statements of which there are no copies."""
    return list(map(ReportedOnce, found))


def in_order(speaker: int, newest: bool, library: Library) -> list[Statement]:
    return in_order_of_time(library.statements_by([speaker]), library, newest)


def order(library: Library, speaker: int, newest: bool) -> list[str]:
    return list(dict.fromkeys(one.article for one in in_order(speaker, newest, library)))


def test_the_oldest_comes_first_and_what_has_no_date_last(library: Library, calder: int) -> None:
    assert order(library, calder, newest=False) == ["b-early.md", "a-late.md", "c-undated.txt"]


def test_the_newest_comes_first_and_what_has_no_date_last(library: Library, calder: int) -> None:
    assert order(library, calder, newest=True) == ["a-late.md", "b-early.md", "c-undated.txt"]


def test_within_an_article_the_order_is_that_of_the_text(library: Library, calder: int) -> None:
    for newest in (True, False):
        starts = [one.start for one in in_order(calder, newest, library) if one.article == "a-late.md"]
        assert len(starts) > 1 and starts == sorted(starts)


def test_a_topic_is_in_the_words_or_in_the_headline(library: Library, calder: int) -> None:
    everything = in_order(calder, False, library)
    assert {one.article for one in about_topic(everything, "water", library)} == {"b-early.md"}
    assert {one.article for one in about_topic(everything, "ferries sailing", library)} == {"a-late.md"}
    assert about_topic(everything, "the gates of Torvane", library) == []
    assert about_topic(everything, "  ", library) == everything


def test_words_on_both_sides_of_their_cue_are_shown_together(library: Library, calder: int) -> None:
    [both] = [one for one in stretches(once(in_order(calder, False, library)), library) if len(one.statements) > 1]
    assert both.article.text[both.start : both.end].replace("\n", " ") == (
        "“The gates hold,” Calder said, “and the ferry will sail.”"
    )


def test_what_is_marked_are_the_statements_to_the_letter(library: Library, calder: int) -> None:
    found = stretches(once(in_order(calder, False, library)), library)
    shown = listing(found)
    said = [one.article.text[s.start : s.end] for one in found for s in one.statements]
    assert [words(mark) for mark in find(shown, tag="mark")] == said
    assert [words(one) for one in find(shown, class_="fc-passage")] == [s.article.text[s.start : s.end] for s in found]


def test_a_link_opens_the_article_at_the_words(library: Library, calder: int) -> None:
    found = stretches(once(in_order(calder, False, library)), library)
    links = find(listing(found), tag="a")
    assert len(links) == len(found)
    for opened, one in zip(links, found, strict=True):
        address = read_address(query_of(opened))
        assert address is not None and address.same_text(one.article)
        assert (address.start, address.end) == (one.statements[0].start, one.statements[-1].end)


def test_each_article_is_named_once_with_outlet_headline_and_date(library: Library, calder: int) -> None:
    shown = listing(stretches(once(in_order(calder, False, library)), library))
    titles = [words(one) for one in find(shown, class_="fc-headline")]
    assert titles == ["Harbour gates leak", "Ferry to sail again", "Notice from the harbour"]
    assert "2 May 2031" in words(shown)


def test_how_it_is_reported_is_told_in_words(library: Library, calder: int) -> None:
    shown = listing(stretches(once(in_order(calder, False, library)), library))
    manners = {words(one) for one in find(shown, class_="fc-manner")}
    assert "Quoted, attributed to “Calder” with “said”: certain" in manners
    assert any(one.startswith("In the article’s words, attributed to “harbour master Ines Calder”") for one in manners)


def overlapping() -> Element:
    article = Article("a.txt", "0" * 64, "She said: stop it now.", Metadata(title=Value("A", "document")))
    places = ((10, 17), (15, 21))
    said = tuple(Statement("a.txt", *place, "She", "She", "likely", "said", "indirect") for place in places)
    return listing([Stretch(article, 0, 22, said)])


def test_statements_that_overlap_do_not_double_the_text() -> None:
    [passage] = find(overlapping(), class_="fc-passage")
    assert words(passage) == "She said: stop it now."
    assert [words(mark) for mark in find(passage, tag="mark")] == ["stop it", " now"]


def test_speakers_of_one_name_have_addresses_of_their_own(library: Library) -> None:
    officials = [one for one in library.directory.speakers.values() if one.name.lower() == "officials"]
    assert len(officials) == 2
    addresses = [speaker_address(one, library) for one in officials]
    assert {one.quoted_in for one in addresses} == {"a-late.md", "b-early.md"}
    assert [find_speaker(read_speaker(one.query()) or one, library) for one in addresses] == officials


def test_speakers_of_one_name_are_listed_with_their_headlines(library: Library) -> None:
    officials = [one for one in library.directory.speakers.values() if one.name.lower() == "officials"]
    items = [words(item) for item in find(list_of(officials, 2, library), tag="li")]
    assert sorted(one.partition("In “")[2] for one in items) == ["Ferry to sail again”", "Harbour gates leak”"]


def test_a_speaker_is_found_by_a_name_that_is_not_the_shown_one(library: Library, calder: int) -> None:
    other = next(name for name in library.directory.speakers[calder].names)
    found = find_speaker(SpeakerAddress(other), library)
    assert found is not None and found.id == calder
    assert find_speaker(SpeakerAddress("Nobody At All"), library) is None


def test_an_address_without_a_speaker_names_none() -> None:
    assert read_speaker({}) is None and read_speaker({"speaker": "", "in": "a.txt"}) is None
    assert texts.NO_SUCH_SPEAKER
