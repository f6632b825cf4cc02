"""Makes pairs of a sentence or question and evidence by rule, to teach a model to read two texts together.

Sentences of the development articles with what stands around them: as they are, and with one thing changed; questions
of QAMR (Michael et al., 2018) and of readers with the sentence that answers them and with one that is like it.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.reader_questions import reader_questions
from bench.written_pairs import ReadPair, flat
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.records import Statement
from factcontext.index.store.library import Library
from factcontext.index.text.parser import parser

if TYPE_CHECKING:
    from spacy.tokens import Doc

SEED = 11
# Of one article; more would say the same of the same.
SENTENCES = 13
# Characters of a sentence that is forged, and of evidence at most.
SHORTEST, LONGEST, MOST = 50, 260, 900
# Of one sentence of QAMR.
QUESTIONS, NEAREST = 7, 8
_NUMBER = re.compile(r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)\b")
_OTHERWISE = {
    "after": "before", "against": "for", "all": "some", "alleged": "proven", "before": "after", "could": "will",
    "denied": "admitted", "fewer": "more", "first": "last", "higher": "lower", "hopes to": "will", "if": "because",
    "lost": "won", "many": "most", "may": "will", "might": "will", "more": "less", "most": "all", "never": "often",
    "opposed": "supported", "plans to": "has begun to", "refused": "agreed", "rejected": "accepted", "rose": "fell",
    "some": "all", "supports": "opposes", "unless": "because", "wants to": "will", "won": "lost", "would": "did",
}  # fmt: skip
_CHANGED = re.compile(rf"\b(?:{'|'.join(sorted(_OTHERWISE, key=len, reverse=True))})\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must)\b(?! not|n't)")
_NAMES = ("PERSON", "ORG", "GPE", "NORP")


def forged_pairs(indexes: Mapping[str, Path]) -> Iterator[ReadPair]:
    """Sentences of the indexed articles, true and forged, each with the sentences around it."""
    chance = random.Random(SEED)
    for folder in indexes.values():
        library = Library.open(folder)
        for path in library.paths():
            yield from _of_article(library, path, chance)


def _of_article(library: Library, path: str, chance: random.Random) -> Iterator[ReadPair]:
    article, statements = library.article(path), list(library.statements(path))
    sentences = list(library.sentences(path))
    if article is None:
        return
    texts = [flat(article.text[one.start : one.end]) for one in sentences]
    rows = [row for row, text in enumerate(texts) if SHORTEST < len(text) < LONGEST]
    chosen = chance.sample(rows, min(SENTENCES, len(rows)))
    docs = dict(zip(chosen, parser().pipe([texts[row] for row in chosen]), strict=True))
    names = [(entity.text, entity.label_) for doc in docs.values() for entity in doc.ents]
    for row, doc in docs.items():
        first, last = max(0, row - 1), min(len(texts) - 1, row + 1)
        evidence = " ".join(texts[first : last + 1])
        speaker = _speaker(statements, sentences[row].start, sentences[row].end)
        evidence = f"{speaker}: {evidence}" if speaker else evidence
        if len(evidence) > MOST:
            continue
        yield ReadPair(texts[row], evidence, True, False)
        if forged := _forged(texts[row], evidence, names, doc, chance):
            yield ReadPair(forged, evidence, False, False)
        elsewhere = [other for other in rows if not first <= other <= last]
        if elsewhere:
            yield ReadPair(texts[chance.choice(elsewhere)], evidence, False, False)


def _speaker(statements: Sequence[Statement], start: int, end: int) -> str | None:
    return next((one.speaker for one in statements if one.start < end and start < one.end and one.speaker), None)


def _forged(
    text: str, evidence: str, names: Sequence[tuple[str, str]], doc: "Doc", chance: random.Random
) -> str | None:
    """A sentence with one thing changed that decides; None where none of the ways fits it."""
    named = [entity for entity in doc.ents if entity.label_ in _NAMES]

    def another_name() -> str | None:
        if not named:
            return None
        one = chance.choice(named)
        others = [name for name, label in names if label == one.label_ and name not in text]
        return f"{text[: one.start_char]}{chance.choice(others)}{text[one.end_char :]}" if others else None

    def names_exchanged() -> str | None:
        pairs = [(a, b) for place, a in enumerate(named) for b in named[place + 1 :] if a.text != b.text]
        if not pairs:
            return None
        a, b = chance.choice(pairs)
        between = text[a.end_char : b.start_char]
        return f"{text[: a.start_char]}{b.text}{between}{a.text}{text[b.end_char :]}"

    def another_number() -> str | None:
        return _replaced(_NUMBER, text, chance, lambda own: [n for n in _NUMBER.findall(evidence) if n != own])

    def otherwise() -> str | None:
        return _replaced(_CHANGED, text, chance, lambda own: [_OTHERWISE[own]])

    def negated() -> str | None:
        if " not " in text:
            return text.replace(" not ", " ", 1)
        return _replaced(_AUXILIARY, text, chance, lambda own: [f"{own} not"])

    ways: list[Callable[[], str | None]] = [another_name, names_exchanged, another_number, otherwise, negated]
    chance.shuffle(ways)
    return next(filter(None, (way() for way in ways)), None)


def _replaced(
    pattern: re.Pattern[str], text: str, chance: random.Random, others: Callable[[str], list[str]]
) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    one = chance.choice(found)
    instead = others(one[0])
    return f"{text[: one.start()]}{chance.choice(instead)}{text[one.end() :]}" if instead else None


def encyclopaedic_questions(folder: Path) -> Iterator[ReadPair]:
    """Questions of QAMR with their sentence, and with one of those that are nearest to it by the vectors."""
    chance = random.Random(SEED)
    lines = (folder / "wiki-sentences.tsv").read_text("utf-8").splitlines()
    sentences = dict(line.split("\t")[:2] for line in lines)
    rows = [line.split("\t") for part in ("dev", "test") for line in _lines(folder / f"filtered-{part}.tsv")]
    asked = {number: [row[5] for row in of_one] for number, of_one in groupby(sorted(rows), key=lambda row: row[0])}
    numbers = list(asked)
    vectors = load_embedder().encode([sentences[number] for number in numbers])
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1)
    nearest = np.argsort(-likeness, axis=1)[:, :NEAREST]
    for row, number in enumerate(numbers):
        for question in chance.sample(asked[number], min(QUESTIONS, len(asked[number]))):
            yield ReadPair(question, sentences[number], True, True)
            yield ReadPair(question, sentences[numbers[chance.choice(nearest[row])]], False, True)


def readers_questions(folders: Mapping[str, Path]) -> Iterator[ReadPair]:
    """Readers' questions with what answers them, and with what only looks so."""
    for name, row in reader_questions(folders):
        text = (folders[name] / row["article"]).read_text("utf-8")
        for kind, is_right in (("gold", True), ("near", False)):
            for one in row.get(kind, ())[:2]:
                quote = one["quote"] if isinstance(one, dict) else text[slice(*one)]
                yield ReadPair(row["question"], flat(quote), is_right, True)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
