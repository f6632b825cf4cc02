"""New files are read into the spool once, and the log tells what turned out while they were read."""

import hashlib
import shutil
from pathlib import Path

import pytest

from factcontext.errors import FactContextError
from factcontext.index.plan import Plan, make_plan
from factcontext.index.read_step import SpooledArticles, read_new_files
from factcontext.index.records import Progress
from factcontext.index.store.purged import Purged
from factcontext.index.store.spool import Spool
from factcontext.index.survey import survey


def plan_of(path: Path) -> Plan:
    return make_plan(survey(path), None, Purged())


def spooled(plan: Plan, spool: Spool) -> SpooledArticles:
    return read_new_files(plan, spool, lambda progress: None)


def test_what_was_read_lies_in_the_spool_in_order_of_path(articles, spool):
    read = spooled(plan_of(articles), spool)
    assert read.names == ("farms/orchard.txt", "harbour.txt")
    assert ["plum" in text for text in read.texts()] == [True, False]
    assert [one.path for one in read.inputs()] == list(read.names)


def test_a_file_that_cannot_be_read_is_skipped_for_good(folder, spool):
    path = folder({"good.txt": "Frost came.", "bad.txt": b"\x89PNG\r\n\x1a\n"})
    read = spooled(plan_of(path), spool)
    assert read.names == ("good.txt",)
    [(skipped, identity)] = read.log.skipped.items()
    assert skipped.article == "bad.txt"
    assert identity == read.log.identity("bad.txt")


def test_a_file_that_could_not_be_opened_is_tried_again(folder, spool):
    plan = plan_of(path := folder({"good.txt": "Frost came.", "gone.txt": "Ships wait."}))
    (path / "gone.txt").unlink()
    read = spooled(plan, spool)
    assert [(one.article, identity) for one, identity in read.log.skipped.items()] == [("gone.txt", "")]


def test_a_file_that_changed_since_the_survey_is_known_by_what_was_read(folder, spool):
    plan = plan_of(path := folder({"a.txt": "Frost came."}))
    (path / "a.txt").write_text("The frost has gone.")
    read = spooled(plan, spool)
    assert read.log.sha256("a.txt") == hashlib.sha256(b"The frost has gone.").hexdigest()
    assert read.log.identity("a.txt") != plan.folder.identities["a.txt"]
    assert list(read.texts()) == ["The frost has gone."]


def test_the_plan_stays_as_it_was(folder, spool):
    plan = plan_of(folder({"bad.txt": b"\x89PNG\r\n\x1a\n"}))
    spooled(plan, spool)
    assert not plan.skipped


def test_what_an_interrupted_build_read_is_not_read_again(folder, spool):
    path = folder({"a.txt": "Frost came.", "b.txt": "Ships wait."})
    spooled(plan_of(path), spool)
    (path / "c.txt").write_text("The gate is shut.")
    told: list[Progress] = []
    read_new_files(plan_of(path), spool, told.append)
    assert [(one.done, one.total) for one in told] == [(3, 3)]


def test_a_folder_that_goes_away_stops_the_build(folder, spool):
    plan = plan_of(path := folder({"a.txt": "Frost came."}))
    shutil.rmtree(path)
    with pytest.raises(FactContextError, match="went away while it was read"):
        spooled(plan, spool)
