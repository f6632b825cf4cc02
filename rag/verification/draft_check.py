"""A draft's quotations against the articles: found, altered, spoken by somebody else, or absent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Sentence, Statement
from factcontext.index.store.library import Library
from factcontext.index.text.sentences import split
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.records import Citation
from factcontext.rag.statements import speakers
from factcontext.rag.verification.difference import Change, most_alike
from factcontext.rag.verification.identity import Identity, Voice
from factcontext.rag.verification.quotations import Quotation, find_quotations
from factcontext.rag.verification.verbatim import locate_words

State = Literal["found", "altered", "other_speaker", "absent"]

# Passages that are looked through for a quotation: the right one is nearly always among the first few, for its words
# are the query; common words need more.
LOOKED_AT = 40
# Fewer words are found anywhere: what is left of them when one is altered tells nothing.
FEWEST = 4
# A stretch that has this much of a quotation's words, in order, is that quotation altered; below, it is another text.
ALTERED = 0.6


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """One quotation of a draft: `draft[start:end] == text`, without its marks."""

    text: str
    start: int
    end: int
    claimed_speaker: str | None  # as the draft names them
    state: State
    citation: Citation | None = None  # the articles' own words; None where they have none like it
    changes: tuple[Change, ...] = ()  # what the draft has otherwise


@dataclass(frozen=True, slots=True)
class _Match:
    """A stretch of an article that has a quotation's words, or most of them."""

    article: Article
    start: int
    end: int
    statement: Statement | None
    likeness: float = 1.0
    changes: tuple[Change, ...] = ()


def check_draft(draft: str, library: Library) -> tuple[CheckedQuotation, ...]:
    """Every quotation of a draft, in order, with what the articles have of it."""
    said = find_statements(Article("", "", draft), split(draft))
    found = (_check(one, _claimed(one, said), library) for one in _quotations(draft))
    return tuple(replace(one, citation=one.citation and replace(one.citation, n=n)) for n, one in enumerate(found, 1))


def _quotations(draft: str) -> Iterator[Quotation]:
    """The quotations of each paragraph, with their words' own places in the draft."""
    for start, end in _paragraphs(draft):
        for one in find_quotations(draft[start:end]):
            if any(map(str.isalnum, one.words)):
                at = draft.index(one.words, start + one.start)
                yield Quotation(at, at + len(one.words), one.words)


def _paragraphs(draft: str) -> Iterator[tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for sentence in split(draft):
        first, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = first, sentence.end
    yield from spans.values()


def _claimed(quotation: Quotation, said: Iterable[Statement]) -> Statement | None:
    """The statement of the draft that a quotation has the largest part in."""
    return _most_of(quotation.start, quotation.end, said)[1]


def _most_of(start: int, end: int, said: Iterable[Statement]) -> tuple[int, Statement | None]:
    """The statement that has most of a stretch, and how many characters of it; none where none has any."""
    parts = [(min(one.end, end) - max(one.start, start), one) for one in said]
    shared, statement = max(parts, key=lambda part: part[0], default=(0, None))
    return (shared, statement) if shared > 0 else (0, None)


def _check(quotation: Quotation, claimed: Statement | None, library: Library) -> CheckedQuotation:
    speaker = claimed.speaker if claimed else None
    made = CheckedQuotation(quotation.words, quotation.start, quotation.end, speaker, "absent")
    articles = _likely(quotation.words, speaker, library)
    identity = Identity(library.directory)
    exact = [match for article in articles for match in _exact(quotation.words, article, library)]
    if right := next((match for match in exact if _is_by(claimed, match, identity, library)), None):
        return replace(made, state="found", citation=_cite(right))
    if exact:
        return replace(made, state="other_speaker", citation=_cite(exact[0]))
    near = max((_near(quotation.words, article, library) for article in articles), key=_likeness, default=None)
    if near is None or near.likeness < ALTERED or quotation.count < FEWEST:
        return made
    return replace(made, state="altered", citation=_cite(near), changes=near.changes)


def _likeness(match: _Match | None) -> float:
    return match.likeness if match else 0.0


def _likely(words: str, speaker: str | None, library: Library) -> list[Article]:
    """The articles that may have the words: by the rarest of them, and those in which the speaker is heard."""
    worth = {word: library.words.rarity(word) for word in content_words(words)}
    ranked = [number for number, _ in library.words.search(worth, LOOKED_AT)] if worth else []
    paths = [passage.article for passage in library.catalog.passages(ranked)]
    if speaker and len(worth) < FEWEST:  # a word or two stand in many articles
        paths += [one.article for one in library.statements_by(speakers(speaker, library))]
    found = (library.article(path) for path in dict.fromkeys(paths))
    return [article for article in found if article]


def _exact(words: str, article: Article, library: Library) -> Iterator[_Match]:
    """Where an article has the words to the letter but for typography; in every statement that has them too."""
    for statement in library.statements(article.path):
        span = locate_words(words, article.text[statement.start : statement.end])
        if span:
            yield _Match(article, statement.start + span[0], statement.start + span[1], statement)
    if span := locate_words(words, article.text):
        yield _Match(article, *span, _statement_at(*span, article, library))


def _statement_at(start: int, end: int, article: Article, library: Library) -> Statement | None:
    """The statement that has most of a stretch, where it has at least half of it."""
    shared, statement = _most_of(start, end, library.statements(article.path))
    return statement if 2 * shared >= end - start else None


def _is_by(claimed: Statement | None, match: _Match, identity: Identity, library: Library) -> bool:
    """Whether the claimed speaker says the words; where the index knows no speaker, whether one is named beside them.

    Not every attribution is found, and a right quotation must not be called somebody else's for that.
    """
    if claimed is None:
        return True
    if match.statement:
        return identity.is_by(Voice(claimed.speaker, claimed.office), match.statement)
    last = stems(claimed.speaker)[-1:]
    around = _paragraph(match, library)
    return bool(last) and last[0] in stems(around)


def _paragraph(match: _Match, library: Library) -> str:
    """The paragraph of a match and the one before, which may name who goes on speaking."""
    sentences = library.sentences(match.article.path)
    own = next((s.paragraph for s in sentences if s.end > match.start), 0)
    near = [s for s in sentences if s.paragraph in (own - 1, own)]
    return match.article.text[near[0].start : near[-1].end] if near else ""


def _near(words: str, article: Article, library: Library) -> _Match | None:
    """The stretch of an article that is most like the words, of as many sentences as they may have come from."""
    best: _Match | None = None
    for first, last in _runs(words, library.sentences(article.path)):
        start, end, likeness, changes = most_alike(words, article.text, first.start, last.end)
        if likeness > _likeness(best):
            best = _Match(article, start, end, _statement_at(start, end, article, library), likeness, changes)
    return best


def _runs(words: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Each sentence with as many after it as the words have sentences of their own, and one more."""
    reach = len(split(words))
    for number, first in enumerate(sentences):
        yield first, sentences[min(number + reach, len(sentences) - 1)]


def _cite(match: _Match) -> Citation:
    statement = match.statement
    return Citation(
        n=1,
        article=match.article,
        start=match.start,
        end=match.end,
        quote=match.article.text[match.start : match.end],
        speaker=statement.speaker if statement else None,
        office=statement.office if statement else None,
        certainty=statement.certainty if statement else None,
    )
