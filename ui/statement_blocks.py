"""Draws an answer of quotes: each with its speaker and office, its words, and the outlet and date that it is from."""

from collections.abc import Sequence

from factcontext.rag.records import AnswerSentence, Citation
from factcontext.ui import texts
from factcontext.ui.address import SpeakerAddress
from factcontext.ui.elements import Element, el, link
from factcontext.ui.prose import numbered
from factcontext.ui.sources import Card, outlet


def statement_blocks(sentences: Sequence[AnswerSentence], cards: Sequence[Card], key: str) -> Element:
    """The quotes in order; what an article tells in its own words is set apart from what somebody says."""
    known = {card.citation.n: card.citation for card in cards}
    return el("div", *[_block(one, known.get(one.citations[0]), cards, key) for one in sentences if one.citations])


def _block(sentence: AnswerSentence, citation: Citation | None, cards: Sequence[Card], key: str) -> Element:
    if citation is None or not sentence.text.endswith(citation.quote):
        return el("p", *numbered(sentence.text, sentence.citations, cards, key), dir="auto")
    lead = ": ".join(texts.lead_parts(sentence.lead, citation)) if sentence.lead else ""
    return el(
        "div",
        el("p", lead, class_="fc-remark", dir="auto") if lead else None,
        _speaker(citation) if citation.speaker else None,
        el(
            "blockquote",
            el("p", *numbered(citation.quote, sentence.citations, cards, key), dir="auto"),
            lang=citation.article.language,
        ),
        el("p", texts.quoted_from(citation, outlet(citation.article)), class_="fc-from", dir="auto"),
        class_="fc-statement" if citation.speaker else "fc-statement fc-narration",
    )


def _speaker(citation: Citation) -> Element:
    speaker = citation.speaker or ""
    address = SpeakerAddress(speaker, citation.article.path)
    office = citation.office if citation.office and citation.office not in speaker else None
    return el(
        "p",
        link(speaker, address.href(), {"visit": True}, dir="auto"),
        el("span", office, class_="fc-office", dir="auto", lang=citation.article.language) if office else None,
        el("span", texts.LIKELY, class_="fc-doubt", title=texts.LIKELY_MEANS)
        if citation.certainty == "likely"
        else None,
        class_="fc-speaker",
    )
