"""The page's own elements: a tree of plain records here becomes DOM in the browser, text only ever as text.

Streamlit's Markdown would fetch images that an article names; what is built here has no way to hold markup.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.runtime.scriptrunner import get_script_run_ctx

Element = dict[str, Any]
# In the tab's state, by the keys of trees.
_KEPT = "kept-trees"  # what the browser keeps
_SENT = "sent-trees"  # the same, of what the drawing that goes on has sent
_INBOX = "inbox"
_PRESSED = "pressed "  # and a label
_PAGE = "page"  # the address of the page that is drawn
_DRAWN = "drawn"  # the trees that the whole page has
# Of them the browser is told the last: more than anybody does while a page is on its way.
_MOST_HEARD = 20
Child = Element | str | None
KeptTrees = dict[str, tuple[tuple[object, ...], str]]  # by their keys: of what each was made, and its name
Event = Mapping[str, Any]


@dataclass(slots=True)
class _Inbox:
    """What a reader did in a tab, by the keys of the trees where they did it.

    Wherever a drawing touches the tab's state, Streamlit may break it off for a newer one. So this is looked up there
    as a whole, once; what is changed in it then, is changed without a break.
    """

    came: dict[str, list[Event]] = field(default_factory=dict)  # until the page takes it
    last: dict[str, float] = field(default_factory=dict)  # the number of the last event that came
    heard: list[float] = field(default_factory=list)  # the numbers of what was done that must not be lost


def el(tag: str, *children: Child, does: Mapping[str, Any] | None = None, **attributes: str | None) -> Element:
    """One element; absent children and attributes are left out, `aria_label` stands for "aria-label".

    >>> el("p", "Hello", None, class_="lead")
    {'tag': 'p', 'attributes': {'class': 'lead'}, 'children': ['Hello']}
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    element = {"tag": tag, "attributes": named, "children": [child for child in children if child is not None]}
    return element | {"does": dict(does)} if does else element


def button(label: str, does: Mapping[str, Any], **attributes: str | None) -> Element:
    """A button; `does` says what: {"send": …} tells the page, {"go": id} and {"back": id} move, {"copy": …} copies.

    {"edit": …} puts a question into the question box. {"key": "Escape"} beside it names a key that presses it.
    {"send": …, "lasts": True} must not be lost where the reader goes to another page at once (`receipt`).
    """
    return el("button", label, does=does, **attributes)


def link(label: Child, href: str, does: Mapping[str, Any] | None = None, **attributes: str | None) -> Element:
    """A link with a real address. {"visit": True}: a plain click goes there and keeps the conversation.

    {"leave": True}: it goes back to where the reader came from, and to the address where they came from elsewhere.
    """
    return el("a", label, does=does, href=href, **attributes)


def notice(text: str, *more: Child) -> Element:
    """A message that needs the reader's attention."""
    return el("div", el("p", text, dir="auto"), *more, class_="fc-notice", role="alert")


def lines(*texts: str | None) -> list[Element]:
    """One paragraph for each text that there is."""
    return [el("p", text, dir="auto") for text in texts if text]


def mount(tree: Element, key: str) -> Event:
    """Show a tree; returns what a reader has just activated in it, else an empty mapping."""
    st.session_state.setdefault(_DRAWN, set()).add(key)
    _component(get_bidi_component_manager())(key=key, data=tree, on_event_change=partial(receive, key))
    waiting = _inbox().came.get(key)
    return waiting.pop(0) if waiting else {}


def mount_kept(made_of: tuple[object, ...], make: Callable[[], Element], key: str) -> Event:
    """Show a tree that stays as it is for long: it is made and sent once, and from then on named alone.

    It is made anew when what it is made of is another. It counts as sent when the whole page is drawn (`settle`): of a
    drawing that is broken off, Streamlit throws away what has not left yet. What was lost all the same, the browser
    asks for.
    """
    known: KeptTrees = st.session_state.setdefault(_KEPT, {})
    of, name = known.get(key, ((), ""))
    if name and of == made_of:
        event = mount({"kept": name}, key)
    else:
        tree = make()
        name = sha256(json.dumps(tree).encode()).hexdigest()
        event = mount({"keep": name, "tree": tree}, key)
    st.session_state.setdefault(_SENT, {})[key] = (made_of, name)
    if lost := event.get("lost"):
        for other in [one for one, (_, its_name) in known.items() if its_name in lost]:
            del known[other]
        st.rerun()
    return event


