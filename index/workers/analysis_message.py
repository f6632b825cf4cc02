"""Sends and receives JSON lines over a pipe between a build and its analysis process."""

import json
from typing import IO, Any


def send(row: object, pipe: IO[bytes]) -> None:
    """One message as a line; raises BrokenPipeError where nobody is left to read it."""
    pipe.write(json.dumps(row).encode("ascii") + b"\n")
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next message, waited for; raises EOFError where the other side is gone, if in the middle of one."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return json.loads(line)
