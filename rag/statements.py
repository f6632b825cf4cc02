"""Who said what: the statements of a library, by speaker and by topic."""

from collections.abc import Sequence

from index.library import Library
from index.names import SURE
from index.records import Statement
from index.words import content_words, stems

__all__ = ["SURE", "FolderNames", "said_by", "speakers", "speaks", "statements"]


class FolderNames:
    """The names of a library, by which questions are read."""

    def __init__(self, library: Library) -> None:
        self.publishers = tuple(library.status().publishers)
        self.knows = library.directory.knows
        self.correct = library.directory.correct


def speakers(name: str, library: Library) -> list[int]:
    """The numbers of the speakers whom a name surely means."""
    return [id for id, sure in library.directory.find(name).items() if sure >= SURE]


def statements(library: Library, speaker: str | None = None, about: str | None = None) -> Sequence[Statement]:
    """Statements of a speaker under any name in order of article; those sharing a topic's words, best first."""
    found = library.statements() if speaker is None else library.statements_by(speakers(speaker, library))
    return _about(found, about, library) if about else found


def speaks(speaker: str, library: Library) -> bool:
    """Whether the articles report anything that this speaker said."""
    return bool(speakers(speaker, library))


def said_by(speaker: str, library: Library) -> list[int]:
    """The numbers of the sentences in which this speaker says something."""
    return library.sentences_by(speakers(speaker, library))


def _about(found: Sequence[Statement], topic: str, library: Library) -> list[Statement]:
    """Those that share words with the topic, the rarest words counting most; ties stay in order."""
    worth = {word: library.words.rarity(word) for word in content_words(topic)}
    rated = [(sum(worth.get(word, 0.0) for word in set(stems(_words(s, library)))), s) for s in found]
    return [s for value, s in sorted(rated, key=lambda pair: -pair[0]) if value > 0]


def _words(statement: Statement, library: Library) -> str:
    article = library.article(statement.article)
    return article.text[statement.start : statement.end] if article else ""
