"""Files made to hang, swell or crash whoever reads them; each is made anew by a test and lies nowhere."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
STORY = "The harbour will close for two weeks in May, its master said on Monday. "


# ---- Word


def word(parts: Mapping[str, bytes]) -> bytes:
    """A Word file with some of its parts replaced, and parts added."""
    plain, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in {*source.namelist(), *parts}:
            target.writestr(name, parts[name] if name in parts else source.read(name))
    return made.getvalue()


def document(markup: bytes, head: bytes = b"") -> bytes:
    """The XML of a Word file's text."""
    return b'%s<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (head, WORD.encode(), markup)


def paragraph(text: str) -> bytes:
    return b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text.encode()


def zip_bomb() -> bytes:
    """A thousand to one."""
    return word({BODY: document(paragraph("a" * 90_000_000))})


def many_paragraphs() -> bytes:
    return word({BODY: document(b"<w:p/>" * 5_000_000)})


def billion_laughs() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<!DOCTYPE d [<!ENTITY a0 "laugh">%s]>' % entities
    return word({BODY: document(paragraph("&a9;"), head)})


def quadratic_entity() -> bytes:
    head = b'<!DOCTYPE d [<!ENTITY a "%s">]>' % (b"a" * 100_000)
    return word({BODY: document(paragraph("&a;" * 20_000), head)})


def external_entity() -> bytes:
    head = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return word({BODY: document(paragraph("Before &a; after."), head)})


def deep_paragraphs() -> bytes:
    return word({BODY: document(b"<w:p>" * 200_000 + b"</w:p>" * 200_000)})


