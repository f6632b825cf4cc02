"""Draws what is known of the model that writes answers, again and again until its endpoint has answered."""

from collections.abc import Callable

import streamlit as st

from factcontext.settings import Endpoint
from factcontext.ui import texts
from factcontext.ui.author import Author, WriterState, writer_state
from factcontext.ui.elements import Element, el, lines, look_again, mount

# Until it is known who answers, it is looked again this often.
LOOK_AGAIN_S = 0.5


def draw_when_known(author: Author, draw: Callable[[], None], name: str) -> None:
    """Draw now and, while an endpoint has not been heard of, again and again: the last time when it has been.

    Each part of the page that tells of the endpoint is drawn anew by itself, not with the whole page: where two parts
    ask for that at once, the browser may be left with what one of them showed before. `name` is the part's own.
    """

    @st.fragment
    def show() -> None:
        is_known = author.endpoint is None or author.offer is not None
        draw()
        if not is_known:
            look_again(LOOK_AGAIN_S, f"look-for-model-{name}")

    show()


def model_section(author: Author) -> None:
    """Draw the model's section of the page Library."""
    draw_when_known(author, lambda: _mount(author), "section")


def _mount(author: Author) -> None:
    mount(section(author), "model")


def section(author: Author) -> Element:
    """Where answers are written, by which model, at what price; or that they are quotes."""
    known = writer_state(author)
    facts = _facts(author, author.endpoint, known) if author.endpoint else {}
    rows = [el("div", el("dt", name), el("dd", value, dir="auto")) for name, value in facts.items()]
    return el(
        "div",
        el("h2", texts.MODEL),
        el("dl", *rows, class_="fc-facts") if rows else None,
        *lines(None if author.endpoint else author.problem or texts.NO_MODEL),
        *[el("p", texts.sentence(remark), class_="fc-remark", dir="auto") for remark in known.remarks],
        el("p", texts.FROM_SETTINGS, class_="fc-remark"),
    )


def _facts(author: Author, endpoint: Endpoint, known: WriterState) -> dict[str, str]:
    offered = [one.name for one in author.offer.models] if author.offer else []
    reach = texts.reach(known.problem) if author.offer else texts.LOOKING
    return texts.model_facts(known.host or "", known.model, offered, reach) | texts.limits(
        endpoint.deadline_s, endpoint.price_in, endpoint.price_out
    )
