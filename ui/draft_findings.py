"""Draws a checked draft: its text with quotations and claims marked, a card for each with the articles' own words."""

from collections.abc import Iterator

from factcontext.rag.verification.drafts.draft_claims import CheckedClaim
from factcontext.ui import texts
from factcontext.ui.address import address_of
from factcontext.ui.checked import Checked, difference, states
from factcontext.ui.checked_draft import CheckedDraft, CheckedPart
from factcontext.ui.elements import Child, Element, button, el
from factcontext.ui.sources import article_link, card_body


def findings(draft: CheckedDraft, key: str) -> Element:
    """The draft and, beside it where there is room, what was found; `key` tells this check from others."""
    cards = [_card(part, key) for part in draft.parts]
    return el(
        "div",
        el("div", el("h2", texts.YOUR_DRAFT), _count(draft), _text(draft, key), class_="fc-talk"),
        el("div", el("h2", texts.FINDINGS), *cards, class_="fc-evidence") if cards else None,
        class_="fc-turn",
        id=key,
        does={"arrive": "top"},
    )


def _count(draft: CheckedDraft) -> Element:
    held = states([part.finding for part in draft.parts]) or texts.NOTHING_TO_CHECK
    return el("p", held, class_="fc-state", role="status")


# ---- the text


def _text(draft: CheckedDraft, key: str) -> Element:
    return el("div", *[el("p", *line, dir="auto") for line in _lines(draft, key)], class_="fc-draft")


def _lines(draft: CheckedDraft, key: str) -> Iterator[list[Child]]:
    """The lines of a draft that have anything in them, what was checked marked and numbered."""
    line: list[Child] = []
    for text, part in draft.pieces():
        *before, last = text.split("\n")
        for words in before:
            line.append(_piece(words, part))
            yield from [line] if any(line) else []
            line = []
        line += [_piece(last, part), _marker(part, key) if part else None]
    yield from [line] if any(line) else []


def _piece(words: str, part: CheckedPart | None) -> Child:
    """Some words of the draft; None for none."""
    if not words.strip() and (part or not words):
        return None
    return el("mark", words, class_=f"fc-checked fc-{part.finding.state}") if part else words


def _marker(part: CheckedPart, key: str) -> Element:
    return button(part.label, {"go": card_id(key, part)}, class_=f"fc-marker fc-{part.finding.state}")


def card_id(key: str, part: CheckedPart) -> str:
    """The anchor of a quotation's card."""
    return f"{key}-quotation-{part.n}"


# ---- the cards


def _card(part: CheckedPart, key: str) -> Element:
    one = part.finding
    told = difference(one)
    back = button(texts.BACK_TO_SENTENCE, {"back": card_id(key, part)})
    return el(
        "section",
        el("h3", part.label, class_=f"fc-finding fc-{one.state}"),
        el("p", *_own_words(one), class_="fc-passage", dir="auto"),
        el("p", texts.sentence(texts.claimed(one.claimed_speaker)), class_="fc-said", dir="auto")
        if one.claimed_speaker
        else None,
        el("p", _linked(texts.sentence(told), one), class_="fc-difference", dir="auto") if told else None,
        *((el("hr"), *card_body(part.card, back)) if part.card else (back,)),
        id=card_id(key, part),
        class_="fc-card",
        role="region",
        tabindex="-1",
        aria_label=part.label,
    )


def _linked(told: str, one: Checked) -> Child:
    """What is otherwise; words of another day lead to their article."""
    contrary = one.contrary if isinstance(one, CheckedClaim) else None
    if contrary is None:
        return told
    return article_link(told, address_of(contrary.article, contrary.start, contrary.end), title=contrary.article.title)


def _own_words(one: Checked) -> Iterator[Child]:
    """The draft's words; where a quotation is altered, with the articles' own in their place."""
    if isinstance(one, CheckedClaim):
        yield one.text
        return
    place = 0
    yield "“"
    for change in one.changes:
        yield one.text[place : change.start]
        yield el("del", change.quoted) if change.quoted else None
        yield el("ins", f" {change.written} ") if change.written else None
        place = change.end
    yield f"{one.text[place:]}”"
