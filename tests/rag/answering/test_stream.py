"""Sentences come out of a stream whole, once, with their markers, however it is cut into pieces."""

import pytest

from factcontext.rag.answering.stream import Sentences

WRITTEN = (
    "Ms. Orr said the crane “was checked. Nobody was hurt” [1]. It was repaired in the U.S. on 3 May. [2][3] "
    'Mr. Lund disagreed: "No." [1, 4]\n- The port is closed [2].\n2. **Work** goes on.'
)
SENTENCES = [
    "Ms. Orr said the crane “was checked. Nobody was hurt” [1].",
    "It was repaired in the U.S. on 3 May. [2][3]",
    'Mr. Lund disagreed: "No." [1, 4]',
    "The port is closed [2].",
    "Work goes on.",
]


def _all(text: str, size: int) -> list[str]:
    stream, found = Sentences(), []
    for start in range(0, len(text), size):
        found += stream.feed(text[start : start + size])
    return found + stream.finish()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 40, 1000])
def test_the_same_sentences_come_out_however_the_text_is_cut(size):
    assert _all(WRITTEN, size) == SENTENCES


def test_no_half_of_a_marker_is_ever_in_the_tail():
    stream = Sentences()
    for letter in WRITTEN:
        stream.feed(letter)
        assert not set("[]【】*") & set(stream.tail)


def test_the_tail_has_the_words_that_have_just_come():
    stream = Sentences()
    assert stream.feed("Orr said the crane is fine [1]. The po") == ["Orr said the crane is fine [1]."]
    assert stream.tail == "The po"
    assert stream.feed("rt is") == []
    assert stream.tail == "The port is"


def test_a_sentence_comes_out_when_the_next_begins():
    stream = Sentences()
    assert stream.feed("It sank. ") == []
    assert stream.feed("[1") == []
    assert stream.feed("] ") == []
    assert stream.feed("N") == ["It sank. [1]"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It sank [1]. Nobody was", ["It sank [1]."]),
        ("It sank [1]. Nobody was hurt.", ["It sank [1].", "Nobody was hurt."]),
        ("It sank [1]. Nobody was hurt [2]", ["It sank [1].", "Nobody was hurt [2]"]),
        ("Nobody wa", []),
        ("It was told to the U.N.", []),
        ("It was told to Mr.", []),
    ],
)
def test_of_a_text_that_was_cut_off_only_whole_sentences_count(text, found):
    stream = Sentences()
    assert stream.feed(text) + stream.finish(cut=True) == found


@pytest.mark.parametrize("size", [1, 4, 100])
def test_what_stands_before_the_end_of_a_thought_is_never_shown(size):
    text = "The user asks of the crane. Perhaps it sank [2]. Hm.</think>\nIt sank [1]."
    stream = Sentences()
    for start in range(0, len(text), size):
        stream.feed(text[start : start + size])
        assert stream.tail in "It sank"
    assert _all(text, size) == ["It sank [1]."]


def test_nothing_is_shown_before_the_first_marker():
    stream = Sentences()
    assert stream.feed("The user asks of the crane. I think that it sank. Perhaps [2] says so") == []
    assert stream.tail == ""
    assert stream.finish(cut=True) == []
    assert _all("It sank. Nobody was hurt.", 3) == ["It sank.", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It sank.”¹ Nobody died².", ["“It sank.”[1]", "Nobody died[2]."]),
        ("It sank.¹² Nobody died ③.", ["It sank.[12]", "Nobody died [3]."]),
        ("It has 40 km² of nets [1].", ["It has 40 km² of nets [1]."]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_footnotes_figure_is_a_marker(text, found, size):
    assert _all(text, size) == found


def test_an_echo_of_the_prompt_ends_the_answer():
    assert _all("It sank [1].\nQuestion: And then?\nAnswer: It rose.", 3) == ["It sank [1]."]


def test_markers_alone_are_no_sentence():
    assert _all("[1][2]\n\n", 1) == []
