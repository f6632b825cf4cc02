"""Tells whether a name inside a source phrase is the source's own or depends on its noun: “a lawyer for Vera Lund”."""

from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.person_names import Named, bare, first_names, is_role
from factcontext.index.lexicon.word_groups import word_group

_RELATIONS = word_group("nouns of relation")
_SPOKESPEOPLE = word_group("spokespeople")
_LINKS = word_group("words between a noun and its dependents")
_PLACES = word_group("nouns of places")
_INDEFINITE = frozenset("a an one another some".split())
_JOINING = frozenset(["and", "or"])
_REACH = 20  # characters before a name in which the word before it fits
_MARKS = ",—–-("


def depends_on(text: str, start: int, head: Span, named: Named) -> bool:
    """Whether a name behind a common noun depends on it: of "an aide to Vera Lund" it is not Lund who speaks.

    `start` is where the phrase begins, `head` where its noun stands.

    >>> depends_on("an aide to Vera Lund", 0, (3, 7), Named("Vera Lund", "aide to", 11, 20))
    True
    >>> depends_on("the author of the book, Vera Lund", 0, (4, 10), Named("Vera Lund", None, 24, 33))
    False
    """
    between = _without_titles(text[head[1] : named.start])
    if is_place_beside(text, named):
        return True
    if not between or between[-1][-1] in _MARKS:
        return False
    last = bare(between[-1])
    if last in _JOINING:
        return len(between) > 1  # "the mayors of Velm and Torv", but not "the company and Vera Lund"
    if last in _LINKS or last.endswith("ing") or bare(text[slice(*head)]) in _RELATIONS:
        return True
    # A title that leads up to a name has no article: "spokesman for the port Jonas Sand".
    article = bare((text[start : head[0]].split() or [""])[0])
    return article in _INDEFINITE or article == "the" and not _is_full_name(named.name)


def is_place_beside(text: str, named: Named) -> bool:
    """Whether a name of one word is but the place that the word before its comma tells of.

    >>> is_place_beside("an official in the capital, Torvane", Named("Torvane", None, 28, 35))
    True
    """
    before = text[max(0, named.start - _REACH) : named.start].split()[-1:]
    return " " not in named.name and bool(before) and before[0].endswith(",") and bare(before[0]) in _PLACES


def is_seat_in(text: str, apposition: Span, named: Named) -> bool:
    """Whether a name of one word in an apposition but tells where somebody works.

    >>> is_seat_in("a dentist in Torvane", (0, 20), Named("Torvane", None, 13, 20))
    True
    """
    before = text[apposition[0] : named.start].split()[-1:]
    return " " not in named.name and bool(before) and bare(before[0]) in _LINKS


def is_spokesperson(noun: str) -> bool:
    """Whether a noun means somebody who speaks for another: "spokeswoman"."""
    return bare(noun) in _SPOKESPEOPLE


def _without_titles(between: str) -> list[str]:
    """The words between a noun and a name, without the titles and other capitals that lead up to the name."""
    words = between.split()
    while words and words[-1][-1] not in _MARKS and (is_role(words[-1]) or words[-1][0].isupper()):
        words.pop()
    return words


def _is_full_name(name: str) -> bool:
    first, *rest = name.split()
    return bool(rest) and first in first_names()
