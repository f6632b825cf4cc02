"""Whatever bytes a file has, its reader gives articles or a reason, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import SUFFIXES, read_file
from factcontext.index.readers.message import decode_file, encode_file

# How files of these kinds begin, so that more than their first check is tried.
STARTS = {
    ".pdf": b"%PDF-1.4\n1 0 obj\n<<",
    ".html": b"<html><body><template shadowrootmode=open><article><p>",
    ".rtf": b"{\\rtf1\\ansi ",
    ".csv": b"title,date,text\n",
    ".json": b'[{"text": "a", "date": ',
    ".jsonl": b'{"text": "a"}\n{"',
    ".eml": b"From: a@b.example\nDate: x\nSubject: =?",
    ".mbox": b"From a@b.example Sat May  3 10:00:00 2031\nSubject: ",
    ".mht": b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>",
    ".xml": b"<rss><channel><item><title>",
    ".srt": b"1\n00:00:01,000 --> 00:00:03,000\n",
    ".vtt": b"WEBVTT\n\n00:01.000 --> ",
    ".doc": b"{\\rtf1",
    ".epub": b"PK\x03\x04",
    ".webarchive": b"bplist00",
    ".parquet": b"PAR1",
    ".zip": b"PK\x03\x04",
    ".gz": b"\x1f\x8b\x08",
    ".txt": b"1 of 2 DOCUMENTS\nBYLINE: a\nLENGTH: 3 words\n",
}


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_give_articles_or_a_reason(suffix: str, data: bytes, has_start: bool) -> None:
    name = "a.txt.gz" if suffix == ".gz" else f"a{suffix}"
    try:
        file = read_file(Path(name), (STARTS.get(suffix, b"") if has_start else b"") + data)
    except UnreadableArticle as refusal:
        assert str(refusal).strip()
    else:
        assert file.articles and any(article.text for article in file.articles)


# What the readers look for, in no sensible order: each meets the others where it is not expected.
PIECES = (
    *(
        "<p>",
        "</p>",
        "<div style='display:none'>",
        "</div>",
        "<article>",
        "<h1>",
        "<style>.a{display:none",
        "}",
        "</style>",
    ),
    *("<a href='/x'>", "<iframe srcdoc='", "'>", "<template shadowrootmode=open>", "<time datetime='", "2021-05-03"),
    *(
        "<script type='application/ld+json'>",
        '{"@type":"NewsArticle","datePublished":',
        '"headline":[],',
        "{}",
        "</script>",
    ),
    *("<button>Read more</button>", "<!--", "-->", "“", "”", "â€", "\x93", "\x00", "\ufffd", "&#147;", "ﬁ", "é", "😀"),
    *(
        "By Jane Roe",
        "03/04/2019",
        "99999999999999",
        "47975",
        "(Reuters) - ",
        "/TASS/. ",
        "Document 1 of 2",
        "BYLINE: ",
    ),
    *(
        "LENGTH: 3 words",
        "HD ",
        "AN Document ABC0000020310305ef350001",
        "Article Name: x",
        "End Page: 3",
        " · ",
        "\n",
        "\n\n",
    ),
    *(
        "\t",
        ",",
        ";",
        '"',
        "title,date,text\n",
        "sep=;\n",
        '{"text":"a"}',
        '[{"text":1}]',
        '{"data":[[]],"columns":["text"]}',
    ),
    *("From a Sat May  3 10:00:00 2031\n", "Subject: =?utf-8?q?x?=\n", "Content-Type: text/html; charset=zz\n\n"),
    *("Content-Type: multipart/mixed; boundary=b\n\n--b\n", "<rss><channel><item>", "<content:encoded>", "<![CDATA["),
    *(
        "00:00:01,000 --> 00:00:02,000\n",
        "WEBVTT\n",
        "{\\rtf1",
        "\\par ",
        "\\u8220?",
        "---\ntitle: x\n---\n",
        "| a |\n|---|\n",
    ),
)
OF_TEXT = sorted(SUFFIXES - {".pdf", ".docx", ".odt", ".epub", ".zip", ".parquet", ".webarchive", ".gz"})


@pytest.mark.parametrize("suffix", OF_TEXT)
@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join))
@example("<h1>â€ﬁ<p>'>")  # a headline that could not be mended kept a control character
def test_pieces_of_all_formats_surprise_no_reader(suffix: str, text: str) -> None:
    try:
        file = read_file(Path(f"a{suffix}"), text.encode())
    except UnreadableArticle as refusal:
        assert not str(refusal).endswith("Error)"), text  # a parser's own exception
    else:
        assert decode_file(encode_file(file)) == file, text
