"""Streams an answer from the model behind an OpenAI-compatible endpoint, and tells how that ended."""

import asyncio
import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import TYPE_CHECKING, Any

from factcontext.errors import ModelFailed, ModelProblem, ModelProblemKind
from factcontext.index.text.parser import IMPORTING
from factcontext.rag.endpoint.connection import RequestRefused, client, failure, place
from factcontext.rag.endpoint.event_loop import BackgroundTask
from factcontext.rag.endpoint.offers import Offer, list_models, readable_name
from factcontext.rag.endpoint.request import Request, changed, chat_request, learn, learned
from factcontext.rag.records import AnswerSchema, Message, Piece, Usage
from factcontext.settings import Endpoint

if TYPE_CHECKING:
    from openai import AsyncOpenAI

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
# English text has about four characters a token (OpenAI's rule of thumb).
CHARS_A_TOKEN = 4
# No control characters but line breaks and tabs: what is written goes to terminals too.
SILENT = dict.fromkeys([*range(9), 11, 12, *range(13, 32), *range(127, 160)])


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
        with IMPORTING:  # here, and not in the task's thread beside other imports of the same modules
            import openai.resources.chat.completions  # noqa: F401
        news: SimpleQueue[str | StreamEnd] = SimpleQueue()
        task = BackgroundTask(_converse(self._endpoint, request, news.put))
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


async def _converse(endpoint: Endpoint, request: Request, tell: Callable[[str | StreamEnd], None]) -> None:
    """Ask and listen until the answer ends, one way or another; always tells an end, unless it is stopped."""
    coming = IncomingAnswer(tell, CHARS_A_TOKEN_AT_MOST * request["max_tokens"])
    try:
        async with asyncio.timeout(endpoint.deadline_s) as limit:
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


async def _listen(endpoint: Endpoint, request: Request, coming: "IncomingAnswer", limit: asyncio.Timeout) -> None:
    # Imported here: it takes a second, which nobody waits who has no endpoint.
    from openai import APIError, AsyncOpenAI

    logging.getLogger("openai").setLevel(logging.WARNING)  # with OPENAI_LOG=debug it would write down what is asked
    max_bytes = max(MAX_BYTES, BYTES_A_TOKEN * request["max_tokens"])
    async with client(endpoint, "event-stream", max_bytes) as http:
        # The key is set by the client beneath, where nothing of the environment can take its place.
        openai = AsyncOpenAI(
            api_key="-", base_url=endpoint.base_url, max_retries=0, timeout=http.timeout, http_client=http
        )
        async with await _open(openai, endpoint.base_url, request) as stream:
            try:
                async for event in stream:
                    coming.take(event)
                    if coming.finish:
                        _hurry(limit)
            except APIError as error:
                if type(error) is APIError:  # an event that says so; what befalls the connection is of other types
                    raise ModelFailed(ModelProblem("own_error", place(endpoint))) from None
                raise


def _hurry(limit: asyncio.Timeout) -> None:
    """Wait no longer than for the count of tokens."""
    end = asyncio.get_running_loop().time() + COUNT_S
    limit.reschedule(min(end, limit.when() or end))


async def _open(openai: "AsyncOpenAI", endpoint: str, asked: Request) -> Any:
    """Ask; what an endpoint says it does not know is left out and it is asked again, each thing once."""
    request = learned(endpoint, asked)
    while True:
        try:
            stream = await openai.chat.completions.create(**request)
        except RequestRefused as refused:
            fewer = changed(request, refused.complaint, is_named=refused.problem.kind != "request_refused")
            if fewer == request:
                raise
            request = fewer
        else:
            learn(endpoint, asked, request)
            return stream


@dataclass
class IncomingAnswer:
    """An answer while it comes in."""

    tell: Callable[[str | StreamEnd], None]
    max_chars: int
    began: float = field(default_factory=perf_counter)
    chars: int = 0  # that were handed on
    first_word_s: float | None = None
    finish: str | None = None  # why the model stopped, as the endpoint says
    counted: tuple[int, int] | None = None  # tokens read and written, as the endpoint says
    has_words: bool = False

    def take(self, event: Any) -> None:
        """Read one event and hand its words on. Raises TypeError, AttributeError or the like for what is none."""
        self.counted = _counted(event.usage) or self.counted
        if self.finish or not event.choices:  # an event without choices is a count, or Azure's note on the prompt
            return
        choice = event.choices[0]
        if choice.delta.content is not None:
            self._hand_on(choice.delta.content)
        if not isinstance(choice.finish_reason, str | None):
            raise TypeError("a finish_reason is text")
        self.finish = choice.finish_reason

    def _hand_on(self, content: str) -> None:
        content.encode()  # raises UnicodeEncodeError for half a character
        words = content.translate(SILENT)
        if not words:
            return
        if self.chars + len(words) > self.max_chars:
            raise ModelFailed(ModelProblem("too_much_text"))
        self.has_words = self.has_words or not words.isspace()
        if self.first_word_s is None and self.has_words:
            self.first_word_s = perf_counter() - self.began
        self.chars += len(words)
        self.tell(words)

    def complaint(self) -> ModelProblemKind | None:
        """What is wrong with an answer whose stream has ended; None where it is whole."""
        match self.finish:
            case "stop" if self.has_words:
                return None
            case "length":
                return "token_limit"
            case "content_filter":
                return "filtered"
            case "tool_calls" | "function_call":
                return "tool_call"
        return "text_broke_off" if self.has_words else "no_words"

    def usage(self, endpoint: Endpoint, request: Request) -> Usage | None:
        """What the answer took; None where nothing had come."""
        if not self.chars and not self.counted:
            return None
        sent = sum(len(message["content"]) for message in request["messages"])
        read, written = self.counted or (-(-sent // CHARS_A_TOKEN), -(-self.chars // CHARS_A_TOKEN))
        cost = None
        if endpoint.price_in is not None and endpoint.price_out is not None:
            cost = (read * endpoint.price_in + written * endpoint.price_out) / 1e6
        return Usage(read, written, self.counted is not None, self.first_word_s, perf_counter() - self.began, cost)


def _counted(usage: Any) -> tuple[int, int] | None:
    """Tokens read and written, as the endpoint says; None where that makes no sense, which spoils no answer."""
    read, written = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    if type(read) is int and type(written) is int and min(read, written) >= 0:
        return read, written
    return None
