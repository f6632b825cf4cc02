"""One turn of the conversation: the question, the answer with its citation numbers, and what it rests on."""

from dataclasses import dataclass

from index.library import Library
from rag.records import Answer, AnswerSentence, Filters
from ui import texts
from ui.elements import Element, button, el
from ui.sources import Card, Found, card_id, found_list, make_card, make_found, offered_cards, outlet, source_cards


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer with all that is shown of it: a newer index does not change what was once answered."""

    key: str  # unique in this session
    answer: Answer
    cards: tuple[Card, ...]
    offered: tuple[Card, ...]
    found: tuple[Found, ...]
    searched: str
    filters: Filters


def make_turn(key: str, answer: Answer, filters: Filters, library: Library) -> Turn:
    """Gather what is shown of an answer from the library that it was made from."""
    status = library.status()
    return Turn(
        key,
        answer,
        tuple(make_card(citation, library) for citation in answer.citations),
        tuple(make_card(citation, library) for citation in answer.offered),
        make_found(answer, library),
        texts.searched(status.articles, status.published_from, status.published_to),
        filters,
    )


def busy_turn(key: str, question: str, doing: str) -> Element:
    """A turn whose answer is being made."""
    region = el(
        "section",
        el("p", doing, class_="fc-doing"),
        role="region",
        aria_label=texts.ANSWER,
        aria_busy="true",
        class_="fc-answer",
    )
    return el("div", _question(question), region, class_="fc-turn", id=f"{key}-busy", does={"arrive": "top"})


def turn(shown: Turn) -> Element:
    """A turn with its finished answer."""
    answer = shown.answer
    return el(
        "div",
        _question(answer.question.asked),
        _answer(shown),
        source_cards(shown.cards, shown.key),
        offered_cards(shown.offered),
        found_list(shown.found),
        class_="fc-turn",
        id=shown.key,
        does={"arrive": "top"},
    )


def _question(question: str) -> Element:
    return el("h2", question, class_="fc-question", dir="auto")


def _answer(shown: Turn) -> Element:
    answer = shown.answer
    said = [el("p", texts.why(answer))] if answer.abstained else [_sentences(shown)]
    return el(
        "section",
        el("p", texts.state(answer), class_="fc-state fc-none" if answer.abstained else "fc-state"),
        *said,
        el("p", texts.INCOMPLETE, class_="fc-warning") if not answer.complete else None,
        *_remarks(shown),
        role="region",
        aria_label=texts.ANSWER,
        aria_busy="false",
        class_="fc-answer",
    )


def _remarks(shown: Turn) -> list[Element]:
    """What was searched, and for what, where that is not the question itself."""
    question, filters = shown.answer.question, shown.filters
    narrowed = texts.only(filters.published_from, filters.published_to, filters.publisher)
    remarks = [", ".join([shown.searched, *narrowed])]
    if question.standalone != question.asked and question.standalone != " ".join(question.asked.split()):
        remarks.insert(0, texts.searched_for(question.standalone))
    return [el("p", remark, class_="fc-remark", dir="auto") for remark in remarks]


def _sentences(shown: Turn) -> Element:
    """The sentences, each followed by its numbers. Quotes stand in paragraphs of their own, written text runs on."""
    apart = shown.answer.answerer != "llm"
    pieces = [_sentence(sentence, shown, apart) for sentence in shown.answer.sentences]
    return el("div", *pieces) if apart else el("p", *pieces)


def _sentence(sentence: AnswerSentence, shown: Turn, apart: bool) -> Element:
    known = {card.citation.n: card for card in shown.cards}
    markers = [_marker(known[n], shown.key) for n in sentence.citations if n in known]
    doubt = None if sentence.supported else el("em", " ", texts.UNSUPPORTED)
    text, space, last = sentence.text.rpartition(" ")
    end = el("span", last, *markers, class_="fc-together")  # a number never begins a line
    look = None if sentence.supported else "fc-unsupported"
    return el("p" if apart else "span", text + space, end, doubt, None if apart else " ", dir="auto", class_=look)


def _marker(card: Card, key: str) -> Element:
    citation = card.citation
    number = button(
        str(citation.n),
        {"go": card_id(key, citation.n)},
        aria_label=texts.source_name(citation.n),
        title=f"{outlet(citation.article)}, {citation.article.title}",
        class_="fc-marker",
    )
    return el("sup", number)
