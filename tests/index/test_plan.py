"""The plan of a build tells what is read anew, what is copied in runs, and what is known to be unreadable."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.plan import Plan, make_plan
from factcontext.index.store.library import Library
from factcontext.index.store.purged import Purged
from factcontext.index.survey import survey

NAMES = [f"{letter}.txt" for letter in "abcdef"]


@pytest.fixture
def path(folder) -> Path:
    return folder({name: f"Note {name}\n\nThe ship {name} waits at the gate." for name in NAMES})


def planned(path: Path, previous: Library | None = None, purged: Purged | None = None) -> Plan:
    return make_plan(survey(path), previous, purged or Purged())


def test_without_a_previous_index_everything_is_read(path):
    plan = planned(path)
    assert plan.fresh == tuple(NAMES)
    assert plan.has_news
    assert list(plan.parts(frozenset(NAMES))) == NAMES


def test_an_unchanged_folder_has_no_news(path, index, hashing):
    build(path, index, hashing)
    with Library.open(index) as previous:
        plan = planned(path, previous)
        assert not plan.has_news
        assert list(plan.parts(frozenset())) == [range(1, 7)]


@pytest.mark.parametrize(
    "changed, parts",
    [
        (["a.txt"], ["a.txt", range(2, 7)]),
        (["c.txt", "d.txt"], [range(1, 3), "c.txt", "d.txt", range(5, 7)]),
        (["f.txt"], [range(1, 6), "f.txt"]),
        (["cc.txt"], [range(1, 4), "cc.txt", range(4, 7)]),
    ],
)
def test_kept_articles_are_copied_in_runs_between_new_ones(path, index, hashing, changed, parts):
    build(path, index, hashing)
    for name in changed:
        (path / name).write_text("Something else was written here.")
    with Library.open(index) as previous:
        plan = planned(path, previous)
        assert plan.fresh == tuple(changed)
        assert list(plan.parts(frozenset(changed))) == parts


def test_a_removed_article_breaks_its_run(path, index, hashing):
    build(path, index, hashing)
    (path / "c.txt").unlink()
    with Library.open(index) as previous:
        assert list(planned(path, previous).parts(frozenset())) == [range(1, 3), range(4, 7)]


def test_a_file_known_to_be_unreadable_is_not_read_again(path, index, hashing):
    (path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    build(path, index, hashing)
    with Library.open(index) as previous:
        plan = planned(path, previous)
        assert plan.fresh == ()
        assert [one.article for one in plan.skipped] == ["picture.txt"]


def test_a_purged_article_is_skipped(path):
    plan = planned(path, purged=Purged().with_article("b.txt", None))
    assert "b.txt" not in plan.fresh
    assert [(one.article, one.reason) for one in plan.skipped] == [("b.txt", Purged.reason)]


def test_a_plan_is_frozen(path):
    with pytest.raises(FrozenInstanceError):
        planned(path).fresh = ()  # type: ignore[misc]
