"""Draws the filters of a conversation: a field for each, folded, and in view a chip for each that is set."""

from collections.abc import Iterator, Mapping
from typing import Any

from factcontext.index.lexicon.outlets import usual_name
from factcontext.index.store.library import Library
from factcontext.ui import texts
from factcontext.ui.chips import removable_chip
from factcontext.ui.elements import Element, el
from factcontext.ui.narrowing import DATES, NAMES, Narrowing
from factcontext.ui.speaker_search import meant_name, named_alike

# A browser that knows no bounds would take each digit of a year for a year.
EARLIEST, LATEST = "1000-01-01", "9999-12-31"
# The field that is searched as one types: a folder may have many thousands of speakers. So many of those found are
# offered, as many as a list shows without scrolling far.
SOUGHT, OFFERED = "speaker", 20
LONGEST_NAME = 200


def filter_fields(narrowing: Narrowing, library: Library, more: Element | None = None) -> Element:
    """The chips and the fields; `more` is another choice that stands beside them."""
    fields = [*(_date(name, narrowing, library) for name in DATES), *_choices(narrowing, library), more]
    return el(
        "div",
        _chips(narrowing),
        el(
            "details",
            el("summary", texts.NARROW_OR_CHOOSE if more else texts.NARROW),
            el("div", *fields, class_="fc-fields"),
            class_="fc-narrow",
        ),
        role="group",
        aria_label=texts.FILTERS,
    )


def take(event: Mapping[str, Any], narrowing: Narrowing, library: Library) -> None:
    """Take what a reader has done to the filters."""
    if event.get("drop") in NAMES:
        narrowing.drop(str(event["drop"]))
    if event.get("seek") == SOUGHT:
        narrowing.sought = str(event.get("value", ""))[:LONGEST_NAME]
    if event.get("field") in NAMES:
        name, value = str(event["field"]), str(event.get("value", ""))
        known = meant_name(value, library) if name == SOUGHT else None
        narrowing.drops += known not in (None, value)  # the field shows another name than was typed into it
        narrowing.enter(name, known or value, library, bool(event.get("bad")))


def choice(name: str, options: Mapping[str, str], chosen: str, turn: int = 0) -> Element:
    """A list to choose from; `options` are values with what readers see of them."""
    listed = [el("option", label, value=value) for value, label in options.items()]
    return el("select", *listed, does={"field": name, "turn": turn}, id=_id(name), value=chosen)


def labelled(name: str, label: str, field: Element, fault: str | None = None) -> Element:
    """A field under its name, with what is wrong with it."""
    said = el("p", fault, id=f"{_id(name)}-fault", class_="fc-fault", role="alert") if fault else None
    return el("div", el("label", label, for_=_id(name)), field, said, class_="fc-field")


def _label(name: str) -> str:
    labels = {
        "published_from": texts.FROM_DATE,
        "published_to": texts.TO_DATE,
        "publisher": texts.OUTLET,
        "folder": texts.FOLDER,
        "speaker": texts.SPEAKER,
    }
    return labels[name]


def _id(name: str) -> str:
    return f"field-{name}"


def _date(name: str, narrowing: Narrowing, library: Library) -> Element:
    first, last = library.span or (EARLIEST, LATEST)
    fault = _fault(name, narrowing, library)
    field = el(
        "input",
        type="date",
        min=first,
        max=last,
        value=narrowing.entered.get(name, ""),
        aria_invalid="true" if fault else None,
        aria_describedby=f"{_id(name)}-fault" if fault else None,
        id=_id(name),
        does={"field": name, "turn": narrowing.drops},
    )
    return labelled(name, _label(name), field, fault)


def _choices(narrowing: Narrowing, library: Library) -> Iterator[Element]:
    """The outlets, the folders where there are several, and the speakers."""
    for name, every, known in (
        ("publisher", texts.ANY_OUTLET, library.publishers),
        ("folder", texts.ANY_FOLDER, library.folders),
    ):
        shown = {one: usual_name(one) if name == "publisher" else one for one in known}
        options = {"": every} | dict(sorted(shown.items(), key=lambda pair: pair[1].casefold()))
        field = choice(name, options, narrowing.entered.get(name, ""), narrowing.drops)
        if name == "publisher" or known:
            yield labelled(name, _label(name), field)
    if library.most_heard:
        yield _speaker(narrowing, library)


def _speaker(narrowing: Narrowing, library: Library) -> Element:
    """The field of speakers, with a list of those who are heard most or have the beginnings that are typed."""
    fault = _fault(SOUGHT, narrowing, library)
    field = el(
        "input",
        value=narrowing.entered.get(SOUGHT, ""),
        list=f"{_id(SOUGHT)}-list",
        placeholder=texts.ANY_SPEAKER,
        autocomplete="off",
        aria_invalid="true" if fault else None,
        aria_describedby=f"{_id(SOUGHT)}-fault" if fault else None,
        id=_id(SOUGHT),
        does={"field": SOUGHT, "seeks": True, "turn": narrowing.drops},
    )
    options = [el("option", value=one) for one in _offered(narrowing.sought, library)]
    listed = el("datalist", *options, id=f"{_id(SOUGHT)}-list")
    return labelled(SOUGHT, _label(SOUGHT), el("div", field, listed), fault)


def _offered(sought: str, library: Library) -> list[str]:
    if not sought.strip():
        return list(library.most_heard)
    return list(dict.fromkeys(one.name for one in named_alike(sought, library)))[:OFFERED]


def _fault(name: str, narrowing: Narrowing, library: Library) -> str | None:
    fault = narrowing.faults.get(name)
    return texts.filter_fault(fault, library.span) if fault else None


def _chips(narrowing: Narrowing) -> Element | None:
    if not narrowing.chosen:
        return None
    return el("div", *[_chip(name, narrowing) for name in narrowing.chosen], class_="fc-chips")


def _chip(name: str, narrowing: Narrowing) -> Element:
    drops = {"drop": name}
    if name in narrowing.faults:
        return removable_chip(texts.unread_filter(_label(name), narrowing.faults[name]), drops, "fc-unread")
    [phrase] = texts.only(*(narrowing.entered[name] if one == name else None for one in NAMES))
    return removable_chip(phrase, drops)
