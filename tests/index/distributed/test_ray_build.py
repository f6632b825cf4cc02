"""A build on Ray makes the index that one machine makes, also where a worker is killed over it."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

import psutil
import pyarrow
import pytest

from factcontext.errors import FactContextError
from factcontext.index.build import build
from factcontext.index.distributed.crew import RayCrew, RayEmbedder, ray_crew
from factcontext.index.distributed.stages import FAULT, ROW, on_block, version
from factcontext.index.records import Progress
from tests.digest import digest
from tests.fakes import HashingEmbedder
from tests.invented import HARBOUR, ORCHARD

# Not `importorskip`: Ray reads how it is to be set up when it is imported.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("ray") is None, reason="the extra [ray] is not installed"),
]
LOOPBACK = ("127.0.0.1", "::ffff:127.0.0.1", "::1")


@pytest.fixture(scope="module")
def crew() -> Iterator[RayCrew]:
    """One Ray on this machine for all tests: it takes seconds to start."""
    with ray_crew("local") as made:
        yield made


def own_processes() -> list[psutil.Process]:
    return [psutil.Process(), *psutil.Process().children(recursive=True)]


def test_the_index_is_that_of_one_machine_though_a_worker_is_killed(crew, sample, sample_index, embedder, tmp_path):
    told: list[Progress] = []
    killed: list[int] = []
    over = Event()

    def kill_one() -> None:
        """Kill a worker over its task, once all files are read: it cleans then, or finds statements, or embeds."""
        while not killed and not over.wait(0.01):
            if told and told[-1].done == told[-1].total:
                for process in own_processes():
                    with suppress(psutil.Error):
                        if process.name().startswith("ray::MapBatches"):
                            process.kill()
                            killed.append(process.pid)
                            break

    killer = Thread(target=kill_one)
    killer.start()
    try:
        report = build(sample, tmp_path / "index", embedder, report=told.append, crew=crew)
    finally:
        over.set()
        killer.join()
    assert killed
    assert digest(tmp_path / "index") == digest(sample_index)
    last = {one.step: (one.done, one.total) for one in told}
    assert last == {"read": (report.articles, report.articles), "embed": (report.articles, report.articles)}


def test_files_are_reported_as_by_one_machine(crew, folder, embedder, tmp_path):
    files = {"a.txt": HARBOUR, "b.txt": ORCHARD, "broken.pdf": b"%PDF-1.4 no more", "c.xyz": "words", "empty.txt": ""}
    path = folder(files)
    (path / "link.txt").symlink_to(path / "a.txt")
    here = build(path, tmp_path / "here", embedder)
    there = build(path, tmp_path / "there", embedder, crew=crew)
    assert (there.added, there.skipped, there.warned) == (here.added, here.skipped, here.warned)
    assert {one.article for one in there.skipped} > {"broken.pdf"}
    assert digest(tmp_path / "there") == digest(tmp_path / "here")


def test_a_build_that_was_stopped_goes_on_where_it_was(crew, folder, embedder, index):
    path = folder({f"{n}.txt": f"{HARBOUR}\n\nIt was day {n}." for n in range(6)})

    def stop(progress: Progress) -> None:
        if progress.step == "embed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, index, embedder, report=stop, crew=crew)
    told: list[Progress] = []
    assert build(path, index, embedder, report=told.append, crew=crew).added == 6
    assert [one for one in told if one.step == "read"] == []  # nothing is read again


def test_a_change_costs_the_workers_what_changed(crew, articles, embedder, tmp_path):
    index = tmp_path / "index"
    build(articles, index, embedder, crew=crew)
    (articles / "harbour.txt").write_text(HARBOUR.replace("two weeks in May", "three weeks in June"))
    report = build(articles, index, embedder, crew=crew)
    assert (report.changed, report.unchanged) == (1, 1)
    shutil.copytree(articles, tmp_path / "same")
    build(articles, tmp_path / "fresh", embedder)
    assert digest(index) == digest(tmp_path / "fresh")


def test_nothing_listens_but_on_this_machine(crew):
    ports = [one.laddr.ip for process in own_processes() for one in process.net_connections() if one.status == "LISTEN"]
    assert len(ports) > 3
    assert set(ports) <= {*LOOPBACK}


def test_a_worker_of_another_version_is_refused():
    block = pyarrow.table({ROW: [b"[]"]})
    [told] = on_block(bytes, "another", block)[FAULT].to_pylist()
    assert "another version" in told
    assert on_block(bytes, version(), block)[ROW].to_pylist() == [b"[]"]


def test_a_worker_with_other_weights_ends_the_build_in_a_line(crew, embedder):
    altered = HashingEmbedder(embedder.name)
    with pytest.raises(FactContextError, match="^a worker has other weights of the model [^\n]*$"):
        RayEmbedder(crew, altered).begin(["Frost came."])()


def test_an_address_of_another_kind_is_refused_in_a_line(articles: Path, index: Path, capsys):
    from factcontext.ui.terminal import main

    assert main(["build", str(articles), "--index", str(index), "--ray", "ray://127.0.0.1:1"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
