"""Takes apart how somebody is described ("the head of the refugee agency"), and compares two such descriptions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from factcontext.index.lexicon.countries import capital_of, country_in
from factcontext.index.lexicon.office_heads import ANY, LONGEST, leading_offices, office_meanings
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.roles import ABBREVIATED
from factcontext.index.lexicon.states import with_states_in_full
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_classes import words_of_class
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.speakers.names import FORMER, is_same_country, plain_word

_RANKS = word_group("ranks below an office")
_PASSING = word_group("words of passing in descriptions")
_SMALL = word_group("small words of bodies") | words_of_class("determiner") | frozenset(("one", "another", "some"))
# A description ends where it begins to be explained, or tells what somebody does.
_END = re.compile(r"[,;:(—]|\s(?:who|which|that|whose|when|while|as)\b")
_LINK = re.compile(r"\s(?:of|for|at|in|from|with|on|to|by|behind|under|representing)\s", re.IGNORECASE)
_SEATS = word_group("seats of government")
_AHEAD = frozenset(("highest-ranking", "leading", "ranking", "top", "top-ranking"))
_MOST_CHARS = 120  # of a description; a longer phrase tells a story


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody is said to be."""

    heads: tuple[str, ...]  # what the person is, the most precise first: "foreign minister", "minister"
    rest: frozenset[str]  # all other words that tell: of what, of where
    inside: frozenset[str]  # the other words of an office of several words: "foreign"
    scope: frozenset[str]  # of these the nouns that the office is of: of "the Orr campaign's chairman" the campaign
    ranks: frozenset[str]  # "deputy" and its like
    former: bool
    is_ahead: bool = False  # "top", "ranking": before all others of its scope

    @property
    def leads(self) -> bool:
        """Whether it is of somebody who leads a body or a place."""
        return self.heads[0] in leading_offices()


@lru_cache(maxsize=65536)
def describe(phrase: str, body: str | None = None) -> Description | None:
    """A description taken apart; `body` is whom an office is told to speak for. None where there is no noun.

    >>> describe("the head of the Sollen refugee agency").rest == {"sollen", "refugee", "agency"}
    True
    """
    main = _with_country(with_states_in_full(_END.split(phrase[:_MOST_CHARS], maxsplit=1)[0]))
    front, *tails = _LINK.split(_joined_offices(main))
    words = _words(front)
    heads, size = _heads(words)
    if not heads:
        return None
    before, of_what = words[:-size], [_telling(_words(tail)) for tail in tails]
    telling = _telling(before)
    told = _telling(_words(_with_country(body))) if body else []
    return Description(
        heads=heads,
        rest=frozenset((*telling, *told, *(word for part in of_what for word in part))),
        inside=frozenset(words[-size:]).difference(heads),
        scope=frozenset({part[-1] for part in (telling, *of_what[:1]) if part} or told[-1:]) | _initials(main),
        ranks=_RANKS.intersection(before),
        former=not FORMER.isdisjoint(before),
        is_ahead=not _AHEAD.isdisjoint(before),
    )


def is_description(phrase: str) -> bool:
    """Whether a phrase says what somebody is, and names nobody: "the head of the guild", "Orr's lawyer"."""
    found = describe(phrase)
    return found is not None and any(is_role(head) or office_meanings(head) for head in found.heads)


def is_fitting(asked: Description, given: Description) -> bool:
    """Whether one who is described so in an article may be the one who is asked for."""
    if asked.former != given.former or asked.ranks != given.ranks or not has_same_head(asked, given):
        return False
    if not all(_is_told(word, given.rest | given.inside) for word in asked.rest):
        return False
    if asked.is_ahead and asked.scope != given.scope:  # of the whole house, and not of one committee
        return False
    is_same = asked.rest in (frozenset(), given.rest) or any(_is_told(word, given.scope) for word in asked.scope)
    return is_same or not given.leads


def _is_told(word: str, words: frozenset[str]) -> bool:
    """Whether a word is among others, or as a country's people: "velmora", "velmoran"."""
    return word in words or any(is_same_country(word, one) for one in words)


def heads_to_look_for(asked: Description) -> frozenset[str]:
    """The heads of descriptions that may fit."""
    head = asked.heads[0]
    return leading_offices() if head == ANY else frozenset((head, ANY) if asked.leads else (head,))


def is_precise(asked: Description, given: Description) -> bool:
    """Whether a fitting description names the very office: of a "president" that article's "head" may be another."""
    return asked.heads[0] == ANY or asked.heads[0] in given.heads


def has_same_head(asked: Description, given: Description) -> bool:
    """Whether both tell of the same office or work, or the one of whoever leads and the other of a leader."""
    return not heads_to_look_for(asked).isdisjoint(given.heads)


# ---- the words of a phrase


def _with_country(phrase: str) -> str:
    """A phrase with the first people in it as their country: "Russian" -> "Russia".

    A capital is a town of its own, and a seat of government is one part of it: "Moscow", "the White House".
    """
    found = country_in(phrase)
    if not found or " " in found[1] or found[1] in (found[0], capital_of(found[0])) or found[1].lower() in _SEATS:
        return phrase
    return phrase.replace(found[1], found[0], 1)


def _initials(phrase: str) -> set[str]:
    """The names of bodies that are all capitals; the words behind belong to them: "NARAL Pro-Choice America"."""
    words = re.findall(r"\b[A-Z]{4,}\b", phrase)
    return {word.lower() for word in words}


@cache
def _offices_with_links() -> re.Pattern[str]:
    """As "chief of police", "secretary of state": the link does not part them."""
    linked = sorted((word for word, *_ in table_rows("office_heads") if _LINK.search(word)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, linked))})\b(?! for\b)", re.IGNORECASE)


def _joined_offices(phrase: str) -> str:
    return _offices_with_links().sub(lambda office: office[0].replace(" ", "_"), phrase)


def _words(phrase: str) -> list[str]:
    """The words, plain, those of a linked office as one by one again."""
    words = [plain_word(word) for word in re.split(r"[\s/]+", phrase.replace("ex-", "ex "))]
    parts = (ABBREVIATED.get(part, part) for word in words for part in word.split("_") if part)
    return [_party_names().get(part, part) for part in parts]


@cache
def _party_names() -> dict[str, str]:
    """What parties are called for short, and in full: "tory" -> "conservative"."""
    return {short: full for short, full in table_rows("party_names")}


def _telling(words: Iterable[str]) -> list[str]:
    """The words that tell one holder from another."""
    return [word for word in words if word not in _SMALL | _PASSING | _RANKS | FORMER]


def _heads(words: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """What a phrase's last words say somebody is, and how many words that takes; nothing where it has none."""
    if not words or words[-1] in _SMALL:
        return (), 0
    for size in range(min(LONGEST, len(words)), 1, -1):
        if meanings := office_meanings(" ".join(words[-size:])):
            own = words[-size] if "of" in words[-size:] else words[-1]  # "secretary of state", "foreign minister"
            return tuple(dict.fromkeys((*meanings, *_meanings(own)))), size
    return _meanings(words[-1]), 1


def _meanings(word: str) -> tuple[str, ...]:
    """What one word means, several as one: "neighbors" -> "neighbour"."""
    one = word.removesuffix("s")
    return office_meanings(word) or office_meanings(one) or ((one if is_role(one) else word),)
