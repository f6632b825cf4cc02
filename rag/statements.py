"""Who said what: the statements of a library, by speaker and by topic."""

from collections.abc import Iterable, Mapping, Sequence

from factcontext.index.records import Article, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.names import SURE, is_same_speaker
from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words, stems

__all__ = ["SURE", "in_time", "is_said_by", "listed", "speakers", "statements"]


def speakers(name: str, library: Library) -> list[int]:
    """The numbers of the speakers whom a name surely means."""
    return [id for id, sure in library.directory.meant_by(name).items() if sure >= SURE]


def listed(library: Library, name: str | None = None) -> list[Speaker]:
    """Whom a name means, or everyone who speaks under a name; the one with the most statements first."""
    if name is None:
        return [one for one in library.catalog.speakers.everyone() if one.kind != "unnamed"]
    return [library.directory.speakers[id] for id in sorted(speakers(name, library))]


def is_said_by(name: str, statement: Statement | None) -> bool:
    """Whether somebody of that name speaks, or somebody speaks for them."""
    return statement is not None and any(is_same_speaker(name, by) for by in (statement.speaker, statement.body) if by)


def statements(library: Library, speaker: str | None = None, about: str | None = None) -> Sequence[Statement]:
    """Statements in order of article, a speaker's in order of time; those sharing a topic's words, best first."""
    if speaker is None:
        found = library.statements()
    else:
        found = in_time(library.statements_by(speakers(speaker, library)), library)
    return _about(found, about, library) if about else found


def in_time(found: Iterable[Statement], library: Library, newest: bool = False) -> list[Statement]:
    """Statements by their articles' dates, the oldest or the newest first; those without a date come last.

    Within an article they stay as they are.
    """
    pairs = [(_article(one, library).published or "", one) for one in found]
    dated = sorted((pair for pair in pairs if pair[0]), key=lambda pair: pair[0], reverse=newest)
    return [one for _, one in dated] + [one for published, one in pairs if not published]


def _about(found: Iterable[Statement], topic: str, library: Library) -> list[Statement]:
    """Those that share words with the topic, the rarest words counting most; ties stay in order.

    The headline tells what an article's statements are about, but half as surely as their own words.
    """
    worth = {word: library.words.rarity(word) for word in content_words(topic)}
    titles: dict[str, float] = {}
    rated = []
    for one in found:
        article = _article(one, library)
        own = _value(worth, article.text[one.start : one.end])
        if one.article not in titles:
            titles[one.article] = _value(worth, article.title)
        rated.append((own and own + titles[one.article] / 2, one))
    return [one for value, one in sorted(rated, key=lambda pair: -pair[0]) if value > 0]


def _value(worth: Mapping[str, float], text: str) -> float:
    """What the words of a text are worth, each counted once."""
    return sum(worth.get(word, 0.0) for word in set(stems(text)))


def _article(one: Statement, library: Library) -> Article:
    article = library.article(one.article)
    assert article is not None  # its statement is of this library
    return article
