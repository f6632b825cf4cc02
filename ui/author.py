"""Knows which model writes the answers, as far as its endpoint has told by now, or why none does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from factcontext.errors import FactContextError
from factcontext.rag.records import Writer
from factcontext.settings import Endpoint, Settings
from factcontext.ui import texts

if TYPE_CHECKING:
    from factcontext.rag.endpoint.offers import Offer

# How long what is known of an endpoint counts as fresh: a model server that was just started shows up soon.
FRESH_S = 30.0


class Reach:
    """What an endpoint offers: looked up beside the page, again when what is known is old; nobody waits for it."""

    def __init__(self, look: "Callable[[], Offer]", fresh_s: float = FRESH_S) -> None:
        self._look = look
        self._fresh_s = fresh_s
        self._lock = Lock()
        self._looked: float | None = None  # when the last look began
        self._offer: Offer | None = None

    @property
    def offer(self) -> "Offer | None":
        """What it offers, or why it cannot be reached; None where that is not known yet."""
        with self._lock:
            if self._looked is None or monotonic() - self._looked > self._fresh_s:
                self._looked = monotonic()
                Thread(target=self._refresh, daemon=True, name="reach").start()
        return self._offer

    def _refresh(self) -> None:
        self._offer = self._look()


@dataclass(frozen=True, slots=True)
class Author:
    """The endpoint that is set, if one is, with what is known of it; `problem` says what is wrong with the settings."""

    endpoint: Endpoint | None = None
    reach: Reach | None = None
    problem: str = ""

    @property
    def offer(self) -> "Offer | None":
        """What the endpoint offers; None where that is not known yet, or none is set."""
        return self.reach.offer if self.reach else None

    @property
    def can_write(self) -> bool:
        """Whether there is a model, as far as is known by now."""
        return self.endpoint is not None and not (self.offer and self.offer.problem)


def read_endpoint(settings: Settings) -> tuple[Endpoint | None, str]:
    """The endpoint, or what is wrong with its settings: the page shows all the same, and answers in quotes."""
    try:
        return settings.endpoint, ""
    except FactContextError as error:
        return None, texts.sentence(error)


# What the model's side is made of is imported late: it takes a part of a second, which nobody waits who has no model.


def look_up_offer(endpoint: Endpoint) -> "Offer":
    """What an endpoint offers, or why it cannot be reached; takes seconds where it is silent."""
    from factcontext.rag.endpoint.offers import list_models

    return list_models(endpoint)


def make_writer(endpoint: Endpoint, offer: "Offer | None" = None) -> Writer:
    """The model behind an endpoint; `offer` saves it a look where that is known and good."""
    from factcontext.rag.endpoint.model_writer import ModelWriter

    return ModelWriter(endpoint, offer if offer and not offer.problem else None)


def model_name(endpoint: Endpoint, offer: "Offer | None") -> str | None:
    """The model that writes, as readers see it; None where none is named and it is not known what is offered."""
    from factcontext.rag.endpoint.offers import readable_name

    if endpoint.model:
        return readable_name(endpoint.model)
    return offer.first.name if offer and offer.first else None


def host(endpoint: Endpoint) -> str:
    """The machine where a model runs, as readers see it."""
    from factcontext.rag.endpoint.connection import place

    return place(endpoint)


@dataclass(frozen=True, slots=True)
class WriterState:
    """Who would write an answer now: the model at `host`, or nobody, for the reason that `problem` tells."""

    host: str | None = None  # None: no endpoint is set
    model: str | None = None
    problem: str | None = None
    remarks: tuple[str, ...] = ()


def asked_writer_state(settings: Settings) -> WriterState:
    """Who would write an answer now; where an endpoint is set, it is asked, which takes seconds if it is silent."""
    endpoint, problem = read_endpoint(settings)
    return _state(endpoint, look_up_offer(endpoint) if endpoint else None, problem)


def writer_state(author: Author) -> WriterState:
    """Who would write an answer now, as far as it is known."""
    return _state(author.endpoint, author.offer, author.problem)


def _state(endpoint: Endpoint | None, offer: "Offer | None", problem: str) -> WriterState:
    if endpoint is None:
        return WriterState(problem=problem or None)
    known = WriterState(host(endpoint), model_name(endpoint, offer))
    if offer is None:
        return known
    unreachable = texts.model_problem(offer.problem) if offer.problem else None
    return replace(known, problem=unreachable, remarks=tuple(map(texts.endpoint_remark, offer.remarks)))


def who_answers(author: Author, quotes_only: bool) -> str | None:
    """Who answers questions now, in a sentence or two; None where that is always quotes."""
    known = writer_state(author)
    if not known.host:
        return f"{known.problem} {texts.QUOTES_ANSWER}" if known.problem else None
    if quotes_only:
        return texts.QUOTES_ANSWER
    if author.offer is None:
        return texts.looking(known.host)
    if known.problem or not known.model:
        return texts.unreachable(known.model, known.problem or "")
    return " ".join([texts.model_answers(known.model, known.host), *map(texts.sentence, known.remarks)])