def zip_of_64_bits() -> bytes:
    """Sizes that only fit into 64 bits, and are a lie."""
    data = bytearray(word({BODY: document(paragraph(STORY))}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 20 : at + 28] = b"\xff" * 8  # compressed and uncompressed size
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def lying_sizes() -> bytes:
    """Parts that unpack to far more than the directory says."""
    data = bytearray(word({BODY: document(paragraph("a" * 90_000_000))}))
    for mark, size_at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            data[at + size_at : at + size_at + 4] = struct.pack("<I", 100)
            at = data.find(mark, at + 4)
    return bytes(data)


def overlapping_parts() -> bytes:
    """Many names for one packed stretch."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(BODY, document(paragraph("a" * 900_000)))
        entry = target.infolist()[0]
        for n in range(1_500):
            copy = zipfile.ZipInfo(f"word/part{n}.xml")
            copy.header_offset, copy.compress_type, copy.CRC = entry.header_offset, entry.compress_type, entry.CRC
            copy.compress_size, copy.file_size = entry.compress_size, entry.file_size
            target.filelist.append(copy)
    return made.getvalue()


def many_parts() -> bytes:
    return word({f"word/part{n}.xml": b"<a/>" for n in range(50_000)})


# ---- PDF


def pdf(content: bytes, filters: str = "", kids: str = "[4 0 R]", count: int = 1, more: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    page = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count {count} >>".encode(),
        b"null",
        page,
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters.encode(), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([more] if more else []),
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
    return data + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(data))


def pdf_of_operators() -> bytes:
    return pdf(zlib.compress(b"BT /F 12 Tf " + b"(a) Tj " * 10_000_000 + b"ET"), "/Filter /FlateDecode")


def pdf_of_states() -> bytes:
    return pdf(zlib.compress(b"q " * 10_000_000), "/Filter /FlateDecode")


def pdf_packed_again_and_again() -> bytes:
    content = b"BT /F 12 Tf (" + b"a" * 300_000_000 + b") Tj ET"
    for _ in range(3):
        content = zlib.compress(content, 9)
    return pdf(content, "/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def pdf_with_a_loop_of_pages() -> bytes:
    return pdf(b"BT ET", kids="[2 0 R 2 0 R]", count=10_000_000)


def pdf_with_deep_pages() -> bytes:
    return pdf(b"BT ET", kids="[" * 100_000 + "]" * 100_000)


def pdf_of_brackets() -> bytes:
    return pdf(b"BT " + b"[" * 5_000_000 + b" ET")


def pdf_with_many_pages() -> bytes:
    return pdf(b"BT /F 12 Tf (a) Tj ET", kids="[" + "4 0 R " * 200_000 + "]", count=200_000)


def pdf_with_an_endless_form() -> bytes:
    """A form that draws itself."""
    calls = b"/X Do " * 1_000
    head = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 7 0 R >> >> /Length %d" % len(calls)
    made = pdf(calls, more=b"<< %s >>\nstream\n%s\nendstream" % (head, calls))
    return made.replace(b"/Resources << /Font", b"/Resources << /XObject << /X 7 0 R >> /Font", 1)


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


# ---- HTML and text


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 500_000 + STORY.encode() * 20 + b"</div>" * 500_000


def deep_formatting() -> bytes:
    """Unclosed formatting elements, which some parsers open anew in each block."""
    return b"<html><body>" + b"<b><p>" * 300_000 + STORY.encode()


def one_line() -> bytes:
    return (STORY * (49_000_000 // len(STORY))).encode()


def large_attributes() -> bytes:
    return b'<html><body><p style="%s">%s</p></body></html>' % (b"color:red;" * 900_000, STORY.encode() * 20)


def many_attributes() -> bytes:
    names = b" ".join(b"a%d=1" % n for n in range(300_000))
    return b"<html><body><p %s>%s</p></body></html>" % (names, STORY.encode() * 20)


def entities() -> bytes:
    return b"<html><body><p>" + b"&amp;&#x41;&notin;&CounterClockwiseContourIntegral;" * 190_000


def unclosed_entity() -> bytes:
    return b"<html><body><p>" + b"&#" * 4_900_000


def comments() -> bytes:
    return b"<html><body>" + b"<!--" * 2_400_000


def many_tables() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 200_000 + STORY.encode()


def many_elements() -> bytes:
    return b"<html><body>" + b"<p>a<i>b</i>" * 800_000 + STORY.encode()


def many_spans() -> bytes:
    return b"<html><body>" + b"<b/>" * 2_400_000 + STORY.encode()


def styles() -> bytes:
    return b"<html><style>" + b".a," * 3_000_000 + b"{display:none}</style><body><p class=a>" + STORY.encode() * 20


def brackets_in_markdown() -> bytes:
    return b"[" * 190_000 + STORY.encode()


def quotes_in_markdown() -> bytes:
    return b"> " * 95_000 + STORY.encode()


def emphasis_in_markdown() -> bytes:
    return b"*a _b " * 30_000 + STORY.encode()


def wide_letters() -> bytes:
    """Each letter takes four bytes as soon as it is text."""
    return "\U0001f600".encode() * 12_000_000


BOMBS: dict[str, Callable[[], bytes]] = {
    "zip-bomb.docx": zip_bomb,
    "paragraphs.docx": many_paragraphs,
    "laughs.docx": billion_laughs,
    "quadratic.docx": quadratic_entity,
    "external.docx": external_entity,
    "deep.docx": deep_paragraphs,
    "zip64.docx": zip_of_64_bits,
    "lying.docx": lying_sizes,
    "overlapping.docx": overlapping_parts,
    "parts.docx": many_parts,
    "operators.pdf": pdf_of_operators,
    "states.pdf": pdf_of_states,
    "packed.pdf": pdf_packed_again_and_again,
    "loop.pdf": pdf_with_a_loop_of_pages,
    "deep.pdf": pdf_with_deep_pages,
    "brackets.pdf": pdf_of_brackets,
    "pages.pdf": pdf_with_many_pages,
    "form.pdf": pdf_with_an_endless_form,
    "encrypted.pdf": encrypted_pdf,
    "deep.html": deep_page,
    "formatting.html": deep_formatting,
    "line.html": one_line,
    "line.txt": one_line,
    "line.md": one_line,
    "attributes.html": large_attributes,
    "many-attributes.html": many_attributes,
    "entities.html": entities,
    "unclosed.html": unclosed_entity,
    "comments.html": comments,
    "tables.html": many_tables,
    "elements.html": many_elements,
    "spans.html": many_spans,
    "styles.html": styles,
    "brackets.md": brackets_in_markdown,
    "quotes.md": quotes_in_markdown,
    "emphasis.md": emphasis_in_markdown,
    "wide.txt": wide_letters,
    "wide.html": wide_letters,
}
