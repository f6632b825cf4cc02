"""The stored text: paragraphs by blank lines, the web page around the story gone, the story whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcontext.index.text.clean import clean

# A page of the kind that browsers save as text: a banner, a video, a picture with its caption, an app prompt.
PAGE = """Watch Arden News

Chancellor may skip talks with Morvia over dam "sabotage"

VELLSTADT -- The foreign minister of Arden called Monday on the river commission to investigate Morvia for sabotage.

Foreign Minister Ines Halloran told Radio Arden that “we intend to find out how the probe can be opened.”

Engineers race to save cracked dam 01:28

“These cracks -- and I said it in Morvia -- were made,” Halloran said. “We shall go to the commission.”

chancellorlindqvistmeetsoduya.jpg
President Tomas Oduya (R) and Chancellor Eva Lindqvist speak at the Amber Palace in Morvia, November 26, 2015. REUTERS

Morvia reacted defiantly, with spokeswoman Petra Zoltan saying “it is dangerous to play with such words.”

View Arden News In
Arden News App Open
Chrome Safari Continue
Be the first to know
Get browser notifications for breaking news, live events, and exclusive reporting."""

FURNITURE = [
    "Watch Arden News",
    "Engineers race to save cracked dam 01:28",
    "chancellorlindqvistmeetsoduya.jpg",
    "Chancellor Eva Lindqvist speak at",
    "View Arden News In",
    "App Open",
    "Safari",
    "first to know",
    "notifications",
]


def test_a_page_saved_as_text_keeps_its_story_alone():
    cleaned = clean(PAGE)
    assert not [line for line in FURNITURE if line in cleaned]
    assert cleaned.split("\n\n") == [
        paragraph
        for paragraph in PAGE.split("\n\n")
        if "\n" not in paragraph and not any(line in paragraph for line in FURNITURE)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below",
        "Story continues below advertisement",
        "Continue reading the main story",
        "Read more: Five facts about the dam",
        "Related: The river that two countries share",
        "RELATED STORIES",
        "MORE: Five facts about the dam",
        "Five facts about the dam [VIDEO]",
        "Follow Jane Roe on Twitter @janeroe",
        "Follow us on Facebook",
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "12 Comments",
        "Comments (7)",
        "Show 12 comments",
        "Sign up for our daily newsletter",
        "Get the morning briefing delivered to your inbox.",
        "Subscribe now",
        "Already a subscriber? Log in",
        "We use cookies to improve your experience. By continuing you accept our cookie policy.",
        "Accept all cookies",
        "© 2016 Arden Media. All rights reserved.",
        "Copyright 2016 The Arden Post",
        "This material may not be published, broadcast, rewritten or redistributed.",
        '<tweet tweet-id="1234567"><tweet/>',
        "PHOTO: The dam at dusk",
        "Image source, Getty Images",
        "Jane Roe/AFP/Getty Images",
        "(AP Photo/Jane Roe)",
        "Photograph: Jane Roe/The Arden Post",
        "Smoke rises over the dam on Monday. REUTERS/Jane Roe",
        "Mayor Ana Silva (L) greets engineer Bo Lind (R) at the dam",
        "FILE - In this May 3, 2015 file photo, people walk along the dam.",
        "dam-at-dusk.jpeg",
        "IMG_2031 (1).JPG",
        "1:07",
        "Inside the dam 12:07",
        "2 min read",
        "Click here to get the app",
        "Skip to main content",
        "Home > World > Europe",
        "* * *",
        "________",
    ],
)
def test_furniture_goes(line):
    assert (
        clean(f"The river rose on Monday.\n\n{line}\n\nIt fell on Tuesday.")
        == "The river rose on Monday.\n\nIt fell on Tuesday."
    )


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "VELLSTADT (AP) — The river rose.",
        "The Associated Press contributed to this report.",
        "Correction: An earlier version misstated the date.",
        "“Read more: that is my advice,” she said.",
        "“Follow us on Twitter,” the minister told voters.",
        "“Advertisement,” he said.",
        "He had worked for Reuters.",
        "The law was signed at noon. (AP)",
        "The train leaves at 10:30",
        "Doors open from 18:30",
        "Published 3 May 2021 10:30",
        "Copyright law was never the issue.",
        "Video by a bystander showed officers running.",
        "The video is not authentic.",
        "Sen. John Poe (R) voted no.",
        "More on that later.",
        "Pause.",
        "9/11",
        "He trusted none of the people in [OBAMA].",
        "None of them were with [Obama]",
        "“I have won ten [states],” he said.",
        "Listen: we did what we could.",
        "Cookies are what the bakery is known for.",
        "He asked for comments.",
        "Share prices fell on Monday.",
        "Watch prices rose in Geneva.",
    ],
)
def test_the_story_stays(line):
    assert line in clean(f"The river rose on Monday.\n\n{line}\n\nIt fell on Tuesday.").split("\n\n")


def test_the_headline_stays_as_the_first_paragraph():
    assert clean("Flood in Arden\n\nThe river rose on Monday.").startswith("Flood in Arden\n\n")


def test_a_caption_under_a_picture_goes_without_a_credit_too():
    assert clean("It rained.\n\ndam.jpg\nVillagers look at the dam.\n\nIt stopped.") == "It rained.\n\nIt stopped."


def test_leftover_tags_go_and_the_words_between_them_stay():
    assert (
        clean('She wrote: <tweet author="@roe" id="1">The dam will hold.</tweet> It did.')
        == "She wrote: The dam will hold. It did."
    )


HARD_WRAPPED = """The bridge over the Arden will stay closed until spring, the town's engineer
announced on Monday, after a week of tests had shown cracks in two of its
seven pillars.

Shopkeepers on the northern bank fear for their trade in winter, for the next
crossing is far upstream."""


def test_hard_wrapped_lines_are_joined():
    assert clean(HARD_WRAPPED).split("\n\n") == [" ".join(p.split("\n")) for p in HARD_WRAPPED.split("\n\n")]


def test_lines_that_are_paragraphs_stay_apart():
    lines = [
        "The bridge will stay closed until spring.",
        "Engineers found cracks.",
        "Shops fear for their trade in winter.",
    ]
    assert clean("\n".join(lines)).split("\n\n") == lines


def test_lists_in_wrapped_text_stay_lists():
    listed = HARD_WRAPPED + "\n\n- a ferry from the first of\n  December\n- a bus"
    assert clean(listed).split("\n\n")[-2:] == ["- a ferry from the first of December", "- a bus"]


_LINES = st.sampled_from(
    [
        *PAGE.split("\n"),
        *HARD_WRAPPED.split("\n"),
        "",
        " ",
        "dam.jpg",
        "AP",
        "- item",
        "Read more: x",
        "<p>",
        "<\u200bp>",
        "<!--",
        "-->",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(st.one_of(_LINES, st.text(max_size=30))).map("\n".join))


@given(_TEXTS)
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once


@given(_TEXTS)
def test_paragraphs_are_parted_by_one_blank_line(text):
    cleaned = clean(text)
    assert not re.search(r"\n{3,}|[ \t]\n|\n[ \t]|^\s|\s$|  ", cleaned)
    assert "\n" not in cleaned.replace("\n\n", "")
