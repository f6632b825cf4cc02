"""Searches speakers by the beginnings of the words in their names and offices, and tells whom a typed name means."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.names import plain_word
from factcontext.index.store.library import Library
from factcontext.rag.statements import list_speakers
from factcontext.ui import shared


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker of the list."""

    speaker: Speaker
    words: tuple[str, ...]  # of all names and offices, plain, for searching by their beginnings


@st.cache_resource(max_entries=shared.GENERATIONS, show_spinner=False)
def speaker_rows(generation: str, _library: Library) -> list[SpeakerRow]:
    """Everyone who speaks, those with a name first, the one with the most statements before the others."""
    speakers = sorted(_library.catalog.speakers.everyone(), key=lambda one: one.kind == "unnamed")
    return [row(one) for one in speakers]


def row(speaker: Speaker) -> SpeakerRow:
    """A speaker with the words that find it."""
    parts = [*speaker.names, *(part for role in speaker.roles for part in (role.office, role.body) if part)]
    return SpeakerRow(speaker, tuple({plain_word(word) for part in parts for word in part.split()}))


def speakers_alike(rows: Sequence[SpeakerRow], typed: str) -> list[Speaker]:
    """Those who have the beginnings of all words in their names and offices; all of them for none."""
    wanted = [plain_word(word) for word in typed.split()]
    return [row.speaker for row in rows if _begins(wanted, row.words)]


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in wanted)


def meant_name(typed: str, library: Library) -> str | None:
    """The name of the one speaker whom a name, or the beginnings of one, means; None for nobody, or several."""
    name = " ".join(typed.split())
    if not name or library.has_speaker(name):
        return name or None
    meant = list_speakers(library, name) or named_alike(name, library)
    names = list(dict.fromkeys(one.name for one in meant))
    same = [one for one in names if one.casefold() == name.casefold()]
    return next(iter(same or names)) if same or len(names) == 1 else None


def named_alike(typed: str, library: Library) -> list[Speaker]:
    """Those with a name who have the beginnings of all words in their names and offices."""
    return [one for one in speakers_alike(speaker_rows(library.generation, library), typed) if one.kind != "unnamed"]
