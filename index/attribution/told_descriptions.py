"""Finds whom an article's own words describe: “Vera Lund, a former junior champion,”, “Grid operator Tenvolt”."""

import re
from collections.abc import Iterator

from factcontext.index.attribution.cast import Cast
from factcontext.index.lexicon.countries import country_named
from factcontext.index.lexicon.person_names import CALENDAR, NAME_RUN, bare, is_role
from factcontext.index.lexicon.roles import BODIES
from factcontext.index.lexicon.word_groups import word_group

_FORMER = word_group("words for what was")
_REACH = 12  # characters before a description in which the word before it fits
_SMALL_WORDS = frozenset("the a an of for in at and".split())
_BEHIND = re.compile(
    r"(?:,\s+(?:who\s+(?:is|was)\s+)?|\s+(?:is|was|remains)\s+)(?:an?|the)\s+(?P<told>[^,.;:“”\"\n]{3,80})"
)
_DEPENDENT = re.compile(r"\s+(?:and|at|by|for|from|in|of|on|that|to|which|who|whose|with)\s")
_ARTICLE = r"(?:an?|the)\s+(?:(?!(?:and|at|by|for|from|in|of|on|to|with)\s)[\w’'-]+\s+){0,3}"
_WHOLE_SENTENCE = (".", "!", "?", "”", '"', "’", "'")


def persons_told_as(words: str, names: list[str], cast: Cast) -> Iterator[str]:
    """Those of whom the article says right before the name, in an apposition, or by "is", what a description says."""
    wanted, head = _plain_words(words), _head(words)
    told_of = set()
    for one in cast.mentions:
        behind = _BEHIND.match(cast.text, one.end)
        own = _plain_words(behind["told"]) if behind and _head(behind["told"]) == head else frozenset()
        is_told = bool(own) and wanted <= own and bool(wanted & _FORMER) == bool(own & _FORMER)
        if is_told or _stand_before(words, one.start, cast.text):
            told_of.add(one.name)
    return (name for name in names if name in told_of)


def _stand_before(words: str, at: int, text: str) -> bool:
    """Whether a description stands right before a name, and no "former" before that: "World number two Vera Lund"."""
    start = at - len(words) - 1
    if start < 0 or text[start:at].lower() != words.lower() + " " or text[start - 1 : start].isalnum():
        return False
    return not _FORMER.intersection(map(bare, text[max(0, start - _REACH) : start].split()[-1:]))


def _head(words: str) -> str:
    """The noun that a description is about: "member" of "a former member of the board"."""
    return bare(_DEPENDENT.split(words + " ")[0].split()[-1])


def body_told_as(words: str, at: int, cast: Cast) -> str | None:
    """The one body that the text before a place calls by the words of a description; None for none or several.

    >>> body_told_as("grid operator", 48, Cast("At night grid operator Tenvolt may cut power."))
    'Tenvolt'
    """
    if is_role(words.split()[-1]) or words.endswith("s") or not words[:1].islower():
        return None  # a person, several, or a name
    told = r"\s+".join(map(re.escape, words.split()))
    name = f"(?P<name>{NAME_RUN.pattern})"
    # with a capital behind a full stop or a line's end: a headline on the article's first line has more of them
    before = re.compile(
        rf"(?:\b{told}|(?<=[.!?”\"]\s|.\n){told[:1].upper()}{told[1:]})\s+{name}(?= [a-z(]|[,’'])", re.DOTALL
    )
    behind = re.compile(rf"{name},\s+{_ARTICLE}{told}(?=[,.;]|\s+(?:of|in|for|that|which)\b)")
    found = {
        one["name"]
        for pattern in (before, behind)
        for one in pattern.finditer(cast.text, 0, at)
        if _is_in_sentence(cast.text, one.end())
    }
    bodies = {name.removesuffix("’s").removesuffix("'s").rstrip(".") for name in found if _is_body(name, cast)}
    return bodies.pop() if len(bodies) == 1 and len(found) == 1 else None


def _is_in_sentence(text: str, at: int) -> bool:
    """Whether the line of a place is no headline, which has capitals where no names are."""
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)].rstrip().endswith(_WHOLE_SENTENCE)


def _is_body(name: str, cast: Cast) -> bool:
    """Whether a name is a body's as far as the article tells: nobody's with an office or a first name, no place's."""
    words = name.split()
    if any(map(is_role, words)) or country_named(name) or bare(words[0]) in CALENDAR:
        return False
    return not cast.is_person(name) and not all(bare(word) in BODIES for word in words)


def _plain_words(words: str) -> frozenset[str]:
    return frozenset(map(bare, words.split())) - _SMALL_WORDS
