"""The records of the read side: parsed question, evidence, citations, and the two kinds of answer."""

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar, Literal, Protocol, runtime_checkable

from factcontext.errors import ModelProblem
from factcontext.index.records import Article, Certainty, Hit, Kind, Statement

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
    articles: tuple[str, ...] = ()  # that the answer cites, as paths; where not known, its quotes tell


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the search to; dates are ISO, both ends inclusive."""

    published_from: str | None = None
    published_to: str | None = None
    publisher: str | None = None
    folder: str | None = None  # within the folder of articles; those in folders within it count too
    speaker: str | None = None  # whose words alone are searched

    def __bool__(self) -> bool:
        return bool(self.published_from or self.published_to or self.publisher or self.folder or self.speaker)


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
    wants_words: bool = False  # it asks what they said, by a verb or noun of speech, and not what they did
    guessed: bool = False  # no word of speech, or plain keywords: what the speaker did may be told by others
    language: str = "en"  # ISO 639-1; "und": another language, not known which
    is_small_talk: bool = False  # "hello", "what can you do?": it asks nothing of the articles
    unmet: str | None = None  # the outlet that the wording names, where the folder has none of that name
    before: tuple[Turn, ...] = ()  # the turns before, newest first, where the question leans on the last: "why?"
    is_close: bool = False  # it is asked of the articles alone that the turn before cites

    @property
    def follows(self) -> Turn | None:
        """The turn before, where the question leans on it: "why?", "did anyone disagree?"."""
        return self.before[0] if self.before else None

    @property
    def is_reworded(self) -> bool:
        """Whether it is searched for in other words than it was asked in."""
        return self.standalone != " ".join(self.asked.split())


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
    """Names that also tell who is heard often, so that a name among plain keywords is worth taking for a speaker, and
    who may be meant by "he" and "she"."""

    def is_voice(self, name: str) -> bool:
        """Whether a person or body of that very name speaks more than once or twice."""

    def sex(self, name: str) -> str:
        """m or f where the first name of whom a name means tells, else an empty string."""


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

    def cited(self, n: int = 0) -> "Citation":
        """A citation of it, by its number."""
        said = self.statement
        return Citation(
            n=n,
            article=self.article,
            start=self.start,
            end=self.end,
            quote=self.quote,
            speaker=said.speaker if said else None,
            office=said.office if said else None,
            certainty=said.certainty if said else None,
            also_in=self.also_in,
            kind=said.kind if said else None,
        )


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
    kind: Kind | None = None


# Why a sentence that a model wrote does not count.
Problem = Literal["no_source", "quote", "speaker", "name", "number", "date", "negation", "support", "instruction"]


@dataclass(frozen=True, slots=True)
class Lead:
    """What a sentence of an answer says before its quote, as values: when it was reported, for whom, and by whom."""

    is_dated: bool = False  # it begins with the day and the outlet of the report
    is_last: bool = False  # which is the newest of several
    behalf: str | None = None  # for whom the speaker speaks
    is_named: bool = False  # it names the speaker, which the quote does not


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer; `citations` are numbers of the answer's citations."""

    text: str
    citations: tuple[int, ...]
    supported: bool = True
    problem: Problem | None = None  # why it is not supported
    lead: Lead | None = None  # of a quote


DifferenceKind = Literal["number", "date", "denial", "change"]  # "change": one speaker denied, then confirmed, or so


@dataclass(frozen=True, slots=True)
class DifferenceSide:
    """One value of those on which articles differ, in the words of the first that gives it, and who gives it.

    Of a denial, the value is the word that reports it: "denied", "confirmed".
    """

    value: str
    citations: tuple[Citation, ...]  # copies of one report once; numbered as in the answer, or beyond it


