"""A folder's own list of metadata: read line by line, what is wrong in it reported."""

from factcontext.index.readers.metadata import read_sidecar
from factcontext.index.records import Value


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
    found, bad = read_sidecar(tmp_path)
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
    found, bad = read_sidecar(tmp_path)
    assert {name: v.text for name, v in found["a.txt"].values()} == {"title": "Flood, again", "published": "2021-05-03"}
    assert [b.reason for b in bad] == ["line 3: no path"]


def test_a_csv_that_is_none_is_reported(tmp_path):
    (tmp_path / "metadata.csv").write_text("path,title\na.txt," + "x" * 200_000 + "\n")
    found, bad = read_sidecar(tmp_path)
    assert found == {} and "not valid CSV" in bad[0].reason


def test_jsonl_comes_before_csv_and_none_is_no_fault(tmp_path):
    assert read_sidecar(tmp_path) == ({}, [])
    (tmp_path / "metadata.csv").write_text("path,title\na.txt,from csv\n")
    (tmp_path / "metadata.jsonl").write_text('{"path": "a.txt", "title": "from jsonl"}')
    assert read_sidecar(tmp_path)[0]["a.txt"].title == Value("from jsonl", "sidecar")


def test_a_folder_of_that_name_is_none(tmp_path):
    (tmp_path / "metadata.jsonl").mkdir()
    assert read_sidecar(tmp_path) == ({}, [])
