"""Draws what it tells that nothing was found: words that no article has, and filters that may have excluded it."""

from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.records import NoAnswer
from factcontext.rag.retrieval.retrieve import ASKING
from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.elements import Element, button, el


def finding(shown: ShownTurn, library: Library) -> Element | None:
    """The words that never occur, and a button that asks without the reader's filters; None where there is neither."""
    answer = shown.answer
    if not isinstance(answer, NoAnswer) or answer.question.is_small_talk:
        return None
    unknown = unknown_words(answer.question.standalone, library)
    asks = {"send": {"ask": answer.question.asked, "widely": True}}
    parts = [
        el("p", texts.never_occur(unknown), class_="fc-remark", dir="auto") if unknown else None,
        button(texts.ask_widely(library.status().articles), asks, class_="fc-chip") if shown.filters else None,
    ]
    return el("div", *parts, class_="fc-finding") if any(parts) else None


def unknown_words(question: str, library: Library) -> list[str]:
    """The words of a question that no article has in any form, as they are written there."""
    wanted = set(content_words(question)) - ASKING
    named = (word.strip("?.,;:!()[]'\"’‘“”") for word in question.split())
    return list(dict.fromkeys(word for word in named if word and _is_unknown(word, wanted, library)))


def _is_unknown(word: str, wanted: set[str], library: Library) -> bool:
    forms = stems(word)
    return bool(forms) and all(form in wanted and not library.words.occurs(form) for form in forms)
