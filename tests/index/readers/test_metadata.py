"""What is inferred from an article's first lines and its path."""

import pytest

from factcontext.index.readers.date_columns import DateColumn
from factcontext.index.readers.first_lines import infer
from factcontext.index.readers.metadata import iso_date, make
from factcontext.index.records import Metadata, Value

STORY = "The river rose on Monday, and the town of Arden closed its only bridge until further notice, officials said."


def found(text, path="a.txt"):
    return {name: (value.text, value.origin) for name, value in infer(path, text).values()}


def test_a_headline_byline_and_dateline_are_told_apart():
    text = f"Flood in Arden\n\nBy Jane Roe and John van der Poe\n\nVELLSTADT, Oct. 10, 2016 (Reuters) - {STORY}"
    assert found(text) == {
        "title": ("Flood in Arden", "first line"),
        "author": ("Jane Roe and John van der Poe", "byline"),
        "publisher": ("Reuters", "dateline"),
        "published": ("2016-10-10", "dateline"),
    }


@pytest.mark.parametrize(
    ("dateline", "publisher"),
    [
        ("PARIS (AP) — ", "Associated Press"),
        ("NEW YORK (Reuters) - ", "Reuters"),
        ("WASHINGTON, D.C. (AFP) -- ", "AFP"),
        ("PARIS -- ", None),
        ("SAINT-DENIS, France — ", None),
        ("PARIS (Arden Herald) — ", None),
    ],
)
def test_a_publisher_is_named_by_known_agencies_alone(dateline, publisher):
    values = found(f"Flood in Arden\n\n{dateline}{STORY}")
    assert values.get("publisher", (None,))[0] == publisher
    assert "published" not in values


@pytest.mark.parametrize("title", ["Flood in Arden.", "Flood in Arden; ", "Flood in Arden"])
def test_a_full_stop_after_a_headline_goes(title):
    assert found(f"{title}\n\n{STORY}")["title"] == ("Flood in Arden", "first line")


@pytest.mark.parametrize("title", ["What next for the U.S.", "And then the river rose ...", "Is Arden safe?"])
def test_a_headline_keeps_the_stops_that_belong_to_it(title):
    assert found(f"{title}\n\n{STORY}")["title"][0] == title


@pytest.mark.parametrize(
    "first", [f"PARIS (AP) — {STORY}", "By Jane Roe", "“It will hold,” the engineer said.", STORY * 3]
)
def test_a_first_line_that_is_no_headline_gives_no_title(first):
    assert "title" not in found(f"{first}\n\n{STORY}")


@pytest.mark.parametrize("masthead", ["Arden News", "The Arden Times", "World", "Politics"])
def test_an_outlets_name_over_the_headline_is_no_title(masthead):
    assert found(f"{masthead}\n\nFlood in Arden\n\n{STORY}")["title"] == ("Flood in Arden", "first line")


def test_a_text_of_one_paragraph_has_no_headline():
    assert found("Flood in Arden") == {}


@pytest.mark.parametrize("byline", ["By Jane Roe", "BY JANE ROE", "By Jane Roe | Staff Writer", "by: Jane Roe"])
def test_bylines_come_in_several_forms(byline):
    assert found(f"Flood in Arden\n\n{byline}\n\n{STORY}")["author"][0].casefold() == "jane roe"


@pytest.mark.parametrize(
    "line",
    ["By noon the river had risen.", "By all accounts It Rained In Arden Today And Then It Stopped Again For Good"],
)
def test_sentences_that_begin_alike_are_no_bylines(line):
    assert "author" not in found(f"Flood in Arden\n\n{line}\n\n{STORY}")


@pytest.mark.parametrize(
    "line",
    [
        *("Published 3 May 2021 10:30", "May 3, 2021", "Monday, May 3, 2021", "2021-05-03"),
        *("Published: 3 May 2021 | Updated: 5 May 2021", "By Jane Roe | 3 May 2021", "VELLSTADT, 3 May 2021"),
        *("Montag, 3. Mai 2021, 10:30 Uhr", "Publié le lundi 3 mai 2021 à 10h30", "lunes, 3 de mayo de 2021"),
        *("Publié le 3 mai 2021 - Mis à jour le 5 mai 2021", "Submitted by Jane Roe on 3 May 2021 - 10:30am"),
    ],
)
def test_a_line_that_is_a_date_dates_the_article(line):
    assert found(f"Flood in Arden\n\n{line}\n\n{STORY}")["published"] == ("2021-05-03", "dateline")


@pytest.mark.parametrize(
    "line",
    [
        *("Updated: 3 May 2021", "Last modified 3 May 2021", "© 3 May 2021", "03/04/2021"),
        *("Aktualisiert am 3. Mai 2021", "Mis à jour le 3 mai 2021", "Actualizado el 3 de mayo de 2021"),
    ],
)
def test_a_line_that_dates_something_else_does_not(line):
    assert "published" not in found(f"Flood in Arden\n\n{line}\n\n{STORY}")


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("The Arden Post, 3 May 2021", "The Arden Post"),
        ("Arden Gazette | Monday 3 May 2021", "Arden Gazette"),
        ("3 May 2021 - Arden Daily News", "Arden Daily News"),
        ("May 3, 2021 (Reuters)", "Reuters"),
        ("Source: Arden Herald, 3 May 2021, 10:30 GMT", "Arden Herald"),
        ("Jane Roe, The Arden Post, 3 May 2021", "The Arden Post"),
        ("ardenpost.com, 3 May 2021", "ardenpost.com"),
        ("World News, 3 May 2021", None),
    ],
)
def test_an_outlet_may_share_the_line_with_the_date(line, publisher):
    values = found(f"Flood in Arden\n\n{line}\n\n{STORY}")
    assert values["published"] == ("2021-05-03", "dateline")
    assert values.get("publisher", (None,))[0] == publisher


