"""Every command keeps its word: its JSON, its exit status, one line for an error."""

import json
import subprocess
import sys

import pytest

from factcontext.ui.terminal import main
from tests.invented import HARBOUR

CITATION = {
    "n", "article", "title", "publisher", "published", "author", "url",
    "speaker", "certainty", "quote", "start", "end", "also_in",
}  # fmt: skip
ANSWER = {
    "id", "question", "standalone_question", "answer", "abstained", "reason", "answerer", "model", "complete",
    "sentences", "citations", "offered", "differences", "passages", "timings", "note", "written", "usage",
}  # fmt: skip
BELHAME = "What did Belhame say about the navy's ships?"


@pytest.fixture
def run(capsys, sample_index):
    """Run a command on the sample's index; returns exit status, output and errors."""

    def command(*words, index=sample_index):
        status = main([*words, "--index", str(index)])
        return status, *capsys.readouterr()

    return command


@pytest.fixture
def rows(run):
    """Run a command with --json and return the objects that it prints."""

    def command(*words, **where):
        status, out, err = run(*words, "--json", **where)
        assert (status, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    return command


def test_ask_prints_the_answer_and_its_numbered_source(run):
    status, out, _ = run("ask", BELHAME)
    assert status == 0
    assert "[1]" in out and "Belhame" in out and "Quoted from your articles" in out


def test_ask_json_has_every_field(rows):
    [answer] = rows("ask", BELHAME)
    assert set(answer) >= ANSWER
    assert set(answer["citations"][0]) >= CITATION
    assert set(answer["timings"]) == {"retrieve", "answer", "total"}
    assert answer["sentences"][0]["citations"] == [1]


def test_ask_json_quotes_what_show_prints(rows):
    [answer] = rows("ask", BELHAME)
    for citation in answer["citations"]:
        [article] = rows("show", citation["article"])
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_an_abstention_exits_0_and_says_why(rows):
    [answer] = rows("ask", "What did Angela Brandt say about tariffs?")
    assert answer["abstained"] and answer["reason"] and not answer["citations"]
    assert answer["answer"].startswith("Not in these articles")


def test_a_batch_is_answered_in_order_with_its_history(rows, tmp_path):
    history = [{"question": "What did Marsh say about the inquiry?", "answer": "…"}]
    lines = [{"id": "a", "question": BELHAME}, {"id": "b", "question": "and Keel?", "history": history}]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    first, second = rows("ask", "--batch", str(path))
    assert (first["id"], second["id"]) == ("a", "b")
    assert second["standalone_question"] == "What did Keel say about the inquiry?"


def test_filters_narrow_an_answer(rows):
    [answer] = rows("ask", BELHAME, "--publisher", "The Hallmere Courier", "--from", "2031-11-20")
    assert {citation["publisher"] for citation in answer["citations"]} <= {"The Hallmere Courier"}
    assert answer["passages"]


def test_search_gives_as_many_passages_as_asked_for(rows):
    [found] = rows("search", "ferry", "-k", "3")
    assert len(found["passages"]) == 3
    assert set(found["passages"][0]) >= {"article", "start", "end", "score", "text"}


def test_statements_of_a_speaker_under_another_name(rows):
    [full] = rows("statements", "--speaker", "Osric Belhame", "-k", "0")
    [surname] = rows("statements", "--speaker", "Belhame", "-k", "0")
    assert full["statements"] == surname["statements"] != []
    assert {s["kind"] for s in full["statements"]} <= {"direct", "indirect", "mixed"}


def test_statements_about_a_topic_share_its_words(rows):
    [found] = rows("statements", "--speaker", "Belhame", "--about", "resign", "-k", "1")
    assert "resign" in found["statements"][0]["quote"]


def test_statements_are_limited_unless_all_are_asked_for(rows):
    [some], [every] = rows("statements", "-k", "5"), rows("statements", "-k", "0")
    assert len(some["statements"]) == 5 < len(every["statements"])


def test_status_counts_and_names_the_model(rows):
    [status] = rows("status")
    assert status["articles"] == 20
    assert status["model"]["name"] == "all-MiniLM-L6-v2" and status["model"]["dimension"] == 384
    assert status["pending"] == {"added": 0, "changed": 0, "removed": 0}
    assert sum(status["publishers"].values()) == 20


def test_status_tells_what_changed_in_the_folder(rows, run, articles, index):
    assert run("build", str(articles), index=index)[0] == 0
    (articles / "new.txt").write_text(HARBOUR)
    (articles / "harbour.txt").write_text(HARBOUR + "More.")
    (articles / "farms" / "orchard.txt").unlink()
    [status] = rows("status", index=index)
    assert status["pending"] == {"added": 1, "changed": 1, "removed": 1}


def test_build_json_ends_with_the_report(rows, articles, index):
    (articles / "sheet.xlsx").write_bytes(b"PK")
    *progress, report = rows("build", str(articles), index=index)
    assert progress and all(set(row) == {"progress"} for row in progress)
    assert (report["articles"], report["added"], report["removed"]) == (2, 2, 0)
    assert [row["article"] for row in report["skipped"]] == ["sheet.xlsx"]
    assert set(report) >= {"changed", "moved", "unchanged", "warned", "passages", "statements", "seconds"}


def test_build_shows_what_it_skipped_and_why(run, articles, index):
    (articles / "sheet.xlsx").write_bytes(b"PK")
    status, out, _ = run("build", str(articles), index=index)
    assert status == 0
    assert "2 new" in out and "skipped sheet.xlsx: " in out


def test_evaluate_prints_figures_with_intervals(rows, tmp_path):
    gold = [{"article": "ferry/2031-11-28-courier.md", "span": [0, 0], "quote": "I am not going to resign"}]
    lines = [
        {"id": "1", "type": "said", "question": "What did Belhame say about resigning?", "gold": gold},
        {"id": "2", "type": "unanswerable", "question": "What did Brandt say about tariffs?", "gold": []},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    [evaluation] = rows("evaluate", str(path))
    assert evaluation["questions"] == {"said": 1, "unanswerable": 1}
    assert evaluation["figures"]["said_citation_at_1"]["value"] == 1
    assert evaluation["figures"]["unanswerable_rejected"]["n"] == 1
    assert set(evaluation["curve"][0]) == {"threshold", "rejected", "refused"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["show", "nowhere.txt"], 1),
        (["build", "/nowhere"], 1),
        (["ask", "--batch", "/nowhere", "--json"], 1),
        (["ask"], 2),
        (["ask", "a question", "--batch", "file"], 2),
    ],
)
def test_an_error_is_one_line_and_its_own_status(run, words, status):
    found, out, err = run(*words)
    assert (found, out) == (status, "")
    assert err.startswith("factcontext: ") and err.count("\n") == 1


