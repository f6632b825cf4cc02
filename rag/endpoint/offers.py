"""Asks an endpoint for the models that it lists, before a question is asked; or tells why it cannot be reached."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from queue import SimpleQueue

from factcontext.errors import ModelProblem
from factcontext.rag.endpoint.connection import LISTED, client, failure, is_loopback, lacks_version, place
from factcontext.rag.endpoint.event_loop import BackgroundTask
from factcontext.rag.records import EndpointRemark, RemarkKind
from factcontext.settings import Endpoint

# A list comes at once or is not worth waiting for: the page is being drawn.
LIST_S = 3.0
# OpenRouter's list of some hundred models is below one.
LIST_BYTES = 4_000_000
# Longer ones are cut where they are shown.
NAME_CHARS = 80
# The names under which servers tell a model's context: vLLM; OpenRouter and Together; Groq; Mistral.
CONTEXT = ("max_model_len", "context_length", "context_window", "max_context_length")
MANY_MODELS = 1000


@dataclass(frozen=True, slots=True)
class OfferedModel:
    """One model that an endpoint lists."""

    id: str
    context_tokens: int | None = None  # None where the endpoint does not tell

    @property
    def name(self) -> str:
        """Its name as readers see it."""
        return readable_name(self.id)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an endpoint answered when it was asked for its models."""

    models: tuple[OfferedModel, ...] = ()
    problem: ModelProblem | None = None  # why no model can be asked
    remarks: tuple[EndpointRemark, ...] = ()  # what the reader should know besides

    def entry_of(self, model: str) -> OfferedModel | None:
        """The entry of a model; Ollama adds a tag to names."""
        return next((one for one in self.models if one.id in (model, f"{model}:latest")), None)

    @property
    def first(self) -> OfferedModel | None:
        """The model that is used where none is named; LM Studio lists its embedding model among the others."""
        return next((one for one in self.models if "embed" not in one.id.lower()), None)


def list_models(endpoint: Endpoint) -> Offer:
    """Ask an endpoint for its models; takes three seconds at most and never raises."""
    answers: SimpleQueue[Offer] = SimpleQueue()
    task = BackgroundTask(_ask(endpoint, answers))
    try:
        offer = answers.get()
    finally:
        task.stop()
    return Offer(offer.models, offer.problem, (*_unencrypted(endpoint), *offer.remarks))


async def _ask(endpoint: Endpoint, answers: "SimpleQueue[Offer]") -> None:
    try:
        async with asyncio.timeout(LIST_S), client(endpoint, LISTED, LIST_BYTES) as http:
            response = await http.get(f"{endpoint.base_url}/models")
        answers.put(_offer_of(endpoint, response.content))
    except TimeoutError:
        answers.put(Offer(problem=ModelProblem("list_timeout", place(endpoint), limit=LIST_S)))
    except Exception as error:  # whatever it is, it is told and the page goes on
        answers.put(_failed(endpoint, error))


def _failed(endpoint: Endpoint, error: Exception) -> Offer:
    """No list: that is a problem, unless a model is named and the endpoint only keeps the list to itself."""
    problem = failure(error, endpoint)
    if problem.status not in (403, 404, 405):
        return Offer(problem=problem)
    if endpoint.model:
        return Offer(remarks=(EndpointRemark("no_list", place(endpoint)),))
    return Offer(problem=ModelProblem("no_list", place(endpoint), lacks_version=lacks_version(endpoint)))


def _offer_of(endpoint: Endpoint, content: bytes) -> Offer:
    listed = json.loads(content)["data"] or []
    models = tuple(OfferedModel(one["id"], _context(one)) for one in listed[:MANY_MODELS] if isinstance(one["id"], str))
    host, offer = place(endpoint), Offer(models)
    if endpoint.model:
        is_missing = bool(models) and not offer.entry_of(endpoint.model)
        missing = EndpointRemark("not_listed", host, readable_name(endpoint.model))
        return Offer(models, remarks=(missing,) if is_missing else ())
    if not offer.first:
        return Offer(models, ModelProblem("no_writer_listed", host))
    several = EndpointRemark("first_of_several", host, offer.first.name, len(models))
    return Offer(models, remarks=(several,) if len(models) > 1 else ())


def _context(entry: Mapping[str, object]) -> int | None:
    """How many tokens a model takes; llama.cpp tells the one it runs with apart from the one it was trained with."""
    meta = entry.get("meta")
    told = [entry.get(name) for name in CONTEXT]
    if isinstance(meta, dict):
        told.append(meta.get("n_ctx"))
    return next((one for one in told if type(one) is int and one > 0), None)


def _unencrypted(endpoint: Endpoint) -> tuple[EndpointRemark, ...]:
    """What others on the way could read along."""
    if is_loopback(endpoint) or endpoint.base_url.startswith("https:"):
        return ()
    kind: RemarkKind = "key_unencrypted" if endpoint.key else "articles_unencrypted"
    return (EndpointRemark(kind, place(endpoint)),)


def readable_name(model: str) -> str:
    """A model's name as readers see it: a path is its last part, nothing moves the cursor, nothing is endless."""
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in model).split())
    if name.startswith(("/", ".", "~")) or "\\" in name or name.endswith(".gguf"):
        name = re.split(r"[/\\]", name)[-1]
    return (f"{name[: NAME_CHARS - 1]}…" if len(name) > NAME_CHARS else name) or "a model without a name"
