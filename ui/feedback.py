"""Takes what a reader says of an answer: draws the buttons, and makes a row of a question set of it."""

import json
from collections.abc import Sequence

from factcontext.rag.records import NoAnswer
from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.elements import Element, button, el
from factcontext.ui.history import Feedback

RIGHT = "right"


def feedback_buttons(shown: ShownTurn, verdict: str | None) -> Element | None:
    """Right, or wrong with a reason, folded; what was chosen is said. None where nothing was asked."""
    if shown.answer.question.is_small_talk:
        return None
    reasons = [_choice(shown, one, verdict) for one in texts.VERDICTS if one != RIGHT]
    return el(
        "div",
        _choice(shown, RIGHT, verdict),
        el("details", el("summary", texts.WRONG), el("div", *reasons, class_="fc-chips"), class_="fc-export"),
        el("span", texts.noted(verdict) if verdict else "", role="status", class_="fc-remark"),
        class_="fc-actions",
        role="group",
        aria_label=texts.JUDGE,
    )


def _choice(shown: ShownTurn, verdict: str, chosen: str | None) -> Element:
    does = {"send": {"judge": verdict, "turn": shown.key}, "lasts": True}
    return button(texts.VERDICTS[verdict], does, aria_pressed="true" if verdict == chosen else "false")


def feedback(verdict: str, shown: ShownTurn, before: Sequence[ShownTurn]) -> Feedback:
    """A verdict on an answer that follows others, as it is kept."""
    articles = frozenset(one.article.path for one in shown.answer.citations)
    return Feedback(shown.key, verdict, json.dumps(_row(verdict, shown, before), ensure_ascii=False), articles)


def _row(verdict: str, shown: ShownTurn, before: Sequence[ShownTurn]) -> dict[str, object]:
    """A line that `factcontext evaluate` reads; what answers a wrongly answered question, somebody has to fill in."""
    answer = shown.answer
    quotes = [{"article": one.article.path, "quote": one.quote} for one in answer.citations]
    is_right = verdict == RIGHT
    return {
        "id": f"{shown.answered} {shown.key}",
        "kind": "unanswerable" if isinstance(answer, NoAnswer) and is_right else answer.question.kind,
        "question": answer.question.asked,
        "history": [{"question": one.answer.question.asked} for one in before],
        "gold": quotes if is_right else [],
        "unmarked": not is_right,
        "verdict": verdict,
        "answered_with": quotes,
        "index": shown.index,
    }
