"""Exports of news databases: each article with its own day, outlet, author and headline, and no field in its text."""

import io
from pathlib import Path

import docx
import pytest

from factcontext.index.readers import read_file

BRIDGE = (
    "The bridge over the Arden stays shut until spring, the town said.",
    "“It is a pity,” said Ana Lund, the mayor, at the town hall.",
)
FERRY = (
    "The ferry over the sound sails again from Monday, its owners said.",
    "“We are ready,” said Osric Orr, the captain, on the quay of the old harbour.",
)
ARTICLES = [
    ("Bridge shut until spring", "Arden Post", "May 3, 2031", "Jane Roe", *BRIDGE),
    ("Ferry to sail again", "Vellstadt Courier", "June 14, 2031", "Kit Danby", *FERRY),
]
EXPECTED = [
    ("Bridge shut until spring", "Arden Post", "2031-05-03", "Jane Roe"),
    ("Ferry to sail again", "Vellstadt Courier", "2031-06-14", "Kit Danby"),
]


HEADS = [
    ("Bridge shut", "Jane Roe", "Arden Post", "3 May 2031", "20310503", "3. Mai 2031 Samstag", "Roe, Jane"),
    ("Who pays", "Kit Danby", "Ulby Echo", "4 June 2031", "20310604", "4. Juni 2031 Mittwoch", "Danby, Kit"),
]
TOLD = "The bridge over the river was shut on Monday, the engineer of the works said.\n\n“It will hold,” she added."


def lexis(n, title, outlet, day, author, *paragraphs):
    above = ["", f"{n} of 2 DOCUMENTS".center(70), "", "", outlet.center(70), "", f"{day} Saturday".center(70)]
    fields = ["Final Edition".center(70), "", title, "", f"BYLINE: {author}", "", f"SECTION: NEWS; Pg. {n}", ""]
    below = [f"LOAD-DATE: {day}", "", "LANGUAGE: ENGLISH", "", "PUBLICATION-TYPE: Newspaper", "", ""]
    rights = [f"Copyright 2031 {outlet}".center(70), "All Rights Reserved".center(70), ""]
    return [*above, *fields, "LENGTH: 61 words", "", "", *apart(paragraphs), "", *below, *rights]


def nexis_uni(n, title, outlet, day, author, *paragraphs):
    above = [
        title,
        outlet,
        f"{day} Saturday",
        f"Copyright 2031 {outlet} All Rights Reserved",
        f"Section: NEWS; Pg. {n}",
    ]
    below = [
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        f"Load-Date: {day}",
        "End of Document",
    ]
    return [*above, "Length: 61 words", f"Byline: {author}", "Body", *paragraphs, *below]


def factiva(n, title, outlet, day, author, lead, *rest):
    above = ["", "HD ", title, "BY ", f"By {author} ", "WC ", "61 words", "PD ", day, "SN ", outlet, "SC ", f"QP{n}"]
    fields = ["PG ", str(n), "LA ", "English", "CY ", f"Copyright 2031. {outlet}. ", "LP ", lead, "TD "]
    return [*above, *fields, *apart(rest), "AN ", f"Document QP00002031050{n}ef35000{n}"]


def factiva_plain(n, title, outlet, day, author, *paragraphs):
    above = [title, f"By {author}", "61 words", day, "09:15", outlet, f"QP{n}", "English", f"Copyright 2031. {outlet}."]
    return apart([*above, *paragraphs, f"Document QP00002031050{n}ef35000{n}", ""])


def proquest(n, title, outlet, day, author, first, *others):
    above = ["_" * 60, f"Document {n} of 2", f"Title: {title}", f"Author: {author}", f"Publication title: {outlet}"]
    below = [
        "Subject: Bridges; Ferries",
        "Location: Velmora",
        f"ProQuest document ID: 12345{n}",
        f"Copyright: {outlet}",
        "",
    ]
    return apart([*above, f"Publication date: {day}", f"Full text: {first}", *others, *below])


def apart(paragraphs):
    return "\n\n".join(paragraphs).split("\n")


