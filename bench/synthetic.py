"""Articles that nobody wrote, as many as are wanted: invented words in the proportions of real news, given apart.

Word frequencies follow Zipf's law; an article has 37 sentences, 17 statements and 5 passages on average, as real ones
have; speakers and topics come back from article to article, few of them often and most of them rarely.
What a parser would find is known beforehand, so sentences, statements and passages are handed over with the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from factcontext.index.lexicon.person_names import first_names
from factcontext.index.records import Article, Metadata, Passage, Sentence, Statement, Value
from factcontext.index.store.entry import Entry

SMALL = (
    "the of to and a in that is was for on with as by at from it be are an this have has had were which their not but "
    "or they been its more one who will would after than about other there also when all up out some into two over "
    "first could last people year new between government years against state world day since where three during if"
).split()
WORDS, PEOPLE, OUTLETS = 120_000, 400_000, 80
SENTENCES = 37  # of an article, on average
SAID, NAMED = 0.46, 0.75  # of its sentences hold somebody's words, and of these are under a name
TOGETHER = 8  # sentences of a passage
OFFICES = (
    "President|Prime Minister|Foreign Minister|Defense Secretary|Senator|Mayor|Police Chief|Professor|Ambassador|"
    "General|Governor|Judge|Spokesman|Spokeswoman|Director|Chief Executive|Coach|Interior Minister|Health Minister"
).split("|")
COUNTRIES = "French German Russian British Chinese Indian Israeli Syrian Turkish Japanese Polish Iraqi Mexican".split()
UNNAMED = ("police", "officials", "witnesses", "the company", "prosecutors", "a spokesman", "residents", "doctors")
_ONSETS = "b br d dr f g gr h k kl l m n p pr r s st t tr v z".split()
_VOWELS = "a e i o u ai ou".split()
_CODAS = ("", "", "l", "n", "r", "s", "t", "m")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks."""

    name: str
    office: str | None
    country: str | None

    @property
    def last(self) -> str:
        return self.name.rsplit(" ", 1)[1]


