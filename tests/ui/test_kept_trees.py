"""A tree counts as sent to a browser when the whole page was drawn: what a broken drawing sent, goes once more."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A page that shows one tree, and is broken off behind it where it is told to."""
    import streamlit as st

    from factcontext.ui.elements import begin, el, mount_kept, settle

    begin()
    mount_kept((st.session_state["made_of"],), lambda: el("p", "Oak"), "turn-1")
    if st.session_state["breaks"]:
        st.stop()
    settle()


def drawn(app: AppTest, made_of: str = "a", breaks: bool = False) -> dict[str, Any]:
    """What the browser is sent of the tree."""
    app.session_state["made_of"], app.session_state["breaks"] = made_of, breaks
    app.run()
    assert not app.exception
    sent: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)
    return sent


def test_a_tree_is_sent_once_and_then_named() -> None:
    app = AppTest.from_function(page)
    first = drawn(app)
    assert first["tree"]["children"] == ["Oak"]
    assert drawn(app) == {"kept": first["keep"]}


def test_what_a_broken_drawing_sent_goes_once_more() -> None:
    app = AppTest.from_function(page)
    assert "tree" in drawn(app, breaks=True)
    assert "tree" in drawn(app, breaks=True)
    assert "tree" in drawn(app)
    assert "kept" in drawn(app)


def test_a_tree_that_changed_in_a_broken_drawing_is_not_taken_for_the_one_before() -> None:
    app = AppTest.from_function(page)
    drawn(app, "a")
    drawn(app, "b", breaks=True)
    assert "kept" in drawn(app, "a")
    assert "tree" in drawn(app, "b")
