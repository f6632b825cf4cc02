"""Word files: text, tables and properties; bombs are refused before they unpack."""

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def with_body(body, **extra):
    """A Word file whose document part is `body`."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as source,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            made.writestr(name, body if name == "word/document.xml" else source.read(name))
        for name, content in extra.items():
            made.writestr(name, content)
    return data.getvalue()


def in_document(markup):
    return f'<w:document xmlns:w="{WORD}"><w:body>{markup}</w:body></w:document>'


def text_of(data):
    return read_article(Path("a.docx"), data).text


def test_paragraphs_and_cells_come_in_their_order():
    document = docx.Document()
    document.add_heading("Flood in Arden")
    document.add_paragraph("The river rose.")
    document.add_table(1, 2).rows[0].cells[0].text = "Level"
    document.add_paragraph("It fell.")
    assert text_of(saved(document)).split("\n\n") == ["Flood in Arden", "The river rose.", "Level", "It fell."]


def test_title_and_author_are_taken_from_the_properties():
    document = docx.Document()
    document.add_paragraph("The river rose.")
    document.core_properties.title, document.core_properties.author = "Flood in Arden", "Jane Roe"
    metadata = read_article(Path("a.docx"), saved(document)).metadata
    assert {name: v.text for name, v in metadata.values()} == {"title": "Flood in Arden", "author": "Jane Roe"}


def test_the_name_of_a_program_is_no_author():
    document = docx.Document()
    document.add_paragraph("The river rose.")
    assert read_article(Path("a.docx"), saved(document)).metadata.author is None


def test_deleted_and_hidden_words_stay_out_and_inserted_ones_come_in():
    runs = (
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    )
    assert text_of(with_body(in_document(f"<w:p>{runs}</w:p>"))) == "inserted"


BOMBS = {
    "paragraphs": lambda: with_body(in_document("<w:p/>" * 3_000_000)),
    "a large part": lambda: with_body(in_document("<w:p/>"), **{"word/media/a.bin": bytes(150_000_000)}),
    "many parts": lambda: with_body(in_document("<w:p/>"), **{f"word/{n}.xml": "" for n in range(3_000)}),
    "elements": lambda: with_body(
        in_document("".join(f'<w:p w:rsidR="{n * 7919 % 99991:08X}"/>' for n in range(1_100_000)))
    ),
    "nesting": lambda: with_body(in_document("<w:p>" + "<w:r>" * 100_000 + "</w:r>" * 100_000 + "</w:p>")),
    "entities": lambda: with_body(
        '<!DOCTYPE d [<!ENTITY a "lol">'
        + "".join(f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "&a;") * 10}">' for n in range(9))
        + "]>"
        + in_document("<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>")
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_quickly(bomb):
    data = BOMBS[bomb]()
    started = time.monotonic()
    with pytest.raises(UnreadableArticle):
        text_of(data)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"x" * 300, with_body("no XML"), saved(docx.Document())[:-400]])
def test_a_damaged_file_is_refused(data):
    with pytest.raises(UnreadableArticle, match="damaged"):
        text_of(data)


def test_another_zip_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("a.txt", "The river rose.")
    with pytest.raises(UnreadableArticle, match="not a docx file"):
        text_of(data.getvalue())


@pytest.mark.parametrize(
    ("signs", "shown"),
    [
        (("Times New Roman", "201C", "201D"), "“We pay,” said Roe."),
        (("Arial", "F093", "F094"), "“We pay,” said Roe."),
        (("Wingdings", "F07D", "F07E"), "“We pay,” said Roe."),
        (("Wingdings", "F04A", "F04A"), "We pay, said Roe."),
    ],
)
def test_quotation_marks_that_are_symbols_are_read(signs, shown):
    font, first, last = signs
    symbols = [f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for code in (first, last)]
    said = "<w:r><w:t>We pay,</w:t></w:r>"
    body = f"<w:p>{symbols[0]}{said}{symbols[1]}<w:r><w:t xml:space='preserve'> said Roe.</w:t></w:r></w:p>"
    assert text_of(with_body(in_document(body))) == shown


def test_a_text_box_is_read_once():
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>It stays dry.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<m:Choice Requires='wps'>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    drawn = f"<m:AlternateContent xmlns:m='{compatible}'>{both}</m:AlternateContent>"
    body = f"<w:p><w:r><w:t>The river rose.</w:t></w:r><w:r>{drawn}</w:r></w:p>"
    assert text_of(with_body(in_document(body))) == "The river rose.\n\nIt stays dry."


def test_a_paragraph_whose_end_was_deleted_goes_on():
    deleted = "<w:pPr><w:rPr><w:del w:id='1' w:author='x'/></w:rPr></w:pPr>"
    first = f"<w:p>{deleted}<w:r><w:t xml:space='preserve'>The river </w:t></w:r></w:p>"
    body = f"{first}<w:p><w:r><w:t>rose.</w:t></w:r></w:p><w:p><w:r><w:t>It fell.</w:t></w:r></w:p>"
    assert text_of(with_body(in_document(body))) == "The river rose.\n\nIt fell."


@pytest.mark.parametrize(
    ("initial", "rest", "shown"),
    [
        ("W", "hen the ice broke", "When the ice broke"),
        ("“W", "hen the ice broke", "“When the ice broke"),
        ("A", "mayor was there", "A mayor was there"),
        ("The", " river rose", "The river rose"),
    ],
)
def test_a_large_initial_stands_with_its_word(initial, rest, shown):
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    body = f"<w:p>{frame}{run(initial)}</w:p><w:p>{run(rest)}</w:p><w:p>{run('It fell again.')}</w:p>"
    assert text_of(with_body(in_document(body))) == f"{shown}\n\nIt fell again."


def test_footnotes_are_told():
    body = "<w:p><w:r><w:t>The river rose.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    article = read_article(Path("a.docx"), with_body(in_document(body)))
    assert article.warnings == ("a note at the foot or the end is left out",)


def test_words_that_are_marked_as_not_hidden_are_read():
    body = "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>The river rose.</w:t></w:r></w:p>"
    assert text_of(with_body(in_document(body))) == "The river rose."


def run(text, form=""):
    return f"<w:r><w:rPr>{form}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


RAISED = "<w:vertAlign w:val='superscript'/>"
TINY = "<w:sz w:val='2'/>"
WHITE = "<w:color w:val='FFFFFF'/>"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (f"<w:p>{run('“The lease')}{run('12', RAISED)}{run(' was void.”')}</w:p>", "“The lease was void.”"),
        (f"<w:p>{run('It has 300 m')}{run('2', RAISED)}{run(' of floor.')}</w:p>", "It has 300 m2 of floor."),
        (f"<w:p>{run('The 20')}{run('th', RAISED)}{run(' of May.')}</w:p>", "The 20th of May."),
        (f"<w:p>{run('arden', '<w:caps/>')}{run(' is wet.')}</w:p>", "ARDEN is wet."),
        (f"<w:p>{run('Seen. ')}{run('SECRET', WHITE)}</w:p>", "Seen."),
        (f"<w:p>{run('Seen. ')}{run('SECRET', TINY)}</w:p>", "Seen."),
        (f"<w:p><w:pPr><w:shd w:fill='000000'/></w:pPr>{run('White on black.', WHITE)}</w:p>", "White on black."),
        (
            f"<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p>{run('SECRET')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:tc><w:p>{run('Kept.')}</w:p></w:tc></w:tr></w:tbl>",
            "Kept.",
        ),
    ],
)
def test_what_word_shows_is_what_is_read(markup, shown):
    assert text_of(with_body(in_document(markup))) == shown
