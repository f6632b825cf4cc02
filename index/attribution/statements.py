"""Articles -> statements: who said what, with offsets; quotations and indirect speech alike."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factcontext.index.attribution.cast import find_cast
from factcontext.index.attribution.excerpts import Excerpt, make_excerpt
from factcontext.index.attribution.reports import Report, find_reports
from factcontext.index.attribution.sources import Phrase, Speaker, SpeakerFinder
from factcontext.index.attribution.turns import Turn, find_turns
from factcontext.index.lexicon.cues import FRAMES, VERBS
from factcontext.index.lexicon.factuality import words_with
from factcontext.index.records import Article, Certainty, Kind, Sentence, Statement
from factcontext.index.text.negation import is_phrase_negated
from factcontext.index.text.parser import parser
from factcontext.index.text.quotes import Quote, find_quotes, is_sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FEWEST_WORDS = 3  # of a quotation inside a sentence; what is shorter is mostly a term or a title
_LONGEST_NAME = 6  # words; what is quoted at the beginning of a sentence and is shorter may be a title
_LONGEST_CLOSE = 40  # characters of punctuation after a quotation that stands alone
_LONGEST_BLOCK = 12  # sentences of a paragraph that is taken for one quotation
_BATCH = 256  # sentences a call of the parser; larger is no faster
Span = tuple[int, int]


@dataclass(slots=True)
class _Reading:
    """One article while it is read: what is parsed, and the reports that come back."""

    article: Article
    sentences: Sequence[Sentence]
    quotes: list[Quote]
    excerpts: dict[int, Excerpt]
    reports: list[tuple[int, Report]] = field(default_factory=list)  # sentence number, report in excerpt offsets


@dataclass(frozen=True, slots=True)
class _Said:
    """A report in the article's own offsets, with its speaker."""

    sentence: int
    speaker: Speaker
    cue: Span
    style: str
    contents: tuple[Span, ...]
    is_cued: bool = True  # whether its verb reports words
    is_sure: bool = True  # whether these are surely the speaker's words though no marks stand around them


def find_statements(article: Article, sentences: Sequence[Sentence]) -> list[Statement]:
    """Who said what in one article, in the order of the text; the company it is parsed in changes nothing."""
    reading = _prepare(article, sentences)
    if reading.excerpts:  # the parser takes its time to load
        for doc, number in parser().pipe(_docs(reading), as_tuples=True, batch_size=_BATCH):
            holders = list(reading.excerpts[number].placeholders)
            reading.reports.extend((number, report) for report in find_reports(doc, holders))
    return _statements(reading)


def find_all(articles: Iterable[tuple[Article, Sequence[Sentence]]]) -> Iterator[list[Statement]]:
    """The statements of many articles, one list each, in order."""
    return (find_statements(article, sentences) for article, sentences in articles)


def _docs(reading: _Reading) -> Iterator[tuple[Doc, int]]:
    """The excerpts to parse, with the numbers of their sentences."""
    make_doc = parser().make_doc
    for number, excerpt in reading.excerpts.items():
        doc = make_doc(excerpt.text)
        for token in doc[1:]:
            token.is_sent_start = False  # our boundaries hold: one sentence a doc
        yield doc, number


