"""PDF files: lines become paragraphs, page furniture goes, traps end quickly."""

import io
import time
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article


def pdf(*streams, filters="/FlateDecode", packed=zlib.compress):
    """A PDF with one page for each content stream."""
    count = len(streams)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, stream in enumerate(streams):
        data = packed(stream)
        resources = "/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {5 + 2 * n} 0 R{resources}>>".encode())
        objects.append(f"<</Length {len(data)}/Filter[{filters}]>>stream\n".encode() + data + b"\nendstream")
    return _file(objects)


def _file(objects):
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))


def page(*lines):
    shown = " 0 -14 Td ".join(f"({line}) Tj" for line in lines)
    return f"BT /F 12 Tf 50 700 Td {shown} ET".encode()


def paragraphs(data):
    return read_article(Path("a.pdf"), data).text.split("\n\n")


def test_lines_become_paragraphs_and_parted_words_whole():
    lines = page(
        "The bridge over the Arden will stay closed until spring, the town engi-",
        "neer announced after tests had shown cracks in two of its pillars, which",
        "stand in the river.",
        "Shopkeepers on the northern bank fear for their trade in winter, for the",
        "next crossing is far upstream.",
    )
    assert paragraphs(pdf(lines)) == [
        "The bridge over the Arden will stay closed until spring, the town engineer announced after tests "
        "had shown cracks in two of its pillars, which stand in the river.",
        "Shopkeepers on the northern bank fear for their trade in winter, for the next crossing is far upstream.",
    ]


def test_headers_footers_and_page_numbers_go():
    bodies = ["The river rose on Monday and", "fell again on Tuesday, when", "the rain had ended at last."]
    pages = [page("The Arden Post", body, f"Page {n} of 3") for n, body in enumerate(bodies, 1)]
    assert paragraphs(pdf(*pages)) == [" ".join(bodies)]


def test_what_a_browser_prints_around_a_page_goes():
    printed = page("5/3/21, 6:54 AM The Arden Post", "The river rose on Monday.", "https://post.example/river 1/1")
    assert paragraphs(pdf(printed)) == ["The river rose on Monday."]


def test_title_and_author_are_taken_and_names_of_files_are_not():
    for title, kept in (("Flood in Arden", "Flood in Arden"), ("Microsoft Word - flood.doc", None)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page("The river rose.")))))
        writer.add_metadata({"/Title": title, "/Author": "Jane Roe"})
        data = io.BytesIO()
        writer.write(data)
        metadata = read_article(Path("a.pdf"), data.getvalue()).metadata
        assert (metadata.title and metadata.title.text) == kept
        assert metadata.author is not None and metadata.author.text == "Jane Roe"


def test_a_scanned_file_is_refused_with_its_reason():
    with pytest.raises(UnreadableArticle, match="scanned"):
        paragraphs(pdf(b"q Q"))


def test_a_locked_file_is_refused_and_one_locked_against_printing_is_read():
    for password, readable in (("secret", False), ("", True)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page("The river rose.")))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        data = io.BytesIO()
        writer.write(data)
        if readable:
            assert paragraphs(data.getvalue()) == ["The river rose."]
        else:
            with pytest.raises(UnreadableArticle, match="encrypted PDF"):
                paragraphs(data.getvalue())


def twice(data):
    return zlib.compress(zlib.compress(data, 9), 9)


@pytest.mark.parametrize(
    "trap",
    [
        pytest.param(lambda: pdf(bytes(100_000_000), filters="/FlateDecode/FlateDecode", packed=twice), id="nested"),
        pytest.param(lambda: pdf(b"q Q " * 3_000_000), id="operators"),
        pytest.param(lambda: pdf(*[b"q Q"] * 600), id="pages"),
        pytest.param(lambda: pdf(page("x"))[:200], id="cut off"),
        pytest.param(lambda: pdf(page("x")).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), id="page tree in a loop"),
        pytest.param(lambda: b"%PDF-1.4\n" + b"junk " * 1_000, id="junk"),
    ],
)
def test_a_trap_is_refused_quickly(trap):
    data = trap()
    started = time.monotonic()
    with pytest.raises(UnreadableArticle):
        paragraphs(data)
    assert time.monotonic() - started < 10
