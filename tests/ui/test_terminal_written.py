"""The command line with a model: what it prints, what it does where the endpoint is away, and how it is stopped."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factcontext.rag.answering import cache
from factcontext.ui import texts
from factcontext.ui.terminal import main
from tests.endpoint import FAULTS, Request, endpoint_server, extracts, nobody, points, writes

BELHAME = "What did Belhame say about the navy's ships?"
INQUIRY = "What did Ilva Dorrestin say about the inquiry?"
KEY = "sk-CANARY-terminal"
Run = Callable[..., tuple[int, str, str]]


def true_words(request: Request) -> str:
    """What the first extract says, and a sentence that none says."""
    return f"{extracts(request)[0].text} [1] Ninety-one submarines were painted blue, he added [1]."


@pytest.fixture
def index(sample_index: Path) -> Path:
    """The sample's index, with nothing kept of what was written for another test."""
    (sample_index / cache.FILE).unlink(missing_ok=True)
    return sample_index


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], index: Path) -> Run:
    """Run a command on the sample's index; returns exit status, output and errors."""

    def command(*words: str) -> tuple[int, str, str]:
        status = main([*words, "--index", str(index)])
        return status, *capsys.readouterr()

    return command


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the endpoint, as a user does."""

    def set_endpoint(base_url: str) -> None:
        monkeypatch.setenv("FACTCONTEXT_LLM_BASE_URL", base_url)
        monkeypatch.setenv("FACTCONTEXT_LLM_API_KEY", KEY)

    return set_endpoint


def test_an_answer_names_who_chose_and_marks_what_a_machine_wrote(run: Run, at: Callable[[str], None]) -> None:
    with endpoint_server(points("1", writes(true_words))) as server:
        at(server.base_url)
        status, out, err = run("ask", BELHAME)
    assert (status, err) == (0, "")
    assert re.match(rf"{texts.QUOTED}, chosen by small-writer from \d+ extracts\n\n", out)
    quotes, rest = out.split("\n\nIn short, written by small-writer:\n")
    summary, sources = rest.split("\n\nSources\n[1] ")
    assert "[1]" in quotes and "submarines" not in quotes + sources and texts.BY_A_MACHINE[:60] in summary
    assert "Not supported by the articles (1):\n✗ Ninety-one submarines" in summary
    assert " tokens, " in sources and "\x1b" not in out and KEY not in out


def test_json_tells_all_of_it(run: Run, at: Callable[[str], None]) -> None:
    with endpoint_server(points("1", writes(true_words))) as server:
        at(server.base_url)
        status, out, _ = run("ask", BELHAME, "--json")
    row = json.loads(out)
    assert (status, row["answerer"], row["chosen_by"], row["note"]) == (0, "llm", "small-writer", None)
    assert all(one["supported"] for one in row["sentences"])
    assert "submarines" not in row["answer"] + row["summary"]["text"]
    [gone] = [one for one in row["summary"]["sentences"] if not one["supported"]]
    assert gone["problem"] and gone["citations"] == []
    assert row["usage"]["completion_tokens"] > 0 and KEY not in out


def test_a_summary_is_off_by_a_switch(run: Run, at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCONTEXT_LLM_SUMMARY", "0")
    with endpoint_server(points("1", writes(true_words))) as server:
        at(server.base_url)
        row = json.loads(run("ask", BELHAME, "--json")[1])
        assert (row["answerer"], row["summary"]) == ("llm", None) and len(server.requests) == 1


@pytest.mark.parametrize("answerer", ["auto", "llm"])
def test_where_nothing_answers_the_answer_is_quotes_and_says_why(
    run: Run, at: Callable[[str], None], answerer: str
) -> None:
    at(nobody())
    status, out, err = run("ask", BELHAME, "--answerer", answerer)
    assert (status, err) == (0, "")
    assert out.startswith(f"{texts.QUOTED}\nThe model was not used: nothing answers at 127.0.0.1:")


def test_quotes_only_asks_nobody(run: Run, at: Callable[[str], None]) -> None:
    with endpoint_server("a") as server:
        at(server.base_url)
        status, out, _ = run("ask", BELHAME, "--answerer", "extractive")
        assert status == 0 and out.startswith(texts.QUOTED) and not server.requests


def test_a_model_that_is_asked_for_and_not_set_up_is_an_error_that_says_what_to_set(run: Run) -> None:
    status, out, err = run("ask", BELHAME, "--answerer", "llm")
    assert (status, out) == (1, "") and "FACTCONTEXT_LLM_BASE_URL" in err and err.count("\n") == 1


def test_a_slip_in_the_settings_stops_ask_in_one_line_and_nothing_else(run: Run, at: Callable[[str], None]) -> None:
    at("ftp://somewhere")
    status, out, err = run("ask", BELHAME)
    assert (status, out) == (1, "") and "FACTCONTEXT_LLM_BASE_URL" in err and err.count("\n") == 1
    assert run("ask", BELHAME, "--answerer", "extractive")[0] == 0
    assert run("status")[0] == 0


def test_a_batch_is_written_too(run: Run, at: Callable[[str], None], tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "question": one}) for n, one in enumerate((BELHAME, INQUIRY))))
    with endpoint_server(points("1"), points("1"), FAULTS["cut"]) as server:
        at(server.base_url)
        status, out, _ = run("ask", "--batch", str(path), "--json")
    first, second = map(json.loads, out.splitlines())
    assert (status, first["answerer"], second["answerer"]) == (0, "llm", "extractive")
    assert second["note"] and second["chosen_by"] is None


def test_what_was_written_before_is_not_asked_for_again(run: Run, at: Callable[[str], None]) -> None:
    with endpoint_server(writes(true_words)) as server:
        at(server.base_url)
        first, again = run("ask", BELHAME)[1], run("ask", BELHAME)[1]
        assert len(server.requests) == 2  # one for the choice, one for the summary
    assert texts.CACHED in again and texts.CACHED not in first


def test_status_says_which_model_would_write(run: Run, at: Callable[[str], None]) -> None:
    assert "answers     quotes\n" in run("status")[1]
    assert json.loads(run("status", "--json")[1])["writer"] is None
    with endpoint_server("a", models=("oak-7b",)) as server:
        at(server.base_url)
        assert "answers     quotes, chosen by oak-7b at 127.0.0.1:" in run("status")[1]
    assert "answers     quotes (nothing answers at 127.0.0.1:" in run("status")[1]
    writer = json.loads(run("status", "--json")[1])["writer"]
    assert writer["model"] is None and "nothing answers" in writer["problem"] and KEY not in str(writer)


def on_a_terminal(words: list[str], interrupt_at: str) -> tuple[int, str]:
    """Run a command whose output is a terminal, as if Ctrl-C were pressed once some words are there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "30"}
    command = [sys.executable, "-m", "factcontext.ui.terminal", *words]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        out = ""
        try:
            while piece := os.read(ours, 65536).decode(errors="replace"):
                out += piece
                if interrupt_at in out:
                    process.send_signal(signal.SIGINT)
                    interrupt_at = "\0"
        except OSError:  # its end
            pass
        os.close(ours)
    return process.returncode, out


def test_ctrl_c_stops_the_model_and_nothing_unchecked_stays(at: Callable[[str], None], index: Path) -> None:
    with endpoint_server(points("1", writes("Word after word [1]. " * 200, tokens_a_second=20))) as server:
        at(server.base_url)
        status, out = on_a_terminal(["ask", BELHAME, "--index", str(index)], texts.NOT_CHECKED)
        assert status == 1 and out.rstrip().endswith("factcontext: stopped")
        assert out.rstrip().rpartition("\x1b[J")[2] == "factcontext: stopped"  # all that was drawn is taken away
        assert server.wait_until_left(2)
