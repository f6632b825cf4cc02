"""What a draft says counts only as far as it holds: quotes by their offsets, a model's sentences by their evidence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.store.library import Library
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import VERBS
from factcontext.rag.records import Evidence, Problem
from factcontext.rag.verification import amounts, claims, moments, naming, polarity, quotations, support
from factcontext.rag.verification.claims import Claim, Written
from factcontext.rag.verification.copied import copied
from factcontext.rag.verification.grounds import Ground, Line, Pool, Source
from factcontext.rag.verification.identity import Identity, Voice
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.markers import take_out
from factcontext.rag.verification.quotations import Quotation

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check finds of one written sentence."""

    text: str  # without markers, otherwise as written
    numbers: tuple[int, ...]  # of the sources it rests on: those it cites that hold, else what it deserves
    problem: Problem | None  # None: supported
    score: float  # support, 0 to 1
    speaker: str | None = None  # who speaks in it, in full: whom "he" means in the next sentence


def sources(evidence: Sequence[Evidence], library: Library) -> tuple[Source, ...]:
    """Evidence numbered from 1, in order, with whose words overlap it and what stands around it."""
    return tuple(_source(n, one, library) for n, one in enumerate(evidence, 1))


def _source(n: int, evidence: Evidence, library: Library) -> Source:
    article, start, end = evidence.article, evidence.start, evidence.end
    said = tuple(s for s in library.statements(article.path) if s.start < end and start < s.end)
    sentences = library.sentences(article.path)
    before = [s for s in sentences if s.end <= start][-1:]
    after = [s for s in sentences if s.start >= end][:1]
    around = ["".join(article.text[s.start : s.end] for s in part) for part in (before, after)]
    return Source(n, evidence, said, *around)


@dataclass(frozen=True, slots=True)
class _Finding:
    """How one claim stands with one source."""

    n: int
    score: float
    problem: Problem | None
    speaker: str | None = None


