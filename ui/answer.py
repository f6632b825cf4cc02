"""Draws one turn of the conversation: the question, the answer with its citation numbers, and its sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from factcontext.index.store.library import Library
from factcontext.rag.query.narrowing import merged_filters
from factcontext.rag.query.suggestions import suggestions
from factcontext.rag.records import Answer, Draft, Filters, NoAnswer, Question, QuotedAnswer
from factcontext.rag.retrieval.retrieve import count_allowed
from factcontext.ui import prose, texts
from factcontext.ui.chips import asking_button
from factcontext.ui.differing import differing
from factcontext.ui.elements import Element, button, el
from factcontext.ui.question_read import Chip, how_read, narrowed_by_words, read_chips
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
class Searched:
    """Where an answer was looked for: in so many articles, of so many, between these days."""

    left: int  # by the filters
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """An answer with all that is shown of it: a newer index does not change what was once answered."""

    key: str  # unique in this session
    answer: Answer
    cards: tuple[Card, ...]
    offered: tuple[Card, ...]
    found: tuple[UnusedPassage, ...]
    scope: Searched
    filters: Filters
    read: tuple[Chip, ...] = ()  # how the question was read, where that is not plain from its words
    is_stopped: bool = False  # by the reader, before the model was finished
    index: str = ""  # the generation that it was answered from
    answered: str = ""  # when, ISO

    @property
    def searched(self) -> str:
        """Where it was looked for, in words."""
        scope = self.scope
        return texts.searched(scope.articles, scope.left, scope.first, scope.last)

    @property
    def question(self) -> Question:
        """The question, narrowed by its words where the reader's filters leave that open."""
        return narrowed_by_words(self.answer.question, self.filters)


def make_turn(key: str, answer: Answer, filters: Filters, library: Library) -> ShownTurn:
    """Gather what is shown of an answer from the library that it was made from."""
    status = library.status()
    return ShownTurn(
        key,
        replace(answer, hits=()),  # those that are listed are in `found`
        tuple(make_card(citation, library) for citation in answer.citations),
        tuple(make_card(citation, library) for citation in answer.offered) if isinstance(answer, NoAnswer) else (),
        unused_passages(answer, library),
        _searched(merged_filters(filters, answer.question.narrowed), library),
        filters,
        how_read(narrowed_by_words(answer.question, filters), tuple(status.publishers)),
        index=status.generation,
        answered=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _searched(filters: Filters, library: Library) -> Searched:
    status = library.status()
    return Searched(count_allowed(library, filters), status.articles, status.published_from, status.published_to)


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
    stop = {"send": {"stop": busy.key}, "lasts": True, "key": "Escape"}
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
    asked = _question(answer.question.asked, answer.question.language)
    return _turn(shown.key, [asked, _answer(shown), below, further], evidence)


def _turn(key: str, talk: Sequence[Element | None], evidence: Sequence[Element | None]) -> Element:
    """What was asked and answered, and its evidence: beside it where there is room, else below."""
    parts = (el("div", *talk, class_="fc-talk"), el("div", *evidence, class_="fc-evidence"))
    return el("div", *parts, class_="fc-turn", id=key, does={"arrive": "top"})


def _question(question: str, language: str | None = None) -> Element:
    return el("h2", question, class_="fc-question", dir="auto", lang=language)


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
        read_chips(shown.read, shown.question),
        _remark(texts.looked_in(question, shown.searched, filters)),
        *[_remark(line) for line in texts.about_writing(shown.answer)],
    ]


def _remark(text: str) -> Element:
    return el("p", text, class_="fc-remark", dir="auto")


def _further(answer: Answer) -> Element | None:
    """Questions to go on with, one click each."""
    asks = [asking_button(one, "fc-chip") for one in suggestions(answer)]
    return el("div", *asks, class_="fc-chips fc-further", role="group", aria_label=texts.GO_ON) if asks else None
