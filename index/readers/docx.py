"""Reads Word files once their zip archive is checked; deleted and hidden text is left out."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.exports import one_or_several
from factcontext.index.readers.initials import with_initial
from factcontext.index.readers.note_marks import FIGURES, HAS_POWER
from factcontext.index.readers.own_properties import own_properties
from factcontext.index.readers.zips import opened_zip, part_of
from factcontext.index.records import RawArticle

# A 500-page book has about 300,000 elements; each costs python-docx some 300 bytes and 10 µs.
_MAX_ELEMENTS = 1_000_000
_BODY = "word/document.xml"
_DELETED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_DELETED_ROW = f"{qn('w:trPr')}/{qn('w:del')}"
_DELETED_END = f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}"
_BREAKS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT, _RUN, _PARAGRAPH, _ROW, _SYMBOL = qn("w:t"), qn("w:r"), qn("w:p"), qn("w:tr"), qn("w:sym")
# Signs of fonts that have their own: code to character. In other fonts the code is that of Windows or of Unicode.
_SIGNS = {
    "symbol": {0xA0: "€", 0xA2: "′", 0xB2: "″", 0xB7: "•", 0xBC: "…", 0xBE: "—", 0x2D: "−"},
    "wingdings": {0x7D: "“", 0x7E: "”", 0xA7: "•", 0x6C: "•", 0x9F: "•"},
}
_VALUE = qn("w:val")
_NOTE_MARK = re.compile(rf"\s*{FIGURES}\s*")
_LETTER = re.compile(r"\W?\w")  # with a quotation mark, maybe; an initial may be a whole word, too
_TINY = 4  # half points
_PRIVATE = 0xF000  # fonts of signs have their characters from here on


def read_docx(data: bytes) -> RawArticle | list[RawArticle]:
    """The paragraphs of a Word file in their order, tables cell by cell."""
    _check_zip(data)
    document = docx.Document(io.BytesIO(data))
    own = document.core_properties
    text = "\n\n".join(filter(None, _paragraphs(document.element.body)))
    warnings = tuple(_left_out(document.element.body))
    return one_or_several(RawArticle(text, own_properties(own.title, own.author, text), warnings))


def _paragraphs(body: Any) -> Iterator[str]:
    """The text of each paragraph; a large initial, or one whose end was deleted, goes on with the next."""
    begun, is_large = "", False
    for paragraph in body.iter(_PARAGRAPH):
        if any(map(_is_deleted, paragraph.iterancestors())):
            continue
        text, is_led_in = _text(paragraph), is_large
        is_large = _is_large_initial(paragraph)
        begun = with_initial(begun, text) if is_led_in and _LETTER.fullmatch(begun) else begun + text
        if not is_large and paragraph.find(_DELETED_END) is None:
            yield begun
            begun = ""
    yield begun


def _is_large_initial(paragraph: Any) -> bool:
    """Whether a paragraph is the large letter with which the next one begins."""
    frame = paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    return frame is not None and frame.get(qn("w:dropCap")) in ("drop", "margin")


def _is_deleted(element: Any) -> bool:
    return element.tag in _DELETED or (element.tag == _ROW and element.find(_DELETED_ROW) is not None)


def _left_out(body: Any) -> Iterator[str]:
    """What to say of the notes that are not read."""
    count = sum(1 for _ in body.iter(qn("w:footnoteReference"), qn("w:endnoteReference")))
    if count:
        yield "a note at the foot or the end is left out" if count == 1 else f"{count} notes are left out"


def _check_zip(data: bytes) -> None:
    """Refuse a zip that is no Word file or would unpack into a flood."""
    archive = opened_zip(data, "docx")
    if _BODY not in archive.namelist():
        raise UnreadableArticle("not a docx file")
    markup = [part_of(archive, name, "docx") for name in archive.namelist() if name.endswith(".xml")]
    if sum(one.count(b"<") for one in markup) > _MAX_ELEMENTS:
        raise UnreadableArticle("has more parts than an article can hold")
    if any(b"<!DOCTYPE" in one for one in markup):  # text hides in its entities; Word writes none
        raise UnreadableArticle("damaged docx file: it declares a document type")


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    """The visible text under an element; a paragraph inside (a text box) is a paragraph of its own."""
    for child in element:
        if child.tag == _TEXT:
            yield _shown(child)
        elif child.tag == _SYMBOL:
            yield _sign(child)
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _DELETED and child.tag != _PARAGRAPH and not _hidden(child):
            yield from _pieces(child)


def _sign(element: Any) -> str:
    """The character that a `w:sym` stands for; nothing for an ornament."""
    code, font = int(element.get(qn("w:char"), "0"), 16), (element.get(qn("w:font")) or "").casefold()
    if code < _PRIVATE and font not in _SIGNS:
        return chr(code)
    own = code - _PRIVATE if code >= _PRIVATE else code
    if font in _SIGNS:
        return _SIGNS[font].get(own, chr(own) if font == "symbol" and 0x20 <= own < 0x40 else "")
    return bytes([own]).decode("cp1252", "ignore") if own < 0x100 else ""


def _shown(element: Any) -> str:
    """A run's text as it is seen: capitals where its format makes them, and no mark of a note that is typed by hand."""
    text, form = element.text or "", element.getparent().find(qn("w:rPr"))
    if form is None:
        return text
    raised = form.find(qn("w:vertAlign"))
    if raised is not None and raised.get(_VALUE) == "superscript" and _NOTE_MARK.fullmatch(text):
        before = "".join(one.text or "" for one in _run_before(element).iter(_TEXT))
        return text if HAS_POWER.search(before) else ""
    return text.upper() if _is_on(form, "w:caps") else text


def _run_before(element: Any) -> Any:
    """The run before that of a text; the run itself where it is the first."""
    run = element.getparent()
    before = run.getprevious()
    return before if before is not None and before.tag == _RUN else run


def _hidden(element: Any) -> bool:
    """Whether a run is not seen: it says so, or is white or too small to be read."""
    form = element.find(qn("w:rPr")) if element.tag == _RUN else None
    if form is None:
        return False
    size, colour = form.find(qn("w:sz")), form.find(qn("w:color"))
    is_tiny = size is not None and (size.get(_VALUE) or "").isdecimal() and int(size.get(_VALUE)) <= _TINY
    is_white = colour is not None and (colour.get(_VALUE) or "").upper() == "FFFFFF"
    return _is_on(form, "w:vanish") or is_tiny or (is_white and not _has_ground(element))


def _is_on(form: Any, name: str) -> bool:
    found = form.find(qn(name))
    return found is not None and found.get(_VALUE) not in ("0", "false", "off")


def _has_ground(run: Any) -> bool:
    """Whether a run, its paragraph or its cell has a colour behind it, on which white is seen."""
    holders = (run, *run.iterancestors(_PARAGRAPH, qn("w:tc"), qn("w:tbl")))
    kinds = ("w:rPr", "w:pPr", "w:tcPr", "w:tblPr")
    forms = (form for holder in holders for kind in kinds if (form := holder.find(qn(kind))) is not None)
    return any(form.find(qn(one)) is not None for form in forms for one in ("w:shd", "w:highlight", "w:tblStyle"))
