"""The files for a service and for containers are of the form that they must be; running them needs more than tests."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"


def test_the_two_files_for_caddy_differ_only_in_where_the_page_is() -> None:
    one, other = (DEPLOY / "Caddyfile").read_text(), (DEPLOY / "Caddyfile.compose").read_text()
    own = one.replace("127.0.0.1:8501", "page:8501").splitlines()[1:]
    assert other.splitlines()[1:] == own


@pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not on this machine")
@pytest.mark.parametrize("name", ["Caddyfile", "Caddyfile.compose"])
def test_caddy_takes_them(name: str, tmp_path: Path) -> None:
    words = ["caddy", "adapt", "--adapter", "caddyfile", "--config", str(DEPLOY / name)]
    subprocess.run(
        words, cwd=tmp_path, env={"PATH": "/usr/bin", "HOME": str(tmp_path)}, check=True, capture_output=True
    )


def test_the_containers_are_read_only_and_hold_no_rights() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for one in services.values():
        assert one["read_only"] and one["cap_drop"] == ["ALL"]
    assert "ports" not in services["page"]


def test_the_container_is_not_root_and_its_health_is_that_of_the_indexes() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert text.index("USER 10001") < text.index("ENTRYPOINT")
    assert "/healthz" in text


@pytest.mark.parametrize(
    "line",
    ["NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes", "CapabilityBoundingSet=", "UMask=0077"],
)
def test_the_unit_has_its_protections(line: str) -> None:
    assert line in (DEPLOY / "factcontext.service").read_text().splitlines()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_takes_the_unit_and_finds_little_that_it_could_reach(tmp_path: Path) -> None:
    unit = tmp_path / "factcontext.service"
    text = (DEPLOY / "factcontext.service").read_text()
    # What it starts and as whom are of a machine where it is installed.
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", text, flags=re.MULTILINE))
    for words in (["verify"], ["security", "--offline=true", "--threshold=20"]):  # of 100: the lower, the less
        run = subprocess.run(["systemd-analyze", "--no-pager", *words, str(unit)], capture_output=True, text=True)
        assert run.returncode == 0, run.stdout[-500:] + run.stderr
