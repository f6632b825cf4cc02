"""Build step of an index that is changed: speakers are told apart where its articles' names touch them.

What each article tells of names is kept (index/speakers/facts.py). Its keys say which statements may get another
speaker, and of which speakers more or less is told than before; all others stay. docs/speakers.md lists the keys.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from factcontext.index.records import DatedStatement
from factcontext.index.speaker_differences import all_said, differing_facts, differing_speakers
from factcontext.index.speakers.fact_table import DatedFact
from factcontext.index.speakers.facts import Fact, as_key, keys_of, read_facts
from factcontext.index.speakers.folder_facts import Bodies, FolderFacts
from factcontext.index.speakers.gathered_speaker import GatheredSpeaker
from factcontext.index.speakers.names import name_key
from factcontext.index.speakers.people import People
from factcontext.index.speakers.resolve import (
    Identity,
    described_in,
    identified,
    identity_key,
    identity_of,
    made,
    name_body,
    told_facts,
)
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.stored_statements import StoredStatement, ToldArticle
from factcontext.index.surname_change import changed_people


@dataclass(slots=True)
class SpeakerChange:
    """The change of one catalog; `touched` are the numbers of speakers of whom something is to be told anew."""

    catalog: CatalogWriter
    touched: set[int] = field(default_factory=set)
    heard: set[int] = field(default_factory=set)  # speakers whose statements lie elsewhere than before, if no more
    come: dict[str, ToldArticle] = field(default_factory=dict)  # what the new articles tell, by path
    changed: list[Fact] = field(default_factory=list)  # that articles told before and do not now, or the other way

    def run(self) -> None:
        """Bring all speakers up to date with the articles that came and went."""
        self._note_facts()
        self.changed = list(differing_facts(self.catalog.gone.told, self.come))
        folder = FolderFacts()
        _add_all(folder, self.catalog.facts.all("short"))
        bodies = folder.bodies()
        wholes = self._wholes()
        renamed = self._renamed_bodies(wholes)
        moved = self._identify(bodies, {as_key(words) for words in renamed})
        self._describe(moved)
        self._touch(wholes, renamed)
        self._tell(folder, bodies)

    # ---- what the new articles tell

    def _note_facts(self) -> None:
        new = self.catalog.said.of_articles(self.catalog.added)
        for (number, path), rows in groupby(new, key=lambda one: (one.article, one.dated.statement.article)):
            ones = list(rows)
            facts = read_facts(self.catalog.text(path), [one.dated.statement for one in ones])
            self.catalog.facts.add(number, facts)
            self.come[path] = ToldArticle(facts, ones)

    def _keys(self, *kinds: str) -> set[str]:
        """The keys of what articles that came or went tell otherwise than before."""
        return {fact.key for fact in self.changed if fact.kind in kinds}

    def _renamed_bodies(self, wholes: Collection[str]) -> set[tuple[str, ...]]:
        """The words of bodies' names that may mean another body than before."""
        return {(short,) for short in self._keys("short")} | {tuple(sorted(name_key(whole).words)) for whole in wholes}

    def _wholes(self) -> set[str]:
        """The whole names of bodies whose short names came or went."""
        now = (one.fact for one in self.catalog.facts.having("short", self._keys("short")))
        return {fact.value for fact in (*self.changed, *now) if fact.kind == "short"}

    # ---- who makes which statement

    def _identify(self, bodies: Bodies, renamed: Collection[str]) -> set[int]:
        """Find out who makes the statements of new articles, and those whose speaker may be another than before.

        Returns the numbers of the articles in which that has changed anything.
        """
        people, checked = changed_people(self.catalog, self.come, renamed)
        checked |= set(renamed)
        said = self.catalog.said
        again = (one for ones in _by_article(said.of_keys(checked)) for one in _having(ones, checked))
        found = {id: who for rows in (again, all_said(self.come)) for id, who in self._identities(rows, people, bodies)}
        numbers = self.catalog.numbers.give({*found.values()})
        now = {id: numbers[identity] for id, identity in found.items()}
        moved = self.catalog.said.assign(now)
        new = {one.id for one in all_said(self.come)}
        self.touched |= {id for one in moved if one.id not in new for id in (one.before, one.now) if id is not None}
        self.touched |= differing_speakers(self.catalog.gone.told, self.come, now)
        self.heard |= {now[id] for id in new}
        return {one.article for one in moved}

    def _identities(self, rows: Iterable[StoredStatement], people: People, bodies: Bodies) -> Iterator[tuple[int, str]]:
        for ones in _by_article(rows):
            identities = identified([one.dated for one in ones], people, bodies, self.catalog.text)
            for one, (identity, _) in zip(ones, identities, strict=True):
                yield one.id, identity_key(identity)

    # ---- what articles say that their speakers are

    def _describe(self, articles: Collection[int]) -> None:
        """Tell anew what articles as wholes say of their speakers, where one of these is another than before."""
        identities: dict[int, str] = {}
        for ones in _by_article(self.catalog.said.of_articles(articles)):
            groups: dict[Identity, list[DatedStatement]] = defaultdict(list)
            identities |= self.catalog.numbers.identities({id for one in ones if (id := one.speaker_id) is not None})
            for one in ones:
                groups[identity_of(identities[one.speaker_id or 0])].append(one.dated)
            path = ones[0].dated.statement.article
            self._replace_told(ones[0].article, path, told_facts(described_in(groups, self.catalog.text(path))))

    def _replace_told(self, article: int, path: str, facts: list[Fact]) -> None:
        stored = [fact for fact in self.catalog.facts.of_article(article) if fact.kind == "told"]
        if facts != stored:
            self.catalog.facts.remove(article, "told")
            self.catalog.facts.add(article, facts)
        gone = self.catalog.gone.told.get(path)
        before = [fact for fact in gone.facts if fact.kind == "told"] if gone else stored
        self.touched |= {*self.catalog.numbers.known({fact.key for fact in {*facts} ^ {*before}}).values()}

    # ---- what is told of speakers

    def _touch(self, wholes: Collection[str], renamed: Collection[tuple[str, ...]]) -> None:
        """Have everybody told anew whom the facts that came and went concern."""
        told = {key for whole in wholes for key in self.catalog.facts.telling(whole)}
        self.touched |= self.catalog.facts.concerned(self._keys("introduced", "leads") | told)
        bodies = {identity_key(("body", *words)) for words in renamed}
        self.touched |= {*self.catalog.numbers.known(told | bodies).values()}
        self.touched |= {id for whole in wholes for id in self.catalog.said.in_offices(whole)}

    def _tell(self, folder: FolderFacts, bodies: Bodies) -> None:
        identities = {id: identity_of(key) for id, key in self.catalog.numbers.identities(self.touched).items()}
        gathered = self._gathered(identities)
        for id, one in gathered.items():
            name_body(identities[id], one, bodies)
        called = {id: one.called() for id, one in gathered.items()}
        keys = set().union(*called.values())
        _add_all(folder, self.catalog.facts.having("leads", keys))
        _add_all(folder, self.catalog.facts.having("introduced", keys))
        speakers = [made(identities[id], id, one, folder) for id, one in sorted(gathered.items())]
        self.catalog.replace_speakers(self.touched, speakers, called)
        self.catalog.note_heard(self.touched | self.heard)

    def _gathered(self, identities: Mapping[int, Identity]) -> dict[int, GatheredSpeaker]:
        """What the articles tell of the speakers with these identities; not of those who say nothing any more."""
        gathered: dict[int, GatheredSpeaker] = {}
        for ones in _by_article(self.catalog.said.of_speakers(identities)):
            groups: dict[int, list[DatedStatement]] = defaultdict(list)
            for one in ones:
                groups[one.speaker_id or 0].append(one.dated)
            for id, group in groups.items():
                gathered.setdefault(id, GatheredSpeaker(id)).add(group)
        ids = {identity_key(identity): id for id, identity in identities.items()}
        told: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
        for article, published, fact in self.catalog.facts.having("told", ids):
            told[article, published, fact.key].append(fact.value)
        for (_, published, key), phrases in told.items():
            gathered[ids[key]].tell(phrases, published)
        return gathered


def _add_all(folder: FolderFacts, facts: Iterable[DatedFact]) -> None:
    for (_, published), ones in groupby(facts, key=lambda one: (one.article, one.published)):
        folder.add((one.fact for one in ones), published)


def _by_article(rows: Iterable[StoredStatement]) -> Iterator[list[StoredStatement]]:
    return (list(ones) for _, ones in groupby(rows, key=lambda one: one.article))


def _having(ones: Iterable[StoredStatement], keys: Collection[str]) -> Iterator[StoredStatement]:
    """The statements of those, in one article, whom keys decide on; who it is is told where a name first speaks."""
    decided: dict[tuple[str, bool], bool] = {}
    for one in ones:
        statement = one.dated.statement
        place = (statement.speaker, statement.office is not None)
        if place not in decided:
            decided[place] = any(key in keys for _, key in keys_of(statement))
        if decided[place]:
            yield one
