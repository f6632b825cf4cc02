"""Streams an answer from a model and checks each sentence against the evidence as soon as it is complete."""

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import inf
from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.rag.answering.cache import Cache, KeptText, request_key
from factcontext.rag.answering.extract import cite
from factcontext.rag.answering.prompts import REFUSAL, answering, tokens
from factcontext.rag.answering.stream import Sentences
from factcontext.rag.records import AnswerSentence, Citation, Draft, Piece, Question, Usage, Watch, Writer
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.verdict import Verdict

# A model is given at most so many pieces of evidence, none less than half as good as the best: more of it, and small
# models take the wrong piece. Where the context is small, the best of them that fit.
MOST = 6
LESSER = 0.6
# No token of any language is longer on average; who writes more than that does not keep to what was asked for.
CHARS_A_TOKEN = 8
# A sentence of the model's about the extracts themselves; it is no claim, whether true or not.
_NOTHING_FOUND = re.compile(
    rf"{REFUSAL}|\bnot in these articles\b"
    r"|\b(?:extracts?|passages?|sources?|articles?|texts?|information)\b(?: (?:provided|given|above|here))?"
    r" (?:(?:do|does|did|is|are|can)(?: not|n[’']t)|cannot) (?:\w+ )?"
    r"(?:answer|mention|say|contain|provide|specify|state|include|give|address|discuss|tell|available|enough)\w*\b"
    r"|\b(?:no|any) (?:\w+ )?(?:information|mention|extracts?)\b[^.]{0,60}\b(?:extracts?|articles?|provided|given)\b",
    re.IGNORECASE,
)

# What is left where a number stood between two stops: “It sank.” [1].
_STOP_TWICE = re.compile(r"([.!?][”’\"'])\.$")

# Judges a sentence; told who spoke in the sentence before, whom "he" may mean.
Check = Callable[[str, str | None], Verdict]


@dataclass(frozen=True, slots=True)
class CheckedText:
    """What a model wrote, sentence by sentence, checked; `problem` says why it did not end as it should."""

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    refused: bool = False  # it says that the evidence does not answer
    begun: bool = False  # it wrote anything at all
    stopped: bool = False  # by the reader
    problem: ModelProblem | None = None
    usage: Usage | None = None
    nearest: float = 0.0  # the best score among the sources cited, as a share of the best among those given

    @property
    def supported(self) -> tuple[AnswerSentence, ...]:
        """The sentences that the evidence supports."""
        return tuple(one for one in self.sentences if one.supported)


def generate(
    question: Question,
    sources: Sequence[NumberedSource],
    writer: Writer,
    check: Check,
    watch: Watch | None = None,
    cache: Cache | None = None,
    until: float = inf,
) -> CheckedText:
    """Have an answer written from evidence; `watch` is told of every piece. Never raises ModelFailed.

    `until` is when it must have come to an end, as perf_counter tells the time.
    """
    messages = answering(question.standalone, sources)
    writing = _Writing(question, sources, writer, check, watch, until)
    request = request_key(messages, writer)
    known = cache.text_of(request) if cache else None
    if known:
        writing.run(Piece(kept.text, kept.usage) for kept in [known])
    else:
        writing.run(writer.write(messages, writer.max_tokens))
        if cache and writing.usage and not writing.problem and not writing.stopped:
            cache.keep(request, KeptText(writing.text, writing.usage))
    return writing.written()


def fitted(sources: Sequence[NumberedSource], question: Question, writer: Writer) -> tuple[NumberedSource, ...]:
    """The best sources, as many as the model's context has room for beside the answer."""
    room = writer.context_tokens - writer.max_tokens
    kept = sources[:MOST]
    while kept and tokens(answering(question.standalone, kept)) > room:
        kept = kept[:-1]
    return tuple(kept)


class _Writing:
    """An answer as it comes: text becomes sentences, sentences are checked, their sources numbered as they appear."""

    def __init__(
        self,
        question: Question,
        sources: Sequence[NumberedSource],
        writer: Writer,
        check: Check,
        watch: Watch | None,
        until: float,
    ) -> None:
        self._until = until
        self._question, self._sources, self._writer = question, sources, writer
        self._check, self._watch = check, watch
        self._stream = Sentences()
        self._by_number = {source.n: source for source in sources}
        self._numbers: dict[int, int] = {}  # of a source in the prompt -> of its citation
        self._sentences: list[AnswerSentence] = []
        self._speaker: str | None = None  # of the last sentence that holds and has one
        self._refused = False
        self.text = ""
        self.usage: Usage | None = None
        self.problem: ModelProblem | None = None
        self.stopped = False

    def run(self, pieces: Generator[Piece, None, None]) -> None:
        """Take all pieces, or as many as the reader wants to wait for."""
        try:
            with closing(pieces) as coming:
                for piece in coming:
                    self._take(piece)
                    if self._watch and not self._watch(self._draft()):
                        self.stopped = True
                        break
        except ModelFailed as error:
            self.problem = error.problem
        self._judge(self._stream.finish(cut=self.stopped or self.problem is not None))

    def written(self) -> CheckedText:
        """What has come of it."""
        return CheckedText(
            sentences=tuple(self._sentences),
            citations=self._citations(),
            refused=self._refused,
            begun=bool(self.text.strip()),
            stopped=self.stopped,
            problem=self.problem,
            usage=self.usage,
            nearest=self._nearest(),
        )

    def _nearest(self) -> float:
        best = max(source.evidence.score for source in self._sources)
        return max((self._by_number[n].evidence.score for n in self._numbers), default=0.0) / best if best > 0 else 1.0

    def _take(self, piece: Piece) -> None:
        self.usage = piece.usage or self.usage
        self.text += piece.text
        if perf_counter() > self._until and not piece.usage:
            raise ModelFailed(ModelProblem("no_end_in_time", limit=self._writer.deadline_s))
        if len(self.text) > CHARS_A_TOKEN * self._writer.max_tokens:
            raise ModelFailed(ModelProblem("too_much_text", model=self._writer.model))
        self._judge(self._stream.feed(piece.text))

    def _judge(self, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            if _NOTHING_FOUND.search(sentence):
                self._refused = True
                continue
            verdict = self._check(sentence, self._speaker)
            self._speaker = verdict.speaker or self._speaker
            numbers = tuple(dict.fromkeys(self._number(n) for n in verdict.numbers)) if not verdict.problem else ()
            text = _STOP_TWICE.sub(r"\1", verdict.text)
            self._sentences.append(AnswerSentence(text, numbers, not verdict.problem, verdict.problem))

    def _number(self, n: int) -> int:
        """The citation number of a source: the first one cited is 1."""
        return self._numbers.setdefault(n, len(self._numbers) + 1)

    def _citations(self) -> tuple[Citation, ...]:
        return tuple(cite(self._by_number[source].evidence, n) for source, n in self._numbers.items())

    def _draft(self) -> Draft:
        tail = self._stream.tail
        return Draft(
            question=self._question,
            model=self._writer.model,
            sentences=tuple(self._sentences),
            citations=self._citations(),
            tail="" if REFUSAL.startswith(tail.upper()) else tail,
            evidence=len(self._sources),
        )