class Checker:
    """Checks the sentences of one answer against its sources, which are taken apart once."""

    def __init__(self, sources: Sequence[Source], library: Library, embedder: Embedder) -> None:
        self._sources = sources
        self._library = library
        self._embedder = embedder
        self._identity = Identity(library.directory)
        self._numbers = {source.n for source in sources}
        self._known: dict[str, Vectors] = {}

    def check(self, sentence: str, before: str | None = None) -> Verdict:
        """Whether a sentence is supported, and by which sources; `before` is who spoke in the sentence before."""
        text, cited = take_out(sentence)
        if not any(map(str.isalnum, text)) or not self._grounds:
            return Verdict(text, (), "no_source", 0.0)
        if is_instruction(text):
            return Verdict(text, (), "instruction", 0.0)
        if len(text) > _LONGEST:
            return Verdict(text, (), "support", 0.0)
        known = [n for n in cited if n in self._numbers]
        if own := self._copied(text, known):
            return own
        written = claims.take_apart(text, before)
        vector = self._embedder.encode([text])[0]
        whole = self._decide(written, known, vector, before)
        parts = claims.split_up(written) if whole.problem is None or whole.problem in _MENDED else None
        if parts is None:
            return whole
        several = self._decide(parts, known, vector, before)
        if whole.problem is None:
            return replace(several, problem="support") if several.problem and several.score < _BARELY else whole
        return whole if several.problem else several

    def _copied(self, text: str, cited: Sequence[int]) -> Verdict | None:
        """The verdict on what is a source's own sentence; None on what is not."""
        found = {g.source: span for g in self._grounds if (span := copied(text, g.source, g.lines))}
        if not found:
            return None
        own = [source for source in found if source.n in cited] or list(found)[:1]
        start, end = found[own[0]]
        speakers = {said.speaker for said in own[0].statements if said.start < end and start < said.end}
        only = speakers.pop() if len(speakers) == 1 else None
        return Verdict(text, tuple(source.n for source in own), None, 1.0, only)

    def article(self, n: int) -> str:
        """The path of the article of source n."""
        return next(source.evidence.article.path for source in self._sources if source.n == n)

    def signs(self, sentence: str, before: str | None = None) -> support.Signs | None:
        """What speaks for a sentence's worst claim with the source that suits it best; None without sources."""
        text, _ = take_out(sentence)
        if not self._grounds:
            return None
        written = claims.take_apart(text, before)
        vector = self._embedder.encode([text])[0]
        each = [self._signs_of(claim, written, vector) for claim in written.claims]
        return min((one for one in each if one), key=support.score, default=None)

    def _signs_of(self, claim: Claim, written: Written, vector: Vectors) -> support.Signs | None:
        pools = [self._pool(claim, ground) for ground in self._grounds]
        found = [self._measure(claim, written, pool, vector) for pool in pools if pool is not None and pool.lines]
        return max(found, key=support.score, default=None)

    def _decide(self, written: Written, cited: Sequence[int], vector: Vectors, before: str | None) -> Verdict:
        """Which sources all claims of a sentence rest on, cited ones first; the worst claim decides."""
        text = written.text
        found = [
            [self._find(claim, written, ground, vector, before) for ground in self._grounds] for claim in written.claims
        ]
        resting = [_rest(of_claim, cited) for of_claim in found]
        score = min((max((one.score for one in rest), default=0.0) for rest in resting), default=0.0)
        failed = next((of_claim for of_claim, rest in zip(found, resting, strict=True) if not rest), None)
        if failed is not None:
            worst = _nearest(failed, cited)
            return Verdict(text, (), self._problem(text, worst), worst.score)
        speaker = next((rest[0].speaker for rest in reversed(resting) if rest[0].speaker), None)
        return Verdict(text, _numbers(found, resting, cited), None, score, speaker)

    def _problem(self, text: str, worst: _Finding) -> Problem:
        """Why a sentence is not supported: an order to a machine that an article holds is no support at all."""
        words = frozenset(support.content(text))
        for ground in self._grounds:
            for order in ground.orders:
                if words and len(words & order.stems) >= _OBEYED * len(words):
                    return "instruction"
        return worst.problem or "support"

    @cached_property
    def _grounds(self) -> list[Ground]:
        grounds = [Ground(source) for source in self._sources]
        for ground in grounds:
            self._give_vectors(ground)
        return [ground for ground in grounds if ground.lines or ground.orders]

    def _give_vectors(self, ground: Ground) -> None:
        """The index has the vectors of all sentences."""
        rows = self._rows(ground.source.evidence.article.path)
        known = [line for line in ground.lines if line.start in rows]
        for line, vector in zip(known, self._library.vectors.rows([rows[line.start] for line in known]), strict=True):
            line.vector = vector

    def _rows(self, path: str) -> dict[int, int]:
        """The number of each sentence of an article by its start."""
        return self._library.catalog.sentence_numbers(path)

    # ---- one claim, one source

    def _find(self, claim: Claim, written: Written, ground: Ground, vector: Vectors, before: str | None) -> _Finding:
        if not ground.lines:
            return _Finding(ground.source.n, 0.0, "support")
        if claim.is_open:
            return _Finding(ground.source.n, 0.0, "speaker")
        if claim.speaker is None:
            return self._find_told(claim, written, ground, vector, before)
        pool = self._pool(claim, ground)
        if pool is None:
            return self._find_done(claim, written, ground, vector)
        around = f"{ground.source.before}\n{pool.text}"
        if not self._identity.holds(Voice(claim.speaker, claim.office), pool.statements[0], around, pool.article):
            return _Finding(ground.source.n, 0.0, "speaker")
        return self._judge(claim, written, ground, pool, vector)

    def _pool(self, claim: Claim, ground: Ground) -> Pool | None:
        """What a source has that may support a claim: its speaker's words, or what the article tells itself."""
        if claim.speaker is None:
            return ground.told()
        voice = Voice(claim.speaker, claim.office)
        return ground.said_by(lambda statement: self._identity.is_by(voice, statement))

    def _measure(self, claim: Claim, written: Written, pool: Pool, vector: Vectors) -> support.Signs:
        besides = frozenset(stems(f"{claim.speaker or ''} {claim.office or ''}"))
        return support.measure(claim.text(written.text), pool, self._rarity, vector, besides)

    def _score(self, claim: Claim, written: Written, pool: Pool, vector: Vectors) -> float:
        return support.score(self._measure(claim, written, pool, vector))

    def _find_told(
        self, claim: Claim, written: Written, ground: Ground, vector: Vectors, before: str | None
    ) -> _Finding:
        """What the sentence tells itself must be told by the article, not merely said in it by somebody."""
        told = self._judge(claim, written, ground, ground.told(), vector)
        if told.problem is None:
            return told
        anybody = self._judge(claim, written, ground, ground.whole(), vector)
        if anybody.problem is None and not self._may_be_anybodys(claim, written, ground, before):
            return replace(anybody, problem="speaker")
        return anybody

    def _may_be_anybodys(self, claim: Claim, written: Written, ground: Ground, before: str | None) -> bool:
        """Whether words may be somebody's whom the sentence does not name: it says that they are words."""
        quoted = [q for q in _inside(written.quotations, claim.spans) if q.count >= _FEWEST_SPOKEN]
        named = [" ".join(t.text for t in run) for run in naming.find(written.doc, [(0, len(written.text))])]
        named = [name for name in named if not any(q.start <= written.text.find(name) < q.end for q in quoted)]
        for quotation in quoted:
            if not self._is_spoken_by(quotation, [*named, *([before] if before and not named else [])], ground):
                return False
        return bool(quoted) or claims.is_reported(written.doc, claim.spans)

    def _is_spoken_by(self, quotation: Quotation, named: Sequence[str], ground: Ground) -> bool:
        """Whether one of those whom the sentence names speaks the words, or nobody is named."""
        text = ground.source.evidence.article.text
        for statement in ground.source.statements:
            if quotations.locate(quotation.words, text[statement.start : statement.end]):
                return not named or any(self._identity.is_by(Voice(name), statement) for name in named)
        return not named

    def _find_done(self, claim: Claim, written: Written, ground: Ground, vector: Vectors) -> _Finding:
        """What somebody does by words, where the article tells it as a doing: "Orr attacked the plan"."""
        n = ground.source.n
        if any(q.count >= _FEWEST_SPOKEN for q in _inside(written.quotations, claim.spans)):
            located = all(_locate(q, ground) for q in _inside(written.quotations, claim.spans))
            return _Finding(n, self._score(claim, written, ground.whole(), vector), "speaker" if located else "quote")
        if not any(claims.does(line.doc, claim.speaker or "", claim.cue) for line in ground.lines):
            return _Finding(n, self._score(claim, written, ground.whole(), vector), "speaker")
        return self._judge(claim, written, ground, ground.told(), vector)

    def _judge(self, claim: Claim, written: Written, ground: Ground, pool: Pool, vector: Vectors) -> _Finding:
        """Everything that must hold of a claim whose speaker is settled."""
        score = self._score(claim, written, pool, vector)
        speaker = pool.statements[0].speaker if claim.speaker and pool.statements else None
        checks: Sequence[tuple[Problem, Callable[[], bool]]] = (
            ("quote", lambda: self._quotes_hold(claim, written, ground, pool)),
            ("name", lambda: self._names_hold(claim, written, ground, pool)),
            ("number", lambda: self._numbers_hold(claim, written, ground, pool)),
            ("date", lambda: self._dates_hold(claim, written, ground, pool)),
            ("negation", lambda: self._meaning_holds(claim, written, pool)),
            ("support", lambda: score >= support.THRESHOLD and self._words_are_near(claim, written, ground, pool)),
        )
        problem = next((name for name, is_right in checks if not is_right()), None)
        return _Finding(ground.source.n, score, problem, speaker)

    def _rarity(self, word: str) -> float:
        return self._library.words.rarity(word)

    def _words_are_near(self, claim: Claim, written: Written, ground: Ground, pool: Pool) -> bool:
        """Whether each word that the evidence lacks, or the article where it stands around a claim, is akin to one."""
        frame = _frame(claim, written)
        if not ground.whole().stems.issuperset(claims.doings(written.doc, frame)):
            return False
        speaker = frozenset(stems(f"{claim.speaker or ''} {claim.office or ''} {claim.cue}"))  # checked elsewhere
        words = support.strange(_cut(written.text, _unquoted(claim.spans, written.quotations)), pool.stems | speaker)
        around = support.strange(_cut(written.text, frame), ground.vocabulary | pool.stems | speaker)
        return self._are_near(words, pool, support.NEAR) and self._are_near(around, pool, support.NEAR_AROUND)

    def _are_near(self, words: Sequence[str], pool: Pool, nearness: float) -> bool:
        theirs = support.telling(pool.text) if words else []
        if not words or not theirs:
            return not words
        likeness = self._vectors(words) @ self._vectors(theirs).T
        return bool((likeness.max(axis=1) >= nearness).all())

    def _vectors(self, words: Sequence[str]) -> Vectors:
        """The vectors of single words, each made once."""
        new = [word for word in words if word not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.encode(new), strict=True))
        return np.stack([self._known[word] for word in words])

    def _quotes_hold(self, claim: Claim, written: Written, ground: Ground, pool: Pool) -> bool:
        """Whether the article has all quoted words, and the speaker says them."""
        for quotation in _inside(written.quotations, claim.spans):
            within = pool.said if pool.statements and quotation.count >= _FEWEST_SPOKEN else pool.text
            if not quotations.locate(quotation.words, within):
                return False
        return True

    def _names_hold(self, claim: Claim, written: Written, ground: Ground, pool: Pool) -> bool:
        source = ground.source
        article = source.evidence.article
        known = naming.Known(f"{pool.text}\n{pool.extra}", article.text, f"{source.before} {article.title}")
        if naming.strange(written.doc, claim.spans, known, self._library.directory):
            return False
        frame = _frame(claim, written)
        everything = (
            f"{ground.whole().text}\n{ground.whole().extra}\n{claim.speaker or ''} {claim.office or ''} {article.title}"
        )
        known = naming.Known(f"{everything} {article.publisher or ''}", article.text, source.before)
        return not naming.strange(written.doc, frame, known, self._library.directory)

    def _numbers_hold(self, claim: Claim, written: Written, ground: Ground, pool: Pool) -> bool:
        """Numbers of the words must be in the words; what stands around them, in what the source says around them."""
        for amount in written.amounts:
            inside = _is_within(amount.span, claim.spans)
            if (inside or len(written.claims) == 1) and not amounts.fits(
                amount, pool.amounts if inside else ground.whole().amounts
            ):
                return False
        return True

    def _dates_hold(self, claim: Claim, written: Written, ground: Ground, pool: Pool) -> bool:
        """Dates of the words must be in the words; what stands around them may be the date of the report."""
        published = ground.source.evidence.article.published
        for moment in written.moments:
            inside = _is_within(moment.span, claim.spans)
            if not inside and len(written.claims) > 1:
                continue
            told = pool.moments if inside else ground.whole().moments
            if moments.fits(moment, told, published):
                continue
            if not (claims.is_of_report(written.text, moment.span) and moments.is_day_of(moment, published)):
                return False
        return True

    def _meaning_holds(self, claim: Claim, written: Written, pool: Pool) -> bool:
        spans = _unquoted(claim.spans, written.quotations)
        mine = polarity.read(written.doc, spans)
        mine.stems.update(stems(claim.cue))
        if claim.is_negated:
            mine.negations += 1
        told = pool.meaning
        nearest = _nearest_line(mine.stems, pool)
        if pool.statements and not _cues_agree(claim, mine, nearest, pool):
            return False
        if claim.speaker and not pool.statements and claims.is_unsaid(claim.cue) and not nearest.meaning.negations:
            return False
        if polarity.is_turned(mine, told, nearest.meaning) or polarity.is_certain(mine, told):
            return False
        if pool.statements and not _is_judged(claim, written.text, pool):
            return False
        cues = {stem for statement in pool.statements for stem in stems(statement.cue)}
        return not polarity.is_rearranged(mine, told) and not polarity.is_opposite(mine.stems, told.stems | cues)


