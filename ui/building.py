"""Draws the button that builds the index and the progress of the build; the same on every page and in every tab."""

from pathlib import Path

import streamlit as st

from factcontext.ui import texts
from factcontext.ui.elements import el, look_again, mount, notice, pressed
from factcontext.ui.rebuild import BuildState, Job, Step

POLL_S = 0.5
_CANCEL = "cancel-build"  # in the tab's state


def panel(job: Job, folder: Path, label: str, can_edit: bool) -> None:
    """The button, for those who may press it, and, while a build runs, its progress."""
    running = job.state.phase == "running"
    if not can_edit:
        mount(el("p", texts.EDITORS_REBUILD, class_="fc-remark"), "editors-rebuild")
    elif pressed(label, disabled=running):
        job.start(folder)
        st.rerun()
    progress(job, can_edit)


def ask_for(action: str) -> None:
    """Have the whole page drawn, and with it looked at who reads now: a part of it alone is drawn as for who did."""
    st.session_state[action] = True
    st.rerun()


def takes(action: str) -> bool:
    """Whether the reader has asked for something in a part of the page, until it is taken."""
    return bool(st.session_state.pop(action, False))


def progress(job: Job, can_edit: bool) -> None:
    """How far a running build is, or how the last one ended."""
    if takes(_CANCEL) and can_edit:
        job.cancel()
    if job.state.phase == "running":
        _follow(job, job.state.number, can_edit)
    else:
        outcome(job.state)


@st.fragment
def _follow(job: Job, number: int, can_edit: bool) -> None:
    """Draw the progress again and again; when the build ends, the whole page is drawn anew."""
    state = job.state
    if state.phase != "running" or state.number != number:
        st.rerun()
    step = state.step
    st.progress(_share(step))
    mount(el("p", progress_line(step), class_="fc-remark"), "progress-line")
    if can_edit and pressed(texts.CANCEL):
        ask_for(_CANCEL)
    look_again(POLL_S, "look-at-build")


def progress_line(step: Step | None) -> str:
    """How far the running build is, in a line."""
    return texts.progress(step.step, step.done, step.total, step.rate, step.left) if step else texts.STARTING


def _share(step: Step | None) -> float:
    return min(1.0, step.done / step.total) if step and step.total else 0.0


def outcome(state: BuildState) -> None:
    """Draw how the last build ended."""
    if state.phase == "done" and state.report:
        mount(el("p", texts.outcome(state.report), class_="fc-remark", role="status"), f"outcome-{state.number}")
    elif state.phase == "failed":
        mount(notice(texts.sentence(state.message)), f"outcome-{state.number}")
    elif state.phase == "cancelled":
        mount(el("p", texts.CANCELLED, class_="fc-remark", role="status"), f"outcome-{state.number}")
