"""Lets the reader choose the folder of articles on the page, which serves this machine only, or try the sample."""

from pathlib import Path

import streamlit as st

from factcontext.settings import SAMPLE
from factcontext.ui import building, texts
from factcontext.ui.elements import mount, notice, pressed
from factcontext.ui.rebuild import Job


def choose_folder(job: Job, is_first: bool = True) -> None:
    """A field for a folder and, where nothing is indexed yet, the sample and how far the build of either is."""
    is_running = job.state.phase == "running"
    typed = st.text_input(texts.FOLDER_FIELD, key="folder-path", persist_state="session", disabled=is_running)
    with st.container(horizontal=True):
        wants_own = pressed(texts.INDEX_FOLDER, disabled=is_running, type="primary")
        wants_sample = is_first and pressed(texts.TRY_SAMPLE, disabled=is_running)
    if wants_own or wants_sample:
        _begin(SAMPLE if wants_sample else read_folder(typed), typed, job)
    if is_first:
        building.progress(job, can_edit=True)


def _begin(folder: Path | None, typed: str, job: Job) -> None:
    """Build the index of the folder that was chosen; where there is none, say so."""
    if folder is None:
        mount(notice(texts.not_a_folder(Path(typed)) if typed.strip() else texts.NAME_FOLDER), "no-such-folder")
    else:
        job.start(folder)
        st.rerun()


def read_folder(typed: str) -> Path | None:
    """The folder that a path names, quoted or from the user's home as well; None where there is none.

    >>> read_folder(' "/" ')
    PosixPath('/')
    """
    path = typed.strip().strip("\"'").strip()
    try:
        folder = Path(path).expanduser()
        return folder if path and folder.is_absolute() and folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # too long, no such user, a character that no path has
        return None
