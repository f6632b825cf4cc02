"""The page Draft check: the quotations and claims of a draft, pasted or uploaded, are checked against the articles."""

from secrets import token_hex

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from factcontext.errors import FactContextError
from factcontext.index.store.library import Library
from factcontext.rag.reader import Reader
from factcontext.settings import Settings
from factcontext.ui import beside, empty, shared, texts
from factcontext.ui.asking import LOOK_S
from factcontext.ui.checked_draft import CheckedDraft, checked_draft
from factcontext.ui.draft_findings import findings
from factcontext.ui.draft_text import read_uploaded
from factcontext.ui.elements import el, mount, notice, pressed, take_events
from factcontext.ui.export.draft_report import REPORTS, draft_report
from factcontext.ui.limits import AT_ONCE, PACE, QUESTIONS
from factcontext.ui.take_away import file_for_reader, format_buttons

# What the page takes: what drafts are written in.
FORMATS = ["txt", "md", "docx", "odt", "rtf", "html", "pdf"]
UPLOAD_MB = 10  # a long manuscript with its pictures
LONGEST_DRAFT = 200_000  # characters, a short book: a longer one is for the command, which nobody waits for
# Names in the tab's state: what was checked, how often, and the article that is open beside it.
CHECKED, KEY, BESIDE = "checked-draft", "checked-draft-key", "beside-draft"

# Streamlit calls it a mere decoration, though it takes the focus: a screen reader must not believe that.
DROP_ZONE = "stFileUploaderDropzone"


def show(settings: Settings) -> None:
    """Draw the page."""
    library = empty.library_or_explain(settings)
    if library is None:
        return
    mount(el("div", el("h1", texts.DRAFT_CHECK), el("p", texts.DRAFT_LINE, class_="fc-lead")), "draft-heading")
    typed = st.text_area(texts.DRAFT_TEXT, key="draft", height=220, persist_state="session")
    file = st.file_uploader(texts.DRAFT_FILE, FORMATS, key="draft-file", max_upload_size=UPLOAD_MB)
    mount(el("span", does={"unrole": DROP_ZONE}), "drop-zone")
    if pressed(texts.CHECK_DRAFT, type="primary"):
        _check(file, typed, library, settings)
    if checked := st.session_state.get(CHECKED):
        _show(checked, st.session_state[KEY], library)


def _check(file: UploadedFile | None, typed: str, library: Library, settings: Settings) -> None:
    """Check what was uploaded, else what was typed; a trouble with it is said. It counts as a question does."""
    try:
        if not PACE.allows(shared.reader(settings)):
            raise FactContextError(texts.TOO_FAST)
        text = read_uploaded(file.name, file.getvalue()) if file else typed
        if not text.strip():
            raise FactContextError(texts.NO_DRAFT)
        if len(text) > LONGEST_DRAFT:
            raise FactContextError(texts.draft_too_long(LONGEST_DRAFT, len(text)))
    except FactContextError as error:
        mount(notice(texts.sentence(error)), "draft-problem")
        return
    with st.spinner(texts.CHECKING), QUESTIONS.place(AT_ONCE) as place:
        while place.wait(LOOK_S):
            pass
        reader = Reader(library, *shared.models(settings.model, settings.reranker).result())
        st.session_state[CHECKED] = checked_draft(text, reader)
    st.session_state[KEY] = f"draft-{token_hex(4)}"
    st.session_state[BESIDE] = None


def _show(checked: CheckedDraft, key: str, library: Library) -> None:
    """The draft with its findings, what can be taken away of them, and an article that was opened."""
    events = take_events(("beside", "export"))
    for event in events:
        st.session_state[BESIDE] = beside.take(event, st.session_state[BESIDE])
    mount(findings(checked, key), key)
    if checked.parts:
        mount(format_buttons(REPORTS, texts.EXPORT_REPORT), "draft-export")
    beside.draw(st.session_state[BESIDE], library)
    for n, event in enumerate(events):
        if format := REPORTS.get(str(event.get("export"))):
            mount(file_for_reader(draft_report(checked, format)), f"saved-{n}")
