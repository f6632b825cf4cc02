"""A PostgreSQL server for tests: Debian's, on a unix socket in a temporary folder, never as root."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Where Debian puts each version's programs, the newest last; elsewhere they are on the path.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
PROGRAMS = DEBIAN[-1] if DEBIAN else Path(found).parent if (found := shutil.which("initdb")) else None
# Letters in an order that is not that of their numbers, so that a query that leaves the order to the server is found.
LOCALE = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server that has nothing in it yet; it ends, and is removed, with the context."""
    assert PROGRAMS
    place = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path has room for some hundred letters
    user = "postgres" if os.geteuid() == 0 else None  # whom Debian's package makes
    try:
        if user:
            shutil.chown(place, user)
        data = place / "data"
        _run([PROGRAMS / "initdb", "-D", data, "-U", "tester", "-A", "trust", "--no-sync", *LOCALE], user, place)
        alone = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off"
        _run([PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", place / "log", "-o", alone, "start"], user, place)
        try:
            yield f"postgresql://tester@/postgres?host={place}"
        finally:
            _run([PROGRAMS / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user, place)
    finally:
        shutil.rmtree(place)


def _run(command: list[object], user: str | None, place: Path) -> None:
    subprocess.run([*map(str, command)], user=user, cwd=place, check=True, stdout=subprocess.DEVNULL)
