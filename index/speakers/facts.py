"""What one article contributes to telling speakers apart; kept, so that a change reads only what it touches."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from factcontext.index.records import Statement
from factcontext.index.speakers.introduced import known_as
from factcontext.index.speakers.introductions import find_introductions
from factcontext.index.speakers.leaders import find_leaders
from factcontext.index.speakers.names import without_suffix
from factcontext.index.speakers.resolved_name import Words, body_words, first_and_last, is_full, resolved_name
from factcontext.index.speakers.short_names import find_short_names

# "full": somebody with a full name speaks (key: the surname, value: the speaker as told); "said": a body speaks, or
# somebody by a surname alone (its words, the speaker); "leads": somebody leads a country (first and last name, the
# country); "short": a body has a short name (that name, the whole one); "introduced": somebody is introduced (name,
# description); "told": an article as a whole says what one of its speakers is (identity, description).
FactKind = Literal["full", "said", "leads", "short", "introduced", "told"]


class Fact(NamedTuple):
    """One thing that an article tells; speakers whom it may concern are found by its key."""

    kind: FactKind
    key: str
    value: str


def as_key(words: Iterable[str]) -> str:
    """Words of a name as the key of facts."""
    return " ".join(words)


def as_words(key: str) -> Words:
    """The words of such a key."""
    return tuple(key.split())


def read_facts(text: str, statements: Sequence[Statement]) -> list[Fact]:
    """What an article tells by itself, whoever its speakers are; nothing where nobody speaks."""
    return [
        *sorted({Fact(kind, key, one.speaker) for one in statements for kind, key in keys_of(one)}),
        *(Fact("leads", as_key(first_and_last(leader)), country) for leader, country in find_leaders(text)),
        *(Fact("short", one.short.lower(), one.whole) for one in find_short_names(text)),
        *(Fact("introduced", as_key(known_as(name)), phrase) for name, phrase in find_introductions(text)),
    ]


def keys_of(one: Statement) -> Iterator[tuple[FactKind, str]]:
    """What decides who makes a statement: a surname's bearers, or the names of a body; nothing for the nameless."""
    name = resolved_name(one)
    if name.kind == "person":
        yield ("full", without_suffix(name.words)[-1]) if is_full(name) else ("said", name.words[0])
    elif name.kind == "body":
        yield from (("said", key) for key in {as_key(body_words(name, one)), *name.words[: len(name.words) == 1]})
