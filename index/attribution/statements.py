"""Extracts the statements of an article: who said what, with offsets, in direct and indirect speech."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.attribution.authored import with_authored
from factcontext.index.attribution.authorship import find_authorship
from factcontext.index.attribution.cast_collection import collect_cast
from factcontext.index.attribution.continuations import Continuation, continued_quotations, unmarked_blocks
from factcontext.index.attribution.faults import SentenceFaults
from factcontext.index.attribution.foreign.statements import foreign_statements
from factcontext.index.attribution.headline import headline
from factcontext.index.attribution.parsing import parse_attributions
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import ResolvedAttribution, Span
from factcontext.index.attribution.resolution import resolve_attributions
from factcontext.index.attribution.transcript_sources import turn_attributions
from factcontext.index.lexicon.foreign_speech import foreign_speech
from factcontext.index.records import Article, Certainty, Sentence, Statement
from factcontext.index.text.language import READ
from factcontext.index.text.pipelines import pipeline
from factcontext.index.text.quotes import find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SCRAP = 3  # words; beside a longer content of the same cue, a shorter one is but a scrap of it
_NEAR = 6  # statements back among which a repetition is looked for


@dataclass(frozen=True, slots=True)
class ArticleStatements:
    """The statements of one article in the order of the text, and the sentences whose analysis failed."""

    statements: list[Statement]
    faults: Mapping[int, str]  # sentence number -> kind of error


def find_statements(article: Article, sentences: Sequence[Sentence], known: Collection[Doc] = ()) -> list[Statement]:
    """Who said what in one article, in the order of the text; sentences `known` as parsed are not parsed again."""
    return attribute_article(article, sentences, known).statements


def attribute_article(
    article: Article, sentences: Sequence[Sentence], known: Collection[Doc] = ()
) -> ArticleStatements:
    """The statements of an article; an error in one sentence costs that sentence and is told.

    In English, and in the languages for which a pipeline is installed.
    """
    quoted = QuotedText(article.path, article.text, sentences, find_quotes(article.text))
    faults = SentenceFaults()
    if article.language not in READ:
        found = _foreign(quoted, article.language, faults)
        return ArticleStatements(_without_repetitions(found), faults.kinds)
    cast = collect_cast(article.text)
    turns = turn_attributions(quoted, headline(article), cast)
    spoken = quoted.sentences_in(span for one in turns for span in (one.cue, *one.contents))
    parsed = parse_attributions(quoted, faults, spoken, known)
    cued = resolve_attributions(quoted, parsed, cast, faults, spoken)
    attributions = sorted([*turns, *cued], key=lambda one: one.sentence)
    continuations = [*continued_quotations(quoted, attributions, faults), *unmarked_blocks(quoted, attributions)]
    apart = (one for one in continuations if quoted.sentence_at(one.span[0]) not in spoken)
    found = [*_cued(quoted, attributions), *(_continued(quoted, one) for one in apart)]
    wrote = None if turns else find_authorship(article, quoted, cast)
    if wrote:
        found = with_authored(quoted, wrote, found, cast)
    return ArticleStatements(_without_repetitions(found), faults.kinds)


def _foreign(quoted: QuotedText, language: str, faults: SentenceFaults) -> list[Statement]:
    """Those of an article in another language; none without a pipeline for it."""
    with_parser, words = pipeline(language), foreign_speech(language)
    if with_parser is None or with_parser.nlp is None or words is None:
        return []
    return foreign_statements(quoted, with_parser.nlp, words, faults)


def _cued(quoted: QuotedText, attributions: Sequence[ResolvedAttribution]) -> Iterator[Statement]:
    """One statement for each content of each attribution, but for scraps."""
    for one in attributions:
        words = [len(quoted.text[start:end].split()) for start, end in one.contents]
        fewest = min(_SCRAP, max(words, default=0))
        for span, count in zip(one.contents, words, strict=True):
            if count and count >= fewest:
                is_sure = one.is_sure or (one.is_cued and quoted.speech_kind(span) == "direct")
                yield _statement(quoted, one, span, one.source.certainty if is_sure else "likely")


def _continued(quoted: QuotedText, one: Continuation) -> Statement:
    return _statement(quoted, one.owner.attribution, one.span, one.owner.certainty)


def _statement(quoted: QuotedText, one: ResolvedAttribution, span: Span, certainty: Certainty) -> Statement:
    return Statement(
        article=quoted.path,
        start=span[0],
        end=span[1],
        speaker=one.source.name,
        speaker_as_written=one.source.written,
        certainty=certainty,
        cue=" ".join(quoted.text[slice(*one.cue)].split()),
        kind=one.kind or quoted.speech_kind(span),
        office=one.source.office,
        body=one.source.body,
    )


def _without_repetitions(found: Sequence[Statement]) -> list[Statement]:
    """In the order of the text; of two on the same words by one speaker the longer stays."""
    kept: list[Statement] = []
    for one in sorted(found, key=lambda s: (s.start, -s.end)):
        if not any(_holds(other, one) for other in kept[-_NEAR:]):
            kept.append(one)
    return kept


def _holds(outer: Statement, inner: Statement) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.speaker == inner.speaker
