"""After any changes of a folder its speakers are those of a fresh build: names, offices, statements, words, facts."""

import random
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from factcontext.index.records import Article, Metadata, Passage, Sentence, Statement, Value
from factcontext.index.speaker_step import resolve_speakers
from factcontext.index.store.catalog import Catalog
from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.entry import Entry

# Couples, fathers and sons, short forms, initials, a surname that is a body's name too, bodies with and without their
# country and by short names, those without a name.
SPEAKERS = (
    *("Vera Lund", "V. Lund", "Marta Lund", "Lund", "Lund Jr.", "Bernard Lund", "Bernie Lund", "Vera Garsen Lund"),
    *("Garsen Lund", "Joe Reed", "Joseph R. Reed Jr.", "Joe Reed Jr.", "Reed", "Ida Orr", "Orr", "Ivo Orr"),
    *("Reed Cutters Guild", "RCG", "Royal Clock Guild", "the guild", "Foreign Ministry", "French Foreign Ministry"),
    *("Department of Inland Fisheries", "DIF", "U.S. Department of Inland Fisheries", "State Department"),
    *("Insurers", "officials", "police", "A woman", "France", "Lund campaign", "critics of Vera Lund", "Bob"),
)
OFFICES = (
    None,
    None,
    None,
    "mayor",
    "deputy mayor",
    "president",
    "French foreign minister",
    "head of the guild",
    "Dean",
)
BODIES = (None, None, None, "France", "Torvane")
NAMED = (
    "Vera Lund",
    "Marta Lund",
    "Joe Reed",
    "Ida Orr",
    "Ivo Orr",
    "Bernard Lund",
    "Petra Lund",
    "Joseph R. Reed Jr.",
)
TOLD = (
    "{0}, head of the Reed Cutters Guild (RCG), spoke.",
    "{0}, president of the Royal Clock Guild (RCG), spoke.",
    "The Royal Clock Guild (RCG) met.",
    "{0}, head of the Department of Inland Fisheries (DIF), left.",
    "The Department of Inland Fisheries (DIF) met {0}.",
    "The Department of Ideal Farms (DIF) met {0}, its president.",
    "{0} met {1}.",
    "French President {0} met {1}, the mayor.",
    "{0}, a former mayor of Selda, left.",
    "Mayor {0} of Velm left.",
    "A woman, who said she was the sister of {0}, left. The insurers left.",
    "SELDA - Selda will build a bridge in Selda.",
    "Velm has no bridge; Velm waits.",
)
THINGS = ("the harbour", "the gates", "a ferry", "the plum orchard", "Harbour days")
PLACES = ("Selda", "Velm", "Torvane", "Karsk’s north")
DATES = (None, "2031-05-02", "2031-06-11", "2030-01-30")
STEPS = 12


class Said(NamedTuple):
    """A sentence in which somebody says something."""

    who: str
    what: str
    written: str
    office: str | None
    body: str | None


class Draft(NamedTuple):
    """What an invented article tells, who says something in it, and its date."""

    told: list[str]
    said: list[Said]
    date: str | None


def drawn(pick: random.Random) -> Draft:
    """An invented article, in any combination."""
    told = [one.format(pick.choice(NAMED), pick.choice(NAMED)) for one in pick.sample(TOLD, pick.randint(0, 4))]
    return Draft(told, [said(pick) for _ in range(pick.choice((0, 1, 3, 5)))], pick.choice(DATES))


def said(pick: random.Random) -> Said:
    who = pick.choice(SPEAKERS)
    what = f"that {pick.choice(THINGS)} of {pick.choice(PLACES)} will close"
    return Said(who, what, pick.choice((who, who, f"the {who}")), pick.choice(OFFICES), pick.choice(BODIES))


def edited(draft: Draft, pick: random.Random) -> Draft:
    """The same article but for one thing, if that."""
    told, words, date = list(draft.told), list(draft.said), draft.date
    change = pick.choice(("tell", "say", "say", "drop", "forget", "date", "turn", "add nothing"))
    if change == "tell":
        told.insert(0, pick.choice(TOLD).format(pick.choice(NAMED), pick.choice(NAMED)))
    elif change == "say":
        words.insert(pick.randint(0, len(words)), said(pick))
    elif change == "drop" and words:
        words.pop(pick.randrange(len(words)))
    elif change == "forget" and told:
        told.pop(pick.randrange(len(told)))
    elif change == "date":
        date = pick.choice(DATES)
    elif change == "turn":
        told, words = told[::-1], words[::-1]
    elif change == "add nothing":
        told.insert(0, "Nothing.")
    return Draft(told, words, date)


