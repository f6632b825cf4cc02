"""The questions that the cross-encoder is trained on, each with sentences that answer it and sentences that do not."""

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.evaluate import COPIED
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import Turn
from factcontext.rag.retrieval.evidence import ScoredSentence
from factcontext.rag.retrieval.rerank import as_read, shown
from factcontext.rag.retrieval.search import search_close, search_index

FOLDS = 5
# Sentences kept of each question: the product reads the best few, and a rest of lesser ones is drawn from.
KEPT = 40
# Sentences of QAMR that are nearest to a question, of which the ones that do not answer are drawn.
QAMR_NEAREST = 16
QAMR_QUESTIONS = 9000
QAMR_WORDS = 4  # of a question; a shorter one asks for nothing by itself

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence as the model reads it."""

    text: str
    is_gold: bool
    is_near: bool = False  # somebody says that it looks right and is not


@dataclass(frozen=True, slots=True)
class TrainingList:
    """A question with its candidates, the best first; none of them is gold where nothing answers."""

    group: str
    fold: int
    question: str
    candidates: tuple[Candidate, ...]

    @property
    def is_answerable(self) -> bool:
        return any(one.is_gold for one in self.candidates)


class Unread:
    """Stands for the cross-encoder while there is none: nothing is ordered by reading."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """No text answers better than another."""
        return np.zeros(len(texts))


def fold_of(article: str) -> int:
    """The fold of all questions that an article answers, so that what is tested on was never read in training."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a question set."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def from_set(group: str, index: Path, rows: Iterable[Row], embedder: Embedder) -> Iterator[TrainingList]:
    """The questions of a set with what the index finds for them."""
    library = Library.open(index)
    reader, names = Reader(library, embedder, Unread()), LibraryNames(library)
    for row in rows:
        history = tuple(Turn(one["question"], one.get("answer", "")) for one in row.get("history") or ())
        question = understand(row["question"], history, names, library.span)
        gold, near = row.get("gold") or [], row.get("near") or []
        found = search_close(question, reader) or search_index(question, reader)
        candidates = [_candidate(one, gold, near) for one in found.ranked[:KEPT]]
        if gold and not any(one.is_gold for one in candidates):
            candidates += _elsewhere(library, gold)
        if bool(gold) == any(one.is_gold for one in candidates):
            source = row.get("article") or (gold[0]["article"] if gold else row["question"])
            yield TrainingList(group, fold_of(source), found.question.standalone, tuple(candidates))


def folders_of(folder: Path) -> dict[str, Path]:
    """The folders of the articles that questions were written on, in the folder of the question sets."""
    genres = {name: folder / "genres" / name / "articles" for name in ("bbc", "talk")}
    return {"news": folder / "news" / "articles", **genres}


def own_rows(path: Path, articles: Mapping[str, Path]) -> Iterator[tuple[str, Row]]:
    """The questions written for training, with the set that each is of; they hold places in its articles, no words.

    `articles` is the folder of each set.
    """
    for row in read_rows(path):
        text = (articles[row["set"]] / row["article"]).read_text("utf-8")
        places = {
            name: [{"article": row["article"], "quote": text[start:end]} for start, end in row[name]]
            for name in ("gold", "near")
        }
        history = [
            {"question": turn["question"], "answer": f"They said: “{text[slice(*turn['quote'])]}”"}
            for turn in row.get("history", ())
        ]
        yield row["set"], {**row, **places, "history": history}


def _candidate(one: ScoredSentence, gold: Sequence[Row], near: Sequence[Row]) -> Candidate:
    text = one.article.text[one.sentence.start : one.sentence.end]
    return Candidate(shown(one), _is_any(one.article.path, text, gold), _is_any(one.article.path, text, near))


def _elsewhere(library: Library, gold: Sequence[Row]) -> Iterator[Candidate]:
    """The gold sentences that no search found: what is right is learnt from them all the same.

    They are shown as the others are, with speaker, office and title: nothing but the words must tell them apart.
    """
    numbers = library.catalog.numbers()
    chosen = {numbers[path] for path in {one["article"] for one in gold} & numbers.keys()}
    for seen in library.article_sentences(chosen).values():
        for sentence, inside in zip(seen.sentences, seen.statements, strict=True):
            text = seen.article.text[sentence.start : sentence.end]
            if _is_any(seen.article.path, text, gold):
                yield Candidate(as_read(seen.article, sentence, inside[0] if inside else None), True)


def _is_any(path: str, text: str, quotes: Sequence[Row]) -> bool:
    """Whether a sentence is one of some quotes, or a good part of one; letters alone count."""
    own = _letters(text)
    for one in quotes:
        if one["article"] == path and own and (other := _letters(one["quote"])):
            longest = SequenceMatcher(None, own, other, autojunk=False).find_longest_match().size
            if longest >= min(COPIED, len(other)):
                return True
    return False


def _letters(text: str) -> str:
    return re.sub(r"[\s\"'“”‘’`]+", "", text).lower()


# ---- QAMR (Michael et al., 2018): questions that people wrote on single sentences


def from_qamr(folder: Path, embedder: Embedder) -> Iterator[TrainingList]:
    """QAMR's questions with the sentence that each is about and those of its other sentences that are nearest."""
    sentences = {key: _joined(text) for key, text in _tsv(folder / "wiki-sentences.tsv", 1)}
    keys, texts = list(sentences), list(sentences.values())
    places = {key: place for place, key in enumerate(keys)}
    vectors = embedder.encode(texts)
    rows = [row for name in ("filtered-dev.tsv", "filtered-test.tsv") for row in _tsv(folder / name)]
    asked = [(row[0], row[5]) for row in rows if row[0] in sentences and len(row[5].split()) >= QAMR_WORDS]
    random.Random(1).shuffle(asked)
    asked = asked[:QAMR_QUESTIONS]
    for (key, question), vector in zip(asked, embedder.encode([question for _, question in asked]), strict=True):
        nearest = np.argsort(-(vectors @ vector))[: QAMR_NEAREST + 1].tolist()
        others = [Candidate(texts[place], False) for place in nearest if place != places[key]]
        yield TrainingList("qamr", -1, question, (Candidate(sentences[key], True), *others[:QAMR_NEAREST]))


def _tsv(path: Path, splits: int = -1) -> Iterator[list[str]]:
    return (line.split("\t", splits) for line in path.read_text("utf-8").splitlines())


def _joined(tokens: str) -> str:
    """A sentence as it is written, from the tokens of a treebank."""
    text = tokens.replace("-LRB-", "(").replace("-RRB-", ")").replace("``", '"').replace("''", '"')
    text = re.sub(r" ([,.;:?!%)])", r"\1", text)
    return re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|')\b", r"\1", re.sub(r"([($]) ", r"\1", text))
