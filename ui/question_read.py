"""Draws how a question was read, where that is not plain from its words: a chip for each, some with a way around it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Literal

from factcontext.rag.query.date_filter import without_dates
from factcontext.rag.query.outlet_filter import narrow_outlet, without_outlet
from factcontext.rag.records import Filters, Question
from factcontext.ui import texts
from factcontext.ui.chips import removable_chip
from factcontext.ui.elements import Element, el


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that a question was read to say; `without` is the question that does not say it."""

    part: Literal["speaker", "topic", "dates", "outlet"]
    without: str | None = None


def narrowed_by_words(question: Question, filters: Filters) -> Question:
    """The question narrowed by what the reader's own filters leave open: those win."""
    narrowed = {
        field: value if getattr(filters, field) is None else None for field, value in asdict(question.narrowed).items()
    }
    return replace(question, narrowed=Filters(**narrowed))


def how_read(question: Question, publishers: Collection[str]) -> tuple[Chip, ...]:
    """How a question was read, where the reader could not know: completed, corrected, narrowed, or but keywords."""
    if not (question.is_reworded or question.narrowed or question.guessed):
        return ()
    named = [Chip("speaker")] if question.speaker else []
    named += [Chip("topic")] if question.topic and question.kind != "fact" else []
    return (*named, *_narrowing(question, publishers))


def _narrowing(question: Question, publishers: Collection[str]) -> list[Chip]:
    """The dates and the outlet that the wording names; what an outlet itself reports is no question without it."""
    narrowed, chips = question.narrowed, []
    if texts.dates(narrowed):
        chips.append(Chip("dates", without_dates(question.standalone)))
    if narrowed.publisher:
        covers = narrow_outlet(question.standalone, publishers).covers
        chips.append(Chip("outlet", None if covers else without_outlet(question.standalone, publishers)))
    return chips


def read_chips(read: tuple[Chip, ...], question: Question) -> Element | None:
    """The chips of a question; None where it was read as it stands."""
    if not read:
        return None
    chips = [_chip(one, label(one, question)) for one in read]
    return el("div", *chips, class_="fc-chips", role="group", aria_label=texts.READ_AS)


def label(chip: Chip, question: Question) -> str:
    """What a chip says, in the language of who reads it now."""
    if chip.part == "speaker":
        return texts.read_speaker(question)
    if chip.part == "topic":
        return texts.read_topic(question.topic)
    if chip.part == "outlet":
        return texts.only_outlet(question.narrowed.publisher or "")
    return texts.dates(question.narrowed) or ""


def _chip(chip: Chip, label: str) -> Element:
    if chip.without is None:
        return el("span", label, class_="fc-chip", dir="auto")
    return removable_chip(label, {"ask": chip.without})
