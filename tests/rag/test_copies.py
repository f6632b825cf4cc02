"""Copies of one report count once: the same words of one speaker, in other articles, within days of each other."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.copies import without_copies
from factcontext.rag.statements import in_order_of_time
from tests.fakes import HashingEmbedder

WORDS = "The old lock will be drained for six weeks and not for two"


def article(day: str | None, words: str, speaker: str = "Maud Teller") -> str:
    date = f"date: {day}\n" if day else ""
    return f"---\ntitle: The lock\n{date}---\nARDEN -- “{words},” {speaker} said.\n\nBoats waited in the basin.\n"


FIRST = article("2031-03-01", WORDS)


def reports(folder: Callable[[Mapping[str, str]], Path], index: Path, other: str) -> list[tuple[str, ...]]:
    """The articles of each report, the first one's before those of its copies."""
    build(folder({"a.md": FIRST, "b.md": other}), index, HashingEmbedder())
    with Library.open(index) as library:
        found = without_copies(in_order_of_time(library.statements(), library), library)
        return [(one.statement.article, *one.also_in) for one in found]


@pytest.mark.parametrize(
    "copy",
    [
        article("2031-03-01", WORDS),
        article("2031-03-04", WORDS),
        article(None, WORDS),
        article("2031-03-02", WORDS.replace("old lock", "lock")),
    ],
    ids=["on the same day", "days later", "without a date", "edited"],
)
def test_a_copy_counts_once_and_is_named(folder, index, copy: str) -> None:
    assert reports(folder, index, copy) == [("a.md", "b.md")]


@pytest.mark.parametrize(
    "other",
    [
        article("2031-06-01", WORDS),
        article("2031-03-01", WORDS, "Ivo Brandt"),
        article("2031-03-01", "The old lock will be filled with sand and never drained"),
    ],
    ids=["said again months later", "said by somebody else", "other words"],
)
def test_what_is_no_copy_stays(folder, index, other: str) -> None:
    assert reports(folder, index, other) == [("a.md",), ("b.md",)]


def test_few_words_are_no_report(folder, index) -> None:
    build(
        folder({"a.md": article("2031-03-01", "Never"), "b.md": article("2031-03-01", "Never")}),
        index,
        HashingEmbedder(),
    )
    with Library.open(index) as library:
        assert len(without_copies(library.statements(), library)) == 2


def test_the_same_words_twice_in_one_article_are_two_statements(folder, index) -> None:
    build(folder({"a.md": f"{FIRST}\n“{WORDS},” Maud Teller said.\n"}), index, HashingEmbedder())
    with Library.open(index) as library:
        assert len(without_copies(library.statements(), library)) == 2