FORMATS = [lexis, nexis_uni, factiva, factiva_plain, proquest]
COVER = {
    lexis: [
        "Download Request: Selected Items: 1-2",
        "Time Of Request: Friday, March 20, 2034",
        "",
        "Terms: (bridge)",
        "",
    ],
    nexis_uni: ["User Name: J. Reader", "Job Number: 77", "Documents (2)", "1. Bridge shut", "2. Ferry to sail"],
}


def export(form):
    lines = [line for n, one in enumerate(ARTICLES, 1) for line in form(n, *one)]
    return "\n".join([*COVER.get(form, []), *lines]) + "\n"


def articles(name, data):
    file = read_file(Path(name), data)
    assert file.is_collection
    return file.articles


def told(article):
    values = {name: value.text for name, value in article.metadata.values()}
    return tuple(values.get(name) for name in ("title", "publisher", "published", "author"))


@pytest.mark.parametrize("form", FORMATS)
def test_each_article_has_its_own_fields_and_only_its_text(form):
    found = articles("a.txt", export(form).encode())
    assert [told(one) for one in found] == EXPECTED
    assert [one.text.replace("\n\n", "\n").split("\n") for one in found] == [list(one[4:]) for one in ARTICLES]


@pytest.mark.parametrize("form", FORMATS)
def test_word_and_rtf_exports_too(form):
    document, lines = docx.Document(), [line for line in export(form).split("\n") if line.strip()]
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    escaped = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in "\\par ".join(lines))
    rtf = "{\\rtf1\\ansi " + escaped + "}"
    for name, data in {"a.docx": stream.getvalue(), "a.rtf": rtf.encode()}.items():
        assert [told(one) for one in articles(name, data)] == EXPECTED


@pytest.mark.parametrize("form", [lexis, nexis_uni, factiva_plain])
def test_html_exports_too(form):
    lines = "".join(f"<div>{line}</div>" for line in export(form).split("\n") if line.strip())
    assert [told(one) for one in articles("a.html", f"<html><body>{lines}</body></html>".encode())] == EXPECTED


def test_what_cannot_be_told_apart_is_told():
    once = "Bridge shut\n\nBYLINE: Jane Roe\n\nSECTION: News\n\nThe bridge is shut, the town said.\n\n"
    [article] = read_file(Path("a.txt"), (once * 2).encode()).articles
    assert article.warnings == ("it holds several articles that could not be told apart; give each a file of its own",)


@pytest.mark.parametrize(
    "form",
    [
        f"{{0}}\nBy {{1}}\n{{3}}\n\n{TOLD}\n\n",
        f"{{0}}\n{{2}}, {{3}}\n\n{TOLD}\n\n",
        f"{{0}}\n\n{TOLD}\n\nCopyright 2031 {{2}}\n\n",
    ],
)
def test_articles_one_after_the_other_are_told_and_have_no_day_of_one(form: str) -> None:
    text = "".join(form.format(*head) for head in HEADS)
    [article] = read_file(Path("a.txt"), text.encode()).articles
    assert article.warnings == ("it holds several articles that could not be told apart; give each a file of its own",)
    assert told(article) == (None, None, None, None)


@pytest.mark.parametrize("form", ["{3}\n\n{text}\n\n", "{2}, {3}: {text}\n\n", "{2} | {3} | p. 3\n"])
def test_a_text_that_tells_of_several_days_is_one_article(form: str) -> None:
    days = "".join(form.format(*head, text=TOLD) for head in HEADS)
    [article] = read_file(
        Path("a.txt"), f"A bad year\n\nBy Ana Lund\n5 July 2032\n\n{TOLD}\n\n{days}".encode()
    ).articles
    assert not article.warnings


def test_a_text_that_mentions_such_marks_is_one_article():
    text = "The archive has 3 documents.\n\nEnd of Document\n\nThe mayor said: nothing.\n\nLength: it was long."
    assert not read_file(Path("a.txt"), text.encode()).is_collection


