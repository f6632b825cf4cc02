"""A process that has everything loaded and forks children which build, and die where or when they are told to.

A thousand kills need a thousand processes; started afresh, each would load the parser first. The process itself never
builds nor reads an index, so that no thread of a library is lost in a fork.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parent.parent.parent
# Far beyond any build of these folders on a busy machine; a child that takes longer hangs.
PATIENCE_S = 60.0

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended: killed, or with what it had to say."""

    killed: bool
    seconds: float
    digest: str | None = None
    error: str | None = None  # "TypeOfError: message"


class Nursery:
    """Starts the process; children run one at a time.

    `extends`: builds change the generation before where they can, however small it is and whatever goes.
    """

    def __init__(self, extends: bool = False) -> None:
        self._extends = extends

    def __enter__(self) -> "Nursery":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def build(self, articles: Path, index: Path, **faults: object) -> Outcome:
        """Build in a child, with one of these faults.

        `at`: (place, "before" or "after", which time) where it is killed; `after_s`: when it is killed;
        `file_bytes`: no file may grow larger; `fails`: (place, error number, which time) where the system fails;
        `compact`: before it, the tables' log is brought into a new file, as is done beside builds.
        """
        return self._ask({"do": "build", "articles": str(articles), "index": str(index), **faults})

    def digest(self, index: Path) -> Outcome:
        """The digest of what can be asked of an index, made in a child."""
        return self._ask({"do": "digest", "index": str(index)})

    def places(self, articles: Path, index: Path, **told: object) -> dict[str, int]:
        """How often a whole build comes by each place."""
        outcome = self._ask({"do": "build", "articles": str(articles), "index": str(index), "count": True, **told})
        return dict(json.loads(outcome.digest or "{}"))

    def _ask(self, told: Mapping[str, object]) -> Outcome:
        assert self._process.stdin and self._process.stdout  # pipes were asked for
        self._process.stdin.write(json.dumps({**told, "extends": self._extends}) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))


# ---- in the process


def serve() -> None:
    """Fork a child for each line."""
    _load()
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)


def _load() -> None:
    """Import and load what a build needs, and start no thread."""
    import factcontext.index.build  # noqa: F401
    import tests.digest  # noqa: F401
    from factcontext.index.text.language import detect_language
    from factcontext.index.text.parser import parser, stop_words

    parser()
    stop_words()
    detect_language("The harbour will close for two weeks in May, its master said on Monday.")


def _run(told: Json) -> Json:
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_child(told, writing)
    os.close(writing)
    status = _status_within(child, told.get("after_s", PATIENCE_S))
    hangs = status is None and "after_s" not in told
    if status is None:
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    seconds = time.monotonic() - began
    with os.fdopen(reading) as stream:
        said = stream.read()
    if hangs:
        return {"killed": False, "seconds": seconds, "error": "hangs"}
    if os.WIFSIGNALED(status):
        return {"killed": True, "seconds": seconds}
    return {"killed": False, "seconds": seconds, **json.loads(said)}


def _status_within(child: int, seconds: float) -> int | None:
    """How a child ended; None where it still runs after so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.001)
    return None


def _be_child(told: Json, writing: int) -> None:
    """Do the work, say what came of it, and leave without any of the parent's tidying up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # its own children must not read the orders
    try:
        said: Json = {"digest": _work(told)}
    except BaseException as error:
        said = {"error": f"{type(error).__name__}: {error}"}
    os.write(writing, json.dumps(said).encode())
    os._exit(0)


def _work(told: Json) -> str:
    from tests.digest import content_digest, digest

    made = content_digest if told["extends"] else digest  # the numbers of articles depend on how an index came about
    if told["do"] == "digest":
        return made(Path(told["index"]))
    from factcontext.index import plan
    from factcontext.index.build import build
    from factcontext.index.store import catalog_file, compaction
    from tests.fakes import HashingEmbedder
    from tests.faults.places import Places

    if told["extends"]:
        plan.SMALLEST, plan.MOST_REMOVED = 1, 0.8
    if told.get("compact"):
        catalog_file.LOGGED_SHARE, compaction.SMALLEST, compaction.SHARE = 100, 0, 0.0
    with Places(told) as places:
        if told.get("compact"):
            compaction.compact(Path(told["index"]))
        if "file_bytes" in told:
            resource.setrlimit(resource.RLIMIT_FSIZE, (told["file_bytes"], told["file_bytes"]))
        build(Path(told["articles"]), Path(told["index"]), HashingEmbedder())
    if told.get("count"):
        return json.dumps(places.seen)
    return made(Path(told["index"]))


if __name__ == "__main__":
    serve()
