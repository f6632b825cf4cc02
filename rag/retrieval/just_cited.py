"""Finds the articles that the answer before has just cited, to which a follow-up question mostly keeps."""

import re
from functools import lru_cache

from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words
from factcontext.rag.records import Turn

# Passages that are compared with an answer: its own come first, as they hold all of its words.
COMPARED = 12
# Letters that a passage must share with an answer to be what was cited.
FEWEST, MOST = 24, 48
SHARE = 0.5  # of a sentence's letters that an answer must have for it to be cited: of many a half is who says it
_PIECES = re.compile(r"[“”„«»\"\n]|\'\'|\[[^\]]*\]|\.\.\.|…|: ")
_NO_LETTERS = re.compile(r"[\W_]+")


def just_cited(turn: Turn, library: Library) -> tuple[str, ...]:
    """The paths of the articles that an answer cites: as it tells, else those that hold a stretch of its words."""
    if turn.articles:
        return turn.articles
    if not (pieces := [piece[:MOST] for piece in _pieces(turn.answer)]):
        return ()
    found = library.words.search(dict.fromkeys(content_words(turn.answer), 1.0), COMPARED)
    hits = ((hit.passage.article, _letters(hit.text)) for hit in library.hits(found))
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
