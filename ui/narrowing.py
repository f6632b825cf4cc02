"""Keeps to what the reader of a conversation narrows the search, with what they entered that is none of it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from factcontext.rag.records import Filters

DATES = ("published_from", "published_to")
# As an address and the fields of the page name them.
CHOICES = ("publisher", "folder", "speaker")
NAMES = (*DATES, *CHOICES)
Fault = Literal["not_a_date", "out_of_range", "backwards", "nobody"]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Collected(Protocol):
    """What there is to choose from."""

    @property
    def span(self) -> tuple[str, str] | None:
        """The first and the last date of publication; None where no article has one."""

    @property
    def publishers(self) -> Collection[str]:
        """The names of the outlets."""

    @property
    def folders(self) -> Collection[str]:
        """The folders that articles lie in."""

    def has_speaker(self, name: str) -> bool:
        """Whether somebody is heard under this name."""


@dataclass
class Narrowing:
    """Filters while they are entered; while there is a fault, nothing may be searched."""

    entered: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    sought: str = ""  # what is typed so far into the field of speakers
    drops: int = 0  # a field that was emptied by its chip is a new one: the browser keeps half a date in an old one

    @property
    def filters(self) -> Filters:
        """What the search is narrowed to."""
        return Filters(**self.query)

    @property
    def chosen(self) -> list[str]:
        """The fields in which there is anything, in order."""
        return [name for name in NAMES if name in self.entered or name in self.faults]

    @property
    def query(self) -> dict[str, str]:
        """The filters as query parameters."""
        return {name: value for name, value in self.entered.items() if name not in self.faults}

    @classmethod
    def of_address(cls, query: Mapping[str, str], collected: Collected) -> "Narrowing":
        """The filters of an address, which anybody may have typed; what is none of them is left out."""
        found = cls()
        for name in NAMES:
            found.enter(name, query.get(name, ""), collected)
        for name in list(found.faults):
            found.drop(name)
        for name, known in zip(("publisher", "folder"), (collected.publishers, collected.folders), strict=True):
            if found.entered.get(name, "") not in {"", *known}:
                found.drop(name)
        return found

    def enter(self, name: str, value: str, collected: Collected, is_unread: bool = False) -> None:
        """Take what was put into a field; `is_unread`: the browser found something in it that is no date."""
        if name not in NAMES:
            return
        self.entered.pop(name, None)
        self.faults.pop(name, None)
        if value:
            self.entered[name] = value
        if name in DATES and (value or is_unread):
            self._check_dates(name, collected, is_unread and not value)
        if name == "speaker":
            is_known = not value or collected.has_speaker(value)
            self.sought = "" if is_known else value
            if not is_known:
                self.faults[name] = "nobody"
        self._check_order()

    def _check_dates(self, name: str, collected: Collected, is_unread: bool) -> None:
        if is_unread or not _is_date(self.entered[name]):
            self.faults[name] = "not_a_date"
        elif collected.span and not _day(collected.span[0]) <= self.entered[name] <= _day(collected.span[1]):
            self.faults[name] = "out_of_range"

    def _check_order(self) -> None:
        first, last = (self.entered.get(name) for name in DATES)
        if self.faults.get("published_to") == "backwards":
            del self.faults["published_to"]
        if first and last and first > last and not self.faults:
            self.faults["published_to"] = "backwards"

    def drop(self, name: str) -> None:
        """Empty a field."""
        if name == "speaker":
            self.sought = ""
        self.entered.pop(name, None)
        self.faults.pop(name, None)
        self._check_order()
        self.drops += 1


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _day(published: str) -> str:
    """The day of a date of publication, which may have a time."""
    return published[:10]
