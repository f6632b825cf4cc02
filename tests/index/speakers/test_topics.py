"""A speaker's topics are the things that this speaker talks of and others do not."""

from collections.abc import Iterable

from factcontext.index.speakers.topics import SHOWN, find_topics
from factcontext.index.speakers.word_counts import count_said

HARBOUR = [
    "The harbour will close in May.",
    "We looked at the harbour, and the gates are old.",
    "Nobody can mend the gates while the harbour is open.",
    "Quickly the ferries must leave the harbour.",
]
ORCHARD = [
    "The frost took the plums of Selda.",
    "In the valley the frost was hard on the plums.",
    "We will sell the plums in Selda, and not quickly to Selda alone.",
    "Selda buys nothing in a year of frost, quickly or not.",
]
CHATTER = ["I think it is going to be all right."] * 60


def topics_of(said: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """The topics of each speaker, by number, where these are all statements of the folder."""
    rows = list(said)
    counted = count_said(text for _, text in rows)
    return {who: find_topics((text for one, text in rows if one == who), lambda _: counted) for who, _ in rows}


def topics() -> dict[int, tuple[str, ...]]:
    said = [*((0, text) for text in HARBOUR), *((1, text) for text in ORCHARD), *((2, text) for text in CHATTER)]
    return topics_of(said)


def test_topics_tell_speakers_apart() -> None:
    found = topics()
    assert "harbour" in found[0] and "harbour" not in found[1]
    assert {"frost", "plums"} <= set(found[1])


def test_a_topic_is_a_thing_written_as_readers_know_it() -> None:
    shown = topics()[1]
    assert "quickly" not in shown  # no thing
    assert "Selda" in shown and "plum" not in shown  # capitals kept, no stems
    assert topics()[2] == ()  # nothing but common words


def test_a_line_of_topics_is_short() -> None:
    things = [f"thing{letter}" for letter in "abcdefghijkl"]
    said = [(0, " ".join(f"The {thing}." for thing in things)) for _ in range(4)] + [(1, "No.")] * 200
    assert len(topics_of(said)[0]) == SHOWN


def test_it_does_not_matter_how_many_are_counted_at_once(monkeypatch) -> None:
    whole = topics()
    for block in (0, 7, 40):
        monkeypatch.setattr("factcontext.index.speakers.word_counts.BLOCK", block)
        assert topics() == whole


def test_nobody_says_anything() -> None:
    assert find_topics([], lambda _: count_said([])) == ()


def test_when_something_was_said_is_no_topic() -> None:
    said = [(0, f"The gates will be mended on Monday, the {word} of the gates said.") for word in ("master", "owner")]
    found = topics_of([*said * 2, *((1, text) for text in CHATTER)])
    assert "gates" in found[0] and "Monday" not in found[0]
