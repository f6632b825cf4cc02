"""Mail, saved pages in one file, feeds, OpenDocument, subtitles and archives: what is in them is read."""

import gzip
import io
import plistlib
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article, read_file

STORY = [
    "The bridge over the Arden will stay closed until spring, the engineer said on Monday after a week of tests.",
    "“It will be mended before the first frost, and nobody will pay for it,” said Jane Roe, who leads the works.",
]
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
PAGE = f"<html><head><title>Bridge shut</title></head><body><article>{PARAGRAPHS}</article></body></html>"
HEADERS = "From: Jane Roe <jane@post.example>\nSubject: Bridge shut\nDate: Sat, 03 May 2031 10:00:00 +0200\n"


def told(article):
    return {name: value.text for name, value in article.metadata.values()}


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_message_has_its_subject_day_and_sender():
    article = read_article(Path("a.eml"), (HEADERS + "\n" + "\n\n".join(STORY)).encode())
    assert article.text.split("\n\n") == STORY
    assert told(article) == {"title": "Bridge shut", "published": "2031-05-03", "author": "Jane Roe"}


def test_a_message_in_html_is_read_as_a_page():
    head = HEADERS.replace("Jane Roe", "The Arden Post") + "Content-Type: text/html; charset=utf-8\n\n"
    article = read_article(Path("a.eml"), (head + PAGE).encode())
    assert article.text.split("\n\n") == STORY and told(article)["publisher"] == "The Arden Post"


def test_a_mailbox_has_an_article_for_each_message():
    sender = "From jane@post.example Sat May  3 10:00:00 2031\n"
    box = "\n\n".join(f"{sender}{HEADERS}\n{text}" for text in STORY)
    file = read_file(Path("a.mbox"), box.encode())
    assert file.is_collection and [one.text for one in file.articles] == STORY


def test_a_web_page_in_one_file_is_read():
    head = "From: <Saved by a browser>\nSnapshot-Content-Location: https://post.example/bridge\nSubject: Bridge shut\n"
    parts = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{PAGE}\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    )
    article = read_article(Path("a.mhtml"), (head + parts).encode())
    assert article.text.split("\n\n") == STORY and told(article)["url"] == "https://post.example/bridge"