def _prepare(article: Article, sentences: Sequence[Sentence]) -> _Reading:
    quotes = find_quotes(article.text)
    starts, ends = [q.start for q in quotes], [q.end for q in quotes]
    excerpts = {}
    for number, sentence in enumerate(sentences):
        near = quotes[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
        excerpt = make_excerpt(article.text, sentence, near)
        if excerpt is not None:
            excerpts[number] = excerpt
    return _Reading(article, sentences, quotes, excerpts)


# ---- from reports to statements

# "hoped to say that", "would say that", "never said that": words that nobody is surely reported to have used.
_UNSAID = re.compile(r"(?:to|would|could|might|may|should|can)\s", re.IGNORECASE)


def _gives_words(cue: str) -> bool:
    """Whether a cue plainly reports a clause: "said", but not "called for", "would say", "did not say"."""
    verb = VERBS.get(cue.split()[-1].lower())
    reports = verb is None or verb in words_with("withholds") or "c" in FRAMES[verb]
    return reports and not _UNSAID.match(cue) and not is_phrase_negated(cue)


def _statements(reading: _Reading) -> list[Statement]:
    cast = find_cast(reading.article.text, reading.quotes)
    finder = SpeakerFinder(cast, reading.sentences, reading.quotes)
    turns = list(find_turns(cast, reading.sentences, reading.quotes))
    said = list(_said(reading, finder, turns))
    found = [*_from_reports(reading, said), *_from_runs(reading, said), *_from_blocks(reading, said)]
    return _tidy(found)


def _said(reading: _Reading, finder: SpeakerFinder, turns: list[Turn]) -> Iterator[_Said]:
    """Reports in the article's offsets, with speakers, in the order of the text; nested ones left out."""
    by_sentence: dict[int, list[Report]] = {}
    for number, report in reading.reports:
        by_sentence.setdefault(number, []).append(report)
    taken = {turn.sentence: turn for turn in reversed(turns)}
    for number, report in reading.reports:
        finder.meet(_phrase(reading.excerpts[number], report))
    for number in sorted({*by_sentence, *taken}):
        if number in taken:
            yield from _turn(reading, finder, taken[number])
            continue
        reports = by_sentence[number]
        excerpt = reading.excerpts[number]
        for report in sorted(_outermost(reports), key=lambda r: r.cue):
            speaker = finder.find(_phrase(excerpt, report), number)
            if speaker is None:
                continue
            contents = tuple(_whole(reading, excerpt.back(*span)) for span in report.contents)
            cue = excerpt.back(*report.cue)
            sure = report.is_sure and report.style != "noun" and _gives_words(reading.article.text[slice(*cue)])
            yield _Said(number, speaker, cue, report.style, contents, report.is_sure, sure)


def _phrase(excerpt: Excerpt, report: Report) -> Phrase:
    source = report.source
    beside = excerpt.back(*source.apposition) if source.apposition else None
    said = tuple(excerpt.back(*span) for span in report.contents)
    return Phrase(excerpt.back(source.start, source.end), excerpt.back(*source.head), beside, source.plural, said)


def _turn(reading: _Reading, finder: SpeakerFinder, turn: Turn) -> Iterator[_Said]:
    speaker = finder.find(Phrase(turn.name, turn.name), turn.sentence)
    if speaker is not None:
        yield _Said(turn.sentence, speaker, (turn.colon, turn.colon + 1), "turn", turn.contents)


def _outermost(reports: list[Report]) -> list[Report]:
    """Leave out reports inside another's words; of "X said …, according to Y", it is X who speaks."""
    kept = []
    reports = [_unmixed(report, reports) for report in reports]
    for report in reports:
        others = [o for o in reports if o is not report]
        if report.style == "according" and any(_is_spoken_of(o, report) for o in others):
            continue
        if any(
            _inside(report.cue, o.contents)
            and not (_are_mixed(report, o) and _is_within(o, report))
            and not (o.style == "according" and _is_spoken_of(report, o))
            for o in others
        ):
            continue
        kept.append(report)
    return kept


def _unmixed(report: Report, reports: list[Report]) -> Report:
    """A report without the part that another one takes back: "A, the Star reported, while B, the Echo reported"."""
    contents = list(report.contents)
    for other in reports:
        if not _are_mixed(report, other) or _leads(min(report, other, key=lambda r: r.cue)):
            continue
        contents = [_beside_cue(span, report.cue, other) for span in contents]
    return replace(report, contents=tuple(span for span in contents if span[0] < span[1]))


def _are_mixed(one: Report, other: Report) -> bool:
    """Whether two reports lie in each other's words: then the parser has lost where one ends."""
    if one is other or "according" in (one.style, other.style):
        return False
    return _inside(one.cue, other.contents) and _inside(other.cue, one.contents)


def _is_within(earlier: Report, later: Report) -> bool:
    """Of mixed ones, whether the earlier is part of the later's words: "Lund cannot say that “…,” Orr added"."""
    return earlier.cue < later.cue and _leads(earlier) and not later.source.is_pronoun


def _leads(report: Report) -> bool:
    """Whether the words follow their cue."""
    return report.contents[0][0] >= report.cue[1]


def _beside_cue(span: Span, cue: Span, other: Report) -> Span:
    first, last = min(other.cue[0], other.source.start), max(other.cue[1], other.source.end)
    if not (span[0] <= first and last <= span[1]):
        return span
    return (last, span[1]) if last <= cue[0] else (span[0], first)


def _is_spoken_of(inner: Report, outer: Report) -> bool:
    """Whether the words that `outer` stands for are mostly those of somebody it reports to have spoken."""
    if inner.style != "verb" or not inner.takes_clause or inner.source.plural:
        return False
    if not inner.contents or not _inside(inner.cue, outer.contents):
        return False
    if inner.quoted and 0 <= outer.cue[0] - inner.contents[-1][1] <= 4:
        return True
    naming = inner.cue[1] - inner.cue[0] + inner.source.end - inner.source.start
    return 2 * sum(b - a for a, b in inner.contents) >= sum(b - a for a, b in outer.contents) - naming


def _inside(cue: Span, contents: tuple[Span, ...]) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in contents)