class World:
    """Words, people and outlets; article n is the same however often it is made."""

    def __init__(self, articles: int, seed: int = 0) -> None:
        self.articles = articles
        self._seed = seed
        self._topics = max(5, articles // 6)
        self.topic = lru_cache(20_000)(self._topic)

    @cached_property
    def words(self) -> list[str]:
        """All words, the most frequent first."""
        return [*SMALL, *(_invented(n) for n in range(WORDS))]

    @cached_property
    def _chances(self) -> NDArray[np.float64]:
        return np.cumsum(_zipf(len(self.words), 2.7))

    @cached_property
    def _people_chances(self) -> NDArray[np.float64]:
        return np.cumsum(_zipf(PEOPLE, 10.0))

    @cached_property
    def _first_names(self) -> list[str]:
        return sorted(name for name in first_names() if name.isalpha())

    def person(self, number: int) -> Person:
        random = np.random.default_rng((self._seed, 1, number))
        first = self._first_names[int(random.integers(len(self._first_names)))]
        last = _invented(int(random.integers(PEOPLE // 3)) + 7).title()  # some people share a surname
        titled = random.random() < 0.5
        office = OFFICES[int(random.integers(len(OFFICES)))] if titled else None
        country = COUNTRIES[int(random.integers(len(COUNTRIES)))] if titled and random.random() < 0.6 else None
        return Person(f"{first} {last}", office, country)

    def _topic(self, number: int) -> tuple[NDArray[np.int64], list[Person]]:
        """The words of a topic by rank, and who speaks on it."""
        random = np.random.default_rng((self._seed, 2, number))
        words = np.exp(random.uniform(np.log(200), np.log(len(self.words) - 1), 30)).astype(np.int64)
        people = np.searchsorted(self._people_chances, random.random(6))
        return words, [self.person(int(one)) for one in people]

    def topic_of(self, number: int) -> int:
        """Which topic an article is on: few have many."""
        random = np.random.default_rng((self._seed, 4, number))
        return int(self._topics * random.random() ** 2)

    def article(self, number: int) -> Entry:
        """One article with all that is found in it."""
        random = np.random.default_rng((self._seed, 3, number))
        topic, people = self.topic(self.topic_of(number))
        people = [*people[:4], self.person(int(np.searchsorted(self._people_chances, random.random())))]
        count = int(np.clip(random.lognormal(np.log(SENTENCES) - 0.08, 0.4), 6, 120))
        lengths = random.integers(11, 30, count)
        ranks = np.searchsorted(self._chances, random.random(lengths.sum()))
        on_topic = random.random(len(ranks)) < 0.1
        ranks[on_topic] = topic[np.minimum(random.geometric(0.12, on_topic.sum()) - 1, len(topic) - 1)]
        words, last = self.words, len(self.words) - 1
        drawn = [words[min(rank, last)] for rank in ranks.tolist()]
        path = f"{number // 1000:04}/{number:07}.txt"
        text = _Text(path, people)
        said = random.random(count) < SAID
        who = np.where(random.random(count) < NAMED, random.integers(0, len(people), count), -1)
        start = 0
        for n, length in enumerate(lengths.tolist()):
            text.add(" ".join(drawn[start : start + length]), int(who[n]) if said[n] else None)
            start += length
        return text.entry(self._metadata(" ".join(words[rank] for rank in topic[:7].tolist()).capitalize(), random))

    def _metadata(self, title: str, random: np.random.Generator) -> Metadata:
        outlet = min(int(random.geometric(0.08)) - 1, OUTLETS - 1)
        day = date(2007, 1, 1) + timedelta(days=int(random.integers(0, 3650)))
        return Metadata(
            title=Value(title, "document"),
            publisher=Value(f"{_invented(outlet + 900).title()} Times", "document"),
            published=Value(day.isoformat(), "document"),
        )

    def questions(self, count: int) -> Iterator[str]:
        """Questions that some of the articles answer: what somebody said, also in a year; who said; facts."""
        random = np.random.default_rng((self._seed, 5))
        for n in range(count):
            number = int(random.integers(self.articles))
            ranks, people = self.topic(self.topic_of(number))
            words = [self.words[rank] for rank in ranks[:12].tolist()]
            topic = " ".join(random.choice(words, 3, replace=False).tolist())
            person = people[int(random.integers(4))]
            year = (self.article(number).article.published or "")[:4]
            yield (
                f"What did {person.name} say about the {topic}?",
                f"What did {person.last} say about the {topic}?",
                f"Who said that the {topic} was {words[3]}?",
                f"How many people were in the {topic}?",
                f"What did {person.name} say about the {topic} in {year}?",
            )[n % 5]


class _Text:
    """An article while it is put together."""

    def __init__(self, path: str, people: list[Person]) -> None:
        self._path, self._people = path, people
        self._met: set[int] = set()
        self._parts: list[str] = []
        self._length = 0
        self._sentences: list[Sentence] = []
        self._statements: list[Statement] = []

    def add(self, words: str, who: int | None) -> None:
        """One sentence; `who` says it: one of the people, or -1 for somebody without a name."""
        number = len(self._sentences)
        parting = "" if not number else "\n\n" if number % 2 == 0 else " "
        start = self._length + len(parting)
        sentence = words[0].upper() + words[1:] + "."
        if who is not None:
            shown, person = self._named(who, number)
            sentence = f"{sentence[:-1]}, {shown} said."
            self._statements.append(self._statement(start, start + len(words), shown, person))
        self._parts += (parting, sentence)
        self._length = start + len(sentence)
        self._sentences.append(Sentence(start, self._length, number // 2))

    def _named(self, who: int, number: int) -> tuple[str, Person | None]:
        if who < 0:
            return UNNAMED[number % len(UNNAMED)], None
        person, known = self._people[who], who in self._met
        self._met.add(who)
        titles = (person.country, person.office, person.name)
        return (person.last if known else " ".join(part for part in titles if part)), person

    def _statement(self, start: int, end: int, shown: str, person: Person | None) -> Statement:
        speaker = person.name if person else shown
        office, country = (person.office, person.country) if person else (None, None)
        return Statement(self._path, start, end, speaker, shown, "certain", "said", "indirect", office, country)

    def entry(self, metadata: Metadata) -> Entry:
        text = "".join(self._parts)
        digest = sha256(text.encode()).hexdigest()
        groups = [self._sentences[n : n + TOGETHER] for n in range(0, len(self._sentences), TOGETHER)]
        passages = [Passage(self._path, group[0].start, group[-1].end) for group in groups]
        article = Article(self._path, digest, text, metadata, "en")
        return Entry(article, digest, self._sentences, self._statements, passages)


def _zipf(count: int, shift: float) -> NDArray[np.float64]:
    """Chances that fall with the rank (Zipf and Mandelbrot)."""
    weights = 1 / (np.arange(count) + 1 + shift)
    return weights / weights.sum()


def _invented(number: int) -> str:
    """Word `number`: no two numbers give one word, and frequent words are short."""
    syllables, rest = [], number + 29
    while rest:
        rest, one = divmod(rest, len(_ONSETS) * len(_VOWELS) * len(_CODAS))
        onset, inner = divmod(one, len(_VOWELS) * len(_CODAS))
        syllables.append(_ONSETS[onset] + _VOWELS[inner // len(_CODAS)] + _CODAS[inner % len(_CODAS)])
    return "".join(syllables)