PRESSREADER = "Article Name:{0}\nPublication:{2}\nAuthor:{1}\nStart Page:3\nEnd Page:3"


@pytest.mark.parametrize(
    "form",
    [
        f"{{0}}\n\n{{2}} · {{3}} · 3 · {{1}}\n\n{TOLD}\n\n{PRESSREADER}\n",
        f"{PRESSREADER}\nDate: {{3}}\n\n{TOLD}\n",
        f"{{2}}\n{{3}}\n{{0}}\nBy {{1}}\n\n{TOLD}\n\n" + PRESSREADER.replace(":", ":\n") + "\n",
        f"World News\n\n{{0}}\n\nBy {{1}}\n\n210 words\n\n{{3}}\n\n{{2}}\n\nARDPO\n\nEnglish\n\n(c) 2031 Arden\n\n"
        f"{TOLD}\n\nDocument ARDPO00002031050{{4}}ef350001\n",
        "{4} of 2 DOCUMENTS\n\n{2}\n\n{3} Saturday\nLate Edition - Final\n\n{0}\n\nBYLINE: By {1}\n\nSOURCE: Staff\n\n"
        f"LENGTH: 210 words\n\nDATELINE: ULBY\n\n{TOLD}\n\nLOAD-DATE: {{3}}\n\nGRAPHIC: The bridge\n",
        "Dokument {4} von 2\n\n{0}\n\n{2}\n\n{6}\n\nRubrik: NEWS\nLänge: 210 Wörter\nAutor: {1}\nTextkörper\n\n"
        f"{TOLD}\n\nKlassifizierung\n\nSprache: ENGLISH\n\nLadedatum: {{6}}\n\nEnde des Dokuments\n",
        "{0}\n\n{2}\n\n{3}\n\nTous droits réservés\n\nLongueur: 210 mots\nAuteur: {1}\nCorps\n\n"
        f"{TOLD}\n\nClassification\n\nLangue: ENGLISH\n\nFin du document\n",
        "Title: {0}\nAuthor(s): {1}\nSource: {2} (Ulby, Velmora). .72 ({3}): News: p12.\nFull Text: \n"
        f"Byline: {{1}}\n\n{TOLD}\n\nSource Citation   (MLA)\nRoe. The toll. Accessed 4 July 2031.\n\n"
        "Gale Document Number: GALE|A57{4}\n",
        "Record: {4}\nTitle: \n{0}\nAuthors: \n{7}\nSource: \n{2}. {3}, p1. 1p.\nSubject Terms: \nBRIDGES\nTOLLS\n"
        f"Database: \nNewspaper Source\n\n{{0}}\n\n{TOLD}\n\n~~~~~~~~\n\nBy {{1}}\n\n"
        "Copyright of {2} is the property of its owner and may not be mailed.\n",
        "Record: {4}\nTitle:    {0}\nAuthors:    {7}\nSource:    {2}. {3}, p1.\nAccession Number:    1{4}\n"
        f"Database:    Newspaper Source\n\n{TOLD}\n",
        f"Paper: {{2}}\nTitle: {{0}}\nDate: {{3}}\nSection: Local\nAuthor: {{1}}\nText: {TOLD}\n\n"
        "Record Number: 0FA123{4}\n",
        f"{{2}}\nNEWS, samedi {{3}} 210 mots, p. A4\n\n{{0}}\n\n{{1}}\n\n{TOLD}\n\n© 2031 Arden\n\n"
        "news·{5}·AP·012345{4}\n",
        f"{{0}}\n\n{{1}}\n210 words\n{{3}}\n02:15 GMT\n{{2}}\nARDPO\nEnglish\n(c) 2031 Arden Media\n\n{TOLD}\n\n"
        "Document ARDPO00002031050{4}ef350001\n",
        f"HD {{0}}\nBY By {{1}}\nWC 210 words\nPD {{3}}\nSN {{2}}\nSC ARDPO\nLA English\nLP {TOLD}\n"
        "NS gcat : Political\nAN Document ARDPO00002031050{4}ef350001\n",
        "Document {4} of 2\n\n{0}\n\nAuthor: {1}\n\nPublication info: {2} ; Arden [Arden]. {3}: A.1.\n\nFull text: "
        f"{TOLD}\n\nSubject: Bridges\n\nPublication title: {{2}}\n\nLast updated: 2032-01-01\n",
        f"{{0}}\n\n{{2}} - {{3}} - page A{{4}}\n\n{{1}}, Staff Writer\n\n{TOLD}\n\n© Copyright 2031 {{2}}\n",
        f"{{0}}\n{{3}} | {{2}} (Ulby, Velmora)\nAuthor/Byline: {{1}} | Section: News\n61 Words | Readability: 9\n"
        f"Page: A{{4}}\nOpenURL Link\n{TOLD}\n\nCopyright, 2031, {{2}}\n",
        f"{{2}} (Ulby, Velmora)\n{{3}} | Edition: Final | Page: A{{4}}\n{{0}}\nAuthor: {{1}}\n\n{TOLD}\n\n"
        "Record: 203105{4}0\nCopyright (c) 2031 {2}\n",
        "____________________\n\n{0}\n\nAuthor: {7}\n\nPublication info: {2} ; Arden [Arden]. {3}: A.1.\n\n"
        f"Full text: {TOLD}\n\nSubject: Bridges\n\nPublication title: {{2}}\n",
        f"{{0}}\n{{2}} · {{3}} · NEWS · By {{1}}\n\n{TOLD}\n\n",
        f"{{0}}\n{{2}} | {{3}} | p. 3\nBy {{1}}\n\n{TOLD}\n\n",
        f"=== Article {{4}} ===\nHEADLINE: {{0}}\nPAPER: {{2}}\nDATE: {{3}}\nBYLINE: {{1}}\n\n{TOLD}\n\n",
        f"TITLE: {{0}}\nSOURCE: {{2}}\nDATE: {{3}}\nAUTHOR: {{1}}\nTEXT: {TOLD}\n\n",
    ],
)
def test_each_form_of_an_export_gives_each_article_its_own(form: str) -> None:
    text = "\n".join(form.format(*head[:4], n, *head[4:]) for n, head in enumerate(HEADS, 1))
    file = read_file(Path("export.txt"), text.encode())
    assert [one.text for one in file.articles] == [TOLD, TOLD]
    found = [{name: value.text for name, value in one.metadata.values()} for one in file.articles]
    for one in found:
        one["publisher"] = one["publisher"].removesuffix(" (Ulby, Velmora)")
    days = ("2031-05-03", "2031-06-04")
    assert found == [
        {"title": title, "author": author, "publisher": outlet, "published": day}
        for (title, author, outlet, *_), day in zip(HEADS, days, strict=True)
    ]


def test_a_list_of_contents_is_no_article():
    contents = "Documents (2)\n\n1.\n{}\nArden Post, 3 May 2031\n\n2.\n{}\nVellstadt Courier, 14 June 2031\n\n"
    lines = [line for n, one in enumerate(ARTICLES, 1) for line in nexis_uni(n, *one)]
    text = contents.format(ARTICLES[0][0], ARTICLES[1][0]) + "\n".join(lines)
    assert [told(one) for one in articles("a.txt", text.encode())] == EXPECTED


def test_a_record_without_a_known_end_keeps_its_text():
    text = "Record: 1\nTitle: \nBridge shut\nSource: \nArden Post. 3 May 2031\n"
    [article] = articles("a.txt", text.encode() + b"Database: \nNewspaper Source\n\n" + TOLD.encode())
    assert article.text == TOLD


def test_a_line_of_the_text_that_looks_like_a_label_ends_nothing():
    lines = [line for n, one in enumerate(ARTICLES, 1) for line in nexis_uni(n, *one)]
    lines.insert(lines.index(BRIDGE[1]), "Update: the works are to begin earlier.")
    first, _ = articles("a.txt", "\n".join(lines).encode())
    assert "Update: the works" in first.text and BRIDGE[1] in first.text