@pytest.mark.parametrize("words", [["ask", "q", "--from", "May"], ["search", "q", "-k", "-1"], ["sing"], []])
def test_wrong_words_exit_2_in_one_line(capsys, words):
    with pytest.raises(SystemExit) as exit:
        main(words)
    assert exit.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("words", [["ask", "q"], ["status"], ["search", "q"], ["statements"], ["show", "a.txt"]])
def test_no_index_exits_3_and_says_what_to_do(run, tmp_path, words):
    status, _, err = run(*words, index=tmp_path / "none")
    assert status == 3
    assert "factcontext build ARTICLES" in err and err.count("\n") == 1


def test_an_index_inside_the_articles_is_refused(run, articles):
    status, _, err = run("build", str(articles), index=articles / "index")
    assert status == 1
    assert "inside the articles" in err
    assert not (articles / "index").exists()


def test_a_title_cannot_steer_the_terminal(run, folder, index):
    sidecar = json.dumps({"path": "a.txt", "title": "Gates\x1b]0;owned\x07 shut"})
    path = folder({"a.txt": HARBOUR, "metadata.jsonl": sidecar})
    run("build", str(path), index=index)
    _, out, _ = run("ask", "What did Calder say about the gates?", index=index)
    assert "\x1b" not in out and "\x07" not in out


def test_the_installed_command_answers(sample_index):
    words = [sys.executable, "-m", "factcontext.ui.terminal", "status", "--json", "--index", str(sample_index)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["articles"] == 20


def test_speakers_json_tells_how_often_when_and_about_what(rows):
    [found] = rows("speakers", "-k", "5")
    counts = [one["statements"] for one in found["speakers"]]
    assert len(counts) == 5 and counts == sorted(counts, reverse=True)
    first = found["speakers"][0]
    assert {"speaker", "kind", "names", "office", "speaks_for", "articles", "from", "to", "about"} <= set(first)
    [said] = rows("statements", "--speaker", first["speaker"], "-k", "0")
    assert len(said["statements"]) == first["statements"]
    dates = [one["published"] for one in said["statements"] if one["published"]]
    assert dates == sorted(dates) and (dates[0], dates[-1]) == (first["from"], first["to"])


def test_speakers_are_found_by_name_and_named_as_they_are_looked_for(run):
    status, out, err = run("speakers", "--name", "Belhamme")
    assert status == 0 and out.startswith("Osric Belhame") and "Belhame" in err
    status, out, err = run("statements", "--speaker", "Belhame")
    assert status == 0 and "Osric Belhame" in out and not err


def test_nobody_of_a_name(run):
    status, out, _ = run("speakers", "--name", "Merkel")
    assert status == 0 and out.strip() == "Nobody of that name speaks in these articles."
