"""Draws a speaker's statements, each within its sentence, with a link to its place; and knows speakers' addresses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from factcontext.index.records import Article, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.store.library import Library
from factcontext.rag.copies import ReportedOnce
from factcontext.ui import texts
from factcontext.ui.address import SpeakerAddress, address_of
from factcontext.ui.elements import Child, Element, el, link
from factcontext.ui.sources import article_link, masthead, other_articles


@dataclass(frozen=True, slots=True)
class Stretch:
    """The sentences that hold statements of one speaker which belong together: "“Stop,” she said, “or go.”"."""

    article: Article
    start: int
    end: int
    statements: tuple[Statement, ...]
    others: tuple[Article, ...] = ()  # that print the same report


def speaker_address(speaker: Speaker, library: Library) -> SpeakerAddress:
    """A speaker's address; with an article where another has the same name."""
    if len(library.catalog.speakers.named(speaker.name)) == 1:
        return SpeakerAddress(speaker.name)
    return SpeakerAddress(speaker.name, library.statements_by([speaker.id])[0].article)


def find_speaker(address: SpeakerAddress, library: Library) -> Speaker | None:
    """The speaker that an address names, also by a name that is not shown any more; None where nobody has it."""
    table = library.catalog.speakers
    found = table.named(address.name) or table.also_named(address.name)
    if address.quoted_in and len(found) > 1:
        here = {one.speaker_id for one in library.statements(address.quoted_in)}
        found = [one for one in found if one.id in here]
    return found[0] if found else None


def stretches(told: Iterable[ReportedOnce], library: Library) -> list[Stretch]:
    """Statements with the whole sentences that they stand in; those of one speaker that share a sentence as one."""
    found: list[Stretch] = []
    for one in told:
        new = _stretch(one, library)
        if found and _are_one(found[-1], new):
            found[-1] = _joined(found[-1], new)
        else:
            found.append(new)
    return found


def _stretch(told: ReportedOnce, library: Library) -> Stretch:
    one = told.statement
    article = library.article(one.article)
    assert article is not None  # its statement is of this library
    others = tuple(other for path in told.also_in if (other := library.article(path)))
    return Stretch(article, *_sentences(one, library), (one,), others)


def _are_one(last: Stretch, new: Stretch) -> bool:
    is_same = last.statements[0].speaker_id == new.statements[0].speaker_id
    return is_same and last.article.path == new.article.path and new.start < last.end


def _joined(last: Stretch, new: Stretch) -> Stretch:
    others = {one.path: one for one in (*last.others, *new.others)}
    statements = (*last.statements, *new.statements)
    return Stretch(last.article, last.start, max(last.end, new.end), statements, tuple(others.values()))


def _sentences(one: Statement, library: Library) -> tuple[int, int]:
    held = [s for s in library.sentences(one.article) if s.start < one.end and one.start < s.end]
    return min([one.start, *(s.start for s in held)]), max([one.end, *(s.end for s in held)])


def listing(found: Sequence[Stretch], names: bool = False, aside: bool = False) -> Element:
    """The statements under the articles that report them; `names`: each with its speaker; `aside`: side by side."""
    cards = [_card(list(group), names) for _, group in groupby(found, key=lambda one: one.article.path)]
    return el("div", *cards, class_="fc-timeline fc-side" if aside else "fc-timeline")


def _card(group: Sequence[Stretch], names: bool) -> Element:
    words = [_words(one, names) for one in group]
    return el("article", *masthead(group[0].article, "h2"), *words, class_="fc-card")


def _words(one: Stretch, names: bool) -> Element:
    first = one.statements[0]
    address = address_of(one.article, first.start, one.statements[-1].end)
    manners = dict.fromkeys(texts.manner(statement) for statement in one.statements)
    return el(
        "div",
        el("p", speaker_link(first), class_="fc-speaker") if names else None,
        el("p", *_marked(one), class_="fc-passage", dir="auto", lang=one.article.language),
        *[el("p", manner, class_="fc-manner", dir="auto") for manner in manners],
        el("p", article_link(texts.OPEN_ARTICLE, address, title=one.article.title), class_="fc-manner"),
        other_articles(one.article, one.others),
        id=f"said-{address.text_hash}-{first.start}",
        class_="fc-words",
    )


def speaker_link(one: Statement) -> Element:
    """A speaker's name, leading to all that they said."""
    return link(one.speaker, SpeakerAddress(one.speaker, one.article).href(), {"visit": True}, dir="auto")


def _marked(one: Stretch) -> Iterator[Child]:
    """The text of a stretch with the speaker's own words marked."""
    text, place = one.article.text, one.start
    for statement in one.statements:
        start = max(place, statement.start)
        yield text[place:start] or None
        yield el("mark", text[start : max(start, statement.end)]) if start < statement.end else None
        place = max(place, statement.end)
    yield text[place : one.end] or None
