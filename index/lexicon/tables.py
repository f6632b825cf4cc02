"""Reads the tab-separated word lists in `data/`."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def table_rows(name: str) -> list[list[str]]:
    """The rows of a word list, each as its cells; lines that begin with # tell its columns and its source."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
