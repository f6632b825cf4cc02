"""Checks a draft's quotations against the articles: found, altered, cut, spoken by somebody else, or absent."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factcontext.index.records import Sentence, Statement
from factcontext.index.store.library import Library
from factcontext.index.text.sentences import split
from factcontext.index.text.stems import stems
from factcontext.rag.records import Citation
from factcontext.rag.verification.drafts.draft_difference import Change
from factcontext.rag.verification.drafts.draft_quotations import attributed_quotations, statements_of
from factcontext.rag.verification.drafts.draft_search import (
    QuotationMatch,
    exact_matches,
    likely_articles,
    nearest_match,
)
from factcontext.rag.verification.matching.speaker_match import Identity, Voice
from factcontext.rag.verification.matching.turned_quote import TurningWord, turned_by
from factcontext.rag.verification.matching.turning_words import Written
from factcontext.rag.verification.quotations import Quotation

QuotationState = Literal["found", "altered", "cut", "other_speaker", "absent"]

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
    state: QuotationState
    citation: Citation | None = None  # the articles' own words; None where they have none like it
    changes: tuple[Change, ...] = ()  # what the draft has otherwise
    turn: TurningWord | None = None  # of a cut one, the article's word beside it that turns its sense: "not"


def check_draft(draft: str, library: Library, said: Sequence[Statement] | None = None) -> tuple[CheckedQuotation, ...]:
    """Every quotation of a draft, in order, with what the articles have of it.

    `said` are the draft's statements, where they were found before.
    """
    said = statements_of(draft) if said is None else said
    sentences = split(draft)
    found = (
        _check_quotation(one, claimed, _around(one, draft, sentences), library)
        for one, claimed in attributed_quotations(draft, said)
    )
    return tuple(replace(one, citation=one.citation and replace(one.citation, n=n)) for n, one in enumerate(found, 1))


def _around(quotation: Quotation, draft: str, sentences: Sequence[Sentence]) -> Written:
    """What the draft's sentences that hold a quotation have around it, of the same line."""
    first = bisect_right(sentences, quotation.start, key=lambda one: one.start) - 1
    last = bisect_left(sentences, quotation.end, key=lambda one: one.end)
    start = sentences[first].start if first >= 0 else 0
    end = sentences[last].end if last < len(sentences) else len(draft)
    return Written(draft[start : quotation.start].rsplit("\n", 1)[-1], draft[quotation.end : end].split("\n", 1)[0])


def _check_quotation(
    quotation: Quotation, claimed: Statement | None, written: Written, library: Library
) -> CheckedQuotation:
    speaker = claimed.speaker if claimed else None
    made = CheckedQuotation(quotation.words, quotation.start, quotation.end, speaker, "absent")
    articles = likely_articles(quotation.words, speaker, library)
    exact = [match for article in articles for match in exact_matches(quotation.words, article, library)]
    right = [match for match in exact if _is_by(claimed, match, library)]
    turns = [turned_by(match.article.text, (match.start, match.end), written) for match in right]
    if None in turns:
        return replace(made, state="found", citation=_cite(right[turns.index(None)]))
    if right:
        return replace(made, state="cut", citation=_cite(right[0]), turn=turns[0])
    if exact:
        return replace(made, state="other_speaker", citation=_cite(exact[0]))
    near = nearest_match(quotation.words, articles, library)
    if near is None or near.likeness < ALTERED or quotation.count < FEWEST:
        return made
    return replace(made, state="altered", citation=_cite(near), changes=near.changes)


def _is_by(claimed: Statement | None, match: QuotationMatch, library: Library) -> bool:
    """Whether the claimed speaker says the words; where the index knows no speaker, whether one is named beside them.

    Not every attribution is found, and a right quotation must not be called somebody else's for that.
    """
    if claimed is None:
        return True
    if match.statement:
        return Identity(library.directory).is_by(Voice(claimed.speaker, claimed.office), match.statement)
    last = stems(claimed.speaker)[-1:]
    return bool(last) and last[0] in stems(_paragraphs_to(match, library))


def _paragraphs_to(match: QuotationMatch, library: Library) -> str:
    """The paragraph of a match and the one before, which may name who goes on speaking."""
    sentences = library.sentences(match.article.path)
    own = next((s.paragraph for s in sentences if s.end > match.start), 0)
    near = [s for s in sentences if s.paragraph in (own - 1, own)]
    return match.article.text[near[0].start : near[-1].end] if near else ""


def _cite(match: QuotationMatch) -> Citation:
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
        kind=statement.kind if statement else None,
    )
