"""Finds the articles that the answer before has just cited, to which a follow-up question mostly keeps."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words
from factcontext.rag.records import Turn

# Passages that are compared with an answer: its own come first, as they hold all of its words.
COMPARED = 12
# Letters that a passage must share with an answer to be what was cited.
FEWEST, MOST = 24, 48
# Letters of a quotation that are enough where one article alone has them: "no charges were filed".
FEWEST_OF_ONE = 14
SHARE = 0.5  # of a sentence's letters that an answer must have for it to be cited: of many a half is who says it
_PIECES = re.compile(r"[“”„«»\"\n]|\'\'|\[[^\]]*\]|\.\.\.|…|: ")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NO_LETTERS = re.compile(r"[\W_]+")


def just_cited(turn: Turn, library: Library) -> tuple[str, ...]:
    """The paths of the articles that an answer cites: as it tells, else those that hold a stretch of its words."""
    if turn.articles:
        return turn.articles
    pieces = {piece[:MOST] for part in _SENTENCE_END.split(turn.answer) for piece in _pieces(part)}
    short = {piece for piece in map(_letters, _PIECES.split(turn.answer)) if FEWEST_OF_ONE <= len(piece) < FEWEST}
    if not (pieces or short):
        return ()
    found = library.words.search(dict.fromkeys(content_words(turn.answer), 1.0), COMPARED)
    hits = [(hit.passage.article, _letters(hit.text)) for hit in library.hits(found)]
    return _with_any(pieces, hits) or next(
        (only for piece in sorted(short, key=len, reverse=True) if len(only := _with_any({piece}, hits)) == 1), ()
    )


def _with_any(pieces: Collection[str], hits: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The articles of the passages that have one of these stretches, each once."""
    return tuple(dict.fromkeys(path for path, text in hits if any(piece in text for piece in pieces)))


def is_cited_in(text: str, answer: str) -> bool:
    """Whether the most of a text is in an answer; what it has beyond may be what is asked for next."""
    own = _letters(text)
    return any(own in piece or piece in own and len(piece) >= SHARE * len(own) for piece in _pieces(answer))


@lru_cache(maxsize=16)  # one answer is compared with hundreds of sentences
def _pieces(answer: str) -> tuple[str, ...]:
    """The letters of each quotation and each part between that are enough to tell it from others."""
    pieces = (_letters(piece) for piece in _PIECES.split(answer))
    return tuple(piece for piece in pieces if len(piece) >= FEWEST)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()
