"""`factcontext check`: a draft's quotations as text and as JSON."""

import json

import pytest

from factcontext.ui.terminal import main
from tests.bombs import BOMBS

DRAFT = """Osric Belhame said the Sable “fired three rounds at a target she took for a smuggler.”

Tobias Renn said: “The Sable was in the sound, and she fired two rounds at a target she took for a smuggler.”

“I believed it when I said it,” Belhame added. “Not a word of these was ever written,” said Renn.
"""


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, "utf-8")
    return str(path)


def test_as_json_with_places_in_the_file(draft, sample_index, capsys):
    assert main(["check", draft, "--json", "--index", str(sample_index)]) == 0
    rows = json.loads(capsys.readouterr().out)["quotations"]
    assert [row["state"] for row in rows] == ["altered", "other_speaker", "found", "absent"]
    assert all(DRAFT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["claimed_speaker"] for row in rows] == ["Osric Belhame", "Tobias Renn", "Osric Belhame", "Tobias Renn"]
    assert [row["difference"] for row in rows] == [
        "the article has “two” for “three”",
        "said by Osric Belhame",
        None,
        None,
    ]
    assert [bool(row["citation"]) for row in rows] == [True, True, True, False]


def test_as_text_with_a_count(draft, sample_index, capsys):
    assert main(["check", draft, "--index", str(sample_index)]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].startswith("Altered: “fired three rounds")
    assert "The article has “two” for “three”." in printed
    assert printed.rstrip().endswith("1 found, 1 altered, 1 said by somebody else, 1 not in these articles")


def test_what_cannot_be_read_is_said_in_a_line(tmp_path, sample_index, capsys):
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    for name, reason in (("none.txt", "No such file or directory"), ("latin.txt", "not UTF-8")):
        assert main(["check", str(tmp_path / name), "--index", str(sample_index)]) == 1
        assert capsys.readouterr().err.rstrip().endswith(f"cannot be read: {reason}")


def test_a_draft_that_swells_is_refused_in_a_line(tmp_path, sample_index, capsys):
    (tmp_path / "draft.docx").write_bytes(BOMBS["laughs.docx"]())
    assert main(["check", str(tmp_path / "draft.docx"), "--index", str(sample_index)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"factcontext: {tmp_path / 'draft.docx'} cannot be read: damaged docx file: it declares a document type"
    ]


def test_a_text_without_quotations_says_so(tmp_path, sample_index, capsys):
    (tmp_path / "plain.txt").write_text("Nothing is quoted here.", "utf-8")
    assert main(["check", str(tmp_path / "plain.txt"), "--index", str(sample_index)]) == 0
    assert "nothing in quotation marks" in capsys.readouterr().out
