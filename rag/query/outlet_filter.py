"""Takes an outlet out of a question as a filter: "in the Times", "what did Reuters report about …"."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.query.narrowing import Narrowed
from factcontext.rag.query.wording import ABOUT
from factcontext.rag.records import Filters

_OUTLET_AT = re.compile(
    r"(?:^|[\s,]+)(?:as reported (?:by|in)|reported (?:by|in)|published (?:by|in)|according to|in|from|per|as per)\s+"
    r"(?=(?P<name>\S+(?:\s+\S+){0,5}))",
    re.IGNORECASE,
)
_OUTLET_REPORTS = re.compile(
    r"(?:what|how|when)\s+(?:did|does|do|has|have)\s+(?P<name>\S+(?:\s+\S+){0,5}?)\s+"
    r"(?:reported|report|written|write|published|publish|print|covered|cover|carry)\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_OUTLET_COVERAGE = re.compile(
    rf"(?P<name>\S+(?:\s+\S+){{0,5}}?)(?:[’']s?)?\s+(?:reports?|articles?|coverage|stories)\s+{ABOUT}\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(
    r"\b(?:in|from|per|by|according to|report\w*|writ\w+|wrote|publish\w*|print|cover\w*|carry|articles?|stories)\b",
    re.IGNORECASE,
)
_GENERIC = word_group("generic words of outlets")
_LONG = 4  # letters of a last word by which an outlet is known: "Post", "Times"


def may_name_outlet(text: str) -> bool:
    """Whether it is worth looking for an outlet: most questions have none of the words that lead to one."""
    return _MAY_NAME.search(text) is not None


def narrow_outlet(text: str, publishers: Collection[str]) -> Narrowed:
    """Take the outlet out of a question, where the folder has one of that name."""
    bare = text.strip(" ?!.")
    for pattern in (_OUTLET_REPORTS, _OUTLET_COVERAGE):
        if (match := pattern.fullmatch(bare)) and (outlet := outlet_named(match["name"], publishers)):
            rest = re.sub(rf"^(?:{ABOUT}|that)\s+", "", match["rest"], flags=re.IGNORECASE)
            return Narrowed(rest, Filters(publisher=outlet), covers=True)
    for match in _OUTLET_AT.finditer(bare):
        for name in _beginnings(match["name"]):
            if outlet := outlet_named(name, publishers):
                after = bare[match.start("name") + len(name) :].lstrip(" ,")
                if not after or re.match(rf"(?:{ABOUT}|did|do|does|has|what|who|how)\b", after, re.IGNORECASE):
                    return Narrowed(f"{bare[: match.start()]} {after}".strip(), Filters(publisher=outlet))
    return Narrowed(text, Filters())


def _beginnings(words: str) -> Iterator[str]:
    """The beginnings of a row of words, longest first."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        yield " ".join(parts[:end])


def outlet_named(name: str, publishers: Collection[str]) -> str | None:
    """The outlet that a name or a short form of it means: "the Huffington Post" and "huff-post" are one.

    >>> outlet_named("NYT", ["New York Times"])
    'New York Times'
    """
    asked = _outlet_words(name)
    found = [publisher for publisher in publishers if asked and _one_outlet(asked, _outlet_words(publisher))]
    if not found and len(asked) == 1 and len(asked[0]) >= _LONG:  # "the Times", where one alone is called so
        found = [publisher for publisher in publishers if _outlet_words(publisher)[-1:] == asked]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _outlet_words(name: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"\w+", name.lower().replace("’s", "").replace("'s", "")) if word != "the"]
    if whole := _whole_names().get(" ".join(words)):
        return tuple(whole.split())
    return tuple(word for word in words if word not in _GENERIC) or tuple(words)


@cache
def _whole_names() -> dict[str, str]:
    """What outlets are called for short, and in full: "wapo" -> "washington post"."""
    return {short: full for short, full in table_rows("outlet_names")}


def _one_outlet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one outlet's: the same words, the same cut short, or initials."""
    if one == other or _initials(one, other) or _initials(other, one):
        return True
    cut = all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 1 and cut and min(map(len, (*one, *other))) > 1


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(full) > 2 and short[0] == "".join(word[0] for word in full)


def without_outlet(text: str, publishers: Collection[str]) -> str:
    """A question without the outlet that it names."""
    return f"{narrow_outlet(text, publishers).text.strip(' ?!.')}?"