# Of a sentence that holds as a whole no joined part may be without all support: "it fired and sank the ferry".
_BARELY = 0.2
# What a source lacks of a sentence another may have: its claims are tried one by one.
_MENDED = ("support", "quote", "name", "number", "date")
# Characters; nobody writes such a sentence, and to parse it takes seconds.
_LONGEST = 2000
# Of a sentence's words so many stand in an article's order to a machine: the sentence obeys it.
_OBEYED = 0.6
# Quoted words from which on they are somebody's words, not a term or a title.
_FEWEST_SPOKEN = 4


# A source that says nearly the same but for a "not", a number or a date is what the sentence was made of; one that
# supports it so much less does not make up for that.
_CONTRARY = ("negation", "number", "date")
_OUTDONE = 0.2


def _rest(found: Sequence[_Finding], cited: Sequence[int]) -> list[_Finding]:
    """The sources that a claim holds with: those that the sentence cites, else the best of all."""
    contrary = max((one.score for one in found if one.problem in _CONTRARY), default=0.0)
    holding = [one for one in found if one.problem is None and one.score >= contrary - _OUTDONE]
    own = [one for one in holding if one.n in cited]
    return own or sorted(holding, key=lambda one: -one.score)[:1]


def _numbers(
    found: Sequence[Sequence[_Finding]], resting: Sequence[Sequence[_Finding]], cited: Sequence[int]
) -> tuple[int, ...]:
    """The sources of all claims; one that holds all of them rather than one for each."""
    used = {one.n for rest in resting for one in rest}
    if not used <= set(cited) and len(found) > 1:
        each = [{one.n: one.score for one in of_claim if one.problem is None} for of_claim in found]
        common = set.intersection(*(set(one) for one in each))
        if common:
            return (max(common, key=lambda n: (n in cited, min(one[n] for one in each))),)
    return tuple(n for n in cited if n in used) + tuple(sorted(used - set(cited)))


