"""A question's wording apart from the filters that it names, and what the reader's own filters make of it."""

from dataclasses import dataclass, replace

from factcontext.rag.records import Filters, Question


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question's wording without dates and outlet, and these as filters."""

    text: str
    filters: Filters
    covers: bool = False  # asked is what the outlet itself reports


def merged_filters(one: Filters, other: Filters) -> Filters:
    """Two filters as one: what `one` says counts, `other` fills the gaps.

    >>> merged_filters(Filters(publisher="AFP"), Filters("2016-10-01", None, "RIA")).publisher
    'AFP'
    """
    return replace(
        one,
        published_from=one.published_from or other.published_from,
        published_to=one.published_to or other.published_to,
        publisher=one.publisher or other.publisher,
    )


def asked_of(question: Question, speaker: str | None) -> Question:
    """A question that names nobody, asked of the one whose words alone are searched; one for a fact stays as it is."""
    if speaker is None or question.speaker or question.kind == "fact" or not question.topic:
        return question
    standalone = f"What did {speaker} say about {question.topic}?"
    return replace(question, standalone=standalone, kind="said", speaker=speaker, wants_words=True)
