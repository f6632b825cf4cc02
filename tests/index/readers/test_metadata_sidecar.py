"""A folder's own list of metadata: read line by line, what is wrong in it reported."""

import json
import unicodedata

import pytest

from factcontext.index.readers.sidecar import read_sidecar
from factcontext.index.records import Value

NAMES = ["a.txt", "b/c.txt"]


def test_jsonl_is_read_and_its_bad_lines_are_reported(tmp_path):
    lines = [
        '{"path": "a.txt", "title": "Flood", "published": "2021-05-03", "url": "https://a.example/1"}',
        "",
        "{not JSON",
        '["a list"]',
        '{"title": "no path"}',
        '{"path": "a.txt", "title": "again"}',
        '{"path": "./b\\\\c.txt", "published": "last week", "author": "None", "url": "javascript:x"}',
    ]
    (tmp_path / "metadata.jsonl").write_text("\n".join(lines), encoding="utf-8-sig")
    found, bad = read_sidecar(tmp_path, NAMES)
    assert {path: {name: v.text for name, v in m.values()} for path, m in found.items()} == {
        "a.txt": {"title": "Flood", "published": "2021-05-03", "url": "https://a.example/1"},
        "b/c.txt": {},
    }
    assert {value.origin for m in found.values() for _, value in m.values()} == {"sidecar"}
    assert [(b.article, b.reason) for b in bad] == [
        ("metadata.jsonl", "line 3: not valid JSON"),
        ("metadata.jsonl", "line 4: not an object"),
        ("metadata.jsonl", "line 5: no path"),
        ("metadata.jsonl", "line 6: a.txt a second time, the first is used"),
        ("metadata.jsonl", "line 7: published is no full date: 'last week'"),
    ]


def test_csv_is_read(tmp_path):
    (tmp_path / "metadata.csv").write_text('path,headline,date\na.txt,"Flood, again","May 3, 2021"\n,none,\n')
    found, bad = read_sidecar(tmp_path, NAMES)
    assert {name: v.text for name, v in found["a.txt"].values()} == {"title": "Flood, again", "published": "2021-05-03"}
    assert [b.reason for b in bad] == ["line 3: no path"]


def test_a_csv_that_is_none_is_reported(tmp_path):
    (tmp_path / "metadata.csv").write_text("path,title\na.txt," + "x" * 200_000 + "\n")
    found, bad = read_sidecar(tmp_path, NAMES)
    assert found == {} and "not valid CSV" in bad[0].reason


def test_jsonl_comes_before_csv_and_none_is_no_fault(tmp_path):
    assert read_sidecar(tmp_path, NAMES) == ({}, [])
    (tmp_path / "metadata.csv").write_text("path,title\na.txt,from csv\n")
    (tmp_path / "metadata.jsonl").write_text('{"path": "a.txt", "title": "from jsonl"}')
    assert read_sidecar(tmp_path, NAMES)[0]["a.txt"].title == Value("from jsonl", "sidecar")


def test_a_folder_of_that_name_is_none(tmp_path):
    (tmp_path / "metadata.jsonl").mkdir()
    assert read_sidecar(tmp_path, NAMES) == ({}, [])


@pytest.mark.parametrize(
    "written",
    [
        "Path,Title\na.txt,Café\n".encode(),
        "PATH;TITLE\na.txt;Café\n".encode("utf-8-sig"),
        "sep=;\nPath;Title\na.txt;Café\n".encode(),
        "path\ttitle\na.txt\tCafé\n".encode("utf-16"),
        "path,title\r\na.txt,Café\r\n".encode("utf-16-le"),
        "path,title\na.txt,Café\n".encode("cp1252"),
        "File name,Headline\n.\\A.TXT,Café\n".encode(),
        '"path";"title"\n"/a.txt";"Café"\n'.encode(),
    ],
)
def test_lists_come_as_spreadsheets_write_them(tmp_path, written):
    (tmp_path / "metadata.csv").write_bytes(written)
    found, bad = read_sidecar(tmp_path, NAMES)
    assert found["a.txt"].title == Value("Café", "sidecar") and bad == []


