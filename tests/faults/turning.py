"""A folder that turns from one state into another and back, so that every build has all kinds of work to do."""

from dataclasses import dataclass
from pathlib import Path

from tests.invented import HARBOUR, ORCHARD

NOTES = 20


@dataclass
class Folder:
    """A folder with two states: every build changes, adds, moves and removes articles."""

    path: Path
    state: int = 0

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True)
        for n in range(NOTES):
            self._note(n)
        (self.path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
        self._write()

    def turn(self) -> None:
        """Put the folder into its other state."""
        self.state = 1 - self.state
        self._write()

    def _write(self) -> None:
        (self.path / "harbour.txt").write_text(HARBOUR + "\nThe gates date from the last century.\n" * self.state)
        here, there = self.path / "frost.txt", self.path / "plums" / "frost.txt"
        there.parent.mkdir(exist_ok=True)
        (here if self.state else there).unlink(missing_ok=True)
        (there if self.state else here).write_text(ORCHARD)
        self._note(NOTES + self.state)
        (self.path / f"note{NOTES + 1 - self.state}.txt").unlink(missing_ok=True)

    def _note(self, n: int) -> None:
        text = f"Note {n}\n\nHarbour master Ines Calder said on Monday that note {n} was read aloud to all ships."
        (self.path / f"note{n}.txt").write_text(text)
