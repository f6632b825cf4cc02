"""Which surnames may mean others than before, once articles came and went, and the people whom names mean now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from factcontext.index.records import Statement
from factcontext.index.speaker_differences import Told, all_said
from factcontext.index.speakers.names import name_key, suffixes_of, without_suffix
from factcontext.index.speakers.people import People, counted_people
from factcontext.index.speakers.resolve import identity_of
from factcontext.index.speakers.resolved_name import Words, is_full, resolved_name
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.stored_statements import StoredStatement


def changed_people(catalog: CatalogWriter, come: Told, bodies: Iterable[str]) -> tuple[People, set[str]]:
    """The people who may be meant in the articles that came, and the surnames that may mean another than before.

    Also the people whose surnames are these words of bodies. Whom a full name means that the articles have as before is
    known: of its surname no other article is read.
    """
    gone = catalog.gone.told
    known = known_names(gone)
    sons = _surnames_of_sons(catalog, come)
    differing = _differing_surnames(gone, come, known) - sons
    alone = {fact.key for told in come.values() for fact in told.facts if fact.kind == "said"}
    rows = list(catalog.said.full_names({*differing, *sons, *alone, *bodies}))
    people = counted_people(rows, catalog.text)
    before = [row for row in rows if row[0].article not in come and surname(row[0]) in differing]
    before += [(one.dated.statement, 1) for one in all_said(gone) if surname(one.dated.statement) in differing]
    people_before = counted_people(sorted(before, key=lambda row: row[0].article), catalog.text)
    identities = catalog.numbers.identities({*known.values()})
    for words, id in known.items():
        people.remember(words, identity_of(identities[id])[1:])
    return people, sons | {one for one in differing if people.verdict(one) != people_before.verdict(one)}


def _surnames_of_sons(catalog: CatalogWriter, come: Told) -> set[str]:
    """The surnames of these articles by which sons are called as well: whether they are told apart is in texts."""
    told = [fact for one in (*catalog.gone.told.values(), *come.values()) for fact in one.facts if fact.kind == "full"]
    names = catalog.facts.values("full", {fact.key for fact in told}) | {(fact.key, fact.value) for fact in told}
    return {key for key, name in names if suffixes_of(name_key(name))}


def surname(one: Statement) -> str | None:
    """The surname of who speaks under a full name."""
    name = resolved_name(one)
    return without_suffix(name.words)[-1] if is_full(name) else None


def known_names(gone: Told) -> dict[Words, int]:
    """The speakers by number who are known to be meant by full names, as `identified` gave them to articles."""
    found: dict[Words, int] = {}
    places = set()
    for row in all_said(gone):
        one = row.dated.statement
        place = (one.article, one.speaker, one.office is not None)
        if place not in places and surname(one) and row.speaker_id is not None:
            found.setdefault(resolved_name(one).words, row.speaker_id)
        places.add(place)
    return found


def _differing_surnames(gone: Told, come: Told, known: Collection[Words]) -> set[str]:
    """The surnames of whose bearers, those with full names, one of two versions tells otherwise or not known ones."""
    before, now = (_full_names(all_said(one)) for one in (gone, come))
    return {
        last
        for last in before.keys() | now.keys()
        if before.get(last) != now.get(last) or any(words not in known for _, words, _ in now[last])
    }


def _full_names(rows: Iterable[StoredStatement]) -> dict[str, Counter[tuple[str, Words, str | None]]]:
    """By surname how often each full name speaks in an article, and in which office."""
    found: dict[str, Counter[tuple[str, Words, str | None]]] = defaultdict(Counter)
    for one in (row.dated.statement for row in rows):
        if last := surname(one):
            found[last][one.article, resolved_name(one).words, one.office] += 1
    return found
