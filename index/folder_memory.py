"""What this process knew of the folder when its last build ended: the next one need not read it from the tables.

Where one article changes each second, reading how a hundred thousand files lay is a tenth of an update.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factcontext.index.records import FileStamp
from factcontext.index.store.library import Library


@dataclass(slots=True)
class FolderMemory:
    """The last generation that was built or found up to date; no two generations have one name."""

    generation: str | None = None
    files: Mapping[str, FileStamp] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)

    def keep(self, generation: str, files: Mapping[str, FileStamp], articles: Mapping[str, str]) -> None:
        """Remember what a generation's tables say: how files lie, by name, and the identities of its articles."""
        self.generation, self.files, self.articles = generation, files, articles

    def stamps(self, library: Library | None) -> Mapping[str, FileStamp]:
        """How the files lay that a library tells of; none where there is no library."""
        if library is None:
            return {}
        return self.files if library.generation == self.generation else library.catalog.file_stamps()

    def identities(self, library: Library | None) -> Mapping[str, str]:
        """The identities of a library's articles by path; none where there is no library."""
        if library is None:
            return {}
        return self.articles if library.generation == self.generation else library.catalog.identities()
