"""Reads files in child processes with limits; a file that hangs, swells or crashes its reader is skipped."""

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from time import monotonic

from factcontext.errors import FactContextError, UnreadableArticle
from factcontext.index.readers import SUFFIXES, format_of
from factcontext.index.readers.message import MAX_MESSAGE_BYTES, decode_file
from factcontext.index.readers.scan import File, failure_reason, read_bytes, sha256_hex
from factcontext.index.records import RawArticle, RawFile
from factcontext.index.workers.reader_process import BROKEN, NO_MEMORY, READY
from factcontext.settings import COLUMNS

CHILDREN = 2  # beside each other: a file that takes its whole time does not hold up all others
# Files read ahead of the one that is waited for. More would only help where several files in a row take their whole
# time; each may hold a novel's text.
AHEAD = 16
LIMIT_S = 30.0  # a real article takes milliseconds, a long PDF some seconds
START_S = 60.0  # a cold disk under load; it takes a tenth of a second otherwise
TOO_LONG = "took too long to read"
TOO_LARGE = "needed more than 512 MB to read"
CRASHED = "its reader crashed"
# -B: it may not write files; -P: a module in the folder that it is started from is not ours
PROGRAM = ["-B", "-P", "-m", "factcontext.index.workers.reader_process"]
# What a Python needs of the environment; keys of a model's endpoint are not for a process that a file may take over.
_KEPT = ("PATH", "HOME", "LANG", "LC_", "TZ", "TMPDIR", "PYTHON", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "DYLD_", COLUMNS)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file."""

    sha256: str | None  # of the bytes that were read, which may not be those that were surveyed; None where none were
    file: RawFile | None  # its article or articles
    reason: str = ""  # why it is skipped, where there is no article
    is_final: bool = True  # the same bytes would give the same again


def read_files(files: Sequence[File]) -> Generator[tuple[File, ReadResult], None, None]:
    """Each file with what became of it, in order, as they come.

    Closing the generator ends the processes. Raises FactContextError where no such process can be started.
    """
    children = ReaderProcesses()
    pool = ThreadPoolExecutor(CHILDREN, "reading")
    upcoming = iter(files)
    waiting: deque[tuple[File, Future[ReadResult]]] = deque()
    try:
        while True:
            for file in islice(upcoming, AHEAD - len(waiting)):
                waiting.append((file, pool.submit(_read, file, children)))
            if not waiting:
                return
            file, future = waiting.popleft()
            yield file, future.result()
    finally:
        children.stop()
        pool.shutdown(cancel_futures=True)


def read_file(path: Path) -> RawArticle:
    """One file's article; a link is followed. Raises UnreadableArticle with the reason."""
    [(_, found)] = read_files([File(path.name, str(path.resolve()))])
    if found.file is None:
        raise UnreadableArticle(found.reason)
    return found.file.only


def _read(file: File, children: "ReaderProcesses") -> ReadResult:
    try:
        data = read_bytes(file)
    except (OSError, FactContextError) as error:
        return ReadResult(None, None, failure_reason(error), is_final=False)
    return read_content(file.path, data, children)


def read_content(path: Path, data: bytes, children: "ReaderProcesses") -> ReadResult:
    """What becomes of a file's bytes; of its path the ending counts."""
    sha256, suffix = sha256_hex(data), format_of(path)
    if path.suffix.lower() not in SUFFIXES:
        return ReadResult(sha256, None, f"unsupported format {suffix or '(no suffix)'}")
    try:
        return ReadResult(sha256, children.read(suffix, data))
    except UnreadableArticle as error:
        return ReadResult(sha256, None, str(error))
    except _Ended as end:
        return ReadResult(sha256, None, end.reason, end.is_final)


class _Ended(Exception):
    """A child process ended, or was killed, over a file; says why."""

    def __init__(self, reason: str, is_final: bool) -> None:
        super().__init__(reason)
        self.reason, self.is_final = reason, is_final