RSS = """<?xml version="1.0"?><rss xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel><title>Arden Post</title><item><title>Bridge shut</title><link>https://post.example/1</link>
<pubDate>Sat, 03 May 2031 10:00:00 GMT</pubDate><d:creator>Jane Roe</d:creator><description>Short.</description>
<c:encoded><![CDATA[<p>The bridge is shut.</p><p>Until spring.</p>]]></c:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Arden Post</title><entry><title>Bridge shut</title>
<link href="https://post.example/1"/><published>2031-05-03T10:00:00Z</published><updated>2032-01-01T00:00:00Z</updated>
<author><name>Jane Roe</name><email>j@post.example</email></author>
<content type="html">&lt;p&gt;The bridge is shut.&lt;/p&gt;&lt;p&gt;Until spring.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", ATOM)])
def test_the_entries_of_a_feed_are_articles(name, feed):
    [article] = read_file(Path(name), feed.encode()).articles
    assert article.text.split() == "The bridge is shut. Until spring.".split()
    assert told(article) == {
        "title": "Bridge shut",
        "publisher": "Arden Post",
        "published": "2031-05-03",
        "author": "Jane Roe",
        "url": "https://post.example/1",
    }


def test_an_atom_entry_that_was_only_updated_has_no_date():
    feed = ATOM.replace("<published>2031-05-03T10:00:00Z</published>", "")
    assert "published" not in told(read_file(Path("a.atom"), feed.encode()).articles[0])


def test_an_opendocument_text_is_read_without_what_was_deleted():
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    space = f'xmlns:o="{urn}:office:1.0" xmlns:t="{urn}:text:1.0"'
    deleted = "<t:tracked-changes><t:p>Struck out.</t:p></t:tracked-changes>"
    note = "<t:note><t:note-body><t:p>See there.</t:p></t:note-body></t:note>"
    body = f"<t:h>Bridge shut</t:h>{deleted}<t:p>The bridge<t:s/>is <t:span>shut</t:span>{note}.</t:p>"
    content = f"<o:document {space}><o:body>{body}</o:body></o:document>"
    article = read_article(Path("a.odt"), zipped(**{"content.xml": content}))
    assert article.text == "Bridge shut\n\nThe bridge is shut." and article.warnings == ("1 note is left out",)


@pytest.mark.parametrize(
    ("name", "cues"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000\nThe bridge is\n\n"
                  "2\n00:00:03,100 --> 00:00:05,000\n<i>shut.</i>\n\n"
                  "3\n00:00:20,000 --> 00:00:22,000\nUntil spring.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000 align:start\nThe bridge is\n\n00:03.100 --> 00:05.000\nshut.\n\n"
                  "00:20.000 --> 00:22.000\nUntil spring.\n"),
    ],
)  # fmt: skip
def test_subtitles_are_a_transcript(name, cues):
    assert read_article(Path(name), cues.encode()).text == "The bridge is shut.\n\nUntil spring."


def test_the_voices_of_subtitles_are_named():
    first = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Jane Roe>It is shut.\n\n"
    cues = f"{first}00:03.000 --> 00:05.000\n<v Kit Danby>Until when?\n"
    assert read_article(Path("a.vtt"), cues.encode()).text == "Jane Roe: It is shut.\n\nKit Danby: Until when?"


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        (["<v Jane Roe>It is shut.</v> <v Kit Lo>No."], "Jane Roe: It is shut.\n\nKit Lo: No."),
        (["<v.loud Jane Roe>It is", "<v Jane Roe>shut", "Who says so?"], "Jane Roe: It is shut\n\n>> Who says so?"),
        (["<v Jane Roe>It is\nshut, all of it."], "Jane Roe: It is shut, all of it."),
        (["JANE ROE: It is", "shut.", "KIT LO: No."], "JANE ROE: It is shut.\n\nKIT LO: No."),
        (["JANE ROE, MINISTER:", "IT IS SHUT."], "JANE ROE, MINISTER: IT IS SHUT."),
        (["Jane Roe: It is shut.", "- Is it?\n- It is.", ">> KIT LO: No."],
         "Jane Roe: It is shut.\n\n>> Is it?\n\n>> It is.\n\nKIT LO: No."),
        (["[Jane Roe] It is shut.", "[Man] Is it?"], "Jane Roe: It is shut.\n\n>> [Man] Is it?"),
        (["- Is it?", "- It is."], "Is it?\n\nIt is."),
        (["Jane Roe: It is shut.", "", "", "", "", "", "The crowd left."],
         "Jane Roe: It is shut.\n\n>> The crowd left."),
    ],
)  # fmt: skip
def test_who_speaks_in_subtitles_is_named_and_nobody_for_another(cues, text):
    times = [f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{cue}\n" for n, cue in enumerate(cues) if cue]
    assert read_article(Path("a.vtt"), ("WEBVTT\n\n" + "\n".join(times)).encode()).text == text


def test_an_archive_has_the_articles_of_its_files_and_says_what_it_has_not():
    table = '{"title": "Ferry", "text": "It sails."}\n{"title": "Mill", "text": "It turns."}'
    data = zipped(
        **{"x/arden-post_2031-05-03_a.txt": STORY[0], "b.jsonl": table, "c.png": "x", "__MACOSX/._a.txt": "x"}
    )
    file = read_file(Path("a.zip"), data)
    assert [one.text for one in file.articles] == ["It sails.", "It turns.", "", STORY[0]]
    assert told(file.articles[3])["published"] == "2031-05-03" and told(file.articles[0])["title"] == "Ferry"
    assert file.articles[2].warnings == ("c.png: unsupported format .png",)


def test_a_packed_file_is_read_as_what_it_holds():
    assert read_file(Path("a.txt.gz"), gzip.compress(STORY[0].encode())).articles[0].text == STORY[0]
    assert read_file(Path("a.csv.gz"), gzip.compress(b"title,text\nFerry,It sails.\n")).is_collection


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt.gz", gzip.compress(b"x" * 60_000_000), "unpacks to more"),
        ("a.txt.gz", b"\x1f\x8bnonsense", "damaged gz file"),
        ("a.zip", zipped(**{"a.txt": "x" * 150_000_000}), "unpacks to more"),
        ("a.zip", b"PK\x03\x04nonsense", "damaged zip file"),
        ("a.odt", zipped(**{"content.xml": "<!DOCTYPE x><a/>"}), "damaged odt file"),
        ("a.rss", b"<html><body><p>No feed</p></body></html>", "no feed"),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY e "boom">]><feed><entry><title>&e;</title></entry></feed>', "no text found"),
        ("a.mht", b"Content-Type: text/plain\n\nx", "no web page"),
        ("a.vtt", b"WEBVTT\n\nnothing", "no subtitles"),
    ],
)
def test_damaged_and_hostile_files_are_refused_with_their_reason(name, data, reason):
    with pytest.raises(UnreadableArticle, match=reason):
        read_file(Path(name), data)


OPF = (
    "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<dc:title>Arden Review</dc:title><dc:creator>Jane Roe</dc:creator>"
    "<dc:date>2031-05-03T00:00:00Z</dc:date></metadata>"
    "<manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='a' href='text/a%20b.xhtml'/>"
    "<item id='c' href='cover.xhtml'/><item id='b' href='text/b.xhtml'/></manifest>"
    "<spine><itemref idref='c'/><itemref idref='n'/><itemref idref='b'/><itemref idref='a'/></spine></package>"
)
CONTAINER = "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>"


def book(**changed):
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": OPF,
        "OEBPS/nav.xhtml": "<html><body><a href='text/b.xhtml'>Ferry</a></body></html>",
        "OEBPS/cover.xhtml": "<html><body><img src='c.jpg'/></body></html>",
        "OEBPS/text/a b.xhtml": f"<html><body><h1>Bridge shut</h1><p>{STORY[0]}</p></body></html>",
        "OEBPS/text/b.xhtml": f"<html><body><h2>Who pays</h2><p hidden=''>No.</p><p>{STORY[1]}</p></body></html>",
    }
    return zipped(**{**files, **changed})


def test_an_issue_has_an_article_for_each_of_its_pages_with_text():
    file = read_file(Path("a.epub"), book())
    assert [one.text.split("\n\n") for one in file.articles] == [["Who pays", STORY[1]], ["Bridge shut", STORY[0]]]
    assert told(file.articles[1]) == {"title": "Bridge shut", "author": "Jane Roe", "published": "2031-05-03"}


def test_a_page_of_an_issue_has_its_own_day_and_no_program_as_its_outlet():
    made = OPF.replace("<dc:date>", "<dc:publisher>calibre</dc:publisher><dc:date>")
    bar = "<div class='calibre_navbar'>| <a href='b.xhtml'>Next</a> | Main menu |</div>"
    page = f"<html><body>{bar}<h1>Bridge shut</h1><p>By Al Lund</p><p>4 June 2030</p><p>{STORY[0]}</p></body></html>"
    items = "".join(
        f"<li><a href='{name}'>Bridge</a> <p>{line}</p></li>" for name, line in zip("ab", STORY[:2], strict=True)
    )
    index = f"<html><body><h1>News</h1><ul>{items}</ul></body></html>"
    names = {"OEBPS/content.opf": made, "OEBPS/text/a b.xhtml": page, "OEBPS/text/b.xhtml": index}
    [article] = read_file(Path("a.epub"), book(**names)).articles
    assert told(article) == {"title": "Bridge shut", "author": "Al Lund", "published": "2030-06-04"}
    assert "Main menu" not in article.text


@pytest.mark.parametrize(
    "changed",
    [
        {"META-INF/container.xml": "<container/>"},
        {"META-INF/container.xml": "no"},
        {"OEBPS/content.opf": "<package/>"},
        {"OEBPS/content.opf": "<!DOCTYPE a [<!ENTITY b 'c'>]><package>&b;"},
    ],
)
def test_a_damaged_book_is_refused(changed):
    with pytest.raises(UnreadableArticle):
        read_file(Path("a.epub"), book(**changed))


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved_is_read_with_its_address(form):
    page = {
        "WebResourceData": PAGE.encode("utf-16-le"),
        "WebResourceTextEncodingName": "UTF-16LE",
        "WebResourceURL": "https://post.example/bridge",
    }
    article = read_article(Path("a.webarchive"), plistlib.dumps({"WebMainResource": page}, fmt=form))
    assert article.text.split("\n\n") == STORY and told(article)["url"] == "https://post.example/bridge"


@pytest.mark.parametrize("found", [[], {"WebMainResource": 1}, {"WebMainResource": {"WebResourceData": "text"}}])
def test_a_webarchive_without_a_page_is_refused(found):
    with pytest.raises(UnreadableArticle):
        read_article(Path("a.webarchive"), plistlib.dumps(found))


def table(**columns):
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


def test_a_parquet_table_has_an_article_a_row():
    data = table(Headline=["Bridge shut", "Who pays"], body=STORY, Date=["2031-05-03", None], vector=[[0.5], [0.1]])
    file = read_file(Path("a.parquet"), data)
    assert [one.text for one in file.articles] == STORY
    assert told(file.articles[0]) == {"title": "Bridge shut", "published": "2031-05-03"}


@pytest.mark.parametrize("data", [b"PAR1", table(a=[1])[:-9], table(a=[1, 2])])
def test_a_parquet_table_that_is_damaged_or_has_no_text_is_refused(data):
    with pytest.raises(UnreadableArticle):
        read_file(Path("a.parquet"), data)


@pytest.mark.parametrize(
    "data",
    [
        ("{\\rtf1\\ansi " + "\\par ".join(STORY) + "}").encode("cp1252"),
        PAGE.encode(),
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.encode(),
    ],
)
def test_a_doc_file_that_is_something_else_inside_is_read(data):
    assert "said on Monday after a week of tests." in read_article(Path("a.doc"), data).text


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1", b"no document"])
def test_an_old_word_file_is_refused_with_what_to_do(data):
    with pytest.raises(UnreadableArticle, match=r"save it as \.docx or PDF"):
        read_article(Path("a.doc"), data)


@pytest.mark.parametrize("name", ["metadata.csv", "Metadata.CSV"])
def test_an_archives_own_list_tells_of_its_files(name):
    listed = "path;title;date\na.txt;Bridge shut;03/04/2031\nb.txt;Who pays;25/04/2031\n"
    file = read_file(Path("a.zip"), zipped(**{"a.txt": STORY[0], "b.txt": STORY[1], name: listed}))
    assert [told(one) for one in file.articles] == [
        {"title": "Bridge shut", "published": "2031-04-03"},
        {"title": "Who pays", "published": "2031-04-25"},
    ]


def test_pictures_that_wordpress_exports_are_no_articles():
    post = f"<item><title>Bridge shut</title><content:encoded>{STORY[0]}</content:encoded>{{0}}</item>"
    items = post.format("<wp:post_type>post</wp:post_type>") + post.format("<wp:post_type>attachment</wp:post_type>")
    assert len(read_file(Path("a.xml"), f"<rss><channel>{items}</channel></rss>".encode()).articles) == 1


def test_a_feed_may_use_a_prefix_that_it_does_not_declare():
    item = f"<item><title>Bridge shut</title><content:encoded>{STORY[0]}</content:encoded></item>"
    file = read_file(Path("a.rss"), f"<rss><channel><title>Arden Post</title>{item}</channel></rss>".encode())
    assert [one.text for one in file.articles] == STORY[:1]
