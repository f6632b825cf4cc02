"""SECURITY.md names each threat once, with tests that are there."""

import re

import pytest

from tests.conftest import ROOT

ROWS = [line.split("|") for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if line.startswith("| T")]


def test_every_threat_has_its_row() -> None:
    assert [row[1].strip() for row in ROWS] == [f"T{number}" for number in range(1, 21)]


@pytest.mark.parametrize("row", ROWS, ids=[row[1].strip() for row in ROWS])
def test_its_tests_are_there(row: list[str]) -> None:
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", row[4])
    assert named
    for path, test in named:
        assert f"def {test}" in (ROOT / path).read_text("utf-8") if test else (ROOT / path).is_file()