class ReaderProcesses:
    """The processes of one run, started when they are needed, each for many files; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._over = False

    def read(self, suffix: str, data: bytes) -> RawFile:
        """One file's articles; raises UnreadableArticle, or _Ended where that cost a child its life."""
        with self._lock:
            if self._over:
                raise _Ended("stopped", is_final=False)
            child = self._idle.pop() if self._idle else _Child()
            self._busy.add(child)
        try:
            return child.read(suffix, data)
        finally:
            self._put_back(child)

    def _put_back(self, child: "_Child") -> None:
        with self._lock:
            self._busy.remove(child)
            if child.is_alive and not self._over:
                self._idle.append(child)
            else:
                child.end()

    def stop(self) -> None:
        """Kill all of them, whatever they are at; a thread that waits for one is told so by its socket."""
        with self._lock:
            self._over = True
            for child in self._busy:
                child.kill()
            for child in self._idle:
                child.end()


class _Child:
    """One process that reads files, and the socket to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _start(theirs)
        self._socket = ours
        self._is_greeted = False

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    def read(self, suffix: str, data: bytes) -> RawFile:
        """One file's articles; raises UnreadableArticle, or _Ended where the child is given up."""
        self._greet()
        try:
            return decode_file(self._ask(suffix, data))
        except TimeoutError:
            self.kill()
            raise _Ended(TOO_LONG, is_final=False) from None
        except (OSError, EOFError):
            raise self._death() from None
        except ValueError:  # what it sent is no message of ours
            self.kill()
            raise _Ended(CRASHED, is_final=True) from None

    def _greet(self) -> None:
        """Wait until the child is there; one that never comes is the program's fault, not a file's."""
        if self._is_greeted:
            return
        try:
            self._is_greeted = self._receive(len(READY), monotonic() + START_S) == READY
        except (OSError, EOFError):
            self._is_greeted = False
        if not self._is_greeted:
            self.kill()
            raise FactContextError(
                f"the process that reads files did not start (status {self._process.returncode}); "
                "try again, and if it stays so, install factcontext anew"
            )

    def _ask(self, suffix: str, data: bytes) -> bytes:
        """The child's message on one file."""
        until = monotonic() + LIMIT_S
        self._socket.settimeout(LIMIT_S)
        self._socket.sendall(f"{suffix} {len(data)}\n".encode())
        self._socket.sendall(data)
        size = int.from_bytes(self._receive(8, until), "big")
        if size > MAX_MESSAGE_BYTES:
            raise ValueError("too long a message")
        return self._receive(size, until)

    def _receive(self, size: int, until: float) -> bytes:
        """So many bytes; raises TimeoutError, EOFError or OSError."""
        parts = bytearray()
        while len(parts) < size:
            self._socket.settimeout(max(until - monotonic(), 0.001))
            part = self._socket.recv(min(size - len(parts), 2**20))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def _death(self) -> Exception:
        """The exception that tells why a child ended by itself."""
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:  # it hung up and lives on
            status = 0
            self.kill()
        if status == BROKEN:
            return FactContextError("a library that reads files is missing; install factcontext anew")
        if status == NO_MEMORY:
            return _Ended(TOO_LARGE, is_final=True)
        if status == -signal.SIGXCPU:
            return _Ended(TOO_LONG, is_final=True)
        if status == -signal.SIGKILL:
            return _Ended("its reader was ended from outside", is_final=False)
        return _Ended(CRASHED, is_final=True)

    def kill(self) -> None:
        """End the process, if it lives."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """End the process and close the socket: for the thread alone that uses it."""
        self.kill()
        self._socket.close()


def _start(channel: socket.socket) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            [sys.executable, *PROGRAM],
            stdin=channel.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name.startswith(_KEPT)},
            start_new_session=True,  # Ctrl-C is for the parent to hear
        )
    except OSError as error:
        raise FactContextError(f"the process that reads files could not be started: {error.strerror}") from error
