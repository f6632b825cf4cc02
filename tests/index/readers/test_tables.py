"""Tables with an article in each row: columns by their usual names, each row an article of its own."""

import json
from pathlib import Path

import pytest

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_file

NAMES = ("headline", "date", "outlet", "author", "text")
EXPECTED = [
    ("Bridge shut", "2031-05-03", "Arden Post", "Jane Roe", "The bridge is shut."),
    ("Ferry sails", "2031-06-04", "Arden Echo", "Kit Danby", "It sails.\n\nAt noon."),
]
ROWS = [dict(zip(NAMES, row, strict=True)) for row in EXPECTED]


def csv(rows, delimiter=",", names=None):
    names = names or {name: name for name in rows[0]}
    cells = [list(names.values()), *([row[name] for name in names] for row in rows)]
    return "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in cells)


def told(name, data):
    file = read_file(Path(name), data if isinstance(data, bytes) else data.encode())
    assert file.is_collection
    return [(*values(one), one.text) for one in file.articles]


def values(article):
    said = {name: value.text for name, value in article.metadata.values()}
    return tuple(said.get(name) for name in ("title", "published", "publisher", "author"))


OTHER = {"headline": "Title", "date": "Publication Date", "outlet": "Source", "author": "Byline", "text": "Full Text"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", csv(ROWS)),
        ("a.csv", csv(ROWS, ";", OTHER)),
        ("a.csv", ("sep=;\n" + csv(ROWS, ";")).encode("utf-16")),
        ("a.tsv", csv(ROWS, "\t")),
        ("a.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("a.json", json.dumps(ROWS)),
        ("a.json", "\n".join(map(json.dumps, ROWS))),
        ("a.json", json.dumps({"status": "ok", "response": {"docs": ROWS}})),
        ("a.json", json.dumps({"articles": [{**row, "outlet": {"id": None, "name": row["outlet"]}} for row in ROWS]})),
        ("a.json", json.dumps([{"fields": row} for row in ROWS])),
        ("a.json", json.dumps([{**row, "text": f"<p>{row['text']}</p>"} for row in ROWS])),
    ],
)
def test_each_row_is_an_article(name, data):
    assert told(name, data) == EXPECTED


def test_one_object_is_one_article():
    file = read_file(Path("a.json"), json.dumps(ROWS[0]).encode())
    assert not file.is_collection and file.articles[0].text == "The bridge is shut."


def test_a_row_without_text_keeps_its_number():
    rows = [ROWS[0], {**ROWS[1], "text": ""}, ROWS[1]]
    assert [text for *_, text in told("a.csv", csv(rows))] == ["The bridge is shut.", "", "It sails.\n\nAt noon."]


def test_a_date_that_may_be_of_two_days_is_told():
    file = read_file(Path("a.csv"), csv([{**ROWS[0], "date": "03/04/2031"}]).encode())
    assert file.articles[0].warnings == ("its date, 03/04/2031, is no full date",)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", "ward,votes\nnorth,312\n", "no column with the articles' text"),
        ("a.json", "[1, 2]", "no table of articles"),
        ("a.json", "{", "not valid JSON"),
        ("a.jsonl", '{"text": "x"}\n{', "not valid JSON"),
        ("a.json", "[" * 100_000, "nested too deeply|not valid JSON"),
    ],
)
def test_what_is_no_table_of_articles_is_refused(name, data, reason):
    with pytest.raises(UnreadableArticle, match=reason):
        read_file(Path(name), data.encode())
