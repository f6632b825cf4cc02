"""Draws what is pressed to take a filter away, or to ask a question that is suggested."""

from collections.abc import Mapping
from typing import Any

from factcontext.ui import texts
from factcontext.ui.elements import Element, button
from factcontext.ui.language import ENGLISH


def removable_chip(label: str, sends: Mapping[str, Any], look: str = "") -> Element:
    """A filter in words; pressing it tells the page what it `sends`."""
    class_ = f"fc-chip {look}".rstrip()
    return button(f"{label} ×", {"send": sends}, aria_label=texts.drop_filter(label), class_=class_)


def asking_button(question: str, class_: str) -> Element:
    """A button that asks a question of ours: those are in English, in which questions are understood."""
    return button(question, {"send": {"ask": question}}, class_=class_, dir="auto", lang=ENGLISH)