def _nearest(found: Sequence[_Finding], cited: Sequence[int]) -> _Finding:
    """The source that comes nearest to holding a claim: the problem with it is the one to name."""
    best = max(one.score for one in found)
    near = [one for one in found if one.score >= best - _ABOUT]
    return max(near, key=lambda one: (_NEARNESS[one.problem or "support"], one.n in cited, one.score))


# Sources whose support differs by no more than this are equally near.
_ABOUT = 0.15
# How near a source is whose only problem is this: a false number is told of before a strange speaker.
_NEARNESS: dict[Problem, int] = {
    "negation": 3, "number": 3, "date": 3, "name": 2, "support": 1, "speaker": 2, "quote": 1, "no_source": 0,
    "instruction": 0,
}  # fmt: skip


def _inside(found: Sequence[Quotation], spans: Iterable[Span]) -> list[Quotation]:
    return [one for one in found if any(start < one.end and one.start < end for start, end in spans)]


def _is_within(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _cut(text: str, spans: Iterable[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _unquoted(spans: Iterable[Span], quoted: Sequence[Quotation]) -> list[Span]:
    """The stretches less what is in quotation marks, which is checked to the letter."""
    parts: list[Span] = []
    for start, end in spans:
        at = start
        for one in quoted:
            if one.start < end and at < one.end:
                parts.append((at, max(at, one.start)))
                at = one.end
        parts.append((at, end))
    return [part for part in parts if part[0] < part[1]]


def _frame(claim: Claim, written: Written) -> list[Span]:
    """What stands around the content of a sentence with one claim; with several, the others' content is no frame."""
    if len(written.claims) > 1:
        return []
    parts, at = [], 0
    for start, end in claim.spans:
        parts.append((at, start))
        at = end
    return [*parts, (at, len(written.text))]


def _locate(quotation: Quotation, ground: Ground) -> bool:
    return quotations.locate(quotation.words, ground.whole().text) is not None


# Verbs by which somebody judges; with hardly a word beside, the evidence must have one of their kind.
_JUDGING = frozenset(["praise", "criticise", "favour"])
_FEW_WORDS = 3


def _is_judged(claim: Claim, text: str, pool: Pool) -> bool:
    """Whether "praised the plan" has more to rest on than the plan's name in somebody's words."""
    verb = VERBS.get(claim.cue.split()[-1].lower()) if claim.cue else None
    if verb is None or verb.act not in _JUDGING or len(support.content(claim.text(text))) > _FEW_WORDS:
        return True
    return any(
        known.act == verb.act for word in f"{pool.text} {pool.extra}".split() if (known := VERBS.get(word.lower()))
    )


def _cues_agree(claim: Claim, mine: polarity.Meaning, nearest: Line, pool: Pool) -> bool:
    """Whether a sentence says "did not say" where the article does, and only there."""
    theirs = [claims.is_unsaid(s.cue) for s in nearest.statements if s in pool.statements]
    theirs = theirs or [claims.is_unsaid(s.cue) for s in pool.statements]
    if claims.is_unsaid(claim.cue):
        return any(theirs)
    return not all(theirs) or mine.negations > 0


def _nearest_line(words: set[str], pool: Pool) -> Line:
    """The sentence of the evidence that shares most words."""
    return max(pool.lines, key=lambda line: len(words & line.stems))
