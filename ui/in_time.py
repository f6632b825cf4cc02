"""Draws what one speaker, or everybody, said on a topic by date: as a picture, as a table, and word for word."""

from collections.abc import Sequence

import streamlit as st

from factcontext.index.records import Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.store.library import Library
from factcontext.rag.copies import ReportedOnce, without_copies
from factcontext.rag.records import Answer
from factcontext.rag.statements import about_topic, in_order_of_time, statements_near
from factcontext.ui import said, texts
from factcontext.ui.address import SPEAKERS_PAGE, SpeakerAddress, TopicAddress
from factcontext.ui.chips import removable_chip
from factcontext.ui.elements import Element, el, link, mount, pressed
from factcontext.ui.statement_table import statement_table
from factcontext.ui.timeline import RowOf, by_outlet, by_speaker, dots, draw_timeline

# Speakers or statements listed at first and with each "show more".
LISTED = 50
# Names are shown that differ; more of them are slips of the parser.
OTHER_NAMES = 4


def show_speaker(address: SpeakerAddress, library: Library) -> None:
    """One speaker's statements, all or on a topic."""
    st.set_page_config(page_title=texts.window_title(address.name))
    speaker = said.find_speaker(address, library)
    if speaker is None:
        _heading(_missing(address), address.href())
        return
    _heading(_profile(*library.with_topics([speaker])), address.href())
    topic = st.text_input(texts.ON_WHAT, address.about or "", key=f"on {address.href()}", persist_state="session")
    statements = about_topic(_said_by(library.generation, speaker.id, library), topic, library)
    _in_time(statements, by_outlet, f"{address.href()} {topic}", library, aside=bool(topic.strip()))


def show_topic(address: TopicAddress, library: Library) -> None:
    """What all speakers said on a topic."""
    title = texts.said_on(address.about)
    st.set_page_config(page_title=texts.window_title(title))
    _heading(el("div", el("h1", title, dir="auto"), el("p", texts.TOPIC_LINE, class_="fc-lead")), address.href())
    statements = in_order_of_time(statements_near(address.about, library), library)
    _in_time(statements, by_speaker, address.href(), library)


def _heading(title: Element, key: str) -> None:
    way_back = link(texts.ALL_SPEAKERS, SPEAKERS_PAGE, {"visit": True})
    mount(el("div", el("p", way_back, class_="fc-remark"), title), f"heading {key}")


@st.cache_resource(max_entries=64, show_spinner=False)
def _said_by(generation: str, id: int, _library: Library) -> list[Statement]:
    return in_order_of_time(_library.statements_by([id]), _library)


def _missing(address: SpeakerAddress) -> Element:
    return el("div", el("h1", address.name, dir="auto"), el("p", texts.NO_SUCH_SPEAKER))


def _profile(speaker: Speaker) -> Element:
    others = [name for name in speaker.names if name != speaker.name][:OTHER_NAMES]
    return el(
        "div",
        el("h1", speaker.name, dir="auto"),
        el("p", speaker.office, class_="fc-lead", dir="auto") if speaker.office else None,
        el("p", texts.spoke(speaker), class_="fc-remark"),
        el("p", texts.speaks_for(speaker.countries), class_="fc-remark") if speaker.countries else None,
        el("p", texts.also_called(others), class_="fc-remark", dir="auto") if others else None,
        el("p", texts.about(speaker.topics), class_="fc-topics", dir="auto") if speaker.topics else None,
    )


def by_date(answer: Answer) -> Element | None:
    """The way from an answer to all statements on its topic: its speaker's, or everybody's where several are quoted."""
    topic = answer.question.topic
    if not answer.citations or not topic or answer.question.kind == "fact":
        return None
    first, speakers = answer.citations[0], {one.speaker for one in answer.citations}
    is_one = answer.question.speaker and first.speaker and len(speakers) == 1
    address = SpeakerAddress(first.speaker or "", first.article.path, topic) if is_one else TopicAddress(topic)
    return el("p", link(texts.ALL_BY_DATE, address.href(), {"visit": True}), class_="fc-remark")


# ---- statements


def _in_time(statements: Sequence[Statement], row_of: RowOf, key: str, library: Library, aside: bool = False) -> None:
    """The picture, the switch of the order, the statements; copies of one report once."""
    told = without_copies(statements, library)
    picked = _picture(told, row_of, key, library)
    if st.toggle(texts.NEWEST_FIRST, key="newest-first", persist_state="session"):
        kept = {one.statement: one for one in told}
        told = [kept[one] for one in in_order_of_time(kept, library, newest=True)]
    copies = len(statements) - len(told)
    if picked is not None:
        told, copies = [one for one in told if one.statement in picked], 0
    _listed(told, copies, f"said {key}", library, names=row_of is by_speaker, aside=aside)


def _picture(told: Sequence[ReportedOnce], row_of: RowOf, key: str, library: Library) -> set[Statement] | None:
    """Draw the picture where there is more than one day; the statements of the dot that is picked, if one is."""
    found = dots(told, row_of, library)
    if len({one.day for one in found}) < 2:
        return None
    undated = len(told) - sum(len(one.statements) for one in found)
    lines = [texts.TIMELINE_LINE, *([texts.undated(undated)] if undated else [])]
    mount(el("div", el("h2", texts.BY_DATE), el("p", " ".join(lines), class_="fc-remark")), f"picture of {key}")
    turn = st.session_state.setdefault(f"drops of {key}", 0)  # a picture that is drawn anew has nothing picked
    picked = draw_timeline(found, f"timeline {turn} {key}")
    if picked is None:
        return None
    chip = removable_chip(texts.picked(picked.row, picked.article.title), {"drop": True})
    if mount(el("div", chip, class_="fc-chips"), f"picked {key}").get("drop"):
        st.session_state[f"drops of {key}"] = turn + 1
        st.rerun()
    return set(picked.statements)


def _listed(told: Sequence[ReportedOnce], copies: int, key: str, library: Library, names: bool, aside: bool) -> None:
    """The statements, a screenful at first."""
    limit = st.session_state.setdefault(key, LISTED)
    shown = said.stretches(told[:limit], library)
    held = texts.told_once(len(told[:limit]), len(told), len(told) + copies) if told else texts.NOTHING_ON
    remark = el("p", held, class_="fc-remark", role="status")
    mount(el("div", remark, statement_table(shown, names), said.listing(shown, names, aside)), key)
    if len(told) > limit and pressed(texts.SHOW_MORE):
        st.session_state[key] = limit + LISTED
        st.rerun()
