"""A folder becomes a few questions to start with: its frequent speakers, each on what they speak of most."""

import re
from collections import Counter
from collections.abc import Sequence

from index.library import Library
from index.records import Statement
from index.words import content_words

# Speakers looked at: enough to drop those without a topic, few enough for a large folder.
LOOKED_AT = 24
# A speaker with fewer sure statements is no frequent one.
FEWEST = 3
# "the inquiry", "the old ferry": what a speaker's words and their article's headline both call by name.
_THING = re.compile(r"\bthe ((?:[a-z]+ )?[a-z]{4,})\b(?! [a-z]{4,}\b)")
# Full names alone: "Velmora" may be a place in one article and a government in the next.
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")


def starters(library: Library, limit: int = 4) -> tuple[str, ...]:
    """Questions that this folder can answer, on different speakers and, as far as can be, different topics."""
    chosen: list[tuple[str, str]] = []
    for speaker, statements in _frequent(library):
        topic = _topic(statements, library, {topic for _, topic in chosen})
        if topic:
            chosen.append((speaker, topic))
    fresh = [pair for n, pair in enumerate(chosen) if pair[1] not in {topic for _, topic in chosen[:n]}]
    others = [pair for pair in chosen if pair not in fresh]
    return tuple(f"What did {speaker} say about the {topic}?" for speaker, topic in (fresh + others)[:limit])


def _frequent(library: Library) -> list[tuple[str, list[Statement]]]:
    """The speakers most often and surely quoted, with their statements."""
    sure = [one for one in library.statements() if one.certainty == "certain" and _NAME.fullmatch(one.speaker)]
    counts = Counter(one.speaker for one in sure)
    names = [name for name, number in counts.most_common(LOOKED_AT) if number >= FEWEST]
    found: dict[str, list[Statement]] = {name: [] for name in names}
    for one in sure:
        if one.speaker in found:
            found[one.speaker].append(one)
    return list(found.items())


def _topic(statements: Sequence[Statement], library: Library, taken: set[str]) -> str | None:
    """What a speaker's words name most often that a headline above them names too; one not taken yet, if any."""
    counts: Counter[str] = Counter()
    for one in statements:
        article = library.article(one.article)
        assert article is not None  # its statement is of this library
        headline = content_words(article.title)
        things = _THING.findall(article.text[one.start : one.end])
        counts.update(thing for thing in things if set(content_words(thing)) & set(headline))
    ranked = [thing for thing, _ in counts.most_common()]
    return next((thing for thing in ranked if thing not in taken), ranked[0] if ranked else None)
