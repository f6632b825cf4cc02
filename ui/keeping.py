"""Opens the conversation that an address names, and keeps it as it goes on."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from factcontext.index.store.library import Library
from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.conversation import Conversation
from factcontext.ui.feedback import feedback
from factcontext.ui.history import History
from factcontext.ui.narrowing import Narrowing
from factcontext.ui.turn_codec import UnreadableTurn, decode, encode

NAME = "conversation"  # in an address


def open_conversation(library: Library | None, history: History) -> Conversation:
    """The conversation of this tab, or the one that the address has just begun to name.

    Streamlit may go on telling of an address that the page itself has changed since: only a new one counts.
    """
    query = st.query_params.to_dict()
    state = st.session_state
    current: Conversation | None = state.get(NAME)
    named = query.get(NAME)
    is_new = named != state.get("named conversation")
    state["named conversation"] = named
    if library and named and is_new and (current is None or current.id != named):
        if kept := _read(named, library, history, current.count if current else 0):
            if current:
                current.leave()
            state[NAME] = current = kept
    if current is None:
        state[NAME] = current = Conversation(narrowing=Narrowing.of_address(query, library) if library else None)
    return current


def leave_open() -> Conversation | None:
    """Leave this tab's conversation, if there is one: a model that is still writing stops."""
    talk: Conversation | None = st.session_state.get(NAME)
    if talk:
        talk.leave()
    return talk


def begin_anew() -> None:
    """Leave this tab's conversation for an empty one, also as the address has it."""
    talk = leave_open()
    st.query_params.clear()
    st.session_state["named conversation"] = None
    st.session_state[NAME] = Conversation(talk.count if talk else 0)


def address_of(talk: Conversation) -> str:
    """What follows the page in a conversation's address; an empty one has none of its own."""
    named = {NAME: talk.id} if talk.turns and talk.kept else {}
    query = {**named, **talk.narrowing.query}
    return f"?{urlencode(query)}" if query else ""


def keep(talk: Conversation, history: History) -> None:
    """Keep what is new in a conversation."""
    now = (tuple(talk.turns), talk.narrowing.query)
    if talk.making or now == talk.kept or not talk.turns or not history.keeps:
        return
    same = _in_common(talk.kept[0] if talk.kept else (), talk.turns)
    after = same if history.has(talk.id, same) else 0
    history.save(talk.id, list(map(encode, talk.turns[after:])), urlencode(talk.narrowing.query), after)
    talk.kept = now


def _in_common(before: Sequence[ShownTurn], now: Sequence[ShownTurn]) -> int:
    """How many first turns are the very same."""
    pairs = zip(before, now, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old is not new), min(len(before), len(now)))


def judge(event: Mapping[str, object], talk: Conversation, history: History) -> bool:
    """Keep what a reader has just said of an answer; returns whether that was anything."""
    verdict = str(event.get("judge"))
    place = next((n for n, one in enumerate(talk.turns) if one.key == event.get("turn")), None)
    if verdict not in texts.VERDICTS or place is None:
        return False
    said = feedback(verdict, talk.turns[place], talk.turns[:place])
    if history.judge(talk.id, said):  # else nothing is called noted
        talk.verdicts[said.turn] = verdict
    return True


def _read(id: str, library: Library, history: History, count: int) -> Conversation | None:
    """A conversation that was kept; turns whose articles are gone or changed are left out."""
    encoded = history.turns(id)
    if not encoded:
        return None
    filters: Mapping[str, str] = dict(parse_qsl(history.address(id)))
    talk = Conversation(count, Narrowing.of_address(filters, library), id)
    for turn in encoded:
        with suppress(UnreadableTurn):
            talk.turns.append(decode(turn, library))
    if lost := len(encoded) - len(talk.turns):
        talk.problem = texts.taken_off(lost)
    numbers = [int(one.key.rpartition("-")[2]) for one in talk.turns]
    talk.count = max([count, *numbers])
    talk.kept = (tuple(talk.turns), talk.narrowing.query)
    talk.verdicts = history.verdicts(id)
    return talk
