"""Ports of this machine: one that is free, one that a server has opened, and a server that runs for a while."""

import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

# Two cores that do other things as well.
START_S = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_open(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline and process.poll() is None:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise AssertionError("the page did not start")


@contextmanager
def running(
    command: Sequence[str], port: int, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that has opened its port, until the block ends."""
    with subprocess.Popen(command, env=env, cwd=cwd, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_open(port, process)
            yield process
        finally:
            process.terminate()
