"""Who said what: the statements of a library, by speaker and by topic."""

from collections.abc import Sequence

from index.library import Library
from index.names import matches
from index.records import Statement
from index.words import content_words, stems

# A name that matches less surely than this may be somebody else's.
SURE = 0.5


def statements(library: Library, speaker: str | None = None, about: str | None = None) -> list[Statement]:
    """Statements of a speaker under any name in order of article; those sharing a topic's words, best first."""
    found = [s for s in library.statements() if speaker is None or matches(speaker, s) >= SURE]
    return _about(found, about, library) if about else found


def speaks(speaker: str, library: Library) -> bool:
    """Whether the articles report anything that this speaker said."""
    return any(matches(speaker, s) >= SURE for s in library.statements())


def said_by(speaker: str, library: Library) -> list[int]:
    """The numbers of the sentences in which this speaker says something."""
    return sorted({number for s, number in library.spoken() if matches(speaker, s) >= SURE})


def _about(found: Sequence[Statement], topic: str, library: Library) -> list[Statement]:
    """Those that share words with the topic, the rarest words counting most; ties stay in order."""
    worth = {word: library.words.rarity(word) for word in content_words(topic)}
    rated = [(sum(worth.get(word, 0.0) for word in set(stems(_words(s, library)))), s) for s in found]
    return [s for value, s in sorted(rated, key=lambda pair: -pair[0]) if value > 0]


def _words(statement: Statement, library: Library) -> str:
    article = library.article(statement.article)
    return article.text[statement.start : statement.end] if article else ""
