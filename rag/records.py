"""The records of the read side: a question understood, evidence, and the answer that is shown."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from index.records import Article, Certainty, Hit, Statement

Reason = Literal["empty_index", "filters_exclude_all", "nothing_close", "not_answered", "speaker_silent"]
Answerer = Literal["auto", "extractive", "llm"]
# What a question asks of somebody beyond their words on a topic.
Act = Literal[
    "deny", "confirm", "demand", "criticise", "praise", "promise", "warn", "react", "favour", "when", "why", "change"
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of the conversation so far and the answer it got."""

    question: str
    answer: str
    speaker: str | None = None  # who is quoted first in the answer


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the search to; dates are ISO, both ends inclusive."""

    published_from: str | None = None
    published_to: str | None = None
    publisher: str | None = None

    def __bool__(self) -> bool:
        return bool(self.published_from or self.published_to or self.publisher)


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: what is searched for, and who is asked about."""

    asked: str  # as the reader typed it
    standalone: str  # made complete from the history
    kind: Literal["said", "who", "fact"]
    speaker: str | None  # whose words are wanted, as the question names them
    topic: str  # the rest of the question, what the words are about
    act: Act | None = None
    narrowed: Filters = Filters()  # dates and outlet that the wording names
    others: tuple[str, ...] = ()  # further speakers: "what did Kerry and Lavrov say"
    besides: str | None = None  # whose words are known already: "who else"
    guessed: bool = False  # plain keywords: the speaker may be the topic as well


class Names(Protocol):
    """Who speaks in a folder and who publishes in it, as far as a question needs to know."""

    @property
    def publishers(self) -> Collection[str]:
        """The names of the outlets."""

    def knows(self, name: str) -> bool:
        """Whether somebody of that name speaks in the folder."""

    def correct(self, name: str) -> str | None:
        """The folder's spelling of a misspelt name; None where it is right, or where nothing is near."""


@runtime_checkable
class Voices(Protocol):
    """Names that also tell who is heard often, so that a name among plain keywords is worth taking for a speaker."""

    def is_voice(self, name: str) -> bool:
        """Whether a person or body of that very name speaks more than once or twice."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of an article, whole sentences, that may answer; `statement` when somebody says it."""

    article: Article
    start: int
    end: int
    score: float  # 0 to 1; comparable between questions of one kind
    statement: Statement | None = None
    also_in: tuple[str, ...] = ()  # other articles with the same words

    @property
    def quote(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote with its article: `article.text[start:end] == quote`, always."""

    n: int
    article: Article
    start: int
    end: int
    quote: str
    speaker: str | None = None
    office: str | None = None
    certainty: Certainty | None = None
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer; `citations` are numbers of the answer's citations."""

    text: str
    citations: tuple[int, ...]
    supported: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is shown for one question; abstained answers have no citations, maybe `offered` ones."""

    question: Question
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...] = ()
    abstained: bool = False
    reason: Reason | None = None
    answerer: str = "extractive"
    model: str | None = None
    complete: bool = True
    offered: tuple[Citation, ...] = ()
    own: int = 0  # how many of those offered, the first ones, are of the one who is asked about
    hits: tuple[Hit, ...] = ()  # the passages found, best first
    timings: dict[str, float] = field(default_factory=dict)  # seconds: retrieve, answer, total
    confidence: float = 0.0  # how likely the best evidence answers, also where that was too little

    @property
    def text(self) -> str:
        """The answer as plain text, citation numbers in brackets."""
        return " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}".strip() for s in self.sentences)
