"""Lists the statements of a library (who said what) and its speakers: by name, by topic, in order of time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcontext.index.records import Article, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.names import SURE, is_same_speaker
from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words, stems

__all__ = [
    "SURE",
    "about_topic",
    "in_order_of_time",
    "is_said_by",
    "list_speakers",
    "list_statements",
    "speaker_ids",
    "statements_near",
]

# A statement is about a topic from half of the topic's words on, by rarity: so it is where the headline alone has all.
ENOUGH = 0.5
# Where anybody may have said it, it takes more: half of “nuclear deal” is any deal.
OF_ANYBODY = 0.75
# Passages that are looked through for what anybody said on a topic: all of a folder would take minutes in an archive.
NEAREST = 400


def speaker_ids(name: str, library: Library) -> list[int]:
    """The numbers of the speakers whom a name surely means."""
    return [id for id, sure in library.directory.meant_by(name).items() if sure >= SURE]


def list_speakers(library: Library, name: str | None = None) -> list[Speaker]:
    """Whom a name means, or everyone who speaks under a name; the one with the most statements first."""
    if name is None:
        return [one for one in library.catalog.speakers.everyone() if one.kind != "unnamed"]
    found = (library.directory.speakers[id] for id in speaker_ids(name, library))
    return sorted(found, key=lambda one: (-one.statements, one.name, one.id))


def is_said_by(name: str, statement: Statement | None) -> bool:
    """Whether somebody of that name speaks, or somebody speaks for them."""
    return statement is not None and any(is_same_speaker(name, by) for by in (statement.speaker, statement.body) if by)


def list_statements(library: Library, speaker: str | None = None, about: str | None = None) -> Sequence[Statement]:
    """Statements in order of article, a speaker's in order of time; those about a topic, best first."""
    if speaker is None:
        found = library.statements()
    else:
        found = in_order_of_time(library.statements_by(speaker_ids(speaker, library)), library)
    return about_topic(found, about, library, best_first=True) if about else found


def statements_near(topic: str, library: Library) -> list[Statement]:
    """What anybody said on a topic, in the articles whose passages have most of its words, in order of article."""
    worth = {word: library.words.rarity(word) for word in content_words(topic)}
    numbers = [number for number, _ in library.words.search(worth, NEAREST)] if worth else []
    paths = sorted({passage.article for passage in library.catalog.passages(numbers)})
    said = [one for path in paths for one in library.statements(path)]
    return [one for share, one in _topic_shares(said, topic, library) if share >= OF_ANYBODY]


def in_order_of_time(found: Iterable[Statement], library: Library, newest: bool = False) -> list[Statement]:
    """Statements by their articles' dates, the oldest or the newest first; those without a date come last.

    Within an article they stay as they are.
    """
    pairs = [(_article(one, library).published or "", one) for one in found]
    dated = sorted((pair for pair in pairs if pair[0]), key=lambda pair: pair[0], reverse=newest)
    return [one for _, one in dated] + [one for published, one in pairs if not published]


def about_topic(found: Iterable[Statement], topic: str, library: Library, best_first: bool = False) -> list[Statement]:
    """Those that hold enough of a topic, in their order or the best first; all of them for a topic without words."""
    rated = [pair for pair in _topic_shares(found, topic, library) if pair[0] >= ENOUGH]
    if best_first:
        rated.sort(key=lambda pair: -pair[0])  # ties stay in order
    return [one for _, one in rated]


def _topic_shares(found: Iterable[Statement], topic: str, library: Library) -> Iterator[tuple[float, Statement]]:
    """How much of a topic each statement holds, as a share of the rarity of the topic's words.

    The headline tells what an article's statements are about, but half as surely as their own words: it counts half.
    """
    worth = {word: library.words.rarity(word) for word in content_words(topic)}
    titles: dict[str, float] = {}
    for one in found:
        article = _article(one, library)
        if one.article not in titles:
            titles[one.article] = _share(worth, article.title)
        yield _share(worth, article.text[one.start : one.end]) + titles[one.article] / 2, one


def _share(worth: Mapping[str, float], text: str) -> float:
    """How much of some words' whole worth a text holds, 0 to 1; 1 where there are none."""
    whole = sum(worth.values())
    return sum(worth.get(word, 0.0) for word in set(stems(text))) / whole if whole else 1.0


def _article(one: Statement, library: Library) -> Article:
    article = library.article(one.article)
    assert article is not None  # its statement is of this library
    return article
