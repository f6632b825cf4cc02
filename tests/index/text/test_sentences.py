"""Sentences: where they end, that they miss nothing, and that they are quick."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcontext.index.text.sentences import split


def texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Sen. Vera Orr met Gov. Tom P. Lund on Jan. 5 at 5 p.m. ET.", "She left."],
        ["The U.S. Senate sat in Washington, D.C. on Tuesday.", "It rose at 6 p.m.", "Nobody spoke."],
        ["He lives in the U.S.", "The house is his.", "Orr (D-Mass.) did not know."],
        ["Prices rose 3.5 percent, or $1.2 million.", "No. 3 is out.", "Dr. No. 4 is in."],
        ["Acme Inc. Chairman Lee Roy Jr. spoke.", "Mr. and Mrs. Lund heard him vs. Mr. Orr."],
        ["1. Growth is slow.", "B. It is not."],
        ["“Stop,” he said.", "“Why?” she asked.", "“No!” Ms. Orr shouted."],
        ["“We won.", "We lost.", "We slept,” said Lund.", "“Was it fair?”", "Nobody knew."],
        ["He called it ''a mess.''", "She called it 'fine.'", 'It was "over."', "Then it began."],
        ["They waited... and waited.", "Wait...", "We shall go on.", "It is not over. …", "It is."],
        ["It rained.", "(It often does.", "It is an island.)", "“[The] rain stopped.”"],
        ["Let it go.", "Lund said no.", "Orr (Ph.D.) did so.", "Vera Orr left."],
        ["It cost $5.", "20 people paid.", "$30 came back."],
    ],
)
def test_ends_where_a_reader_would_end_it(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == sentences


def test_missing_space_after_a_stop_does_not_join_sentences() -> None:
    assert texts("The talks failed.She left. See example.com or v2.Beta.") == [
        "The talks failed.",
        "She left.",
        "See example.com or v2.Beta.",
    ]


def test_full_width_stops_need_no_space() -> None:
    assert texts("他说了。她走了。") == ["他说了。", "她走了。"]


def test_a_headline_without_a_stop_is_a_sentence_of_its_own_paragraph() -> None:
    assert [(s.paragraph, s.start, s.end) for s in split("Lund to go\n\nHe goes. He\nwent.")] == [
        (0, 0, 10),
        (1, 12, 20),
        (1, 21, 29),
    ]


@given(st.text(alphabet="aB .?!…”“\"'()\n\tMr5。", max_size=80))
def test_every_character_but_space_is_in_exactly_one_sentence_of_one_paragraph(text: str) -> None:
    seen = [i for s in split(text) for i in range(s.start, s.end)]
    assert seen == sorted(set(seen))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(seen)
    assert not any("\n\n" in part or part != part.strip() or not part for part in texts(text))


@pytest.mark.parametrize("text", ["“A. ” " * 200_000, "x" * 1_000_000, "a.b.c.D" * 150_000, ". ... ?! " * 100_000])
def test_a_million_characters_of_anything_take_seconds_at_most(text: str) -> None:
    begun = time.process_time()
    split(text)
    assert time.process_time() - begun < 8  # a second or two here; the room is for slow machines
