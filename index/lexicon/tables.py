"""Reads the tab-separated word lists in `data/`."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def table_rows(name: str) -> list[list[str]]:
    """The rows of a word list, each as its cells; lines with # tell what the columns mean and the source."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def words_in(cell: str) -> tuple[str, ...]:
    """The words of a cell, which spaces separate; `-` stands for none."""
    return () if cell == "-" else tuple(cell.split())


def is_yes(cell: str) -> bool:
    """Whether a cell says "yes"; `-` says no."""
    return cell == "yes"
