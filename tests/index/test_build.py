"""A folder becomes an index, and a second build does only what changed."""

import os
import shutil
from pathlib import Path

import pytest

from factcontext.errors import FactContextError, WrongModel
from factcontext.index.build import build
from factcontext.index.records import Progress
from factcontext.index.store.library import Library, current
from tests.fakes import HashingEmbedder
from tests.invented import HARBOUR, ORCHARD, Write


def counts(report):
    return report.added, report.changed, report.moved, report.removed, report.unchanged


def test_a_first_build_adds_every_article(articles, index, hashing):
    report = build(articles, index, hashing)
    assert counts(report) == (2, 0, 0, 0, 0)
    assert Library.open(index).paths() == ["farms/orchard.txt", "harbour.txt"]


def test_sentences_and_vectors_are_counted_alike(articles, index, hashing):
    report = build(articles, index, hashing)
    library = Library.open(index)
    assert len(library.vectors) == library.manifest.counts["sentences"] >= report.passages > 0
    assert len(library.statements()) == report.statements > 0


def test_a_second_build_changes_nothing_and_embeds_nothing(articles, index, hashing):
    build(articles, index, hashing)
    served, hashing.encoded = current(index), []
    report = build(articles, index, hashing)
    assert counts(report) == (0, 0, 0, 0, 2)
    assert (current(index), hashing.encoded) == (served, [])


def test_only_a_changed_article_is_embedded_again(articles, index, hashing):
    build(articles, index, hashing)
    hashing.encoded = []
    (articles / "harbour.txt").write_text(HARBOUR.replace("two weeks in May", "three weeks in June"))
    report = build(articles, index, hashing)
    assert counts(report) == (0, 1, 0, 0, 1)
    assert all("frost" not in text for text in hashing.encoded)
    assert any("three weeks in June" in text for text in hashing.encoded)


def test_a_moved_article_keeps_its_vectors(articles, index, hashing):
    build(articles, index, hashing)
    hashing.encoded = []
    (articles / "old").mkdir()
    (articles / "harbour.txt").rename(articles / "old" / "harbour.txt")
    report = build(articles, index, hashing)
    assert counts(report) == (0, 0, 1, 0, 1)
    assert hashing.encoded == []
    assert "old/harbour.txt" in Library.open(index).paths()


def test_a_removed_article_is_no_longer_found(articles, index, hashing):
    build(articles, index, hashing)
    (articles / "farms" / "orchard.txt").unlink()
    assert counts(build(articles, index, hashing)) == (0, 0, 0, 1, 1)
    library = Library.open(index)
    assert library.paths() == ["harbour.txt"]
    assert library.words.search({"frost": 1.0}, 5) == []


def test_an_incremental_index_equals_a_fresh_one(articles, index, hashing, tmp_path):
    build(articles, index, hashing)
    (articles / "harbour.txt").write_text(HARBOUR + "\nThe gates date from the last century.\n")
    build(articles, index, hashing)
    build(articles, tmp_path / "fresh", hashing)
    old, new = Library.open(index), Library.open(tmp_path / "fresh")
    assert list(old.catalog.articles()) == list(new.catalog.articles())
    assert old.statements() == new.statements()
    rows = range(len(new.vectors))
    assert (old.vectors.rows(rows) == new.vectors.rows(rows)).all()


def test_rebuild_starts_afresh(articles, index, hashing):
    build(articles, index, hashing)
    hashing.encoded = []
    assert counts(build(articles, index, hashing, rebuild=True)) == (2, 0, 0, 0, 0)
    assert hashing.encoded


def test_a_sidecar_that_changes_changes_its_article(articles, index, hashing):
    build(articles, index, hashing)
    (articles / "metadata.jsonl").write_text('{"path": "harbour.txt", "publisher": "Selda Echo"}\n')
    report = build(articles, index, hashing)
    assert counts(report) == (0, 1, 0, 0, 1)
    article = Library.open(index).article("harbour.txt")
    assert article and article.publisher == "Selda Echo"


def test_a_bad_file_is_reported_and_stops_nothing(articles, index, hashing):
    (articles / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (articles / "table.xlsx").write_bytes(b"PK")
    (articles / "empty.txt").write_bytes(b"")
    report = build(articles, index, hashing)
    assert {one.article for one in report.skipped} == {"picture.txt", "table.xlsx", "empty.txt"}
    assert all(one.reason for one in report.skipped)
    assert report.articles == 2


def test_a_skipped_file_is_not_read_again_but_still_reported(articles, index, hashing):
    (articles / "empty.txt").write_bytes(b"")
    first = build(articles, index, hashing)
    served = current(index)
    assert build(articles, index, hashing).skipped == first.skipped
    assert current(index) == served


def test_a_link_to_a_file_outside_is_not_followed(articles, index, hashing, tmp_path):
    (tmp_path / "secret.txt").write_text("The secret is out.")
    (articles / "link.txt").symlink_to(tmp_path / "secret.txt")
    (articles / "loop").symlink_to(articles)
    report = build(articles, index, hashing)
    assert {one.article for one in report.skipped} == {"link.txt", "loop"}
    assert Library.open(index).words.search({"secret": 1.0}, 5) == []


def test_a_pipe_does_not_stop_the_build(articles, index, hashing):
    os.mkfifo(articles / "pipe.txt")
    assert [one.article for one in build(articles, index, hashing).skipped] == ["pipe.txt"]


def test_another_language_is_indexed_and_warned_about(folder: Write, index, hashing):
    text = "Der Hafen wird im Mai für zwei Wochen geschlossen, sagte die Hafenmeisterin am Montag vor Journalisten."
    report = build(folder({"hafen.txt": f"Hafen wird geschlossen\n\n{text}\n\n{text}"}), index, hashing)
    assert report.articles == 1
    assert [one.article for one in report.warned] == ["hafen.txt"]


def test_an_empty_folder_does_not_replace_an_index(articles, index, hashing):
    build(articles, index, hashing)
    shutil.rmtree(articles)
    articles.mkdir()
    with pytest.raises(FactContextError, match="--allow-empty"):
        build(articles, index, hashing)
    assert Library.open(index).paths()
    assert build(articles, index, hashing, allow_empty=True).removed == 2


def test_a_missing_folder_is_refused(tmp_path: Path, index, hashing):
    with pytest.raises(FactContextError, match="not a folder"):
        build(tmp_path / "nowhere", index, hashing)


def test_another_model_is_refused_until_a_rebuild_is_asked_for(articles, index, hashing):
    build(articles, index, hashing)
    other = HashingEmbedder("other", dimension=32)
    with pytest.raises(WrongModel, match="--rebuild"):
        build(articles, index, other)
    assert build(articles, index, other, rebuild=True).articles == 2


def test_progress_names_files_done_and_total(articles, index, hashing):
    seen: list[Progress] = []
    build(articles, index, hashing, report=seen.append)
    last = {progress.step: (progress.done, progress.total) for progress in seen}
    assert last == {"read": (2, 2), "embed": (2, 2)}


def test_the_articles_are_left_as_they_were(articles, index, hashing):
    before = {path: path.read_bytes() for path in articles.rglob("*") if path.is_file()}
    build(articles, index, hashing)
    assert {path: path.read_bytes() for path in articles.rglob("*") if path.is_file()} == before
    assert before[articles / "farms" / "orchard.txt"] == ORCHARD.encode()
