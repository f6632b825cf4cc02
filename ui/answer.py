"""One turn of the conversation: the question, the answer with its citation numbers, and what it rests on."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from index.library import Library
from rag.narrowing import narrow_outlet, without_dates, without_outlet
from rag.records import Answer, AnswerSentence, Filters, Question
from rag.suggestions import suggestions
from ui import texts
from ui.elements import Element, button, el
from ui.sources import Card, Found, card_id, found_list, make_card, make_found, offered_cards, outlet, source_cards


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that a question was read to say; `without` is the question that does not say it."""

    label: str
    without: str | None = None


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
    read: tuple[Chip, ...] = ()  # how the question was read, where that is not plain from its words


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
        how_read(_effective(answer.question, filters), tuple(status.publishers)),
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


def turn(shown: Turn, is_last: bool = False) -> Element:
    """A turn with its finished answer; the last one suggests how to go on."""
    answer = shown.answer
    return el(
        "div",
        _question(answer.question.asked),
        _answer(shown),
        _further(answer) if is_last else None,
        source_cards(shown.cards, shown.key),
        offered_cards(answer, shown.offered),
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


def _remarks(shown: Turn) -> list[Element | None]:
    """What was searched, and for what, where that is not the question itself."""
    question, filters = shown.answer.question, shown.filters
    narrowed = texts.only(filters.published_from, filters.published_to, filters.publisher)
    return [
        _remark(texts.searched_for(question.standalone)) if _is_reworded(question) else None,
        _chips(shown.read),
        _remark(", ".join([shown.searched, *narrowed])),
    ]


def _remark(text: str) -> Element:
    return el("p", text, class_="fc-remark", dir="auto")


def _is_reworded(question: Question) -> bool:
    return question.standalone != " ".join(question.asked.split())


def _effective(question: Question, filters: Filters) -> Question:
    """The question narrowed by what the reader's own filters leave open: those win."""
    narrowed = {
        field: value if getattr(filters, field) is None else None for field, value in asdict(question.narrowed).items()
    }
    return replace(question, narrowed=Filters(**narrowed))


def how_read(question: Question, publishers: Collection[str]) -> tuple[Chip, ...]:
    """How a question was read, where the reader could not know: completed, corrected, narrowed, or but keywords."""
    if not (_is_reworded(question) or question.narrowed or question.guessed):
        return ()
    named = [Chip(texts.read_speaker(question))] if question.speaker else []
    named += [Chip(texts.read_topic(question.topic))] if question.topic and question.kind != "fact" else []
    return (*named, *_narrowing(question, publishers))


def _narrowing(question: Question, publishers: Collection[str]) -> list[Chip]:
    """The dates and the outlet that the wording names; what an outlet itself reports is no question without it."""
    narrowed, chips = question.narrowed, []
    if dates := texts.dates(narrowed):
        chips.append(Chip(dates, without_dates(question.standalone)))
    if narrowed.publisher:
        covers = narrow_outlet(question.standalone, publishers).covers
        without = None if covers else without_outlet(question.standalone, publishers)
        chips.append(Chip(f"only {narrowed.publisher}", without))
    return chips


def _chips(read: tuple[Chip, ...]) -> Element | None:
    if not read:
        return None
    return el("div", *map(_chip, read), class_="fc-chips", role="group", aria_label=texts.READ_AS)


def _chip(chip: Chip) -> Element:
    if chip.without is None:
        return el("span", chip.label, class_="fc-chip", dir="auto")
    asks = {"send": {"ask": chip.without}}
    return button(f"{chip.label} ×", asks, aria_label=texts.drop_filter(chip.label), class_="fc-chip")


def _further(answer: Answer) -> Element | None:
    """Questions to go on with, one click each."""
    asks = [button(one, {"send": {"ask": one}}, class_="fc-chip", dir="auto") for one in suggestions(answer)]
    return el("div", *asks, class_="fc-chips fc-further", role="group", aria_label=texts.GO_ON) if asks else None


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
