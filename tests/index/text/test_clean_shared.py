"""Reading and cleaning held to their floors on the development sets, where these lie beside the project."""

import pytest

from bench.extraction import cleaned, read_clean, score_pages, spans, summary
from tests.house import SHARED

EVAL = SHARED / "eval"
PAGE = SHARED / "articles" / "french-leader-may-snub-putin.txt"

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the development sets are not beside this project")


def test_pages_are_read_well():
    assert summary(score_pages(EVAL / "html", read_clean))[2] >= 0.96


def test_what_people_say_survives_cleaning():
    marked, gone = spans(EVAL / "news", cleaned(EVAL / "news" / "articles"))
    assert len(gone) <= len(marked) * 0.005, [span.text for span in gone]


def test_the_example_page_loses_its_furniture_and_nothing_else():
    raw = PAGE.read_text("utf-8")
    kept = read_clean(PAGE).split("\n\n")
    gone = [line for line in raw.split("\n") if line and line not in kept]
    # The banner, a video, a picture with its caption, and five lines of an app prompt.
    assert len(gone) == 9
    assert len([line for line in gone if len(line) > 100]) == 1, "the caption alone is as long as a sentence"
    assert not [line for line in gone if "”" in line]
