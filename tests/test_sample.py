"""The sample is what it says: invented, varied in form and outlet, and its questions point at its words."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from factcontext.index.readers import read_article
from factcontext.index.store.library import Library
from factcontext.index.text.clean import clean
from factcontext.settings import SAMPLE

HERE = Path(__file__).parent
QUESTIONS, FOLLOW_UPS = HERE / "sample_questions.jsonl", HERE / "sample_follow_ups.jsonl"
TEXT_FORMATS = (".txt", ".md", ".html")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def questions() -> list[dict[str, Any]]:
    return [*rows(QUESTIONS), *rows(FOLLOW_UPS)]


def golds() -> list[Any]:
    return [
        pytest.param(gold, id=f"{question['id']}-{number}")
        for question in questions()
        for number, gold in enumerate(question["gold"])
    ]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_article_is_indexed_without_a_doubt(sample: Path, sample_library: Library) -> None:
    files = [path for path in sample.rglob("*") if path.is_file() and path.name != "metadata.jsonl"]
    report = sample_library.report()
    assert len(sample_library.paths()) == len(files) >= 16
    assert (report.skipped, report.warned) == ((), ())


def test_every_article_says_that_it_is_invented(sample_library: Library) -> None:
    for path in sample_library.paths():
        article = sample_library.article(path)
        assert article and "invented" in article.text.rsplit("\n\n", 1)[-1], path


def test_every_article_has_its_outlet_and_date(sample_library: Library) -> None:
    for path in sample_library.paths():
        article = sample_library.article(path)
        assert article and article.publisher and article.published and article.metadata.title, path


def test_four_stories_run_over_weeks_in_five_outlets_or_more(sample_library: Library) -> None:
    status = sample_library.status()
    assert len({path.split("/")[0] for path in sample_library.paths()}) == 4
    assert len(status.publishers) >= 5
    assert (status.published_from, status.published_to) == ("2031-10-14", "2031-12-15")


def test_all_five_formats_occur(sample_library: Library) -> None:
    assert {Path(path).suffix for path in sample_library.paths()} == {".txt", ".md", ".html", ".pdf", ".docx"}


@pytest.mark.parametrize("gold", golds())
def test_a_gold_quote_is_in_the_article_at_its_span(gold: dict[str, Any]) -> None:
    file = SAMPLE / gold["article"]
    start, end = gold["span"]
    if file.suffix in TEXT_FORMATS:
        text = file.read_text("utf-8")
    else:  # offsets into a PDF or a Word file would be of no use: they count in the text that is read from it
        text = clean(read_article(file, file.read_bytes()).text)
    assert text[start:end] == gold["quote"]


@pytest.mark.parametrize("gold", golds())
def test_a_gold_quote_survives_cleaning(gold: dict[str, Any], sample_library: Library) -> None:
    article = sample_library.article(gold["article"])
    assert article and squeezed(gold["quote"]) in squeezed(article.text)


def test_questions_are_of_all_types_and_only_unanswerable_ones_lack_an_answer() -> None:
    counted = Counter(question["type"] for question in questions())
    assert set(counted) == {"said", "who", "factoid", "unanswerable"}
    assert min(counted.values()) >= 25
    for question in questions():
        assert bool(question["gold"]) == (question["type"] != "unanswerable"), question["id"]
        assert bool(question["answer"]) == bool(question["gold"]), question["id"]


def test_question_ids_are_unique() -> None:
    ids = [question["id"] for question in questions()]
    assert len(ids) == len(set(ids))


def test_a_follow_up_says_what_was_asked_before() -> None:
    assert all(row["history"] for row in rows(FOLLOW_UPS))
    assert not any("history" in row for row in rows(QUESTIONS))


def test_whose_words_are_asked_for_is_somebody_whom_the_gold_article_names(sample_library: Library) -> None:
    for question in questions():
        speaker = question["answer"] if question["type"] == "who" else question.get("speaker", "")
        for gold in question["gold"]:
            article = sample_library.article(gold["article"])
            assert article and speaker.rpartition(" ")[2] in article.text, question["id"]