@pytest.mark.parametrize("line", ["Submitted by admin on Mon, 05/13/2021 - 11:04", "Posted by Jane Roe on 13 May 2021"])
def test_a_line_tells_who_published_when(line):
    assert found(f"Flood in Arden\n\n{line}\n\n{STORY}")["published"] == ("2021-05-13", "dateline")


def test_an_author_may_share_the_line_with_outlet_and_date():
    values = found(f"Flood in Arden\n\nThe Arden Post – 3 May 2021 – by Jane Roe\n\n{STORY}")
    assert (values["author"][0], values["publisher"][0]) == ("Jane Roe", "The Arden Post")


def test_a_headline_of_a_day_is_no_date_line():
    assert "published" not in found(f"Arden Floods, 3 May 1921\n\nThe town remembers\n\n{STORY}")


@pytest.mark.parametrize(
    ("dateline", "publisher"),
    [
        ("VELLSTADT/ARDEN Velmora (Reuters) - ", "Reuters"),
        ("ARDEN (RIA Novosti) — ", "RIA Novosti"),
        ("ARDEN (ČTK) – ", "ČTK"),
    ],
)
def test_agencies_sign_datelines_of_two_places_too(dateline, publisher):
    assert found(f"Flood in Arden\n\n{dateline}{STORY}")["publisher"] == (publisher, "dateline")


def test_a_date_within_the_story_does_not():
    assert "published" not in found(f"Flood in Arden\n\nThe bridge opened on May 3, 1921.\n\n{STORY}")


@pytest.mark.parametrize(
    ("path", "publisher", "published"),
    [
        ("arden-post_2021-05-03_flood.txt", "arden-post", "2021-05-03"),
        ("x/arden-post_2021-05-03_flood.txt", "arden-post", "2021-05-03"),
        ("2021/05/03/flood.txt", None, "2021-05-03"),
        ("flood-20210503.txt", None, "2021-05-03"),
        ("report_2021-05-03_flood.txt", None, "2021-05-03"),
        ("2021-05-03 flood.txt", None, "2021-05-03"),
        ("2021-13-45.txt", None, None),
        ("2021-02-30.txt", None, None),
        ("case-1202105031.txt", None, None),
        ("flood.txt", None, None),
    ],
)
def test_a_path_tells_date_and_outlet_only_where_it_holds_them(path, publisher, published):
    values = found(STORY, path)
    assert values.get("publisher", (None,))[0] == publisher
    assert values.get("published", (None,))[0] == published


def test_an_agency_in_an_outlets_file_is_the_author():
    values = found(f"Flood in Arden\n\nPARIS (AP) — {STORY}", "arden-post_2021-05-03_flood.txt")
    assert values["publisher"] == ("arden-post", "file name")
    assert values["author"] == ("Associated Press", "dateline")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Oct. 10, 2016", "2016-10-10"),
        ("October 10 2016", "2016-10-10"),
        ("10 October 2016", "2016-10-10"),
        ("2nd of June 2016", "2016-06-02"),
        ("3rd Sept. 2016", "2016-09-03"),
        ("2016-10-10T08:00:00Z", "2016-10-10"),
        ("2016/10/10", "2016-10-10"),
        ("10/11/2016", None),
        ("25/04/2016", "2016-04-25"),
        ("4/25/2016 7:15 PM", "2016-04-25"),
        ("5/5/2016", "2016-05-05"),
        ("1/25/04/2016", None),
        ("Feb. 30, 2016", None),
        ("October 2016", None),
        ("yesterday", None),
        ("1558569600", "2019-05-23"),  # a clock's seconds
        ("2019052312", None),  # a day and an hour
        ("9781234567890", None),  # a book's number
    ],
)
def test_only_full_and_plain_dates_are_dates(text, day):
    assert iso_date(text) == day


@pytest.mark.parametrize("odd", [float("inf"), float("nan"), 10**400, 1e300])
def test_no_number_breaks_the_reading(odd):
    assert make({"published": odd}, "sidecar") == Metadata()
    assert DateColumn.of([str(odd), "9" * 5000]) == DateColumn(None, False)


@pytest.mark.parametrize("nothing", ["", " ", "None", "null", "N/A", "-", None, 7, {"a": 1}, "x" * 501])
def test_what_is_no_value_is_left_out(nothing):
    assert make({"title": nothing, "author": nothing}, "sidecar") == Metadata()


def test_values_are_one_clean_line():
    assert make({"Title": "Flood\n in\u200b  Arden "}, "sidecar").title == Value("Flood in Arden", "sidecar")
