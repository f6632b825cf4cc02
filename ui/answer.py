"""Draws one turn of the conversation: the question, the answer with its citation numbers, and its sources."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from factcontext.index.store.library import Library
from factcontext.rag.query.date_filter import without_dates
from factcontext.rag.query.narrowing import merged_filters
from factcontext.rag.query.outlet_filter import narrow_outlet, without_outlet
from factcontext.rag.query.suggestions import suggestions
from factcontext.rag.records import Answer, Draft, Filters, NoAnswer, Question, QuotedAnswer
from factcontext.rag.retrieval.retrieve import count_allowed
from factcontext.ui import prose, texts
from factcontext.ui.chips import removable_chip
from factcontext.ui.differing import differing
from factcontext.ui.elements import Element, button, el
from factcontext.ui.sources import (
    Card,
    UnusedPassage,
    found_list,
    make_card,
    offered_cards,
    source_cards,
    unused_passages,
)
from factcontext.ui.statement_blocks import statement_blocks


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that a question was read to say; `without` is the question that does not say it."""

    label: str
    without: str | None = None


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """An answer with all that is shown of it: a newer index does not change what was once answered."""

    key: str  # unique in this session
    answer: Answer
    cards: tuple[Card, ...]
    offered: tuple[Card, ...]
    found: tuple[UnusedPassage, ...]
    searched: str
    filters: Filters
    read: tuple[Chip, ...] = ()  # how the question was read, where that is not plain from its words
    is_stopped: bool = False  # by the reader, before the model was finished
    index: str = ""  # the generation that it was answered from
    answered: str = ""  # when, ISO


