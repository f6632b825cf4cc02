"""Tells whom a third-person pronoun of the evidence may mean: a name before it, or around it, that agrees in sex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from factcontext.index.lexicon.person_names import first_names
from factcontext.rag.verification.matching.name_match import names_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_SEVERAL = frozenset("they them their theirs".split())
_OTHERS = _SEVERAL | frozenset("it its this these those both".split())
_FIRST_NAME = r"([A-ZÀ-Þ][\w’'-]+)\s+(?:[A-ZÀ-Þ]\.?\s+|[A-ZÀ-Þ][\w’'-]+\s+)?"


def is_third_person(token: Token) -> bool:
    """Whether a word is a pronoun for somebody or something told of: "he", "her", "its"."""
    return token.lower_ in _SEX or token.lower_ in _OTHERS


def may_mean(pronoun: Token, name: str, before: Iterable[Doc], article: str, besides: Iterable[str] = ()) -> bool:
    """Whether a pronoun may mean somebody of a surname.

    `before` are the sentences of the evidence that precede the pronoun's own; `besides` are names of whoever speaks,
    who would say "I".
    """
    wanted, sex = _SEX.get(pronoun.lower_), sex_of(name, article)
    if wanted is None:
        return not sex or pronoun.lower_ in _SEVERAL
    if (sex or wanted) != wanted:
        return False
    named = [one for one in _named_before(pronoun, before) if one not in besides and sex_of(one, article) == wanted]
    return not named or name in named


def _named_before(pronoun: Token, before: Iterable[Doc]) -> Iterator[str]:
    for doc in before:
        yield from (run[-1].text for run in names_in(doc, [(0, len(doc.text))]))
    yield from (run[-1].text for run in names_in(pronoun.doc, [(0, pronoun.idx)]))


@lru_cache(maxsize=4096)
def sex_of(name: str, article: str) -> str:
    """m or f where the first name that an article gives a surname tells; otherwise an empty string."""
    found = re.findall(rf"\b{_FIRST_NAME}{re.escape(name)}\b", article)
    told = {sex for first in found if (sex := first_names().get(first)) in ("m", "f")}
    return told.pop() if len(told) == 1 else ""


def is_one_name(one: str, other: str, article: str) -> bool:
    """Whether an article has two words as parts of one name: "Orr" and "Vera"."""
    parts = r"(?:[A-ZÀ-Þ][\w.’'-]*\s+){0,2}"
    return any(
        re.search(rf"\b{re.escape(first)}\b\.?\s+{parts}{re.escape(last)}\b", article)
        for first, last in ((one, other), (other, one))
    )