@pytest.mark.parametrize(("on_disk", "listed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_names_are_the_same_in_another_unicode_form(tmp_path, on_disk, listed):
    name = unicodedata.normalize(on_disk, "Café Zúñiga.txt")
    row = f"path,title\n{unicodedata.normalize(listed, name)},Flood\n"
    (tmp_path / "metadata.csv").write_text(row, encoding="utf-8")
    assert read_sidecar(tmp_path, [name])[0][name].title == Value("Flood", "sidecar")


def test_rows_that_name_no_file_are_reported(tmp_path):
    rows = [f"gone{n}.txt,x" for n in range(30)]
    (tmp_path / "metadata.csv").write_text("\n".join(["path,title", *rows, "a.txt,Flood"]))
    found, bad = read_sidecar(tmp_path, NAMES)
    assert set(found) == {"a.txt"}
    assert (len(bad), bad[0].reason) == (21, "line 2: no file gone0.txt in the folder")
    assert bad[-1].reason == "10 more lines name no file of the folder"


def test_a_name_in_other_capitals_is_taken_where_one_file_has_it(tmp_path):
    (tmp_path / "metadata.csv").write_text("path,title\nA.TXT,Flood\n")
    found, bad = read_sidecar(tmp_path, ["a.txt", "a.TXT"])
    assert found == {} and bad[0].reason == "line 2: no file A.TXT in the folder"


ROW = {"path": "a.txt", "title": "Flood", "published": "2021-05-03"}
TABLE = "path,title,published\na.txt,Flood,2021-05-03\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("metadata.csv", "\r\n\r\n" + TABLE),
        ("Metadata.CSV", TABLE),
        ("metadata.tsv", TABLE.replace(",", "\t")),
        ("metadata.json", json.dumps([ROW])),
        ("metadata.jsonl", json.dumps([ROW], indent=1)),
        ("metadata.jsonl", json.dumps(ROW, indent=1)),
        ("metadata.csv", TABLE.replace("a.txt", "a")),
        ("metadata.csv", TABLE.replace("a.txt", "file:///home/x/a.txt")),
        ("metadata.csv", TABLE.replace("a.txt", "C:\\news\\A.TXT")),
        ("metadata.csv", TABLE.replace("2021-05-03", "03.05.2021") + "b/c.txt,Ferry,25.05.2021\n"),
    ],
)
def test_a_list_is_read_as_people_write_it(tmp_path, name, text):
    (tmp_path / name).write_bytes(text.encode())
    found, bad = read_sidecar(tmp_path, NAMES)
    assert {key: v.text for key, v in found["a.txt"].values()} == {"title": "Flood", "published": "2021-05-03"}
    assert not bad


@pytest.mark.parametrize("path", ["c.txt", "d/b/c.txt", "b/c"])
def test_a_path_without_its_folders_or_from_elsewhere_is_found(tmp_path, path):
    (tmp_path / "metadata.csv").write_text(TABLE.replace("a.txt", path))
    found, bad = read_sidecar(tmp_path, NAMES)
    assert list(found) == ["b/c.txt"] if path != "b/c" else bad


@pytest.mark.parametrize("path", ["z/c.txt", "c", "c.txt"])
def test_a_path_that_may_be_of_another_file_is_of_none(tmp_path, path):
    (tmp_path / "metadata.csv").write_text(TABLE.replace("a.txt", path))
    found, bad = read_sidecar(tmp_path, [*NAMES, "e/c.txt"])
    assert not found and "no file" in bad[0].reason


ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","Date","Date Added","File Attachments"\n'
    '"AB","newspaperArticle","2031","Roe, Jane; Danby, Kit","Flood","Arden Post","2031-05-03","2032-01-02 10:00:00",'
    '"/home/x/storage/AB/a.pdf; /home/x/storage/AB/a.txt"\n'
)
CSL = {
    "type": "article-newspaper",
    "title": "Flood",
    "container-title": "Arden Post",
    "author": [{"family": "Roe", "given": "Jane"}, {"literal": "Kit Danby"}],
    "issued": {"date-parts": [["2031", 5, 3]]},
    "file": "a.txt",
}
PLAIN = {"title": "Flood", "publisher": "Arden Post", "published": "2031-05-03", "author": "Jane Roe, Kit Danby"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metadata.csv", ZOTERO),
        ("metadata.json", json.dumps([CSL])),
        ("metadata.json", json.dumps({"a.txt": PLAIN})),
        ("metadata.jsonl", json.dumps({**PLAIN, "author": ["Roe, Jane", "Danby, Kit"], "path": "a%2Etxt"})),
        (
            "metadata.csv",
            "Dateiname;Titel;Zeitung;Datum;Autor\na.txt;Flood;Arden Post;3. Mai 2031;Jane Roe, Kit Danby\n",
        ),
        ("metadata.csv", "fichier;titre;journal;date;auteur\na.txt;Flood;Arden Post;3 mai 2031;Jane Roe, Kit Danby\n"),
        ("metadata.csv", 'id,title,source,date,author\na,Flood,Arden Post,2031-05-03,"Jane Roe, Kit Danby"\n'),
    ],
)
def test_lists_of_programs_for_references_and_in_other_languages_are_read(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    found, bad = read_sidecar(tmp_path, NAMES)
    values = {field: value.text for field, value in found["a.txt"].values() if field != "url"}
    assert (values, bad) == (PLAIN, [])
