"""What a reader says of an answer is kept for its owner, read by `evaluate`, and purged with its articles."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from factcontext.rag.ask import ask
from factcontext.rag.evaluate import read_case
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn, make_turn
from factcontext.ui.conversation import Conversation
from factcontext.ui.feedback import feedback, feedback_buttons
from factcontext.ui.history import FILE, History
from factcontext.ui.keeping import judge
from factcontext.ui.terminal import main
from tests.drawn import find, words

QUOTED, SILENT = "What did Ilva Dorrestin say about the inquiry?", "What is the population of Aleppo?"


@pytest.fixture(scope="module")
def turns(sample_reader: Reader) -> dict[str, ShownTurn]:
    return {
        asked: make_turn(f"turn-{n}", ask(asked, sample_reader), Filters(), sample_reader.library)
        for n, asked in enumerate((QUOTED, SILENT, "hello"), 1)
    }


def test_there_are_two_buttons_and_the_reasons(turns: dict[str, ShownTurn]) -> None:
    drawn = feedback_buttons(turns[QUOTED], "wrong_speaker")
    assert [words(one) for one in find(drawn, tag="button")] == list(texts.VERDICTS.values())
    assert [words(one) for one in find(drawn, aria_pressed="true")] == [texts.VERDICTS["wrong_speaker"]]
    assert feedback_buttons(turns["hello"], None) is None


@pytest.mark.parametrize(("asked", "answers"), [(QUOTED, True), (SILENT, False)])
def test_a_right_answer_becomes_a_marked_question(asked: str, answers: bool, turns: dict[str, ShownTurn]) -> None:
    case = read_case(json.loads(feedback("right", turns[asked], [turns[QUOTED]]).row))
    assert case.question == asked and [turn.question for turn in case.history] == [QUOTED]
    assert [gold.quote for gold in case.gold] == [one.quote for one in turns[asked].answer.citations]
    assert (case.type == "unanswerable") is not answers


def test_all_of_it_is_evaluated_but_what_nobody_has_marked(
    turns: dict[str, ShownTurn], sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [feedback("right", turns[QUOTED], ()), feedback("wrong_quote", replace(turns[QUOTED], key="turn-9"), ())]
    file = tmp_path / "feedback.jsonl"
    file.write_text("".join(f"{one.row}\n" for one in said), "utf-8")
    assert main(["evaluate", str(file), "--json", "--index", str(sample_index)]) == 0
    assert sum(json.loads(capsys.readouterr().out)["questions"].values()) == 1


def test_the_last_word_counts_and_a_purged_article_takes_it_along(turns: dict[str, ShownTurn], tmp_path: Path) -> None:
    history = History.of_folder(tmp_path)
    history.judge("a", feedback("right", turns[QUOTED], ()))
    history.judge("a", feedback("missed", turns[QUOTED], ()))
    history.judge("a", feedback("right", turns[SILENT], ()))
    assert history.verdicts("a") == {"turn-1": "missed", "turn-2": "right"}
    citation = turns[QUOTED].answer.citations[0]
    history.forget(citation.article.path)
    assert history.verdicts("a") == {"turn-2": "right"}
    assert citation.quote.encode() not in (tmp_path / FILE).read_bytes()


def test_where_nothing_is_kept_no_feedback_is(turns: dict[str, ShownTurn], tmp_path: Path) -> None:
    history = History.of_folder(tmp_path)
    history.keep(False)
    history.judge("a", feedback("right", turns[QUOTED], ()))
    assert not history.feedback()


@pytest.mark.parametrize("keeps", [True, False])
def test_a_verdict_is_called_noted_where_it_is_kept(keeps: bool, turns: dict[str, ShownTurn], tmp_path: Path) -> None:
    history, talk = History.of_folder(tmp_path), Conversation()
    history.keep(keeps)
    talk.turns.append(turns[QUOTED])
    assert judge({"judge": "right", "turn": turns[QUOTED].key}, talk, history)
    assert talk.verdicts == ({turns[QUOTED].key: "right"} if keeps else {})
