"""A build that the page starts: one at a time, seen by all, ended on request, failing in one sentence."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from factcontext.ui.rebuild import BuildState, Command, Job, Step, command

REPORT = '{"articles": 3, "added": 3}'
PROGRESS = '{"progress": {"step": "read", "done": 1, "total": 3, "seconds": 1, "rate": 1.0, "left": 2.0}}'


def running(program: str) -> Command:
    """A stand-in for the build: a Python program."""
    return lambda folder, index: [sys.executable, "-c", program]


def until(job: Job, done: Callable[[BuildState], bool]) -> BuildState:
    deadline = monotonic() + 10
    while not done(job.state):
        assert monotonic() < deadline, job.state
        sleep(0.01)
    return job.state


def ended(state: BuildState) -> bool:
    return state.phase != "running"


def test_a_build_ends_with_its_report(tmp_path: Path) -> None:
    job = Job(tmp_path, running(f"print('chatter'); print('{PROGRESS}'); print('{REPORT}')"))
    assert job.start(tmp_path)
    state = until(job, ended)
    assert state.phase == "done"
    assert state.report == {"articles": 3, "added": 3}
    assert state.step == Step("read", 1, 3, 1.0, 2.0)


def test_progress_is_seen_while_it_runs_and_a_second_build_is_refused(tmp_path: Path) -> None:
    job = Job(tmp_path, running(f"print('{PROGRESS}', flush=True); input_ = __import__('time').sleep(30)"))
    job.start(tmp_path)
    assert until(job, lambda state: state.step is not None).phase == "running"
    assert not job.start(tmp_path)
    job.cancel()
    assert until(job, ended).phase == "cancelled"


def test_a_build_that_fails_says_why_in_one_sentence(tmp_path: Path) -> None:
    program = "import sys; print('noise', file=sys.stderr); sys.exit('factcontext: another build holds the index')"
    job = Job(tmp_path, running(program))
    job.start(tmp_path)
    state = until(job, ended)
    assert (state.phase, state.message) == ("failed", "another build holds the index")


def test_a_crash_shows_no_trace_of_its_code(tmp_path: Path) -> None:
    job = Job(tmp_path, running("1 / 0"))
    job.start(tmp_path)
    state = until(job, ended)
    assert state.phase == "failed" and "ZeroDivisionError" not in state.message and state.message


def test_a_build_that_cannot_start_says_so(tmp_path: Path) -> None:
    job = Job(tmp_path, lambda folder, index: [str(tmp_path / "missing")])
    job.start(tmp_path)
    assert until(job, ended).phase == "failed"


def test_a_build_can_follow_one_that_failed(tmp_path: Path) -> None:
    job = Job(tmp_path, running("raise SystemExit(1)"))
    job.start(tmp_path)
    until(job, ended)
    assert job.start(tmp_path)
    assert until(job, ended).number == 2


def test_a_folder_is_never_taken_for_an_option(tmp_path: Path) -> None:
    made = command(Path("--rebuild"), tmp_path)
    assert made[-2] == "--" and Path(made[-1]).is_absolute()
