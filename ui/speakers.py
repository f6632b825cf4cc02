"""The page Speakers: everyone whose words the articles report; by address, what one of them or all said on a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.directory import Directory
from factcontext.index.store.library import Library
from factcontext.rag.statements import list_speakers
from factcontext.settings import Settings
from factcontext.ui import empty, said, texts
from factcontext.ui.address import SpeakerAddress, read_speaker, read_topic
from factcontext.ui.elements import Element, el, link, mount, notice, pressed
from factcontext.ui.in_time import LISTED, show_speaker, show_topic
from factcontext.ui.speaker_search import SpeakerRow, speaker_rows, speakers_alike


def show(settings: Settings) -> None:
    """Draw the page."""
    library = empty.library_or_explain(settings)
    if library is None:
        return
    query = st.query_params.to_dict()
    if address := read_speaker(query):
        show_speaker(address, library)
    elif topic := read_topic(query):
        show_topic(topic, library)
    else:
        _all(library)


# ---- all speakers


def _all(library: Library) -> None:
    """The searchable list."""
    rows = speaker_rows(library.generation, library)
    mount(_heading(rows), "speakers-heading")
    typed = st.text_input(texts.FIND_SPEAKER, key="speaker-words", persist_state="session")
    unnamed = st.toggle(texts.UNNAMED_TOO, key="unnamed-too", persist_state="session")
    found = find_speakers(rows, typed, library, unnamed)
    limit = st.session_state.setdefault("speakers-listed", LISTED)
    correction = _correction(typed, library.directory)
    mount(el("div", notice(correction) if correction else None, *_found(found, limit, library)), "speakers")
    if len(found.alike) > limit and pressed(texts.SHOW_MORE):
        st.session_state["speakers-listed"] = limit + LISTED
        st.rerun()


@dataclass(frozen=True, slots=True)
class FoundSpeakers:
    """Whom a name means, as the command finds them; and apart from them, whoever has its words in a name or office."""

    meant: list[Speaker]
    alike: list[Speaker]


def find_speakers(rows: Sequence[SpeakerRow], typed: str, library: Library, unnamed: bool) -> FoundSpeakers:
    """Whom a name, a country or an office means; `unnamed`: those without a name may be among those alike."""
    name = typed.strip()
    meant = list_speakers(library, name) if name else []
    known = {one.id for one in meant}
    listed = [row for row in rows if unnamed or row.speaker.kind != "unnamed"]
    return FoundSpeakers(meant, [one for one in speakers_alike(listed, name) if one.id not in known])


def _correction(typed: str, directory: Directory) -> str | None:
    right = directory.correct(typed) if typed.strip() else None
    return texts.instead(typed.strip(), right) if right else None


def _heading(rows: Sequence[SpeakerRow]) -> Element:
    named = [row.speaker for row in rows if row.speaker.kind != "unnamed"]
    held = texts.speakers_held(len(named), sum(row.speaker.statements for row in rows))
    return el("div", el("h1", texts.SPEAKERS), el("p", texts.SPEAKERS_LINE, class_="fc-lead"), el("p", held))


def _found(found: FoundSpeakers, limit: int, library: Library) -> list[Element]:
    """Those who are meant, then those alike, under a heading of their own where there are both."""
    if not found.meant:
        return [listing(found.alike[:limit], len(found.alike), library)]
    shown = [listing(found.meant, len(found.meant), library)]
    if found.alike:
        shown += [el("h2", texts.ALIKE), listing(found.alike[:limit], len(found.alike), library)]
    return shown


def listing(speakers: Sequence[Speaker], total: int, library: Library) -> Element:
    """Speakers, and how many of all that were found they are."""
    if not total:
        return el("p", texts.NO_SUCH_SPEAKER)
    shown = el("p", texts.shown_of(len(speakers), total, "speaker"), class_="fc-remark")
    items = [_item(one, library) for one in library.with_topics(speakers)]
    return el("div", shown, el("ul", *items, class_="fc-list fc-speakers"))


def _item(speaker: Speaker, library: Library) -> Element:
    address = said.speaker_address(speaker, library)
    name = link(speaker.name, address.href(), {"visit": True}, dir="auto")
    office = el("span", speaker.office, class_="fc-office", dir="auto") if speaker.office else None
    about = el("p", texts.about(speaker.topics), class_="fc-topics", dir="auto") if speaker.topics else None
    spoke = el("p", texts.spoke(speaker), class_="fc-date")
    return el("li", el("p", name, office), spoke, _place(address, library), about)


def _place(address: SpeakerAddress, library: Library) -> Element | None:
    """The article that tells a speaker from others of the same name."""
    article = library.article(address.quoted_in) if address.quoted_in else None
    return el("p", texts.within(article.title), class_="fc-topics", dir="auto") if article else None