# Who passed a quotation on is no part of it: “…,” according to Velmora’s VNK news agency.
_CREDIT = re.compile(r"(?<=[”\"])\s+according to [^“”\"]*\Z")


def _whole(reading: _Reading, span: Span) -> Span:
    """A content stretch trimmed, and widened to the quotations it touches."""
    text, (start, end) = reading.article.text, span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:—–-":
        end -= 1
    if text[start:end].endswith(".") and "." not in text[start : end - 1].rsplit(None, 1)[-1]:
        end -= 1  # the sentence's stop, not that of "U.S."
    if credit := _CREDIT.search(text, start, end):
        end = credit.start()
    for quote in _quotes_in(reading, start, end):
        if start > quote.start + 2 and end < quote.end - 2 and quote.end <= span[1]:
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def _quotes_in(reading: _Reading, start: int, end: int) -> Sequence[Quote]:
    """The quotations that share a character with a stretch."""
    first = bisect_right(reading.quotes, start, key=lambda quote: quote.end)
    return reading.quotes[first : bisect_left(reading.quotes, end, key=lambda quote: quote.start)]


def _from_reports(reading: _Reading, said: list[_Said]) -> Iterator[Statement]:
    for report in said:
        words = [len(reading.article.text[start:end].split()) for start, end in report.contents]
        fewest = min(3, max(words, default=0))  # beside a longer stretch, two words are but a scrap of it
        for (start, end), count in zip(report.contents, words, strict=True):
            if count and count >= fewest:
                is_sure = report.is_sure or (report.is_cued and _kind(reading, (start, end)) == "direct")
                sure = report.speaker.certainty if is_sure else "likely"
                yield _statement(reading, report.speaker, (start, end), report.cue, sure)


def _statement(reading: _Reading, speaker: Speaker, span: Span, cue: Span, sure: Certainty) -> Statement:
    return Statement(
        article=reading.article.path,
        start=span[0],
        end=span[1],
        speaker=speaker.name,
        speaker_as_written=speaker.written,
        certainty=sure,
        cue=" ".join(reading.article.text[cue[0] : cue[1]].split()),
        kind=_kind(reading, span),
        office=speaker.office,
        body=speaker.body,
    )


def _kind(reading: _Reading, span: Span) -> Kind:
    inside = sum(min(q.end, span[1]) - max(q.start, span[0]) for q in _quotes_in(reading, *span))
    if not inside:
        return "indirect"
    return "direct" if inside >= span[1] - span[0] - 2 else "mixed"


# ---- quotations without a cue of their own


def _from_runs(reading: _Reading, said: list[_Said]) -> Iterator[Statement]:
    """Quotations that go on from one whose speaker is known: after the cue, or in the next paragraph."""
    text = reading.article.text
    owners: dict[int, tuple[_Said, Certainty]] = {}
    for report in said:
        for start, end in report.contents:
            for quote in _quotes_in(reading, start, end):
                if quote.start >= start and quote.end <= end:
                    owners.setdefault(quote.start, (report, report.speaker.certainty))
    by_sentence: dict[int, _Said] = {report.sentence: report for report in said}
    starts = [s.start for s in reading.sentences]
    for i, quote in enumerate(reading.quotes):
        if quote.start in owners:
            continue
        first = bisect_right(starts, quote.start) - 1
        owner = _owner_beside(reading, owners, by_sentence.get(first), i)
        if owner is None and quote.start == reading.sentences[first].start:
            if _is_alone(reading, i, first) and is_sentence(text, quote):
                owner = _owner_before(reading, owners, by_sentence, i, first)
            elif first not in by_sentence:
                owner = _owner_in_paragraph(reading, owners, i, first)
        if owner:
            owners[quote.start] = owner
            yield _statement(reading, owner[0].speaker, (quote.start, quote.end), owner[0].cue, owner[1])


# What may stand between a cue, or the quotation before, and a quotation that goes on in the same sentence.
_AFTER_CUE = re.compile(r"[^“”\"]{0,60},\s*(?:and |but )?")
_AFTER_QUOTE = re.compile(r",?\s*(?:(?:and|or|but)\s+)?(?:an? |the )?")


