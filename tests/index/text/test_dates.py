"""Dates are found in a text as far as it gives them, and nothing else is taken for one."""

import pytest

from factcontext.index.text.dates import PartialDate, as_date, date_in_words, dates_in


def parts(one: PartialDate) -> tuple[int | None, int | None, int | None]:
    return one.year, one.month, one.day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The report of 2031-10-12 says so.", (2031, 10, 12)),
        ("photos/2031/10/12/ferry.jpg", (2031, 10, 12)),
        ("signed 2031.10.12", (2031, 10, 12)),
        ("at 2031-10-12T08:00:00Z", (2031, 10, 12)),
        ("She said so on 12 October 2031.", (2031, 10, 12)),
        ("on the 12th of October, 2031", (2031, 10, 12)),
        ("on October 12, 2031", (2031, 10, 12)),
        ("TORVANE, Oct. 12, 2031 (VNK) —", (2031, 10, 12)),
        ("Sept. 3rd, 2031", (2031, 9, 3)),
        ("Jul. 4 2031", (2031, 7, 4)),
        ("Mar 3, 2031", (2031, 3, 3)),
        ("since October\n12, 2031", (2031, 10, 12)),
        ("Page 12 October 10, 2031", (2031, 10, 10)),
        ("in October 2031", (2031, 10, None)),
        ("in October of 2031", (2031, 10, None)),
        ("in 2031", (2031, None, None)),
        ("in 1588", (1588, None, None)),
        ("by January 9 to answer", (None, 1, 9)),
        ("on 9 January she left", (None, 1, 9)),
        ("it reopens in May", (None, 5, None)),
        ("in March the army crossed", (None, 3, None)),
        ("June was dry", (None, 6, None)),
        ("until mid-May", (None, 5, None)),
    ],
)
def test_a_date_in_prose(text, found):
    assert [parts(one) for one in dates_in(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "You may go now, she said.",
        "May I ask why it sank?",
        "They march on the capital.",
        "Mar Lora, a dealer, was on trial.",
        "It cost 1,234 crowns, or 2,031.",
        "The vote was 12/10.",
        "about $2031 or 2031%",
        "Room 101 was full, the sun set.",
        "She won 3-2 in 52 seconds.",
        "number 20311012",
        "call 020 7946 0018",
        "in May’s view",
        "",
    ],
)
def test_what_is_no_date_in_prose(text):
    assert not dates_in(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what did calder say in october 2031", (2031, 10, None)),
        ("TORVANE, OCTOBER 12, 2031 —", (2031, 10, 12)),
        ("may 3 2031", (2031, 5, 3)),
        ("flood-20311012.txt", (2031, 10, 12)),
        ("outlet_2031-10-12_flood.txt", (2031, 10, 12)),
    ],
)
def test_capitals_tell_nothing_outside_of_prose(text, found):
    assert [parts(one) for one in dates_in(text, is_prose=False)] == [found]


@pytest.mark.parametrize(
    "text", ["case-1203110121.txt", "12/10/31", "2031-13-45.txt", "20311345", "what may calder do"]
)
def test_what_is_no_full_date_outside_of_prose(text):
    assert not [one for one in dates_in(text, is_prose=False) if one.calendar_day]


@pytest.mark.parametrize(
    ("text", "weekday", "day"),
    [
        ("on Friday", 4, None),
        ("on Fridays", 4, None),
        ("Monday, October 13, 2031", 0, 13),
        ("on Friday, the 28th of November", 4, 28),
        ("Sunday 28 November", 6, 28),
    ],
)
def test_a_weekday_belongs_to_the_day_after_it(text, weekday, day):
    assert [(one.weekday, one.day) for one in dates_in(text)] == [(weekday, day)]


def test_several_dates_come_in_order_with_their_places():
    text = "On Friday she spoke of May 2031, the 1990s and yesterday."
    found = dates_in(text)
    assert [text[slice(*one.span)] for one in found] == ["Friday", "May 2031", "1990s", "yesterday"]
    assert [one.is_decade for one in found] == [False, False, True, False]
    assert found[-1].relative == "yesterday"


def test_two_paragraphs_share_no_date():
    assert [parts(one) for one in dates_in("It closed in October\n\n2031 was dry.")] == [
        (None, 10, None),
        (2031, None, None),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [("12 October 2031", "2031-10-12"), ("31 June 2031", None), ("Feb. 29, 2031", None), ("October 2031", None)],
)
def test_only_a_day_that_there_is_is_a_day_of_the_calendar(text, day):
    (one,) = dates_in(text)
    assert (one.calendar_day and one.calendar_day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May", (None, 5, None)),
        ("october", (None, 10, None)),
        ("3 May 2031", (2031, 5, 3)),
        ("2031", (2031, None, None)),
        ("the gates", None),
        ("May 2031 and on", None),
    ],
)
def test_a_text_that_is_a_date_as_a_whole(text, found):
    one = as_date(text)
    assert (one and parts(one)) == found


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2031-11-05", "5 November 2031"), ("2031-11-05T08:00", "5 November 2031"), ("2031", "2031"), ("soon", "soon")],
)
def test_a_date_is_written_in_words(iso, words):
    assert date_in_words(iso) == words
