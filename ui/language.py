"""The language that the page has for its reader: a catalogue of its words, its dates and its numbers.

English is written in `texts.py` and is the key of every catalogue; `catalogues/fr.po` is French.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from factcontext.index.text import dates

ENGLISH = "en"
CATALOGUES = Path(__file__).parent / "catalogues"
# Two readers may be drawn for at a time, each in a thread of their own: no variable of the module can hold this.
_SPOKEN: ContextVar[str] = ContextVar("language")
_TELLERS: list[Callable[[], str]] = []


def told_by(teller: Callable[[], str]) -> None:
    """Have the page tell the language of whom it draws for; without it, as in the terminal, all is English."""
    _TELLERS[:] = [teller]


def current() -> str:
    """The language of whom is being drawn for, like "fr"."""
    try:
        return _SPOKEN.get()
    except LookupError:
        return _TELLERS[0]() if _TELLERS else ENGLISH


def speak(language: str) -> None:
    """Have this thread speak a language from now on."""
    _SPOKEN.set(language)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Have this thread speak a language until the block ends."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


@cache
def languages() -> tuple[str, ...]:
    """The languages that the page has: English, and one for each catalogue."""
    return (ENGLISH, *sorted(path.stem for path in CATALOGUES.glob("*.po")))


@lru_cache(maxsize=64)  # what browsers name is text from outside
def nearest(wanted: str | None) -> str:
    """The language of the page that is nearest to the one that a browser names; English where none is.

    >>> nearest("fr-CA"), nearest("xx"), nearest(None)
    ('fr', 'en', 'en')
    """
    spoken_of = (wanted or "").replace("_", "-").partition("-")[0].lower()
    return spoken_of if spoken_of in languages() else ENGLISH


def say(message: str, **values: object) -> str:
    """A message in the language of the reader, filled in."""
    return translated(message).format(**values)


def translated(message: str) -> str:
    """A message in the language of the reader."""
    language = current()
    return message if language == ENGLISH else _catalogue(language).gettext(message)


def plural(one: str, many: str, number: int, **values: object) -> str:
    """A message that depends on a number; {n} stands for it."""
    language = current()
    if language == ENGLISH:
        chosen = one if number == 1 else many
    else:
        chosen = _catalogue(language).ngettext(one, many, number)
    return chosen.format(n=amount(number), **values)


def amount(number: float, places: int = 0) -> str:
    """A number, as the reader writes it.

    >>> amount(1234567), amount(8.13, 1)
    ('1,234,567', '8.1')
    """
    language = current()
    return f"{number:,.{places}f}" if language == ENGLISH else _amount(round(number, places), places, language)


def brief(number: float) -> str:
    """A number with as few digits as tell it.

    >>> brief(60.0), brief(1.5)
    ('60', '1.5')
    """
    shown = f"{number:g}"
    return shown if current() == ENGLISH or "e" in shown else amount(number, len(shown.partition(".")[2]))


def date_in_words(iso: str) -> str:
    """A day in words; what is none stays as it is."""
    language = current()
    return dates.date_in_words(iso) if language == ENGLISH else _date(iso, language)


def language_name(tag: str, english: str) -> str:
    """What a language is called, where English is not spoken."""
    return english if current() == ENGLISH else _language_name(tag, english, current())


def own_names() -> dict[str, str]:
    """What the page's languages are called in themselves, by their tags."""
    return {tag: _language_name(tag, tag, tag).capitalize() for tag in languages()}


@cache
def _calendar(language: str) -> dict[str, Any]:
    from babel.dates import get_day_names, get_month_names

    days = {width: get_day_names(width, locale=language) for width in ("wide", "abbreviated")}
    months = {width: get_month_names(width, locale=language) for width in ("wide", "abbreviated")}
    return {
        "dateTime": "%x %X",
        "date": "%Y-%m-%d",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],  # no hours are drawn
        "days": [days["wide"][(n + 6) % 7] for n in range(7)],  # Babel's week begins on Monday, Vega's on Sunday
        "shortDays": [days["abbreviated"][(n + 6) % 7] for n in range(7)],
        "months": [months["wide"][n] for n in range(1, 13)],
        "shortMonths": [months["abbreviated"][n] for n in range(1, 13)],
    }


def calendar() -> dict[str, Any]:
    """The names of days and months, as Vega takes them for the axis of a picture."""
    return _calendar(current())


class Spoken(ModuleType):
    """A module whose constants are given in the language of the reader whenever they are looked up."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if not name[:1].isupper() or not name.isupper() or current() == ENGLISH:
            return value
        return _in_words(value)


def _in_words(value: Any) -> Any:
    """A constant with all its texts translated: names of dictionaries are no texts."""
    if isinstance(value, str):
        return translated(value)
    if isinstance(value, dict):
        return {name: _in_words(text) for name, text in value.items()}
    return tuple(map(_in_words, value)) if isinstance(value, tuple) else value


@cache
def _catalogue(language: str) -> GNUTranslations:
    """A catalogue, made ready as `msgfmt` would: it is read once, and needs no step before."""
    # Late: the command line speaks English, and does without Babel's readers of catalogues.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


# Of as many numbers and days as some screens show; formatting one takes Babel twenty microseconds.
@lru_cache(maxsize=4096)
def _amount(number: float, places: int, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, f"#,##0.{'0' * places}" if places else "#,##0", locale=language)


@lru_cache(maxsize=4096)
def _date(iso: str, language: str) -> str:
    from babel.dates import format_date

    try:
        return format_date(date.fromisoformat(iso[:10]), "long", locale=language)
    except ValueError:
        return iso


@lru_cache(maxsize=256)
def _language_name(tag: str, english: str, language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(language) or english
    except (UnknownLocaleError, ValueError):
        return english
