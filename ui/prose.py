"""Draws the sentences of an answer with their citation numbers; apart from them, what is not supported."""

from collections.abc import Sequence

from factcontext.rag.records import AnswerSentence, Summary
from factcontext.ui import language, texts
from factcontext.ui.elements import Element, button, el
from factcontext.ui.sources import Card, card_id, outlet

Sentences = Sequence[AnswerSentence]


def prose(sentences: Sentences, cards: Sequence[Card], key: str, tail: str = "") -> Element:
    """What a model wrote and the articles hold, in one paragraph; `tail` is what comes after and is not checked."""
    checked = [_running(one, cards, key) for one in sentences if one.supported]
    return el("p", *checked, _unchecked(tail) if tail else None, class_="fc-prose", dir="auto")


def struck(sentences: Sentences) -> Element | None:
    """What a model wrote and the articles do not hold, folded, with the reason."""
    gone = texts.unsupported(sentences)
    if not gone:
        return None
    summary = el("summary", texts.not_supported(len(gone)))
    return el("details", summary, el("ul", *map(_struck, gone)), class_="fc-struck")


def in_short(summary: Summary, cards: Sequence[Card], key: str) -> Element:
    """What a model wrote of the quotes, folded: marked as a machine's, what is not supported struck out."""
    is_any = any(one.supported for one in summary.sentences)
    return _folded(
        texts.in_short(summary.model),
        prose(summary.sentences, cards, key) if is_any else el("p", texts.NOTHING_HOLDS),
        el("p", cut, class_="fc-warning", dir="auto") if (cut := texts.cut_short(summary)) else None,
        struck(summary.sentences),
    )


def growing(model: str, sentences: Sentences, cards: Sequence[Card], key: str, tail: str) -> Element:
    """The same while it is written: what is not supported is counted, and not shown."""
    gone = len(texts.unsupported(sentences))
    left_out = el("p", texts.left_out(gone), class_="fc-remark", dir="auto") if gone else None
    return _folded(texts.in_short(model), prose(sentences, cards, key, tail), left_out)


def _folded(heading: str, *parts: Element | None) -> Element:
    return el("details", el("summary", heading), *parts, el("p", texts.BY_A_MACHINE, class_="fc-remark"))


def _running(sentence: AnswerSentence, cards: Sequence[Card], key: str) -> Element:
    return el("span", *numbered(sentence.text, sentence.citations, cards, key), " ")


def numbered(text: str, numbers: Sequence[int], cards: Sequence[Card], key: str) -> tuple[str, Element]:
    """A text and its numbers; a number never begins a line."""
    known = {card.citation.n: card for card in cards}
    markers = [_marker(known[n], key) for n in numbers if n in known]
    before, space, last = text.rpartition(" ")
    return before + space, el("span", last, *markers, class_="fc-together")


def _marker(card: Card, key: str) -> Element:
    citation = card.citation
    number = button(
        str(citation.n),
        {"go": card_id(key, citation.n)},
        aria_label=texts.source_name(citation.n),
        title=f"{outlet(citation.article)}, {citation.article.title}",
        class_="fc-marker",
        lang=language.current(),  # within a quote of another one
    )
    return el("sup", number)


def _unchecked(tail: str) -> Element:
    return el("span", el("span", tail), " ", el("small", f"({texts.NOT_CHECKED})"), class_="fc-unchecked")


def _struck(sentence: AnswerSentence) -> Element:
    return el("li", el("s", sentence.text), el("span", f" ({texts.why_not(sentence)})", class_="fc-why"), dir="auto")
