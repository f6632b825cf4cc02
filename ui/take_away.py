"""Draws what a reader can take away of an answer: a copy with its sources, a file, or the question to be reworded."""

from collections.abc import Mapping, Sequence
from secrets import token_urlsafe
from typing import Any, TypeVar

from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.elements import Element, button, el
from factcontext.ui.export.formats import FORMATS, ExportedFile, ExportFormat, export
from factcontext.ui.export.pack import pack
from factcontext.ui.export.plain import copied_html, copied_text

T = TypeVar("T")


def take_away(shown: ShownTurn) -> Element:
    """The buttons under an answer."""
    packed = pack(shown)
    copies = {"copy": copied_text(packed), "html": copied_html(packed)}
    edits = button(texts.EDIT_QUESTION, {"edit": packed.question})
    return el("div", button(texts.COPY_ANSWER, copies), edits, exports(shown.key, texts.EXPORT), class_="fc-actions")


def exports(key: str, label: str) -> Element:
    """The formats of answers, folded; `key` is the turn's, or empty for the whole conversation."""
    return format_buttons(FORMATS, label, key)


def format_buttons(formats: Mapping[str, ExportFormat[T]], label: str, key: str = "") -> Element:
    """A button for each format, folded."""
    buttons = [button(one.label, {"send": {"export": name, "turn": key}}) for name, one in formats.items()]
    return el("details", el("summary", label), el("div", *buttons, class_="fc-chips"), class_="fc-export")


def wanted_file(event: Mapping[str, Any], turns: Sequence[ShownTurn]) -> Element | None:
    """What gives the browser the file that a reader has just asked for."""
    format = FORMATS.get(str(event.get("export")))
    chosen = [one for one in turns if event.get("turn") in ("", one.key)]
    if format is None or not chosen:
        return None
    made = export(chosen, format)
    return file_for_reader(made)


def file_for_reader(made: ExportedFile) -> Element:
    """A file that the browser saves once, however often the page is drawn."""
    saves = {"name": made.name, "type": made.media_type, "text": made.text, "id": token_urlsafe()}
    return el("span", does={"save": saves})