def entry(path: str, draft: Draft) -> Entry:
    """A drawn article as it is stored."""
    text, sentences, statements = "", [], []
    rows: list[str | Said] = [*draft.told, *draft.said] or ["Nothing."]
    for n, one in enumerate(rows):
        words = f"{one.who} said {one.what}." if isinstance(one, Said) else one
        sentences.append(Sentence(len(text), len(text) + len(words), n))
        if isinstance(one, Said):
            start, end = len(text) + len(one.who) + 6, len(text) + len(words)
            post = one.office, one.body
            statements.append(Statement(path, start, end, one.who, one.written, "certain", "said", "indirect", *post))
        text += f"{words}\n"
    metadata = Metadata(published=Value(draft.date, "document")) if draft.date else Metadata()
    article = Article(path, "0", text, metadata)
    return Entry(article, "0", sentences, statements, [Passage(path, 0, len(text))])


def write(place: Path, entries: Iterable[Entry], previous: Path | None = None, removed: Iterable[int] = ()) -> Path:
    place.mkdir()
    writer = CatalogWriter(place / FILE, previous and previous / FILE, extends=previous is not None)
    writer.remove(removed)
    for one in entries:
        writer.add(one)
    resolve_speakers(writer)
    writer.close()
    return place


def content(place: Path) -> dict[str, Any]:
    """All that is stored of speakers, whatever their numbers and those of articles are."""
    with closing(Catalog.of_file(place / FILE)) as catalog:
        assert [*catalog.faults(), *catalog.speakers.faults()] == []
        rows = catalog._rows
        speakers = rows("SELECT * FROM speakers")
        columns = [column[0] for column in catalog._db.execute("SELECT * FROM speakers LIMIT 0").description]
        stored = [dict(zip(columns, row, strict=True)) for row in speakers]
        identity = {one["id"]: one["identity"] for one in stored}
        path = dict(rows("SELECT id, path FROM articles"))
        said = rows("SELECT article, start, speaker_id FROM statements")
        return {
            "speakers": {one["identity"]: one | {"id": 0, "same": identity[one["same"]]} for one in stored},
            "words": sorted((sense, word, identity[id]) for sense, word, id in catalog.speakers.words()),
            "said": sorted((path[article], start, identity[id]) for article, start, id in said),
            "facts": sorted((path[article], *fact) for article, *fact in rows("SELECT * FROM facts")),
            "topics": {identity[id]: topics for id, topics in catalog.topics(identity).items()},
            "counts": [rows(f"SELECT * FROM {table}") for table in ("said_stems", "said_words")],
            "called": sorted((key, identity[id]) for key, id in rows("SELECT key, speaker FROM called")),
        }


def numbers(place: Path) -> Mapping[str, int]:
    with closing(Catalog.of_file(place / FILE)) as catalog:
        return catalog.numbers()


@pytest.mark.parametrize("seed", range(8))
def test_after_any_changes_speakers_are_as_told_apart_afresh(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    folder = {path: drawn(pick) for path in (f"{n:03}.txt" for n in pick.sample(range(900), 14))}
    place = write(tmp_path / "0", (entry(path, folder[path]) for path in sorted(folder)))
    for step in range(1, STEPS):
        leave = pick.sample(sorted(folder), pick.choice((0, 1, 1, 3)))
        come = {f"{pick.randrange(900):03}.txt": drawn(pick) for _ in range(pick.choice((0, 0, 1, 3)))}
        come = {path: draft for path, draft in come.items() if path not in folder}
        come |= {path: drawn(pick) if pick.random() < 0.2 else edited(folder[path], pick) for path in leave[:2]}
        there = numbers(place)
        folder = {path: one for path, one in folder.items() if path not in leave} | come
        new = (entry(path, come[path]) for path in sorted(come))
        place = write(tmp_path / f"{step}", new, place, [there[one] for one in leave])
        fresh = write(tmp_path / f"fresh{step}", (entry(path, folder[path]) for path in sorted(folder)))
        now, anew = content(place), content(fresh)
        for part in anew:
            assert now[part] == anew[part], part
