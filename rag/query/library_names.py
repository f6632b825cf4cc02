"""The names of a library, its speakers and outlets, as question parsing looks them up."""

from collections.abc import Collection
from dataclasses import dataclass

from factcontext.index.lexicon.person_names import sex_of_first_name
from factcontext.index.store.library import Library

# Whoever has fewer statements is as likely to be the topic of plain keywords as their speaker.
FEWEST = 3
# As sure as a surname makes it: plain keywords name nobody by office or country.
BY_NAME = 0.9


@dataclass(frozen=True, slots=True)
class LibraryNames:
    """Looks names up in one library; the implementation of records.Names and records.Voices."""

    library: Library

    @property
    def publishers(self) -> Collection[str]:
        """The names of the outlets."""
        return self.library.publishers

    def knows(self, name: str) -> bool:
        """Whether somebody of that name speaks in the folder."""
        return self.library.directory.knows(name)

    def correct(self, name: str) -> str | None:
        """The folder's spelling of a misspelt name; None where it is right, or where nothing is near."""
        return self.library.directory.correct(name)

    def is_voice(self, name: str) -> bool:
        """Whether a person or body of that very name speaks more than once or twice."""
        directory = self.library.directory
        meant = [directory.speakers[number] for number, sure in directory.meant_by(name).items() if sure >= BY_NAME]
        return any(speaker.kind != "unnamed" and speaker.statements >= FEWEST for speaker in meant)

    def sex(self, name: str) -> str:
        """m or f where the first name of whom a name means most likely tells, else an empty string."""
        directory = self.library.directory
        meant = {number: sure for number, sure in directory.meant_by(name).items() if sure >= BY_NAME}
        people = [directory.speakers[number] for number in meant if directory.speakers[number].kind == "person"]
        if not people:
            return sex_of_first_name(name)
        return sex_of_first_name(max(people, key=lambda one: (one.statements, one.name)).name)
