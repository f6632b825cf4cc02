"""Suggests the first questions for a folder: its most quoted speakers, each on their most frequent topic."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from factcontext.index.records import Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words
from factcontext.rag.query.patterns import any_of

# Speakers looked at: enough to drop those without a topic, few enough for a large folder.
LOOKED_AT = 40
# A speaker with fewer sure statements is no frequent one.
FEWEST = 3
# Inverse document frequency: a thing that more than an eighth of all passages name tells no story from another.
RARE = 2.0
# Full names alone: "Velmora" may be a place in one article and a government in the next.
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")
# A word after "the" is a thing, not the first of two nouns, where a stop or one of these words follows.
_THING = re.compile(rf"\bthe ([a-z]{{4,}})(?=[.,;:!?”\"]| {any_of('words after a noun')}\b)")


@dataclass(frozen=True, slots=True)
class _Starter:
    speaker: str
    topic: str
    articles: frozenset[str]


def starters(library: Library, limit: int = 4) -> tuple[str, ...]:
    """Questions that this folder can answer, on speakers of different stories as far as there are enough."""
    found = list(_candidates(library))
    chosen: list[_Starter] = []
    for allowed in (0, 1, len(library.paths())):  # articles that a question may share with those before it
        for one in found:
            is_new = one.speaker not in [other.speaker for other in chosen]
            if is_new and len(chosen) < limit and _shared(one, chosen) <= allowed:
                chosen.append(one)
    return tuple(f"What did {one.speaker} say about {one.topic}?" for one in chosen)


def _shared(one: _Starter, chosen: Sequence[_Starter]) -> int:
    return max((len(one.articles & other.articles) for other in chosen), default=0)


def _candidates(library: Library) -> Iterator[_Starter]:
    frequent = _frequent(library)
    for find_topic in (_named_topic, _thing):  # a name says more than a thing that "the" stands before
        for speaker, statements in frequent:
            if topic := find_topic(speaker, statements, library):
                yield _Starter(speaker.name, topic, frozenset(one.article for one in statements))


def _frequent(library: Library) -> list[tuple[Speaker, list[Statement]]]:
    """The people most often and surely quoted, with their statements."""
    everyone = library.catalog.speakers.everyone()
    people = (one for one in everyone if one.kind == "person" and _NAME.fullmatch(one.name))
    found = []
    for one in islice(people, LOOKED_AT):
        sure = [said for said in library.statements_by([one.id]) if said.certainty == "certain"]
        if len(sure) >= FEWEST:
            [with_topics] = library.with_topics([one])
            found.append((with_topics, sure))
    return found


def _named_topic(speaker: Speaker, statements: Sequence[Statement], library: Library) -> str | None:
    """The name that tells most of a speaker's words from others', where a headline above them has it too."""
    headlines = " ".join(article.title for one in statements if (article := library.article(one.article)))
    known = set(headlines.split()) - set(speaker.name.split())
    return next((topic for topic in speaker.topics if topic[:1].isupper() and topic in known), None)


def _thing(speaker: Speaker, statements: Sequence[Statement], library: Library) -> str | None:
    """What a speaker's words name that a headline above them names too: often, and seldom in other articles."""
    counts: Counter[str] = Counter()
    for one in statements:
        article = library.article(one.article)
        assert article is not None  # its statement is of this library
        headline = set(content_words(article.title))
        things = _THING.findall(article.text[one.start : one.end])
        counts.update(thing for thing in things if headline & set(content_words(thing)))
    rare = {thing: _rarity(thing, library) for thing in counts if thing in speaker.topics}
    worth = {thing: counts[thing] * rarity for thing, rarity in rare.items() if rarity >= RARE}
    return f"the {max(worth, key=worth.__getitem__)}" if worth else None


def _rarity(thing: str, library: Library) -> float:
    return max((library.words.rarity(word) for word in content_words(thing)), default=0.0)