def take_events(names: Collection[str], do: Callable[[Event], None] = lambda _: None) -> list[Event]:
    """What a reader did anywhere on the page that has one of these names, each after something was done with it.

    This comes before anything is drawn. Where the drawing is broken off meanwhile, what was not dealt with comes again.
    """
    came, taken = _inbox().came, []
    for key, events in list(came.items()):
        for one in [event for event in events if not event.keys().isdisjoint(names)]:
            try:
                events.remove(one)
            except ValueError:  # a drawing that was broken off may go on a little beside this one, and has it
                continue
            try:
                do(one)
            except BaseException as end:
                if not isinstance(end, Exception):  # as Streamlit breaks drawings off: an error would come each time
                    came.setdefault(key, []).insert(0, one)
                raise
            taken.append(one)
    return taken


def begin() -> None:
    """Before the whole page is drawn: what a drawing that was broken off has left counts for nothing."""
    for left in (_DRAWN, _SENT):
        st.session_state.pop(left, None)


def settle() -> None:
    """When the whole page is drawn: forget what was done in trees that are gone, and draw again for what is left."""
    came, drawn = _inbox().came, st.session_state.pop(_DRAWN, set())
    for key in [one for one, events in came.items() if one not in drawn or not events]:
        del came[key]
    if came:
        st.rerun()
    st.session_state.setdefault(_KEPT, {}).update(st.session_state.pop(_SENT, {}))


def _inbox() -> _Inbox:
    inbox: _Inbox = st.session_state.setdefault(_INBOX, _Inbox())
    return inbox


def state_unbroken() -> dict[str, Any]:
    """A copy of the tab's state, for callbacks: Streamlit does not break off who reads it in this way."""
    return st.session_state.to_dict()


def receive(key: str) -> None:
    """Keep what a reader did in a tree, until the page takes it.

    Streamlit tells of it in one run alone, and lets that go where the reader does more meanwhile. So each comes with a
    number, and once more with those soon after it.
    """
    state = state_unbroken()
    inbox = state.get(_INBOX) or _inbox()
    sent = (state.get(key) or {}).get("event")
    is_act = False
    for one in sent if isinstance(sent, list) else []:
        if one["n"] > inbox.last.get(key, 0):
            inbox.last[key] = one["n"]
            if one["n"] not in inbox.heard:
                inbox.came.setdefault(key, []).append(one["value"])
                inbox.heard += [one["n"]] if one.get("lasts") else []
                is_act = is_act or "again" not in one["value"]
    if is_act:
        draw_whole()


def draw_whole() -> None:
    """In a callback, have the whole page drawn where only a fragment would be.

    What is done at the same moment, Streamlit's browser sends as one, and as the fragment's if any of it is: a question
    that is sent just when a fragment looks again would wait until the page is drawn for another reason.
    """
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        st.rerun()


def receipt(page: str) -> None:
    """Tell the browser what was heard of all that must not be lost, on the page of this address within the site.

    Where a change of pages comes right after it, Streamlit drops what it has not begun with. The browser then tells it
    once more from the new page: another one would be drawn in its place.
    """
    st.session_state[_PAGE] = page
    heard = _inbox().heard[-_MOST_HEARD:]
    mount(el("span", does={"heard": {"page": page, "numbers": heard}}), "receipt")


def look_again(after_s: float, key: str) -> None:
    """Have the fragment that this stands in run once more, so many seconds after the browser got what it drew.

    Streamlit's own timer goes on by itself: what it asks for while the whole page is drawn makes the browser lose
    elements beside the fragment. Here nothing is asked before the last answer has come.
    """
    turn = st.session_state.get(f"turn of {key}", 0) + 1
    st.session_state[f"turn of {key}"] = turn
    page = st.session_state.get(_PAGE)
    mount(el("span", does={"again": {"turn": turn, "ms": round(after_s * 1000), "page": page}}), key)


def pressed(label: str, **more: Any) -> bool:
    """Draw one of Streamlit's own buttons; returns whether the reader has just pressed it. `more` as for st.button."""
    st.button(label, on_click=_note_press, args=(label,), **more)
    return bool(st.session_state.pop(_PRESSED + label, False))


def _note_press(label: str) -> None:
    st.session_state[_PRESSED + label] = True
    draw_whole()


# What a browser may fetch: nothing else lies in this folder.
ASSETS = "assets"
COMPONENT = ComponentConfig("elements", ASSETS)


@lru_cache(maxsize=1)
def _component(manager: BidiComponentManager) -> Callable[..., Mapping[str, Any]]:
    """The component. Its files are declared to Streamlit, which then has each browser load them once.

    Streamlit finds such a declaration by itself in installed packages only, and we also run from a checkout. A script
    that is handed over as text would travel with every element of every answer.
    """
    manifest = ComponentManifest("factcontext", "1", [COMPONENT])
    manager.register_from_manifest(manifest, Path(__file__).parent)
    # One document holds it all: without a shadow root, links and headings are the page's own, for every assistive tool.
    return st.components.v2.component("factcontext.elements", js="elements.js", isolate_styles=False)
