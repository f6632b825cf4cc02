"""Counts what the shared page does, for Prometheus: questions, their time, the lines, the indexes."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from factcontext.errors import FactContextError
from factcontext.index.store.library import Status
from factcontext.rag.endpoint.call_queue import CALLS
from factcontext.ui import command_texts, shared
from factcontext.ui.journal import AskedQuestion
from factcontext.ui.limits import QUESTIONS
from factcontext.ui.rebuild import BUILDS
from factcontext.ui.sharing.site import Collection

# From what feels like at once to the longest that a model may take.
SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40, 60, 90)


class PrometheusCounts:
    """The numbers; the collections' are looked up when they are asked for."""

    def __init__(self, collections: Iterable[Collection]) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self._questions = Counter(
            "factcontext_questions", command_texts.METRICS["questions"], ["outcome"], registry=own
        )
        self._abstentions = Counter(
            "factcontext_abstentions", command_texts.METRICS["abstentions"], ["reason"], registry=own
        )
        self._faults = Counter("factcontext_model_faults", command_texts.METRICS["faults"], ["kind"], registry=own)
        seconds = "factcontext_question_seconds"
        self._seconds = Histogram(seconds, command_texts.METRICS["seconds"], buckets=SECONDS, registry=own)
        self._gauge("factcontext_questions_in_line", command_texts.METRICS["questions_in_line"], lambda: len(QUESTIONS))
        self._gauge("factcontext_model_calls_in_line", command_texts.METRICS["calls_in_line"], lambda: len(CALLS))
        for phase in ("done", "failed", "cancelled"):
            self._gauge(f"factcontext_rebuilds_{phase}", command_texts.METRICS["rebuilds"], partial(_builds, phase))
        self._of_collections(list(collections))

    def __call__(self, one: AskedQuestion) -> None:
        """Count a question."""
        self._questions.labels(one.outcome).inc()
        self._seconds.observe(one.seconds)
        if one.reason:
            self._abstentions.labels(one.reason).inc()
        if one.model_problem:
            self._faults.labels(one.model_problem).inc()

    def serve(self, port: int) -> None:
        """Show them on a port of this machine alone."""
        start_http_server(port, "127.0.0.1", self.registry)

    def _gauge(self, name: str, about: str, value: Callable[[], float]) -> None:
        Gauge(name, about, registry=self.registry).set_function(value)

    def _of_collections(self, collections: list[Collection]) -> None:
        articles = Gauge(
            "factcontext_articles", command_texts.METRICS["articles"], ["collection"], registry=self.registry
        )
        age = Gauge(
            "factcontext_index_age_seconds", command_texts.METRICS["age"], ["collection"], registry=self.registry
        )
        for one in collections:
            articles.labels(one.name).set_function(partial(_of_status, one, _size))
            age.labels(one.name).set_function(partial(_of_status, one, _age))


def _builds(phase: str) -> float:
    return BUILDS[phase]


def _of_status(one: Collection, read: Callable[[Status], float]) -> float:
    """A number of an index; not a number where it cannot be used."""
    try:
        library = shared.library_at(one.index)
        return read(library.status()) if library else 0
    except FactContextError:
        return float("nan")


def _size(status: Status) -> float:
    return status.articles


def _age(status: Status) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(status.built)).total_seconds()
