"""Draws a chip that takes a filter away when it is pressed."""

from collections.abc import Mapping
from typing import Any

from factcontext.ui import texts
from factcontext.ui.elements import Element, button


def removable_chip(label: str, sends: Mapping[str, Any], look: str = "") -> Element:
    """A filter in words; pressing it tells the page what it `sends`."""
    class_ = f"fc-chip {look}".rstrip()
    return button(f"{label} ×", {"send": sends}, aria_label=texts.drop_filter(label), class_=class_)
