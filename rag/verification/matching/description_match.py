"""Tells whom a definite description of the evidence means: "the minister", whom the article last called a minister."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = word_group("words for a body named before")
_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}"


def names_nobody(word: str) -> bool:
    """Whether a word in lower case stands for one person or body whom it does not name: "minister", "company"."""
    return is_role(word) or word in _BODIES


def may_describe(noun: Token, name: str, article: str, until: int) -> bool:
    """Whether a noun with "the" before it means somebody or something of a name.

    So it is where whoever the article last gave this noun, before the character `until`, has the name: "Defence
    Minister Osric Belhame", "Pellan, a rail company".
    """
    word = noun.lower_
    is_definite = any(child.lower_ == "the" for child in noun.children)
    if noun.tag_ != "NN" or not is_definite or not names_nobody(word):
        return False
    called = [named for at, named in _called(word, article) if at < until]
    return bool(called) and name in re.split(r"[ -]", called[-1])


@lru_cache(maxsize=4096)
def _called(word: str, article: str) -> tuple[tuple[int, str], ...]:
    """The names that an article gives a noun, with their places: right behind it, or before it between commas."""
    behind = re.compile(rf"\b(?i:{re.escape(word)}),? ({_NAME})")
    before = re.compile(
        rf"({_NAME}), (?:an?|the|its|their|who (?:is|heads|leads)) [^.,;:!?“”\"]{{0,40}}?\b{re.escape(word)}\b"
    )
    found = [(match.start(1), match[1]) for kind in (behind, before) for match in kind.finditer(article)]
    return tuple(sorted(found))
