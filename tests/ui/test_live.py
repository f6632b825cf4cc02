"""A terminal shows an answer while it is written: drawn in place, gone at the end, and nothing of it elsewhere."""

import io
import re

import pytest

from factcontext.rag.records import AnswerSentence, Draft, Question
from factcontext.ui import texts
from factcontext.ui.live import DIM, Live, columns, lines_of, live

QUESTION = Question("q", "q", "fact", None, "q")
TRUE = AnswerSentence("The gates leak.", (1, 2))
FALSE = AnswerSentence("Ninety ships wait.", (), False, "number")


class Terminal(io.StringIO):
    """A terminal that knows what its screen shows: it understands what `Live` sends."""

    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> list[str]:
        rows: list[str] = [""]
        for part in re.split(r"(\x1b\[\d*[A-Za-z]|\n)", self.getvalue()):
            if match := re.fullmatch(r"\x1b\[(\d+)F", part):
                assert int(match[1]) < len(rows), "above the first line"
                rows = [*rows[: -1 - int(match[1])], ""]
            elif part == "\n":
                rows.append("")
            elif not part.startswith("\x1b"):
                rows[-1] += part
        return rows


def draft(*sentences: AnswerSentence, tail: str = "", quotes: tuple[AnswerSentence, ...] = ()) -> Draft:
    return Draft(QUESTION, "oak-7b", 3, quotes, (), sentences, tail)


def shown(*sentences: AnswerSentence, tail: str = "", width: int = 80) -> list[str]:
    return [" ".join(word for word, _ in line) for line in lines_of(draft(*sentences, tail=tail), width)]


def test_a_sentence_that_was_checked_takes_the_place_of_its_words() -> None:
    terminal = Terminal()
    drawn = Live(terminal)
    assert drawn.show(draft(tail="The gates le"))
    assert "The gates le (not checked yet)" in terminal.screen
    drawn.show(draft(TRUE, tail="Ships"))
    assert "The gates leak. [1][2] Ships (not checked yet)" in terminal.screen
    assert len([row for row in terminal.screen if "gates" in row]) == 1


def test_nothing_of_it_stays() -> None:
    terminal = Terminal()
    terminal.write("before\n")
    drawn = Live(terminal)
    drawn.show(draft(tail="word " * 60))
    drawn.show(draft(TRUE))
    drawn.clear()
    assert terminal.screen == ["before", ""]


def test_what_does_not_change_is_not_drawn_again() -> None:
    terminal = Terminal()
    drawn = Live(terminal)
    drawn.show(draft(tail="The"))
    once = terminal.getvalue()
    drawn.show(draft(tail="The"))
    assert terminal.getvalue() == once


def test_only_the_end_is_drawn_where_the_screen_is_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "5")
    terminal = Terminal()
    drawn = Live(terminal)
    for number in range(1, 40):
        drawn.show(draft(tail="word " * number))
        assert len(terminal.screen) <= 5
    drawn.clear()
    assert terminal.screen == [""]


def test_what_is_unsupported_is_counted_not_shown() -> None:
    assert shown(TRUE, FALSE) == [
        "oak-7b is summing up, each sentence is checked…", "", "The gates leak. [1][2]", texts.left_out(1)
    ]  # fmt: skip


def test_the_quotes_stand_above_the_summary() -> None:
    lines = lines_of(draft(tail="The", quotes=(AnswerSentence("“It leaks,” Orr said.", (1,)),)), 80)
    rows = [" ".join(word for word, _ in line) for line in lines]
    assert rows[2:] == ["“It leaks,” Orr said. [1]", "", "The (not checked yet)"]


def test_no_line_is_wider_than_the_terminal() -> None:
    long = AnswerSentence("Überraschung " * 9 + "x" * 100 + " 港口" * 30, (1,))
    lines = shown(long, tail="and " * 50, width=30)[2:]
    assert max(map(columns, lines)) <= 30
    assert "".join(lines).replace(" ", "").startswith("Überraschung" * 9 + "x" * 100)


def test_a_model_cannot_steer_it() -> None:
    text = " ".join(shown(AnswerSentence("Gates\x1b[2J leak.", (1,)), tail="\x1b]0;owned\x07 words"))
    assert "\x1b" not in text and "\x07" not in text


def test_unchecked_words_are_dim_unless_looks_are_unwanted() -> None:
    for environment, is_dim in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False)):
        terminal = Terminal()
        drawn = live(terminal, environment)
        assert drawn
        drawn.show(draft(tail="The gates"))
        assert (f"{DIM}The gates" in terminal.getvalue()) == is_dim


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_where_nothing_can_be_drawn_in_place_nothing_is(stream: io.StringIO, term: str) -> None:
    assert live(stream, {"TERM": term}) is None
