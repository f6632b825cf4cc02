"""How articles that came differ from those that went: most of an article that was changed tells what it told before.

Articles are compared by path, whatever their numbers. What both tell alike needs no reading of the folder's others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from factcontext.index.speakers.facts import Fact
from factcontext.index.store.stored_statements import StoredStatement, ToldArticle

Told = Mapping[str, ToldArticle]  # by path


def differing_facts(gone: Told, come: Told) -> Iterator[Fact]:
    """The facts that one of two versions of an article has; all of an article without another version.

    What an article as a whole says of its speakers is not among them.
    """
    for path in gone.keys() | come.keys():
        before, now = (_facts(one.get(path)) for one in (gone, come))
        if _published(gone.get(path)) == _published(come.get(path)):
            kept = Counter(before) & Counter(now)
            if [one for one in before if one.kind == "short"] != [one for one in now if one.kind == "short"]:
                kept = Counter(fact for fact in kept.elements() if fact.kind != "short")  # the first of equals counts
            yield from (Counter(before) - kept).elements()
            yield from (Counter(now) - kept).elements()
        else:
            yield from (*before, *now)


def _facts(one: ToldArticle | None) -> list[Fact]:
    return [fact for fact in one.facts if fact.kind != "told"] if one else []


def _published(one: ToldArticle | None) -> str | None:
    return one.said[0].dated.published if one and one.said else None


def differing_speakers(gone: Told, come: Told, now: Mapping[int, int]) -> set[int]:
    """The speakers who say in one of two versions what they do not in the other, but for where it stands.

    `now` has the speakers of statements that came, all by number.
    """
    found = set()
    for path in gone.keys() | come.keys():
        before = _by_speaker(gone.get(path), {})
        after = _by_speaker(come.get(path), now)
        found |= {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}
    return found


def _by_speaker(one: ToldArticle | None, now: Mapping[int, int]) -> dict[int, list[tuple[str | None, ...]]]:
    """What makes each speaker's record, in order, of what an article says: gathered_speaker.py."""
    found: dict[int, list[tuple[str | None, ...]]] = defaultdict(list)
    for row in one.said if one else ():
        said = row.dated.statement
        id = now.get(row.id, row.speaker_id)
        if id is not None:
            found[id].append((row.dated.published, said.speaker, said.speaker_as_written, said.office, said.body))
    return found


def all_said(told: Told) -> Iterator[StoredStatement]:
    """All statements, in order of path."""
    return (one for path in sorted(told) for one in told[path].said)
