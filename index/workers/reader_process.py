"""The confined child process that parses untrusted files: bytes in over a socket, a message out, no more.

Started by reading.py; its memory, its processor time and its files are limited before the first byte comes.
"""

import ctypes
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_file
from factcontext.index.readers.message import encode_file, encode_refusal

READY = b"ready\n"
# How it ends where an article needs too much memory, and where a part of the program itself is missing.
NO_MEMORY, BROKEN = 3, 4
# With the libraries' own code, which is not counted, some 50 MB less than the 512 that one file may take in all.
MAX_DATA_BYTES = 440 * 2**20
# Of the 30 s that the parent waits: a file that has had all these has not merely waited for a busy machine.
MAX_CPU_S = 20
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Read files until the parent hangs up."""
    _limit()
    with socket.socket(fileno=0) as channel, channel.makefile("rb") as requests:
        channel.sendall(READY)
        for suffix, data in _files(requests):
            message = _read(suffix, data)
            channel.sendall(len(message).to_bytes(8, "big") + message)


def _limit() -> None:
    """Limit memory, forbid writing files and core dumps, and end with the parent."""
    if sys.platform == "linux":  # elsewhere the end of the socket's other side must do
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    for kind, most in ((resource.RLIMIT_DATA, MAX_DATA_BYTES), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        allowed = _allowed(kind, most)
        resource.setrlimit(kind, (allowed, allowed))


def _allowed(kind: int, most: int) -> int:
    """This much, or less where the machine's own limit is lower already: that cannot be raised."""
    _, hard = resource.getrlimit(kind)
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


def _files(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """The (suffix, bytes) of each file: a line with the suffix and the number of bytes, then those."""
    while header := stream.readline():
        suffix, size = header.decode("ascii").split()
        yield suffix, stream.read(int(size))


def _read(suffix: str, data: bytes) -> bytes:
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    kind = resource.RLIMIT_CPU
    resource.setrlimit(kind, (_allowed(kind, int(used) + MAX_CPU_S), resource.getrlimit(kind)[1]))
    try:
        return encode_file(read_file(Path(f"article{suffix}"), data))
    except UnreadableArticle as error:
        return encode_refusal(str(error))


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        os._exit(NO_MEMORY)
    except ImportError:
        os._exit(BROKEN)
