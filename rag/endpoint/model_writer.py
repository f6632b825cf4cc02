"""Streams an answer from the model behind an OpenAI-compatible endpoint, and tells how that ended."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Any

from httpx2 import AsyncClient, Response

from factcontext.errors import ModelFailed, ModelProblem, ModelProblemKind
from factcontext.index.text.parser import IMPORTING
from factcontext.rag.endpoint.call_queue import CALLS
from factcontext.rag.endpoint.connection import STREAMED, RequestRefused, client, failure, place
from factcontext.rag.endpoint.event_loop import BackgroundTask
from factcontext.rag.endpoint.events import json_values
from factcontext.rag.endpoint.incoming import IncomingAnswer
from factcontext.rag.endpoint.offers import Offer, list_models, readable_name
from factcontext.rag.endpoint.request import Request, changed, chat_request, learn, learned
from factcontext.rag.records import AnswerSchema, Message, Piece, Usage
from factcontext.settings import Endpoint

# Where neither the settings nor the endpoint tell: what Ollama runs a model with, unless it is told otherwise.
CONTEXT_TOKENS = 4096
# An event is 200 to 400 bytes for a token; a model that thinks first writes several times what it answers.
MAX_BYTES, BYTES_A_TOKEN = 1_000_000, 2_500
# A word of more characters for each token than this is no model's: an endpoint that goes on for ever is left.
CHARS_A_TOKEN_AT_MOST = 20
# How long to wait for the next words before saying that there are none yet: five times a second.
PATIENCE_S = 0.2
# After its last word, an endpoint that counts tokens tells the count at once.
COUNT_S = 2.0


class ModelWriter:
    """A model that writes answers: a `Writer`. Cheap to make; one answer's time is its own."""

    def __init__(self, endpoint: Endpoint, offer: Offer | None = None) -> None:
        self._endpoint = endpoint
        self._offer = offer  # what the endpoint offers, where it has been asked already

    @property
    def model(self) -> str:
        """Its name, as readers see it. Raises ModelFailed where none is named and the endpoint offers none."""
        return readable_name(self._id())

    @property
    def endpoint(self) -> str:
        """Where it runs."""
        return self._endpoint.base_url

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and answer may have together: as set, else as the endpoint tells, else 4096."""
        if self._endpoint.context_tokens:
            return self._endpoint.context_tokens
        found = self._offered().entry_of(self._id())
        return (found.context_tokens if found else None) or CONTEXT_TOKENS

    @property
    def max_tokens(self) -> int:
        """How many tokens an answer may have."""
        return self._endpoint.max_tokens

    @property
    def deadline_s(self) -> float:
        """How long an answer may take in all, seconds."""
        return self._endpoint.deadline_s

    def write(
        self, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None = None
    ) -> Generator[Piece, None, None]:
        """Write on: pieces as they come, five a second at least; closing the generator closes the connection.

        With a schema the endpoint is asked for JSON of that form; one that cannot do so answers as it likes. Raises
        ModelFailed whenever the text does not end as it should; the last piece before that brings the usage, where the
        endpoint had begun to write.
        """
        request = chat_request(self._id(), messages, max_tokens, schema)
        until = perf_counter() + self._endpoint.deadline_s
        with CALLS.place(self._endpoint.calls) as place_in_line:
            while ahead := place_in_line.wait(PATIENCE_S):
                if perf_counter() > until:
                    limit = self._endpoint.deadline_s
                    raise ModelFailed(ModelProblem("no_turn_in_time", place(self._endpoint), limit=limit))
                yield Piece(ahead=ahead)
            yield from self._call(request, until)

    def _call(self, request: Request, until: float) -> Generator[Piece, None, None]:
        with IMPORTING:  # here, and not in the task's thread beside other imports of the same modules
            import openai.resources.chat.completions  # noqa: F401
        news: SimpleQueue[str | StreamEnd] = SimpleQueue()
        task = BackgroundTask(_converse(self._endpoint, request, until - perf_counter(), news.put))
        try:
            yield from _pieces(news)
        finally:
            task.stop()

    def _id(self) -> str:
        if self._endpoint.model:
            return self._endpoint.model
        offer = self._offered()
        if not offer.first:
            raise ModelFailed(offer.problem or ModelProblem("no_model", place(self._endpoint)))
        return offer.first.id

    def _offered(self) -> Offer:
        if self._offer is None:
            self._offer = list_models(self._endpoint)
        return self._offer


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """How an answer ended: well, or with a problem; with its usage where words had come."""

    problem: ModelProblem | None
    usage: Usage | None


def _pieces(news: "SimpleQueue[str | StreamEnd]") -> Iterator[Piece]:
    """What comes out of the queue, joined where several words wait; raises ModelFailed where the end is no good one."""
    while True:
        text, end = _take(news)
        if text or not end:
            yield Piece(text)
        if end:
            if end.usage:
                yield Piece(usage=end.usage)
            if end.problem:
                raise ModelFailed(end.problem)
            return


def _take(news: "SimpleQueue[str | StreamEnd]") -> tuple[str, StreamEnd | None]:
    """All that waits in the queue; waits a moment for the first."""
    text = ""
    try:
        one = news.get(timeout=PATIENCE_S)
        while isinstance(one, str):
            text += one
            one = news.get_nowait()
        return text, one
    except Empty:
        return text, None


async def _converse(
    endpoint: Endpoint, request: Request, within_s: float, tell: Callable[[str | StreamEnd], None]
) -> None:
    """Ask and listen until the answer ends, one way or another; always tells an end, unless it is stopped."""
    coming = IncomingAnswer(place(endpoint), tell, CHARS_A_TOKEN_AT_MOST * request["max_tokens"])
    try:
        async with asyncio.timeout(within_s) as limit:
            await _listen(endpoint, request, coming, limit)
        problem = None
    except TimeoutError:
        late: ModelProblemKind = "no_end_in_time" if coming.chars else "no_words_in_time"
        problem = ModelProblem(late, place(endpoint), limit=endpoint.deadline_s)
    except Exception as error:  # whatever an endpoint does: the reader gets quotes and a reason
        problem = failure(error, endpoint)
    if coming.finish or not problem:  # after its last word nothing can go wrong any more that matters
        kind = coming.complaint()
        problem = ModelProblem(kind, place(endpoint)) if kind else None
    tell(StreamEnd(problem, coming.usage(endpoint, request)))


async def _listen(endpoint: Endpoint, request: Request, coming: IncomingAnswer, limit: asyncio.Timeout) -> None:
    max_bytes = max(MAX_BYTES, BYTES_A_TOKEN * request["max_tokens"])
    async with client(endpoint, STREAMED, max_bytes) as http, _opened(http, endpoint.base_url, request) as response:
        async with aclosing(json_values(response.aiter_raw())) as values:
            async for value in values:
                coming.take(value)
                if coming.finish:
                    _hurry(limit)
    coming.end()


def _hurry(limit: asyncio.Timeout) -> None:
    """Wait no longer than for the count of tokens."""
    end = asyncio.get_running_loop().time() + COUNT_S
    limit.reschedule(min(end, limit.when() or end))


@asynccontextmanager
async def _opened(http: AsyncClient, base_url: str, asked: Request) -> AsyncIterator[Response]:
    """Ask; what an endpoint says it does not know is left out and it is asked again, each thing once."""
    # Imported here: it takes a second, which nobody waits who has no endpoint.
    from openai import AsyncOpenAI

    logging.getLogger("openai").setLevel(logging.WARNING)  # with OPENAI_LOG=debug it would write down what is asked
    # The key is set by the client beneath, where nothing of the environment can take its place. It reads no body: what
    # servers send in place of a stream is more than the library takes (events.py).
    openai = AsyncOpenAI(api_key="-", base_url=base_url, max_retries=0, timeout=http.timeout, http_client=http)
    request = learned(base_url, asked)
    while True:
        try:
            stream: Any = await openai.chat.completions.create(**request)
            async with stream:
                learn(base_url, asked, request)
                yield stream.response
                return
        except RequestRefused as refused:
            fewer = changed(request, refused.complaint, is_named=refused.problem.kind != "request_refused")
            if fewer == request:
                raise
            request = fewer
