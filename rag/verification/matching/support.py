"""Scores how well evidence supports a claim beyond its names and figures: words, their order, and embeddings."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.retrieval.features import pairs_of
from factcontext.rag.verification.matching.amounts import WORDS as NUMBERS
from factcontext.rag.verification.parsed_source import Basis

# Words that tell nothing of what a sentence says.
_EMPTY = frozenset(stems(" ".join([*STOP, *word_group("words of reporting"), *word_group("grammar words of claims")])))


@dataclass(frozen=True, slots=True)
class SupportSigns:
    """What speaks for support, each 0 to 1."""

    words: float  # the share of the claim's words, by rarity, that the evidence has
    said: float  # the same in the reported words alone
    order: float  # the share of its pairs of neighbouring words
    meaning: float  # cosine to the nearest sentence


# Log odds of support. `python -m bench.verification … --fit` on the development half puts order first (5.4, words 3.8),
# since sentences made by rule keep it; paraphrases written by hand do not, so it counts for less here, which on the
# sentences made by rule changes nothing: 0.987 of the true ones and 0.013 of those without their source are above it.
WEIGHTS = SupportSigns(words=5.0, said=4.0, order=2.0, meaning=5.0)
CONSTANT = -8.6
# In the order in which they are fitted.
SIGN_NAMES = ("words", "said", "order", "meaning")
# From here on a claim counts as supported: of paraphrases written by hand one of fifty is below, and without its source
# hardly a sentence is above.
THRESHOLD = 0.5


def content_stems(text: str) -> list[str]:
    """The words of a claim that tell something, stemmed, in order."""
    return [word for word in stems(text) if word not in _EMPTY]


_ANYBODY = word_group("nouns for anybody")
_WORD = re.compile(r"[^\W\d_][^\W\d_]{2,}")


def unknown_words(text: str, known: frozenset[str]) -> list[str]:
    """The telling words of a claim, names left out, that are not among these stems."""
    words = dict.fromkeys(word for word in _WORD.findall(text) if word.islower() and word not in _ANYBODY)
    return [w for w in words if content_stems(w) and w not in NUMBERS and not known.issuperset(stems(w))]


def telling_words(text: str) -> list[str]:
    """The words of a text that tell something, each once."""
    return list(dict.fromkeys(word.lower() for word in _WORD.findall(text) if content_stems(word)))


def measure_support(
    text: str, basis: Basis, rarity: Callable[[str], float], vector: Vectors | None, besides: frozenset[str]
) -> SupportSigns:
    """What speaks for a claim's text in its basis; `besides` are words checked elsewhere, the speaker's name."""
    words = [word for word in content_stems(text) if word not in besides]
    worth = {word: rarity(word) for word in words}
    total = sum(worth.values())
    if not total:
        return SupportSigns(1.0, 1.0, 1.0, _meaning(basis, vector))
    pairs = pairs_of(words)
    theirs = pairs_of(content_stems(basis.text))
    return SupportSigns(
        words=sum(value for word, value in worth.items() if word in basis.stems) / total,
        said=sum(value for word, value in worth.items() if word in basis.said_stems) / total,
        order=len(pairs & theirs) / len(pairs) if pairs else 1.0,
        meaning=_meaning(basis, vector),
    )


def _meaning(basis: Basis, vector: Vectors | None) -> float:
    """The cosine of a claim to the nearest sentence of the evidence."""
    if vector is None:
        return 0.0
    return max((float(one.vector @ vector) for one in basis.sentences if one.vector is not None), default=0.0)


def support_score(signs: SupportSigns) -> float:
    """How likely the evidence supports the claim, 0 to 1."""
    odds = CONSTANT + sum(getattr(WEIGHTS, name) * getattr(signs, name) for name in SIGN_NAMES)
    return 1 / (1 + exp(-odds))
