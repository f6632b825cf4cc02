"""A question's wording apart from the filters that it names, and filters from two sides as one."""

from dataclasses import dataclass, replace

from factcontext.rag.records import Filters


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
