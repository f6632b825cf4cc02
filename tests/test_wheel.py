"""The wheel holds the whole product and nothing else, and what is installed from it works and is as closed."""

import http.client
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hostile_settings import HOSTILE_VARIABLES, write_hostile_settings
from tests.house import ROOT
from tests.ports import free_port, running

FOLDERS = ("index", "rag", "ui", "sample")
NOT_OF_THE_PRODUCT = {"__pycache__", ".venv", ".git", "build", "bench", "docs", "tests", ".mypy_cache", ".ruff_cache"}
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}


def test_every_folder_with_code_is_a_package_that_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {path.parent.relative_to(ROOT) for name in ("index", "rag", "ui") for path in (ROOT / name).rglob("*.py")}
    assert sorted(listed) == sorted(
        ["factcontext", "factcontext.sample", *(f"factcontext.{'.'.join(folder.parts)}" for folder in folders)]
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: setuptools writes beside what it builds."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=lambda _, names: NOT_OF_THE_PRODUCT & set(names))
    (folder / "source" / ".streamlit" / "secrets.toml").write_text('OPENAI_API_KEY = "a secret"\n')
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(folder / "source"))
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel; it borrows the packages that the wheel needs from ours."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=120)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    pip("install", "--ignore-installed", str(wheel), python=folder / "bin" / "python")
    return folder / "bin"


def pip(command: str, *words: str, python: Path = Path(sys.executable)) -> None:
    """Run pip for an environment, without a network and without looking after what the wheel needs."""
    own = [sys.executable, "-m", "pip", "--quiet", "--python", str(python)]
    subprocess.run([*own, command, "--no-deps", "--no-index", *words], check=True, timeout=300)


@pytest.mark.slow
def test_the_wheel_holds_all_that_lies_in_the_folders_and_nothing_else(wheel: Path) -> None:
    below = (path.relative_to(ROOT) for name in FOLDERS for path in (ROOT / name).rglob("*") if path.is_file())
    own = {str(path) for path in below if "__pycache__" not in path.parts}
    own |= {path.name for path in ROOT.glob("*.py")} | {"py.typed", ".streamlit/config.toml"}
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {f"factcontext/{name}" for name in own}


@pytest.mark.slow
def test_an_installed_command_builds_and_answers(installed: Path, tmp_path: Path) -> None:
    sample = next(installed.parent.glob("lib/python*/site-packages/factcontext/sample"))
    run(tmp_path, installed / "factcontext", "build", sample, "--index", "an-index")
    asked = ("ask", "What did Belhame say about the Sable?", "--index", "an-index")
    answer = run(tmp_path, installed / "python", "-P", "-m", "factcontext", *asked)
    assert "What I told parliament on 5 November was wrong." in " ".join(answer.split())


@pytest.mark.slow
def test_an_installed_page_refuses_foreign_hosts_and_origins(installed: Path, tmp_path: Path) -> None:
    with page(installed, tmp_path, {}) as port:
        assert_closed_to_others(port)


@pytest.mark.slow
def test_settings_of_other_programs_do_not_open_it(installed: Path, tmp_path: Path) -> None:
    write_hostile_settings(tmp_path)
    write_hostile_settings(tmp_path / "home")
    with page(installed, tmp_path, HOSTILE_VARIABLES) as port:
        assert_closed_to_others(port)


def run(folder: Path, *command: Path | str) -> str:
    """What a command prints, run in a folder that is not the checkout."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def page(programs: Path, folder: Path, variables: dict[str, str]) -> Iterator[int]:
    """The port of the installed page, served from a folder with a home inside it."""
    port = free_port()
    environment = {**os.environ, "HOME": str(folder / "home"), **variables}
    command = [str(programs / "factcontext"), "chat", "--port", str(port), "--index", "an-index"]
    with running(command, port, environment, folder):
        yield port


def assert_closed_to_others(port: int) -> None:
    own, foreign = f"127.0.0.1:{port}", f"foreign.test:{port}"
    assert handshake(port, own, f"http://{own}") == 101
    assert handshake(port, f"localhost:{port}", f"http://localhost:{port}") == 101
    assert handshake(port, foreign, f"http://{foreign}") == 403
    assert handshake(port, own, f"http://{foreign}") == 403
    assert handshake(port, own, "http://foreign.test") == 403
    assert handshake(port, own, f"http://127.0.0.1:{port + 1}") == 403


def handshake(port: int, host: str, origin: str | None) -> int:
    """The status that answers a browser's request to open the page's socket."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest("GET", "/_stcore/stream", skip_host=True)
        for name, value in ({"Host": host} | HANDSHAKE | ({"Origin": origin} if origin else {})).items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status
    finally:
        connection.close()
