"""Streams a summary of the quotes from a model and checks each sentence against them as soon as it is complete."""

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from math import inf
from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.rag.answering.cache import Cache, KeptText, request_key
from factcontext.rag.answering.limits import keep_to_limits
from factcontext.rag.answering.prompts import REFUSAL, answering, tokens
from factcontext.rag.answering.stream import Sentences
from factcontext.rag.records import AnswerSentence, Draft, Piece, Question, Summary, Usage, Watch, Writer
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.verdict import Verdict

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


def summarise(
    sources: Sequence[NumberedSource],
    draft: Draft,
    writer: Writer,
    check: Check,
    watch: Watch | None = None,
    cache: Cache | None = None,
    until: float = inf,
) -> Summary | None:
    """Have a summary written of the quotes that answer; None where the model finds nothing to say. Never raises
    ModelFailed.

    `draft` is the answer so far; `watch` is told of it with every piece. `until` is when the summary must have come to
    an end, as perf_counter tells the time.
    """
    messages = answering(draft.question.standalone, sources)
    writing = _Writing(draft, writer, check, watch, until)
    request = request_key(messages, writer)
    known = cache.text_of(request) if cache else None
    if known:
        writing.run(Piece(kept.text, kept.usage) for kept in [known])
    else:
        writing.run(writer.write(messages, writer.max_tokens))
        if cache and writing.usage and writing.is_complete:
            cache.keep(request, KeptText(writing.text, writing.usage))
    return writing.summary()


def has_room(sources: Sequence[NumberedSource], question: str, writer: Writer) -> bool:
    """Whether the model's context has room for the quotes beside the summary."""
    return tokens(answering(question, sources)) <= writer.context_tokens - writer.max_tokens


def _only_person(question: Question) -> str | None:
    """Whom alone a question is surely about; None where it is about several or nobody."""
    return question.speaker if not question.others and not question.guessed else None


class _Writing:
    """A summary as it comes: text becomes sentences, and sentences are checked."""

    def __init__(self, draft: Draft, writer: Writer, check: Check, watch: Watch | None, until: float) -> None:
        self._draft, self._writer = draft, writer
        self._check, self._watch, self._until = check, watch, until
        self._stream = Sentences()
        self._sentences: list[AnswerSentence] = []
        # Of the last sentence that holds and has one; before it, the only person whom the question is about.
        self._speaker = _only_person(draft.question)
        self.text = ""
        self.usage: Usage | None = None
        self._problem: ModelProblem | None = None
        self._stopped = False

    @property
    def is_complete(self) -> bool:
        """Whether it has come to its end."""
        return self._problem is None and not self._stopped

    def run(self, pieces: Generator[Piece, None, None]) -> None:
        """Take all pieces, or as many as the reader wants to wait for."""
        try:
            with closing(pieces) as coming:
                for piece in coming:
                    self._take(piece)
                    if self._watch and not self._watch(self._grown()):
                        self._stopped = True
                        break
            self._judge(self._stream.finish(cut=self._stopped))
        except ModelFailed as error:
            self._problem = error.problem
            self._judge_in_time(self._stream.finish(cut=True))

    def summary(self) -> Summary | None:
        """What has come of it."""
        if not self._sentences and self.is_complete:
            return None
        return Summary(self._writer.model, tuple(self._sentences), self.usage, self.is_complete, self._problem)

    def _take(self, piece: Piece) -> None:
        self.usage = piece.usage or self.usage
        self._draft = replace(self._draft, ahead=piece.ahead)
        self.text += piece.text
        keep_to_limits(self.text, piece, self._writer, self._until)
        self._judge(self._stream.feed(piece.text))

    def _judge_in_time(self, sentences: Sequence[str]) -> None:
        """Check as many as the time allows; what is not checked is not shown."""
        with suppress(ModelFailed):
            self._judge(sentences)

    def _judge(self, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            if perf_counter() > self._until:  # the time limit is that of the answer, its checking included
                raise ModelFailed(ModelProblem("no_end_in_time", limit=self._writer.deadline_s))
            if _NOTHING_FOUND.search(sentence):
                continue
            verdict = self._check(sentence, self._speaker)
            self._speaker = verdict.speaker or self._speaker
            numbers = verdict.numbers if not verdict.problem else ()
            text = _STOP_TWICE.sub(r"\1", verdict.text)
            self._sentences.append(AnswerSentence(text, numbers, not verdict.problem, verdict.problem))

    def _grown(self) -> Draft:
        tail = self._stream.tail
        return replace(
            self._draft, sentences=tuple(self._sentences), tail="" if REFUSAL.startswith(tail.upper()) else tail
        )
