"""Runs the dependency parser over an article's sentences and finds the attributions in each parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from factcontext.index.attribution.faults import SentenceFaults
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Attribution
from factcontext.index.attribution.syntax.attributions import find_attributions
from factcontext.index.attribution.syntax.excerpts import Excerpt, make_excerpt
from factcontext.index.text.parser import one_sentence, parser

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BATCH = 256  # sentences a call of the parser; larger is no faster


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """What was parsed of a sentence, and the attributions in it."""

    excerpt: Excerpt
    attributions: list[Attribution]


def parse_attributions(
    quoted: QuotedText, faults: SentenceFaults, without: Collection[int] = (), known: Collection[Doc] = ()
) -> dict[int, ParsedSentence]:
    """The sentences that hold attributions, by number; the company a sentence is parsed in changes nothing.

    `known` are sentences that somebody has parsed before: they are not parsed again.
    """
    excerpts = _excerpts(quoted, faults, without)
    parsed: dict[int, ParsedSentence] = {}
    if not excerpts:  # the parser takes its time to load
        return parsed
    docs = {doc.text: doc for doc in known}
    ready = [(docs[one.text], number) for number, one in excerpts.items() if one.text in docs]
    new = {number: one for number, one in excerpts.items() if one.text not in docs}
    for doc, number in chain(ready, parser().pipe(_docs(new), as_tuples=True, batch_size=_BATCH) if new else ()):
        with faults.isolated(number):
            if attributions := find_attributions(doc, excerpts[number].placeholders):
                parsed[number] = ParsedSentence(excerpts[number], attributions)
    return parsed


def _excerpts(quoted: QuotedText, faults: SentenceFaults, without: Collection[int]) -> dict[int, Excerpt]:
    """What is to be parsed of each sentence that may hold an attribution."""
    starts, ends = [q.start for q in quoted.quotes], [q.end for q in quoted.quotes]
    excerpts = {}
    for number, sentence in enumerate(quoted.sentences):
        if number in without:
            continue
        with faults.isolated(number):
            near = quoted.quotes[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
            if excerpt := make_excerpt(quoted.text, sentence, near):
                excerpts[number] = excerpt
    return excerpts


def _docs(excerpts: Mapping[int, Excerpt]) -> Iterator[tuple[Doc, int]]:
    """The excerpts as the parser takes them, with the numbers of their sentences."""
    for number, excerpt in excerpts.items():
        yield one_sentence(excerpt.text), number
