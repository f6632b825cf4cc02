"""A build that is killed leaves the index as it was or as it becomes, and the next build mends what is left."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcontext.index.store import spool
from factcontext.index.store.generations import GENERATIONS, STAGING, published
from tests.faults.nursery import Nursery, Outcome
from tests.faults.turning import Folder

SEED = 20_311_014


class Trial:
    """An index over a folder, killed again and again; after each kill it is looked at and then mended."""

    def __init__(self, nursery: Nursery, folder: Path) -> None:
        self.nursery, self.index, self.articles = nursery, folder / "index", Folder(folder / "articles")
        self.kills = self.kept_old = self.became_new = 0
        self.digests = [self._whole(folder / "first"), ""]
        self.articles.turn()
        self.digests[1] = self._whole(folder / "second")
        self.articles.turn()
        assert self.digests[0] != self.digests[1]
        self.nursery.build(self.articles.path, self.index)

    def _whole(self, index: Path) -> str:
        outcome = self.nursery.build(self.articles.path, index)
        assert outcome.digest, outcome
        return outcome.digest

    def kill(self, **fault: object) -> Outcome:
        """Turn the folder, build with a fault, look at the index, build to the end."""
        before = self.digests[self.articles.state]
        self.articles.turn()
        after = self.digests[self.articles.state]
        outcome = self.nursery.build(self.articles.path, self.index, **fault)
        found = self.nursery.digest(self.index).digest
        assert found in (before, after), (fault, outcome)
        assert outcome.killed or found == after, (fault, outcome)
        self.kills += outcome.killed
        self.kept_old += found == before
        self.became_new += found == after
        self.mend(after)
        return outcome

    def mend(self, after: str) -> None:
        """The next build needs no help, ends as a fresh one would, and leaves nothing about."""
        assert self.nursery.build(self.articles.path, self.index).digest == after
        assert not (self.index / spool.FILE).exists()
        assert not list((self.index / GENERATIONS).glob(f"{STAGING}*"))
        assert not list((self.index / GENERATIONS).glob(".compacting"))
        assert len(published(self.index)) <= 2
        assert not list(self.index.glob("*.tmp"))


@pytest.fixture
def trial(nursery: Nursery, tmp_path: Path) -> Trial:
    return Trial(nursery, tmp_path)


@pytest.fixture(scope="module")
def extending_nursery() -> Iterator[Nursery]:
    with Nursery(extends=True) as made:
        yield made


@pytest.fixture
def extending_trial(extending_nursery: Nursery, tmp_path: Path) -> Trial:
    """Builds change what is there instead of writing all anew."""
    return Trial(extending_nursery, tmp_path / "extending")


def points(trial: Trial, every: bool) -> list[tuple[str, str, int]]:
    """Before and after every place of an incremental build: each time that it comes by, or the first and the last."""
    trial.articles.turn()
    seen = trial.nursery.places(trial.articles.path, trial.index)
    assert len(seen) >= 18
    times = {place: range(1, count + 1) if every else {1, count} for place, count in seen.items()}
    return [(place, when, n) for place in times for n in sorted(times[place]) for when in ("before", "after")]


def test_killed_before_and_after_every_place(trial: Trial) -> None:
    chosen = points(trial, every=False)
    for point in chosen:
        assert trial.kill(at=point).killed, point
    assert trial.kills == len(chosen)
    assert trial.kept_old and trial.became_new


def test_a_build_that_extends_the_index_killed_at_every_place_of_its_own(extending_trial: Trial) -> None:
    extending_trial.articles.turn()
    seen = extending_trial.nursery.places(extending_trial.articles.path, extending_trial.index)
    own = ("extend", "link", "remove rows", "add vectors", "write words", "close tables", "move", "point")
    assert set(own) <= set(seen) and "copy" not in seen
    for point in [(place, when, n) for place in own for when in ("before", "after") for n in {1, seen[place]}]:
        extending_trial.kill(at=point)
    assert extending_trial.kept_old and extending_trial.became_new


def test_a_compaction_and_the_build_that_begins_with_it_killed_at_every_place(extending_trial: Trial) -> None:
    trial = extending_trial
    trial.articles.turn()
    trial.nursery.build(trial.articles.path, trial.index)  # it has a log
    trial.articles.turn()
    seen = trial.nursery.places(trial.articles.path, trial.index, compact=True)
    assert seen["compact"] == 1 and seen["link"] > 3 and "copy" not in seen
    own = ("compact", "link", "flush", "move", "remove", "close tables", "point", "drop old")
    for point in [(place, when, n) for place in own for when in ("before", "after") for n in {1, seen[place]}]:
        trial.kill(at=point, compact=True)
    assert trial.kept_old and trial.became_new


def test_the_first_build_killed_at_every_place_leaves_no_index_or_a_whole_one(nursery: Nursery, tmp_path: Path) -> None:
    articles = Folder(tmp_path / "articles")
    seen = nursery.places(articles.path, tmp_path / "whole")
    whole = nursery.digest(tmp_path / "whole").digest
    for number, (place, when) in enumerate((place, when) for place in seen for when in ("before", "after")):
        index = tmp_path / f"index{number}"
        assert nursery.build(articles.path, index, at=(place, when, 1)).killed
        left = nursery.digest(index)
        assert left.digest == whole or "there is no index" in str(left.error), (place, when, left)
        assert nursery.build(articles.path, index).digest == whole


def test_killed_at_random_times(trial: Trial) -> None:
    kill_at_random(trial, 25)


def kill_at_random(trial: Trial, times: int) -> None:
    pick = random.Random(SEED)
    trial.articles.turn()
    longest = trial.nursery.build(trial.articles.path, trial.index).seconds
    while trial.kills < times:
        trial.kill(after_s=pick.uniform(0, longest), compact=pick.random() < 0.5)


def test_what_an_interrupted_build_had_embedded_is_not_embedded_again(trial: Trial) -> None:
    trial.articles.turn()
    assert trial.nursery.build(trial.articles.path, trial.index, at=("add", "after", 1)).killed
    seen = trial.nursery.places(trial.articles.path, trial.index)
    assert "embed" not in seen and "read" not in seen


@pytest.mark.exhaustive
def test_a_thousand_kills(trial: Trial, extending_trial: Trial) -> None:
    chosen = points(trial, every=True)
    for point in chosen:
        assert trial.kill(at=point).killed, point
    kill_at_random(trial, 1_050)
    kill_at_random(extending_trial, 300)
    print(
        json.dumps(
            {
                "kills": trial.kills + extending_trial.kills,
                "old": trial.kept_old,
                "new": trial.became_new,
                "places": len(chosen),
            }
        )
    )
