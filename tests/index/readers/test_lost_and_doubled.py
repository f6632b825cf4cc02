"""What copying, converting and captioning do to a text, and what is read all the same."""

import io
from pathlib import Path

import docx
import pytest

from factcontext.index.readers import read_article


def text_of(name: str, data: str | bytes) -> str:
    return read_article(Path(name), data.encode() if isinstance(data, str) else data).text


def test_a_closing_quotation_mark_that_was_lost_in_the_encoding_is_put_back():
    written = "“We’ll stay,” said José Peña, who runs the café.".encode().decode("cp1252", "replace")
    assert text_of("a.txt", f"Café\n\n{written}\n") == "Café\n\n“We’ll stay,” said José Peña, who runs the café."


def test_captions_that_roll_up_are_read_once():
    cues = [["we will pay"], ["we will pay", "every crown"], ["every crown", "by May"]]
    vtt = "".join(f"\n00:0{n}.000 --> 00:0{n + 1}.000\n" + "\n".join(cue) + "\n" for n, cue in enumerate(cues))
    assert text_of("a.vtt", f"WEBVTT\n{vtt}") == "we will pay every crown by May"


def test_an_answer_given_twice_stays_twice():
    said = ["Did you see it?", "Yes, sir.", "Yes, sir.", "And then? Tell &amp; show."]
    srt = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{line}\n\n" for n, line in enumerate(said))
    assert text_of("a.srt", srt) == "Did you see it? Yes, sir. Yes, sir. And then? Tell & show."


def test_a_newer_word_file_called_doc_is_read():
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("“It is warm,” said Ana Lund.")
    document.save(stream)
    assert text_of("a.doc", stream.getvalue()) == "“It is warm,” said Ana Lund."


@pytest.mark.parametrize(("day", "is_told"), [("03/04/2019", True), ("25/04/2019", False)])
def test_a_declared_date_of_two_days_is_told(day: str, is_told: bool):
    story = "<p>The council met for two hours and put the vote on the bridge off until the engineers are back.</p>" * 3
    head = f'<head><meta name="date" content="{day}"></head>'
    page = f"<html>{head}<body><article><h1>Bridge</h1>{story}</article></body></html>"
    article = read_article(Path("a.html"), page.encode())
    assert (article.metadata.published is None) == is_told
    assert any(day in warning for warning in article.warnings) == is_told