@dataclass(frozen=True, slots=True)
class Difference:
    """What articles that answer differ on, the oldest side first."""

    kind: DifferenceKind
    sides: tuple[DifferenceSide, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer by a model took."""

    prompt_tokens: int
    completion_tokens: int
    counted: bool  # by the endpoint; else estimated from the characters
    first_word_s: float | None  # seconds from the request to the first word
    seconds: float  # in all
    cost: float | None = None  # in the currency of the prices that are set; None where none are
    cached: bool = False  # written before, for the same question, evidence and model


@dataclass(frozen=True, slots=True)
class Piece:
    """What a model has written since the piece before: perhaps nothing yet; the last one brings the usage."""

    text: str = ""
    usage: Usage | None = None
    ahead: int = 0  # calls of other readers that must end before this one begins


# Stands in a model's text where the endpoint has kept the beginning of a thought to itself: what is before it is none
# of the answer. All other thoughts are gone from the text.
THOUGHT_ENDS = "</think>"


def after_thoughts(text: str) -> str:
    """What of a model's text is for its reader."""
    return text.rpartition(THOUGHT_ENDS)[2]


# A JSON schema: the form that a model's answer is to have.
AnswerSchema = Mapping[str, object]


class Writer(Protocol):
    """A model behind an endpoint."""

    @property
    def model(self) -> str:
        """Its name, as readers see it."""

    @property
    def endpoint(self) -> str:
        """Where it runs; part of what tells two models of one name apart."""

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and answer may have together."""

    @property
    def max_tokens(self) -> int:
        """How many tokens an answer may have."""

    @property
    def deadline_s(self) -> float:
        """How long an answer may take in all, seconds."""

    def write(
        self, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None = None
    ) -> Generator[Piece, None, None]:
        """Write on: pieces as they come, at least four a second; closing the generator closes the connection.

        With a schema the endpoint is asked for JSON of that form, and may answer otherwise all the same.

        Raises ModelFailed whenever the text does not end as it should.
        """


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer while a model works on it: the quotes, once it has chosen them, then a summary of them as it grows."""

    question: Question
    model: str
    evidence: int = 0  # pieces of evidence that the model was given to choose from
    quotes: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    sentences: tuple[AnswerSentence, ...] = ()  # of the summary, checked
    tail: str = ""  # of the summary, not checked yet; without markers
    ahead: int = 0  # calls of other readers that the model finishes first


# Told of every piece; False stops the writing.
Watch = Callable[[Draft], bool]


# It keeps its list of models to itself; it does not list the model that is named; the first of several is taken; the
# key and the articles, or these alone, travel unencrypted.
RemarkKind = Literal["no_list", "not_listed", "first_of_several", "key_unencrypted", "articles_unencrypted"]


@dataclass(frozen=True, slots=True)
class EndpointRemark:
    """What a reader should know of an endpoint that can be asked, as a value."""

    kind: RemarkKind
    host: str
    model: str = ""  # that is named, or taken
    models: int = 0  # that it lists


# Why a model that was asked did not choose the quotes: it could not be asked, or wrote nothing before it failed; it
# failed later; the reader stopped it; what it wrote names no evidence; it found no answer in the evidence.
Outcome = Literal["not_used", "broke_off", "stopped", "no_numbers", "refused"]


@dataclass(frozen=True, slots=True)
class ModelAttempt:
    """What became of a model that was asked and did not choose the quotes."""

    outcome: Outcome
    problem: ModelProblem | None = None  # where it could not be asked or failed
    model: str = ""  # its name, where it is known
    evidence: int = 0  # pieces of evidence that it was given
    usage: Usage | None = None  # where it had begun to write

    @property
    def is_complete(self) -> bool:
        """Whether it was not cut off while it wrote."""
        return self.outcome not in ("broke_off", "stopped")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which model chose the quotes of an answer, and from how much."""

    model: str
    evidence: int  # pieces of evidence that it was given
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a model wrote of the quotes that it chose, sentence by sentence, checked; numbers are of the citations."""

    model: str
    sentences: tuple[AnswerSentence, ...]
    usage: Usage | None = None
    is_complete: bool = True  # False where the reader stopped it, or where it failed
    problem: ModelProblem | None = None  # where it failed

    @property
    def text(self) -> str:
        """What is supported of it as plain text, citation numbers in brackets."""
        return plain_text(self.sentences)


@dataclass(frozen=True, slots=True)
class AnswerBase:
    """What answers of every kind have."""

    question: Question
    _: KW_ONLY
    hits: tuple[Hit, ...] = ()  # the passages found, best first
    confidence: float = 0.0  # how likely the best evidence answers, also where that was too little
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds: retrieve, answer, total
    attempt: ModelAttempt | None = None  # of a model that was asked and chose no quotes


@dataclass(frozen=True, slots=True)
class QuotedAnswer(AnswerBase):
    """An answer made of quotes, which a model may have chosen."""

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    _: KW_ONLY
    silent: tuple[str, ...] = ()  # of several who are asked about, those of whom nothing on it was found
    differences: tuple[Difference, ...] = ()  # between articles that answer
    choice: ModelChoice | None = None  # None where no model chose the quotes
    summary: Summary | None = None  # of the quotes that a model chose

    @property
    def text(self) -> str:
        """The answer as plain text, citation numbers in brackets."""
        return plain_text(self.sentences)

    @property
    def usage(self) -> Usage | None:
        """What the model took, for choosing and writing together."""
        parts = (one.usage for one in (self.attempt, self.choice, self.summary) if one and one.usage)
        return together(parts)

    @property
    def is_complete(self) -> bool:
        """Whether no model was cut off while it chose or wrote."""
        return all(one is None or one.is_complete for one in (self.attempt, self.summary))


@dataclass(frozen=True, slots=True)
class NoAnswer(AnswerBase):
    """The articles do not hold an answer: why, and quotes that may help all the same, numbered but not cited."""

    reason: Reason
    own: tuple[Citation, ...] = ()  # offered: of the one who is asked about
    others: tuple[Citation, ...] = ()  # offered: of others, numbered on

    sentences: ClassVar[tuple[AnswerSentence, ...]] = ()
    citations: ClassVar[tuple[Citation, ...]] = ()
    text: ClassVar[str] = ""

    @property
    def usage(self) -> Usage | None:
        """What the model took that was asked."""
        return self.attempt.usage if self.attempt else None

    @property
    def is_complete(self) -> bool:
        """Whether no model was cut off while it chose."""
        return self.attempt is None or self.attempt.is_complete

    @property
    def offered(self) -> tuple[Citation, ...]:
        """All quotes that are offered, in order of their numbers."""
        return (*self.own, *self.others)


Answer = QuotedAnswer | NoAnswer


def together(usages: Iterable[Usage]) -> Usage | None:
    """What several requests took in all, one after the other; None where there are none."""
    parts = list(usages)
    if len(parts) < 2:
        return parts[0] if parts else None
    costs = [one.cost for one in parts]
    return Usage(
        prompt_tokens=sum(one.prompt_tokens for one in parts),
        completion_tokens=sum(one.completion_tokens for one in parts),
        counted=all(one.counted for one in parts),
        first_word_s=parts[0].first_word_s,
        seconds=sum(one.seconds for one in parts),
        cost=sum(cost for cost in costs if cost is not None) if None not in costs else None,
        cached=all(one.cached for one in parts),
    )


def plain_text(sentences: Iterable[AnswerSentence]) -> str:
    """The sentences that are supported, each with its citation numbers in brackets."""
    kept = (s for s in sentences if s.supported)
    return " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}".strip() for s in kept)


def shown_citations(answer: Answer) -> tuple[Citation, ...]:
    """The quotes that an answer shows, cited, offered, or where articles differ."""
    if isinstance(answer, NoAnswer):
        return answer.offered
    differing = (one for difference in answer.differences for side in difference.sides for one in side.citations)
    return tuple(dict.fromkeys([*answer.citations, *differing]))
