"""The page's settings are ours, whatever lies in the user's home, in the current folder and in the environment."""

import json
import os
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from factcontext.ui.server import PROTECTIONS, configured
from tests.conftest import ROOT
from tests.hostile_settings import HOSTILE_VARIABLES, write_hostile_settings
from tests.ports import free_port, running

# Prints what Streamlit works with, and what it makes of a foreign origin; ends at an attempt to reach the network.
RUN = """
import json, os, sys

def guard(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        os._exit(99)

from factcontext.ui.server import configure
configure(8700)
sys.addaudithook(guard)
from streamlit import config
from streamlit.web.server.server_util import is_url_from_allowed_origins
values = {key: one.value for key, one in config.get_config_options().items()}
print(json.dumps(values | {"foreign": is_url_from_allowed_origins("http://foreign.test")}, default=str))
"""


def effective(home: Path, current: Path, **more: str) -> dict[str, Any]:
    """The value of every option, in a process of its own."""
    home.mkdir(exist_ok=True)
    current.mkdir(exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    environment = clean | {"HOME": str(home)} | more
    command = [sys.executable, "-W", "ignore", "-c", RUN]
    done = subprocess.run(command, cwd=current, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    assert values.pop("server.cookieSecret") != HOSTILE_VARIABLES["STREAMLIT_SERVER_COOKIE_SECRET"]
    return values


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings where nobody else has any."""
    folder = tmp_path_factory.mktemp("untouched")
    return effective(folder / "home", folder / "current")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.allowedHosts", ["127.0.0.1", "localhost"]),
        ("server.enableCORS", True),
        ("server.enableXsrfProtection", True),
        ("server.enableStaticServing", False),
        ("server.enableAgentApi", False),
        ("server.corsAllowedOrigins", []),
        ("server.trustedUserHeaders", {}),
        ("server.headless", True),
        ("server.fileWatcherType", "none"),
        ("secrets.files", []),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.toolbarMode", "minimal"),
        ("runner.postScriptGC", False),
        ("browser.gatherUsageStats", False),
        ("global.developmentMode", False),
    ],
)
def test_the_page_is_closed_to_others(option: str, value: object, untouched: dict[str, Any]) -> None:
    assert untouched[option] == value


def test_uploads_and_messages_are_capped(untouched: dict[str, Any]) -> None:
    assert untouched["server.maxUploadSize"] <= 10
    assert untouched["server.maxMessageSize"] <= 50


def test_every_page_setting_is_one_that_streamlit_knows(untouched: dict[str, Any]) -> None:
    assert {*PROTECTIONS, *configured()} <= set(untouched)


def test_what_protects_the_page_is_in_force(untouched: dict[str, Any]) -> None:
    assert {name: untouched[name] for name in PROTECTIONS} == PROTECTIONS
    assert (untouched["server.port"], untouched["browser.serverPort"]) == (8700, 8700)


def test_the_page_has_its_look(untouched: dict[str, Any]) -> None:
    look = configured("theme")
    assert look and {name: untouched[name] for name in look} == look


def test_a_foreign_origin_is_refused_and_nobody_is_asked_for_our_address(untouched: dict[str, Any]) -> None:
    assert untouched["foreign"] is False


def test_other_settings_change_nothing(tmp_path: Path, untouched: dict[str, Any]) -> None:
    home, current = tmp_path / "home", tmp_path / "current"
    write_hostile_settings(home)
    write_hostile_settings(current)
    assert effective(home, current, **HOSTILE_VARIABLES) == untouched


def test_the_settings_file_says_the_same() -> None:
    """It serves those who start the page with `streamlit run app.py`."""
    assert {name: value for name, value in configured().items() if not name.startswith("theme.")} == PROTECTIONS


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_a_page_that_others_could_reach_is_not_started_without_a_login(address: str, tmp_path: Path) -> None:
    run = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(free_port())]
    environment = os.environ | {"STREAMLIT_SERVER_ADDRESS": address, "HOME": str(tmp_path)}
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert address in done.stderr and "factcontext serve" in done.stderr
    assert "Traceback" not in done.stderr


def test_streamlits_own_command_serves_the_page_behind_the_same_doors(tmp_path: Path) -> None:
    port = free_port()
    run = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    loosened = ["--server.enableCORS", "false", "--server.enableXsrfProtection", "false"]
    with running([*run, *loosened], port, cwd=tmp_path):
        assert [knock(port, f"http://{host}:{port}") for host in ("127.0.0.1", "localhost")] == [200, 403]


def knock(port: int, origin: str) -> int:
    """What a request that comes from a page of this origin is answered."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Origin": origin})
    with closing(connection):
        return connection.getresponse().status


def test_no_reader_empties_the_caches_of_all() -> None:
    """Streamlit's message for it stays without effect, and its server stands behind our guard."""
    code = (
        "from factcontext.ui.server import guards\n"
        "from factcontext.ui.doors import Doors\n"
        "from streamlit.runtime.app_session import AppSession\n"
        "from streamlit.runtime.caching import cache_resource\n"
        "assert guards()[0].cls is Doors\n"
        "cache_resource.clear = lambda: 1 / 0\n"
        "AppSession._handle_clear_cache_request(None)\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=120)
