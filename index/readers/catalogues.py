"""Reads people and days as programs for references write them in parts (Zotero, CSL-JSON)."""

from collections.abc import Iterator, Mapping

from factcontext.index.readers.authors import first_names_first

_GIVEN, _FAMILY = ("given", "firstName"), ("family", "lastName")
_WHOLE = ("literal", "name")
_DAY_PARTS = 3


def people_in(value: object) -> object:
    """The names of people in a list of their parts; any other value as it is.

    >>> people_in([{"family": "Roe", "given": "Jane"}, {"literal": "Kit Danby"}])
    ['Jane Roe', 'Kit Danby']
    """
    if not isinstance(value, list) or not value:
        return value
    if all(isinstance(one, Mapping) for one in value):
        return list(filter(None, map(_person, value)))
    return [first_names_first(one) for one in value] if all(isinstance(one, str) for one in value) else value


def _person(parts: Mapping[str, object]) -> str:
    if parts.get("creatorType", "author") != "author":
        return ""
    return next(_texts(parts, _WHOLE), "") or " ".join([*_texts(parts, _GIVEN), *_texts(parts, _FAMILY)])


def _texts(parts: Mapping[str, object], names: tuple[str, ...]) -> Iterator[str]:
    yield from (text for name in names if isinstance(text := parts.get(name), str) and text)


def day_in(value: object) -> object:
    """The ISO date of {"date-parts": [[2031, 5, 3]]} or {"raw": "3 May 2031"}; any other value as it is."""
    if not isinstance(value, Mapping):
        return value
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and len(first) == _DAY_PARTS and all(str(one).isdecimal() for one in first):
        return "-".join(f"{int(one):02}" for one in first)
    return value.get("raw")
