"""After the installation nothing needs a network: build and ask work where there is none, and try to reach none."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.house import ROOT

# Runs commands of ours one after the other, and ends at the first attempt to reach another machine.
COMMAND = "from factcontext.ui.terminal import main"
GUARDED = f"""
import os, sys

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        os.write(2, f"reached for the network: {{event}} {{arguments[-1]!r}}".encode())
        os._exit(99)

sys.addaudithook(guard)
{COMMAND}
folder, index = sys.argv[1:]
print("statuses", main(["build", folder, "--index", index]),
      main(["ask", "What did Farrow say about boats?", "--index", index]))
"""


@cache
def no_network() -> tuple[str, ...]:
    """The words that run a command in an own, empty network; none where the system does not let us."""
    words = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--net")
    try:
        subprocess.run([*words, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return words


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*no_network(), sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two invented articles, in two formats."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Harbour to stay shut\n\n"
        "The harbour of Ostwick will stay shut until May, Mayor Linnet Farrow said on Monday.\n\n"
        "“We will not risk a single boat,” Farrow told reporters.\n"
    )
    (folder / "b.html").write_text(
        "<html><head><title>Ferry fares rise</title></head><body><article><h1>Ferry fares rise</h1>"
        "<p>Fares on the Ostwick ferry will rise by a tenth, the operator said on Tuesday.</p>"
        "<p>“Diesel is not getting any cheaper,” said its manager, Rowan Pike.</p></article></body></html>"
    )
    return folder


@pytest.mark.slow
def test_build_and_ask_need_no_network_and_try_to_reach_none(articles: Path, tmp_path: Path) -> None:
    done = run(GUARDED, str(articles), str(tmp_path / "index"))
    assert "statuses 0 0" in done.stdout, done.stderr
    assert "We will not risk a single boat" in done.stdout


def test_the_guard_notices_an_attempt() -> None:
    attempt = GUARDED.replace(COMMAND, "import socket; socket.getaddrinfo('a.invalid', 80)")
    done = run(attempt, "", "")
    assert (done.returncode, "reached for the network" in done.stderr) == (99, True)


def test_the_empty_network_is_really_empty() -> None:
    if not no_network():
        pytest.skip("the system lets us make no network namespace; the guard alone watches")
    done = run("import socket; socket.create_connection(('192.0.2.1', 80), 1)")
    assert "unreachable" in done.stderr.lower()