def make_turn(key: str, answer: Answer, filters: Filters, library: Library) -> ShownTurn:
    """Gather what is shown of an answer from the library that it was made from."""
    status = library.status()
    return ShownTurn(
        key,
        answer,
        tuple(make_card(citation, library) for citation in answer.citations),
        tuple(make_card(citation, library) for citation in answer.offered) if isinstance(answer, NoAnswer) else (),
        unused_passages(answer, library),
        _searched(merged_filters(filters, answer.question.narrowed), library),
        filters,
        how_read(_effective(answer.question, filters), tuple(status.publishers)),
        index=status.generation,
        answered=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _searched(filters: Filters, library: Library) -> str:
    status = library.status()
    left = count_allowed(library, filters)
    return texts.searched(status.articles, left, status.published_from, status.published_to)


@dataclass(frozen=True, slots=True)
class Busy:
    """A turn whose answer is being made: what is done for it, and what a model has written so far."""

    key: str
    asked: str
    doing: str
    draft: Draft | None = None
    cards: tuple[Card, ...] = ()  # of the draft's citations
    can_stop: bool = False


def busy_turn(busy: Busy) -> Element:
    """A turn while its answer is made; the finished one takes its place element by element."""
    draft = busy.draft
    # The key: a click that comes late must not stop the answer after this one.
    stop = {"send": {"stop": busy.key}, "key": "Escape"}
    region = _region(
        el(
            "div",
            el("p", busy.doing, class_="fc-state"),
            button(texts.STOP, stop, aria_keyshortcuts="Escape", class_="fc-stop") if busy.can_stop else None,
            class_="fc-head",
        ),
        *(_drafted(busy, draft) if draft else ()),
        is_busy=True,
    )
    return _turn(busy.key, [_question(busy.asked), region], [source_cards(busy.cards, busy.key)])


def _drafted(busy: Busy, draft: Draft) -> list[Element]:
    """The quotes as soon as they are chosen, and the summary while it grows."""
    if not draft.quotes:
        return []
    return [
        statement_blocks(draft.quotes, busy.cards, busy.key),
        prose.growing(draft.model, draft.sentences, busy.cards, busy.key, draft.tail),
    ]


def turn(shown: ShownTurn, is_last: bool = False, below: Element | None = None) -> Element:
    """A turn with its finished answer and what stands below it; the last one suggests how to go on."""
    answer = shown.answer
    evidence = [
        source_cards(shown.cards, shown.key),
        offered_cards(answer, shown.offered) if isinstance(answer, NoAnswer) else None,
        found_list(shown.found),
    ]
    further = _further(answer) if is_last else None
    return _turn(shown.key, [_question(answer.question.asked), _answer(shown), below, further], evidence)


def _turn(key: str, talk: Sequence[Element | None], evidence: Sequence[Element | None]) -> Element:
    """What was asked and answered, and its evidence: beside it where there is room, else below."""
    parts = (el("div", *talk, class_="fc-talk"), el("div", *evidence, class_="fc-evidence"))
    return el("div", *parts, class_="fc-turn", id=key, does={"arrive": "top"})


def _question(question: str) -> Element:
    return el("h2", question, class_="fc-question", dir="auto")


def _answer(shown: ShownTurn) -> Element:
    answer = shown.answer
    state = el("p", texts.state(answer), class_="fc-state fc-none" if isinstance(answer, NoAnswer) else "fc-state")
    hitch = texts.hitch(answer, shown.is_stopped)
    return _region(
        el("div", state, class_="fc-head"),
        el("p", hitch, class_="fc-warning", dir="auto") if hitch else None,
        _said(shown),
        _remark(silence) if (silence := texts.silence(answer)) else None,
        differing(answer),
        _in_short(shown),
        *_remarks(shown),
        _again(shown),
    )


def _said(shown: ShownTurn) -> Element:
    """The quotes, or that there is no answer."""
    answer = shown.answer
    if isinstance(answer, NoAnswer):
        return el("p", texts.why(answer))
    return statement_blocks(answer.sentences, shown.cards, shown.key)


def _in_short(shown: ShownTurn) -> Element | None:
    """What a model wrote of the quotes, below them."""
    summary = shown.answer.summary if isinstance(shown.answer, QuotedAnswer) else None
    return prose.in_short(summary, shown.cards, shown.key) if summary else None


def _region(*parts: Element | None, is_busy: bool = False) -> Element:
    return el(
        "section",
        *parts,
        role="region",
        aria_label=texts.ANSWER,
        aria_busy="true" if is_busy else "false",
        tabindex="-1",  # gets the focus when the button that had it goes
        class_="fc-answer",
    )


def _again(shown: ShownTurn) -> Element | None:
    """Once more, where a model was asked and did not come to its end, or chose no quotes."""
    if shown.answer.is_complete and not shown.answer.attempt:
        return None
    return button(texts.TRY_AGAIN, {"send": {"again": shown.key}}, class_="fc-again")


def _remarks(shown: ShownTurn) -> list[Element | None]:
    """What was searched, and for what, where that is not the question itself; nothing where nothing was asked."""
    question, filters = shown.answer.question, shown.filters
    if question.is_small_talk:
        return []
    return [
        _remark(texts.searched_for(question.standalone)) if question.is_reworded else None,
        _chips(shown.read),
        _remark(texts.looked_in(question, shown.searched, filters)),
        *[_remark(line) for line in texts.about_writing(shown.answer)],
    ]


def _remark(text: str) -> Element:
    return el("p", text, class_="fc-remark", dir="auto")


def _effective(question: Question, filters: Filters) -> Question:
    """The question narrowed by what the reader's own filters leave open: those win."""
    narrowed = {
        field: value if getattr(filters, field) is None else None for field, value in asdict(question.narrowed).items()
    }
    return replace(question, narrowed=Filters(**narrowed))


def how_read(question: Question, publishers: Collection[str]) -> tuple[Chip, ...]:
    """How a question was read, where the reader could not know: completed, corrected, narrowed, or but keywords."""
    if not (question.is_reworded or question.narrowed or question.guessed):
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
        chips.append(Chip(texts.only_outlet(narrowed.publisher), without))
    return chips


def _chips(read: tuple[Chip, ...]) -> Element | None:
    if not read:
        return None
    return el("div", *map(_chip, read), class_="fc-chips", role="group", aria_label=texts.READ_AS)


def _chip(chip: Chip) -> Element:
    if chip.without is None:
        return el("span", chip.label, class_="fc-chip", dir="auto")
    return removable_chip(chip.label, {"ask": chip.without})


def _further(answer: Answer) -> Element | None:
    """Questions to go on with, one click each."""
    asks = [button(one, {"send": {"ask": one}}, class_="fc-chip", dir="auto") for one in suggestions(answer)]
    return el("div", *asks, class_="fc-chips fc-further", role="group", aria_label=texts.GO_ON) if asks else None
