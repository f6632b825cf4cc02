"""What a build has to do: which files are read, which articles are copied from the generation before, what is left."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from factcontext.index.records import Skipped
from factcontext.index.store.library import Library
from factcontext.index.store.purged import Purged
from factcontext.index.survey import Folder, changes, identity_of, skipped_before

Part = range | str  # a run of kept articles by their numbers in the previous generation, or the name of a fresh file


@dataclass(frozen=True, slots=True)
class Plan:
    """A folder against the generation before; `skipped` grows by what turns out not to be readable.

    `sha256` is of each file's bytes: as they were surveyed and, once it was read, as they were read.
    """

    folder: Folder
    previous: Library | None
    fresh: tuple[str, ...]
    kept: frozenset[str]
    skipped: dict[Skipped, str]  # with their identities: what is known to be unreadable is not read again
    sha256: dict[str, str]

    @property
    def has_news(self) -> bool:
        """Whether the folder, or what is reported of it, differs from the previous generation."""
        if self.previous is None:
            return True
        return (
            str(self.folder.path) != self.previous.manifest.folder
            or bool(changes(self.folder, self.previous))
            or set(self.skipped) != {one for one, _ in self.previous.catalog.skipped()}
        )

    def key(self, name: str) -> str:
        """What a file's content is known by while it is built: its bytes, and its format."""
        return f"{self.sha256[name]}{self.folder.files[name].path.suffix.lower()}"

    def identity(self, name: str) -> str:
        """What tells the next build whether a file, or what the sidecar says of it, has changed."""
        return identity_of(self.sha256[name], self.folder.sidecar.get(name))

    def skip(self, name: str, reason: str, is_final: bool = True) -> None:
        """Note that a file is not indexed; one that would give the same again is not read by the next build."""
        self.skipped[Skipped(name, reason)] = self.identity(name) if is_final else ""

    def parts(self, fresh: Set[str]) -> Iterator[Part]:
        """All articles in order of path; `fresh` are the files that could be read."""
        numbers = self.previous.catalog.numbers() if self.previous else {}
        run = range(0)
        for name in self.folder.files:
            number = numbers[name] if name in self.kept else None
            if number is not None and number == run.stop:
                run = range(run.start, number + 1)
                continue
            if run:
                yield run
            run = range(0) if number is None else range(number, number + 1)
            if name in fresh:
                yield name
        if run:
            yield run


def make_plan(folder: Folder, previous: Library | None, purged: Purged) -> Plan:
    """Decide what is read and what is kept."""
    gone = {name for name in folder.files if purged.has(name, folder.sha256[name])}
    skipped = {one: "" for one in folder.skipped}
    skipped |= {Skipped(name, purged.reason): folder.identities[name] for name in gone}
    known, unusable = (previous.catalog.identities(), skipped_before(previous)) if previous else ({}, {})
    same = {name for name, identity in folder.identities.items() if known.get(name) == identity} - gone
    still = {name for name, identity in folder.identities.items() if unusable.get(name) == identity} - gone
    if previous:
        before = previous.catalog.skipped()
        still -= {one.article for one, _ in before if one.reason == purged.reason}  # what is allowed again is read
        skipped |= {one: identity for one, identity in before if one.article in still}
    settled = same | still | gone
    fresh = tuple(name for name in folder.files if name not in settled)
    return Plan(folder, previous, fresh, frozenset(same), skipped, dict(folder.sha256))
