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


TEXT = "The bridge over the Arden is shut, Jane Roe said."


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (("articleTitle", "articleText", "datePublished", "sourceName", "authorName"), EXPECTED[0]),
        (("Article Title", "Article Text", "Date Published", "Publication Name", "Author Name"), EXPECTED[0]),
        (("HD", "TD", "PD", "SN", "BY"), EXPECTED[0]),
        (("title", "article", "seendate", "domain", "journalist"), EXPECTED[0]),
        (("Titel", "Text", "Datum", "Quelle", "Autor"), EXPECTED[0]),
    ],
)
def test_columns_go_by_many_names_however_they_are_written(names, row):
    title, published, publisher, author, text = row
    data = csv([dict(zip(names, (title, text, published, publisher, author), strict=True))])
    assert told("a.csv", data) == [row]


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["05/03/2031", "18/06/2031"], ["2031-03-05", "2031-06-18"]),  # the second row tells of the first
        (["05.03.2031", "18.06.2031"], ["2031-03-05", "2031-06-18"]),
        (["05/03/2031", "06/18/2031"], ["2031-05-03", "2031-06-18"]),
        (["05/03/2031", "04/06/2031"], [None, None]),
        (["05/03/2031 and 06/18/2031", "18/06/2031"], ["2031-03-05", "2031-06-18"]),
        (["47975", "48016"], ["2031-05-07", "2031-06-17"]),  # a spreadsheet's own count of days
        (["1935568800", "1938592800"], ["2031-05-03", "2031-06-07"]),
        (["20310503", "2031-06-07T10:00:00Z"], ["2031-05-03", "2031-06-07"]),
    ],
)
def test_a_columns_dates_are_read_as_one(dates, days):
    assert [row[1] for row in told("a.csv", csv([{"text": TEXT, "date": one} for one in dates]))] == days


ROW = {"title": "Bridge shut", "date": "2031-05-03", "outlet": "Arden Post", "author": "Jane Roe", "text": TEXT}
AS_READ = ("Bridge shut", "2031-05-03", "Arden Post", "Jane Roe", TEXT)


@pytest.mark.parametrize(
    "data",
    [
        {"7": ROW, "8": ROW},
        {name: {"0": value, "1": value} for name, value in ROW.items()},
        {name: [value, value] for name, value in ROW.items()},
        {"columns": list(ROW), "index": [0, 1], "data": [list(ROW.values())] * 2},
        [{"_index": "news", "_source": ROW}] * 2,
        [{**ROW, "title": {"rendered": ROW["title"]}, "text": {"rendered": TEXT}}] * 2,
        [{**ROW, "author": {"original": "By Jane Roe"}, "text": [TEXT]}] * 2,
    ],
)
def test_json_is_read_in_the_shapes_that_programs_give_it(data):
    assert told("a.json", json.dumps(data)) == [AS_READ] * 2