def _owner_beside(
    reading: _Reading, owners: dict[int, tuple[_Said, Certainty]], said: _Said | None, i: int
) -> tuple[_Said, Certainty] | None:
    """Whose a quotation is that goes on in one sentence: “…,” she said, “but …”; called him “a …” and “a …”."""
    text, quote = reading.article.text, reading.quotes[i]
    if len(text[quote.start : quote.end].split()) < _FEWEST_WORDS or text[quote.start + 1 : quote.start + 2].isupper():
        return None
    if said and said.contents and said.cue[1] < quote.start and _AFTER_CUE.fullmatch(text, said.cue[1], quote.start):
        return said, said.speaker.certainty
    before = reading.quotes[i - 1] if i else None
    if before is not None and before.start in owners and _AFTER_QUOTE.fullmatch(text, before.end, quote.start):
        return owners[before.start][0], "likely"
    return None


def _owner_in_paragraph(
    reading: _Reading, owners: dict[int, tuple[_Said, Certainty]], i: int, first: int
) -> tuple[_Said, Certainty] | None:
    """Whose a quotation is that opens a sentence of the reporter's right after one of a known speaker."""
    text, quote, before = reading.article.text, reading.quotes[i], reading.quotes[i - 1] if i else None
    if first == 0 or before is None or before.start not in owners or before.end < reading.sentences[first - 1].start:
        return None
    near = reading.sentences[first - 1].paragraph == reading.sentences[first].paragraph
    long = len(text[quote.start : quote.end].split()) > _LONGEST_NAME
    return (owners[before.start][0], "likely") if near and long else None


def _from_blocks(reading: _Reading, said: list[_Said]) -> Iterator[Statement]:
    """Paragraphs that stand without marks after "Orr wrote:"."""
    text, sentences = reading.article.text, reading.sentences
    for report in said:
        last = sentences[report.sentence]
        if report.contents or report.sentence + 1 >= len(sentences) or not text[last.start : last.end].endswith(":"):
            continue
        first = sentences[report.sentence + 1]
        paragraph = [s for s in sentences[report.sentence + 1 :][:_LONGEST_BLOCK] if s.paragraph == first.paragraph]
        if first.paragraph == last.paragraph or _quotes_in(reading, first.start, first.start + 1):
            continue
        yield _statement(reading, report.speaker, (first.start, paragraph[-1].end), report.cue, "likely")


def _owner_before(
    reading: _Reading, owners: dict[int, tuple[_Said, Certainty]], said: dict[int, _Said], i: int, first: int
) -> tuple[_Said, Certainty] | None:
    text, quote = reading.article.text, reading.quotes[i]
    before = reading.quotes[i - 1] if i else None
    last = reading.sentences[first - 1] if first else None
    if before is not None and before.start in owners:
        if before.goes_on and not text[before.end : quote.start].strip():
            return owners[before.start]
        if "\n" not in text[before.end : quote.start] and last is not None and before.end > last.start:
            return owners[before.start]
    if last is None or first - 1 not in said:
        return None
    if last.paragraph == reading.sentences[first].paragraph or text[last.end - 1] == ":":
        return said[first - 1], "likely"
    if _fills_paragraph(reading, i, first):
        if before is not None and before.start in owners and before.end > last.start:
            return owners[before.start][0], "likely"
        return said[first - 1], "likely"
    return None


def _is_alone(reading: _Reading, i: int, first: int) -> bool:
    """Whether no words but the quotation stand in its sentences."""
    quote = reading.quotes[i]
    last = first
    while last + 1 < len(reading.sentences) and reading.sentences[last + 1].start < quote.end:
        last += 1
    rest = reading.article.text[quote.end : reading.sentences[last].end]
    return len(rest) <= _LONGEST_CLOSE and not any(map(str.isalnum, rest))


def _fills_paragraph(reading: _Reading, i: int, first: int) -> bool:
    """Whether a paragraph holds nothing but the quotation: then its speaker is the one just quoted."""
    paragraph = reading.sentences[first].paragraph
    last = first
    while last + 1 < len(reading.sentences) and reading.sentences[last + 1].paragraph == paragraph:
        last += 1
    return reading.quotes[i].end >= reading.sentences[last].end


def _tidy(found: list[Statement]) -> list[Statement]:
    """In the order of the text, without repetitions; of two on the same words by one speaker the longer stays."""
    kept: list[Statement] = []
    for statement in sorted(found, key=lambda s: (s.start, -s.end)):
        if any(
            s.start <= statement.start and statement.end <= s.end and s.speaker == statement.speaker for s in kept[-6:]
        ):
            continue
        kept.append(statement)
    return kept
