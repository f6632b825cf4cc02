"""Keeps the conversation of one browser tab: its turns, the question being answered, and the one that waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_urlsafe
from time import perf_counter

from factcontext.index.store.library import Library
from factcontext.rag import records
from factcontext.rag.records import Answer, Filters, Watch, shown_citations
from factcontext.ui import texts
from factcontext.ui.address import Address
from factcontext.ui.answer import Busy, ShownTurn
from factcontext.ui.asking import Asking
from factcontext.ui.journal import Asker
from factcontext.ui.narrowing import Narrowing
from factcontext.ui.sources import Card, make_card

# A follow-up leans on the last few turns; more would only make asking slower.
REMEMBERED = 6
# Nobody guesses an address of nine random bytes, and two are never the same.
ID_BYTES = 9
# Turns that are drawn: what a reader scrolls back to, and a browser draws at once. Earlier ones come on asking; they
# give way so many at a time.
DRAWN, AT_ONCE = 20, 10
# A model that is to stop hears of it with its next piece, four times a second.
STOPPED_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A question that waits for its answer; `again` is the key of the turn whose place the new answer takes.

    `since` is when it was asked, as perf_counter tells the time: waiting counts for the time that an answer may take.
    """

    asked: str
    filters: Filters
    again: str | None = None
    since: float = field(default_factory=perf_counter, compare=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered, and how."""

    library: Library
    # Given a key, the question, what was said before it, and who is told of the draft.
    answer: Callable[[str, PendingQuestion, Sequence[records.Turn], Watch], ShownTurn]
    is_read: Callable[[], bool]  # whether the reader is still there
    may_ask: Callable[[], bool]  # whether they have not asked too much just now
    has_model: bool
    doing: Callable[[], str]  # what is done before a model begins
    asker: Callable[[str], Asker] = Asker  # who asks a question


@dataclass
class Making:
    """A turn that is being made, in the place of another or at the end."""

    key: str
    wanted: PendingQuestion
    place: int
    desk: Desk
    asking: Asking
    is_new: bool = True  # not shown yet
    cards: dict[int, Card] = field(default_factory=dict)  # of the citations so far

    def busy(self) -> Busy:
        """What there is to show of it now."""
        draft, stopping = self.asking.draft, self.asking.is_stopping
        doing = texts.doing(draft) if draft else texts.in_line(self.asking.ahead) or self.desk.doing()
        return Busy(
            key=self.key,
            asked=self.wanted.asked,
            doing=texts.STOPPING if stopping else doing,
            draft=draft,
            cards=tuple(map(self._card, draft.citations)) if draft else (),
            can_stop=self.desk.has_model and not stopping,
        )

    def _card(self, citation: records.Citation) -> Card:
        """A card is made once, for looking up what surrounds a quote takes time."""
        known = self.cards.get(citation.n)
        if known is None or known.citation != citation:
            known = self.cards[citation.n] = make_card(citation, self.desk.library)
        return known


class Conversation:
    """Turns in order. One question is answered at a time: never do two models write for one reader."""

    def __init__(self, count: int = 0, narrowing: Narrowing | None = None, id: str | None = None) -> None:
        self.id = id or token_urlsafe(ID_BYTES)  # its address
        self.kept: tuple[tuple[ShownTurn, ...], dict[str, str]] | None = None  # turns and filters, as kept last
        self.narrowing = narrowing or Narrowing()
        self.turns: list[ShownTurn] = []
        self.verdicts: dict[str, str] = {}  # what the reader said of turns, by their keys
        self.making: Making | None = None
        self.wanted: PendingQuestion | None = None  # asked and not begun yet
        self.problem = ""  # why the last question was not answered
        self.beside: Address | None = None  # the article that is open beside it
        self.held: str | None = None  # a question that waits until its filters are understood
        self.count = count  # of all that ever had a key, so that no two have the same
        self.unfolded = 0  # earlier turns that are drawn on asking
        self.generation = ""  # which all turns' articles are in

    @property
    def subject(self) -> str:
        """What it is called: its first question."""
        first = self.turns[0].answer.question.asked if self.turns else None
        return first or (self.making.wanted.asked if self.making else "")

    @property
    def first_drawn(self) -> int:
        """The first turn that is drawn. It moves on by many at a time: what stands still need not be drawn anew."""
        over = len(self.turns) - DRAWN - self.unfolded
        first = -(-over // AT_ONCE) * AT_ONCE if over > 0 else 0
        return min(first, self.making.place) if self.making else first

    def draw_earlier(self) -> None:
        """Draw more of the turns before those that are drawn."""
        self.unfolded += DRAWN

    def want(self, wanted: PendingQuestion) -> None:
        """Note a question. One that is being answered stops for it; what there is of its answer is kept."""
        self.problem, self.held = "", None
        if self.narrowing.faults:
            self.held = wanted.asked
            self._fail(texts.MEND_FILTER)
            return
        if len(wanted.asked) > texts.LONGEST_QUESTION:
            self._fail(texts.too_long(len(wanted.asked)))
            return
        self.wanted = wanted
        if self.making:
            self.making.asking.stop()

    def stop(self, key: object) -> None:
        """Stop the answer that is being made, if it is the one of this key: a click may come late."""
        if self.making and self.making.key == key:
            self.making.asking.stop()

    def move_on(self, desk: Desk) -> None:
        """Take the answer that has come, then begin with the question that waits."""
        if self.making and self.making.asking.has_ended:
            self._take(self.making)
        if self.wanted and not self.making:
            self._begin_if_allowed(self.wanted, desk)

    def keep_to(self, library: Library) -> None:
        """Take off answers that show words of an article which the library does not hold any more."""
        if self.making or self.generation == library.generation:
            return
        self.generation = library.generation
        kept = [_cut(one, library) for one in self.turns if all(map(library.article, _shown(one.answer)))]
        if gone := len(self.turns) - len(kept):
            self._fail(texts.taken_off(gone))
        self.turns = kept

    def leave(self) -> None:
        """Stop what is being answered, for nobody will read it."""
        if self.making:
            self.making.asking.stop()
            self.making.asking.wait(STOPPED_WITHIN_S)

    def again(self, key: object) -> PendingQuestion | None:
        """The question of a turn as it was asked, to be answered once more in its place."""
        turn = next((one for one in self.turns if one.key == key), None)
        return PendingQuestion(turn.answer.question.asked, turn.filters, turn.key) if turn else None

    def _begin_if_allowed(self, wanted: PendingQuestion, desk: Desk) -> None:
        self.wanted = None
        if desk.may_ask():
            self._begin(wanted, desk)
        else:
            self.held = wanted.asked
            self._fail(texts.TOO_FAST)

    def _begin(self, wanted: PendingQuestion, desk: Desk) -> None:
        self.count += 1
        key = f"turn-{self.count}"
        keys = [one.key for one in self.turns]
        place = keys.index(wanted.again) if wanted.again in keys else len(keys)
        history = [_remembered(one.answer) for one in self.turns[:place][-REMEMBERED:]]
        asking = Asking(lambda watch: desk.answer(key, wanted, history, watch), desk.is_read, desk.asker(wanted.asked))
        self.making = Making(key, wanted, place, desk, asking)
        asking.start()

    def _take(self, made: Making) -> None:
        self.making = None
        asking = made.asking
        if asking.turn is None:
            self._fail(asking.problem)
        else:
            self.turns[made.place : made.place + 1] = [replace(asking.turn, is_stopped=asking.is_stopping)]

    def _fail(self, problem: str) -> None:
        self.problem = problem
        self.count += 1  # the message is a new one


def _shown(answer: Answer) -> set[str]:
    """The articles whose words an answer shows."""
    return {one.article.path for one in shown_citations(answer)}


def _cut(turn: ShownTurn, library: Library) -> ShownTurn:
    """A turn without what was found beside it in articles that are gone."""
    found = tuple(one for one in turn.found if library.article(one.article.path))
    return turn if len(found) == len(turn.found) else replace(turn, found=found)


def _remembered(answer: Answer) -> records.Turn:
    speaker = next((citation.speaker for citation in answer.citations), None)
    articles = tuple(dict.fromkeys(citation.article.path for citation in answer.citations))
    return records.Turn(answer.question.asked, answer.text, speaker, articles)
