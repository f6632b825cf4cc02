"""How well the directory of speakers finds whom a name means: the asked one's statements, slips of the pen, strangers.

Usage: python -m bench.speakers INDEX QUESTIONS.jsonl [QUESTIONS.jsonl ...]
INDEX must have been built from the articles that the questions are about. Prints a Markdown table.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.directory import Directory
from factcontext.index.speakers.names import SURE
from factcontext.index.speakers.resolve import resolve
from factcontext.index.store.library import Library
from factcontext.rag.evaluate import Case, meets, read_case

SEED = 7  # slips are made at random, the same for every run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    arguments = parser.parse_args()
    library = Library.open(arguments.index)
    lines = (line for path in arguments.questions for line in path.read_text("utf-8").splitlines())
    cases = [read_case(json.loads(line)) for line in lines]
    people = [one for one in library.catalog.speakers.everyone() if one.kind == "person" and " " in one.name]
    print("| what | of | share |\n| --- | --- | --- |")
    for row in (*_questions(cases, library), *_slips(people, library.directory), *_strangers(library)):
        print(row)


def _row(name: str, marks: Sequence[bool]) -> str:
    return f"| {name} | {len(marks)} | {sum(marks) / len(marks) if marks else 0:.3f} |"


def _questions(cases: Iterable[Case], library: Library) -> Iterator[str]:
    """Whether anybody's statement, and whether the asked one's, has a part in the gold words."""
    asked = [case for case in cases if case.gold and case.speaker]
    yield _row("gold words are a statement of anybody's", [_has(case, library, lambda one: True) for case in asked])
    own = [_has(case, library, _by(case, library)) for case in asked]
    yield _row("gold words are a statement of the asked one's", own)


def _by(case: Case, library: Library) -> Callable[[Statement], bool]:
    meant = library.directory.meant_by(case.speaker or "")
    return lambda one: one.speaker_id is not None and meant.get(one.speaker_id, 0.0) >= SURE


def _has(case: Case, library: Library, counts: Callable[[Statement], bool]) -> bool:
    """Whether a statement that counts shares half of the shorter with a gold stretch."""
    text_of = _text_of(library)
    return any(
        meets(one.article, text_of(one.article)[one.start : one.end], gold)
        for gold in case.gold
        for one in library.statements(gold.article)
        if counts(one)
    )


# ---- names typed wrong


def _slips(people: Sequence[Speaker], directory: Directory) -> Iterator[str]:
    """Every person's name with one slip in the surname: two letters swapped, one dropped, one doubled."""
    chance = random.Random(SEED)
    for full in (True, False):
        marks = []
        for one in people:
            *first, last = one.name.split()
            if len(last) > 4 and last.isalpha():
                typed = " ".join([*first, _slip(last, chance)] if full else [_slip(last, chance)])
                marks.append(directory.meant_by(typed).get(one.id, 0.0) >= SURE)
        yield _row(f"{'full name' if full else 'surname'} with a slip finds the person", marks)


def _slip(word: str, chance: random.Random) -> str:
    at, kind = chance.randrange(1, len(word) - 1), chance.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]


def _strangers(library: Library) -> Iterator[str]:
    """People of one half of the articles are asked for in the other half: nobody must be taken for them."""
    halves = [_half(library, n) for n in (0, 1)]
    known = [{word for one in half.table.everyone() for name in one.names for word in name.split()} for half in halves]
    full, last = [], []
    for here, there in ((0, 1), (1, 0)):
        for one in halves[here].table.everyone():
            if one.kind == "person" and " " in one.name and one.name.split()[-1] not in known[there]:
                full.append(not _anybody(one.name, halves[there]))
                last.append(not _anybody(one.name.split()[-1], halves[there]))
    yield _row("a full name that the articles do not have finds nobody", full)
    yield _row("a surname that the articles do not have finds nobody", last)


def _anybody(name: str, directory: Directory) -> bool:
    return any(value >= SURE for value in directory.meant_by(name).values())


def _half(library: Library, n: int) -> Directory:
    paths = set(library.paths()[n::2])
    said = [DatedStatement(one, None) for one in library.statements() if one.article in paths]
    return Directory.of(resolve(said, _text_of(library))[0])


def _text_of(library: Library) -> Callable[[str], str]:
    def text(path: str) -> str:
        article = library.article(path)
        return article.text if article else ""

    return text


if __name__ == "__main__":
    main()
