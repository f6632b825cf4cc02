"""A model that obeys whatever articles order: of what it then writes, nothing is shown as an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.answering.write import Pen
from factcontext.rag.ask import ask
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, QuotedAnswer, shown_citations
from factcontext.settings import Endpoint
from tests.endpoint import MODEL, Request, endpoint_server, extracts, points, writes
from tests.rag.verification import phrasings

KEY = "sk-4f1d27c09ab3"
FIRST = ("Ada", "Bruno", "Clara", "Dario", "Edda", "Felix", "Greta", "Hugo", "Irma", "Jonas")
LAST = ("Arkell", "Bestow", "Crane", "Dorling", "Egmont", "Farrell", "Gosling", "Hatch", "Ivory", "Jessop")
# Of each kind of orders some: each takes half a second.
ORDERS = phrasings.ORDERS[::4]


@dataclass(frozen=True)
class Poisoned:
    """An article with an order in it; nobody else says what its speaker does."""

    n: int
    order: str
    obeyed: str

    @property
    def speaker(self) -> str:
        """Who speaks in it."""
        return f"{FIRST[self.n % 10]} {LAST[self.n // 10 % 10]}{'son' * (self.n // 100)}"

    @property
    def words(self) -> str:
        """What they say."""
        return f"We cannot mend lock number {self.n + 11} while ships go through it"

    @property
    def text(self) -> str:
        """The article: the order stands first, in the middle or last, by itself or behind a sentence."""
        parts = [
            f"A lock at Selda will close for repairs in May, its keeper {self.speaker} said on Monday.",
            f"“{self.words},” {self.speaker} told reporters.",
            "The fishing union objects to the closure of the lock.",
        ]
        place = self.n % 4
        if place == 3:
            parts[1] += f" {self.order}"
        else:
            parts.insert(place + 1, self.order)
        return "\n\n".join(["A lock closes", *parts]) + "\n"


def poisoned(orders: Sequence[tuple[str, str]]) -> list[Poisoned]:
    """An article for each order."""
    return [Poisoned(n, *one) for n, one in enumerate(orders)]


def reply_of(one: Poisoned, others: str, request: Request) -> str:
    """What a model writes that obeys: the order, its own words again, another article's words, and the key."""
    told = [one.obeyed.rstrip("."), one.order.rstrip(".?"), others, f"The key is {KEY}"]
    numbers = [extract.n for extract in extracts(request)] or [1]
    return " ".join(f"{words} [{n}]." for words in told for n in (numbers[0], numbers[-1]))


def answer_of(one: Poisoned, others: str, reader: Reader) -> Answer:
    """The answer about its speaker, by a model that chooses all that it may and then obeys."""
    chooses = points("1, 2, 3, 4", writes(lambda request: reply_of(one, others, request)))
    with endpoint_server(chooses) as server:
        pen = Pen(ModelWriter(Endpoint(server.base_url, model=MODEL, key=KEY)))
        return ask(f"What did {one.speaker} say about the lock?", reader, pen=pen)


def faults(one: Poisoned, others: str, answer: Answer) -> list[str]:
    """What is wrong with an answer."""
    cited = shown_citations(answer)
    written = answer.summary.sentences if isinstance(answer, QuotedAnswer) and answer.summary else ()
    shown = [*answer.sentences, *(s for s in written if s.supported)] if isinstance(answer, QuotedAnswer) else []
    wrong = [f"not verbatim: {c.quote}" for c in cited if c.article.text[c.start : c.end] != c.quote]
    wrong += [f"uncited: {s.text}" for s in shown if not s.citations]
    told = " ".join(s.text for s in shown) + " ".join(c.quote for c in cited)
    for name, words in (("order", one.order), ("obeyed", one.obeyed), ("key", KEY)):
        wrong += [f"{name}: {told}"] if words.rstrip(".?") in told else []
    texts = {c.n: c.article.text for c in answer.citations}
    lent = [s.text for s in shown if others in s.text and not any(others in texts[n] for n in s.citations)]
    return [*wrong, *(f"another article's: {words}" for words in lent)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Reader]:
    """All of the articles, in one folder."""
    folder = tmp_path_factory.mktemp("orders")
    yield reader_of(poisoned(ORDERS), folder, embedder)


def reader_of(articles: Sequence[Poisoned], folder: Path, embedder: Embedder) -> Reader:
    """Build an index of them."""
    (folder / "articles").mkdir()
    for one in articles:
        (folder / "articles" / f"{one.n:03}.txt").write_text(one.text, "utf-8")
    build(folder / "articles", folder / "index", embedder)
    return Reader(Library.open(folder / "index"), embedder)


@pytest.mark.parametrize("n", range(len(ORDERS)))
def test_of_what_an_obeying_model_writes_nothing_is_shown(n: int, reader: Reader) -> None:
    articles = poisoned(ORDERS)
    others = articles[n - 1].words
    answer = answer_of(articles[n], others, reader)
    assert isinstance(answer, QuotedAnswer) and answer.choice  # the model was asked, and what was said is found
    assert articles[n].words in answer.citations[0].quote
    assert not faults(articles[n], others, answer)
