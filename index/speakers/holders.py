"""Finds who is meant by a description ("the head of the guild"), and when, where an office changed hands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcontext.index.speakers import names
from factcontext.index.speakers.cards import Described, SpeakerCard
from factcontext.index.speakers.descriptions import Description, heads_to_look_for, is_fitting, is_precise
from factcontext.index.speakers.speaker_table import SpeakerTable

# One of several of a name or an office is meant by it alone where he or she speaks five times as often as all the
# others: whom every reader knows needs no other name.
FAR_AHEAD = 5
# Letters that the words for a country and for its people have in common.
_STEM = 4
_Fitting = dict[int, list[Described]]


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days of publication, ISO, from and to which somebody is the one described; None where that is open."""

    first: str | None = None
    last: str | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


class Holders:
    """Looks descriptions up among all speakers."""

    def __init__(self, table: SpeakerTable) -> None:
        self._table = table

    def of(self, asked: Description) -> Mapping[int, Tenure]:
        """Who is so described, and when; all of them where several are."""
        cards = self._near(asked)
        now = _fitting(asked, cards)
        if asked.former and not now:  # nobody is called so, yet whoever held the office before another is
            held = self.of(replace(asked, former=False))
            return {id: Tenure() for id, tenure in held.items() if tenure.last}
        if asked.former:
            before = _fitting(replace(asked, former=False), cards)
            return {id: _after(told, before.get(id, [])) for id, told in now.items()}
        past = _fitting(replace(asked, former=True), cards)
        now = {id: told for id, told in now.items() if not _is_past(told, past.get(id, []))}
        chosen = self._chosen(asked, now, cards)
        return {id: _tenure(id, chosen, past.get(id, [])) for id in chosen}

    def _near(self, asked: Description) -> Mapping[int, SpeakerCard]:
        """Those who have such an office and all the other words in what is told of them."""
        near = set().union(*(self._table.having("head", head) for head in heads_to_look_for(asked)))
        for word in asked.rest:
            near &= set().union(*(self._table.having("told", one) for one in self._alike(word)))
        return self._table.cards(near)

    def _alike(self, word: str) -> frozenset[str]:
        """The word, and those of a country that no table knows and of its people: "velmora", "velmoran"."""
        near = self._table.like("told", word[:_STEM]) if len(word) > _STEM else ()
        return frozenset((word, *(one for one in near if names.is_same_country(word, one))))

    def _chosen(self, asked: Description, found: _Fitting, cards: Mapping[int, SpeakerCard]) -> _Fitting:
        """The surest of those who fit: by the very word for the office, then by the very body."""
        for is_better in (is_precise, _is_whole):
            found = _preferred(found, cards, asked, is_better)
        if asked.rest or len(found) < 2:
            return found
        bare = {id for id in found if any(is_fitting(asked, one) and not one.rest for one, _ in cards[id].descriptions)}
        most, others = self._table.statements(bare), self._table.statements(found.keys() - bare)
        return {id: found[id] for id in bare} if most >= FAR_AHEAD * others else found


def _fitting(asked: Description, cards: Mapping[int, SpeakerCard]) -> _Fitting:
    found = {id: [told for one, told in card.descriptions if is_fitting(asked, one)] for id, card in cards.items()}
    return {id: told for id, told in found.items() if told}


def _is_whole(asked: Description, given: Description) -> bool:
    """Whether no word is told that was not asked for, of those whose body must be the same."""
    return not asked.leads or not asked.rest or asked.rest == given.rest


def _preferred(
    found: _Fitting,
    cards: Mapping[int, SpeakerCard],
    asked: Description,
    is_better: Callable[[Description, Description], bool],
) -> _Fitting:
    """Those with a better description; all where nobody has one."""
    better = {
        id: told
        for id, told in found.items()
        if any(is_fitting(asked, one) and is_better(asked, one) for one, _ in cards[id].descriptions)
    }
    return better or found


# ---- from when to when


def _is_past(now: list[Described], past: list[Described]) -> bool:
    """Whether somebody is called so now and then, and more often a former one, at one and the same time."""
    ends, begins = _last(now), _first(past)
    if not past or ends and begins and begins > ends:
        return False
    return sum(one.articles for one in past) >= sum(one.articles for one in now)


def _tenure(id: int, found: _Fitting, past: list[Described]) -> Tenure:
    """As far as others who are called so, or a former one, tell that an office changed hands."""
    first, last = _first(found[id]), _last(found[id])
    if first is None or last is None:
        return Tenure()
    spans = [(_first(told), _last(told)) for other, told in found.items() if other != id]
    begun = any(ends is not None and ends < first for _, ends in spans)
    ended = [begins for begins, _ in spans if begins is not None and begins > last]
    ended += [one.first for one in past if one.first is not None and one.first > last]
    return Tenure(first if begun else None, _day_before(min(ended)) if ended else None)


def _after(past: list[Described], before: list[Described]) -> Tenure:
    """A former one is so from the first article that says so, where there are earlier ones that call him otherwise."""
    first, held = _first(past), _first(before)
    return Tenure(first if first and held and held < first else None)


def _first(told: list[Described]) -> str | None:
    return min((one.first for one in told if one.first), default=None)


def _last(told: list[Described]) -> str | None:
    return max((one.last for one in told if one.last), default=None)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
