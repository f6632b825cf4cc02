"""Outlets are shown by their usual names, and found by any."""

import pytest

from factcontext.index.lexicon.outlets import outlet_words, usual_name
from factcontext.index.lexicon.tables import table_rows
from factcontext.rag.query.outlet_filter import known_outlet


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("usa-today", "USA Today"),
        ("nytimes.com", "The New York Times"),
        ("www.NYTimes.com", "The New York Times"),
        ("bbc.co.uk", "BBC"),
        ("thetimes.co.uk", "The Times"),
        ("The Times", "The Times"),
        ("telegraph", "telegraph"),  # there are several
        ("ardenpost.com", "ardenpost.com"),
        ("The Arden Post", "The Arden Post"),
    ],
)
def test_sites_and_labels_are_shown_as_names_and_nothing_is_guessed(given: str, shown: str) -> None:
    assert usual_name(given) == shown


@pytest.mark.parametrize(
    ("asked", "publishers", "found"),
    [
        ("USA Today", ["usa-today", "politico"], "usa-today"),
        ("The New York Times", ["nytimes.com", "washingtonpost.com"], "nytimes.com"),
        ("NYT", ["nytimes.com", "nypost.com"], "nytimes.com"),
        ("the Times", ["nytimes.com", "bbc.co.uk"], "nytimes.com"),
        ("the Times", ["nytimes.com", "The Times"], "The Times"),
        ("BBC", ["bbc.co.uk", "cbc.ca"], "bbc.co.uk"),
        ("BBC News", ["bbc.com"], "bbc.com"),
        ("HuffPost", ["huff-post"], "huff-post"),
        ("the Huffington Post", ["huffpost.com"], "huffpost.com"),
        ("nytimes.com", ["The New York Times"], "The New York Times"),
        ("the Guardian", ["bbc.co.uk"], "the Guardian"),  # none of them: nothing is found
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(asked: str, publishers: list[str], found: str) -> None:
    assert known_outlet(asked, publishers) == found


def test_no_site_or_label_is_of_two_outlets() -> None:
    forms = [form for _, _, forms, _ in table_rows("outlets") for form in forms.split(",")]
    assert len(forms) == len({*forms})


def test_the_words_of_each_name_are_its_own() -> None:
    rows = table_rows("outlets")
    assert len({outlet_words(name) for _, name, _, _ in rows}) == len(rows)
