"""Finds the office and name before the verb that closes a sentence: “The dam will hold, its keeper, Vera Orr, said.”"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from factcontext.index.attribution.relation import SourcePhrase
from factcontext.index.attribution.syntax.grammar import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_FEWEST = 8  # tokens before such a verb: two of a clause, an office, a name and their commas
_LONGEST = 10  # tokens of an office: "the deputy director of the port of Velm"


class ClosingName(NamedTuple):
    """The phrase of a source at the end of a sentence, and the number of its first token."""

    first: int
    phrase: SourcePhrase


def named_at_end(verb: Token) -> ClosingName | None:
    """Who is named between commas before a verb without words of its own, behind a whole clause."""
    doc, i = verb.doc, verb.i
    if verb.tag_ not in ("VBD", "VBZ") or i < _FEWEST or doc[i - 1].text != ",":
        return None
    if any(t.tag_ in FINITE for t in doc[i + 1 :]):
        return None
    name = [*takewhile(lambda t: t.tag_[:3] == "NNP", reversed(doc[: i - 1]))]
    comma = i - 2 - len(name)
    if len(name) < 2 or doc[comma].text != ",":
        return None
    office = [*takewhile(lambda t: not t.is_punct, reversed(doc[:comma]))]
    first = comma - len(office)
    if not 1 < len(office) <= _LONGEST or first < 1 or doc[first - 1].text != ",":
        return None
    if office[-1].tag_ not in ("DT", "PRP$"):
        return None
    if any(t.tag_ in FINITE for t in office) or not any(t.tag_ in FINITE for t in doc[: first - 1]):
        return None
    return ClosingName(first, _phrase(doc[first], office, name))


def _phrase(first: Token, office: list[Token], name: list[Token]) -> SourcePhrase:
    """The source of an office whose name is an apposition to it; both lists run backwards."""
    head = next((t for t in reversed(office) if t.tag_[:2] == "NN"), office[0])
    named = (name[-1].idx, name[0].idx + len(name[0]))
    return SourcePhrase(
        first.idx, office[0].idx + len(office[0]), (head.idx, head.idx + len(head)), named, is_common=True
    )
