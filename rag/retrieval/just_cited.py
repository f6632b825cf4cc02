"""Finds the articles that the answer before has just cited, to which a follow-up question mostly keeps."""

import re

from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words
from factcontext.rag.records import Turn

# Passages that are compared with an answer: its own come first, as they hold all of its words.
COMPARED = 12
# Letters that a passage must share with an answer to be what was cited.
FEWEST, MOST = 24, 48
_PIECES = re.compile(r"[“”„«»\"\n]|\'\'|\[[^\]]*\]|\.\.\.|…|: ")
_NO_LETTERS = re.compile(r"[\W_]+")


def just_cited(turn: Turn, library: Library) -> tuple[str, ...]:
    """The paths of the articles that an answer cites: as it tells, else those that hold a stretch of its words."""
    if turn.articles:
        return turn.articles
    if not (pieces := _pieces(turn.answer)):
        return ()
    found = library.words.search(dict.fromkeys(content_words(turn.answer), 1.0), COMPARED)
    hits = ((hit.passage.article, _letters(hit.text)) for hit in library.hits(found))
    return tuple(dict.fromkeys(path for path, text in hits if any(piece in text for piece in pieces)))


def is_cited_in(text: str, answer: str) -> bool:
    """Whether a text holds a stretch of an answer's words."""
    own = _letters(text)
    return any(piece in own for piece in _pieces(answer))


def _pieces(answer: str) -> list[str]:
    """The letters at the beginning of each quotation and each part between, as far as they tell it from others."""
    pieces = (_letters(piece)[:MOST] for piece in _PIECES.split(answer))
    return [piece for piece in pieces if len(piece) >= FEWEST]


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()
