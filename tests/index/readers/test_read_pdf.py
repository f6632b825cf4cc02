"""PDF files: lines become paragraphs, page furniture goes, traps end quickly."""

import io
import time
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article, read_file
from factcontext.index.readers.pdf_hyphens import Hyphens
from factcontext.index.readers.pdf_words import whole_words


def pdf(*streams, filters="/FlateDecode", packed=zlib.compress):
    """A PDF with one page for each content stream."""
    count = len(streams)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
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


def placed(*lines):
    """A page of lines, each with its place and size: (x, y, size, text)."""
    shown = "".join(f"/F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj " for x, y, size, text in lines)
    return f"BT {shown}ET".encode("cp1252")


def column(x, y, *texts, size=12, step=14):
    return [(x, y - step * n, size, text) for n, text in enumerate(texts)]


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


def test_lines_of_prose_beside_an_edge_are_no_running_heads():
    """Paragraphs stand apart, and so do their first lines; the same words may stand at one height of every page."""
    first, second = (
        "“I was never asked about the toll or the pier, and”",
        "I will not pay it before somebody does ask me,”",
    )
    foot = [(50, 116, 12, first), (50, 102, 12, second), (50, 88, 12, "said the owner of four trawlers.")]
    head = [
        (50, 740, 12, "The council will vote on the plan when it meets again after the"),
        (50, 726, 12, "holidays."),
    ]
    body = column(50, 700, *(f"Line {n} of the body stands here and goes on with the" for n in range(9)))
    pages = [placed((50, 770, 12, "Arden News"), *head, *body, *foot, (50, 40, 12, "The Arden Post")) for _ in range(4)]
    text = " ".join(paragraphs(pdf(*pages)))
    assert text.count(first) == text.count("owner of four") == text.count("The council will vote") == 4
    assert text.count("holidays.") == 4 and "Arden" not in text


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
    started = time.process_time()
    with pytest.raises(UnreadableArticle):
        paragraphs(data)
    assert time.process_time() - started < 10


ANSWERS = ["Q. Was the bolt short?", "A. It was.", "Q. Did you say so?", "A. I did.", "Q. To whom?", "A. To the board."]


def test_short_answers_that_pages_repeat_are_kept():
    pages = [placed(*column(50, 700, *ANSWERS), (300, 30, 10, str(n))) for n in (1, 2, 3)]
    text = read_article(Path("a.pdf"), pdf(*pages)).text
    assert [text.count(answer) for answer in ANSWERS] == [3] * 6
    assert not any(word.isdigit() for word in text.split())


def test_a_year_at_the_end_of_a_page_is_no_page_number():
    lines = column(50, 700, "“We have paid the rent of this mill, and never been late by a day since", "1971.”")
    pages = [placed(*lines, (300, 30, 10, str(n))) for n in (7, 8)]
    assert read_article(Path("a.pdf"), pdf(*pages)).text.count("a day since 1971.”") == 2


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("a long-", "term lease", "a long-term lease"),
        ("a short-", "lived favour", "a short-lived favour"),
        ("an anti-", "government clique", "an anti-government clique"),
        ("the ex-", "minister", "the ex-minister"),
        ("twenty-", "five men", "twenty-five men"),
        ("mother-in-", "law", "mother-in-law"),
        ("Jean-", "Luc", "Jean-Luc"),
        ("2015-", "16", "2015-16"),
        ("in 1987–", "1990", "in 1987–1990"),
        ("her re-", "election", "her re-election"),
        ("the de-", "escalation", "the de-escalation"),
        ("they coop-", "erate", "they cooperate"),
        ("two-", "and three-year terms", "two- and three-year terms"),
        ("the agree-", "ment", "the agreement"),
        ("they under-", "stand", "they understand"),
        ("PARLIA-", "MENT", "PARLIAMENT"),
        ("the commis-", "sioners", "the commissioners"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_is_a_compounds(first, second, whole):
    assert Hyphens(frozenset()).joined(first, second) == whole


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("initial", "rest", "whole"), [("T", "he council met", "The"), ("“W", "e met", "“We"), ("A", "mill", "A mill")]
)
def test_an_initial_letter_is_put_back_before_its_word(is_first, initial, rest, whole):
    lines = column(90, 700, f"{rest} on Monday in the old hall by the river, where", "the mill stood, to vote on it.")
    below = column(
        50, 672, "Nobody spoke against it, and the mayor thanked them all for", "coming so early in the day."
    )
    letter = (50, 686, 30, initial)
    drawn = [letter, *lines, *below] if is_first else [*lines, *below, letter]
    assert paragraphs(pdf(placed(*drawn)))[0].startswith(f"{whole} ")


def test_letter_spaced_words_are_words():
    text = "“ W e  p a y  i n  s i l v e r , ”  s a i d  t h e  o w n e r ."
    assert paragraphs(pdf(placed((50, 700, 12, text)))) == ["“We pay in silver,” said the owner."]


LEFT = [
    "The council of Arden met on Monday",
    "and voted for the mill, which has",
    "divided the town for two years, and",
    "“I will not pay for it,” said Roe, who",
]
RIGHT = [
    "chairs the council. The motion was",
    "carried by seven to four, and those",
    "who were against it went home before",
    "the count was over, Roe said later.",
]


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other():
    rows = [line for pair in zip(column(50, 700, *LEFT), column(320, 700, *RIGHT), strict=True) for line in pair]
    assert paragraphs(pdf(placed((50, 740, 18, "Mill divides town"), *rows))) == [
        "Mill divides town",
        " ".join([*LEFT, *RIGHT]),
    ]


def test_a_table_is_read_row_by_row():
    rows = [
        line for n in range(5) for line in ((50, 700 - 14 * n, 12, f"Ward {n}"), (320, 700 - 14 * n, 12, f"{n}7 votes"))
    ]
    assert "Ward 3 37 votes" in read_article(Path("a.pdf"), pdf(placed(*rows))).text


def test_footnotes_stand_behind_the_text_and_their_marks_in_no_quote():
    said = [
        (50, 700, 12, "“The lease"),
        (105, 704, 7, "1"),
        (109, 700, 12, " was void,” the judge of Arden said, and the court, she"),
    ]
    goes_on = column(50, 686, "said in the same breath, would hear the miller before it came to a")
    first = placed(*said, *goes_on, (50, 60, 8, "1 Deed of 1950."))
    second = placed(*column(50, 700, "decision on what he had to pay for all the years."))
    assert paragraphs(pdf(first, second)) == [
        "“The lease was void,” the judge of Arden said, and the court, she said in the same breath, would hear the "
        "miller before it came to a decision on what he had to pay for all the years.",
        "1 Deed of 1950.",
    ]


@pytest.mark.parametrize("mark", ["¹ ", "12. ", "[1] ", "* "])
def test_a_note_at_a_pages_foot_stands_behind_a_quote_that_goes_on_over_it(mark):
    first = placed(*column(50, 700, "“We told the town of it, and told it again before the night on which"),
                   (50, 60, 8, f"{mark}Letter of 4 May."))  # fmt: skip
    second = placed(*column(50, 700, "the roof came down,” the headmaster said, and he has kept all letters."))
    assert paragraphs(pdf(first, second))[0].startswith("“We told the town of it, and told it again before the night "
                                                        "on which the roof came down,”")  # fmt: skip


def test_a_range_of_years_is_no_end_of_a_paragraph():
    lines = ("The building of 1987-", "1990 had a roof that nobody in the town was ever proud of, and it went.")
    assert paragraphs(pdf(placed(*column(50, 700, *lines)))) == ["The building of 1987-" + lines[1]]


def test_pages_that_are_pictures_are_told():
    pages = [
        page("The river rose on Monday and fell again on Tuesday."),
        b"",
        b"",
        page("The rain had ended at last on Wednesday."),
    ]
    warnings = read_article(Path("a.pdf"), pdf(*pages)).warnings
    assert warnings == ("pages 2-3 of 4 without text that can be read (pictures?)",)


def test_a_file_locked_by_aes_with_no_password_is_read():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page("The river rose on Monday.")))))
    writer.encrypt("", "owner", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    assert paragraphs(stream.getvalue()) == ["The river rose on Monday."]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("They held an anti-", "war vote; the anti-war", "men were half-", "hearted."), "anti-war vote|half-hearted"),
        (("The agree-", "ment was half-", "hearted, and a half-hearted", "one."), "agreement was half-hearted"),
        (
            ("They flew to Arden-", "upon-Sable with Jean-", "Luc and no other of their men."),
            "Arden-upon-Sable|Jean-Luc",
        ),
        (("The com‐", "mission met the co-op", "men."), "commission met"),
        (("The com\xad", "mission met."), "commission met"),
    ],
)
def test_a_text_that_parts_no_words_has_compounds_alone_at_its_line_ends(lines, text):
    hyphens = Hyphens.of(lines)
    whole = ""
    for line in lines:
        whole = hyphens.joined(whole, line)
    assert all(one in whole for one in text.split("|"))


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        ("We p ay ou r  m en i n  si l ver, ” sai d  t h e o wn er.", "We pay our men in silver,” said the owner."),
        ("the com mis sion of the wa ﬄ e o ﬃ ce", "the commission of the waffle office"),
        ("The ﬁnal \uf002ood was oﬀ shore.", "The final flood was off shore."),
        ("a non profit and a pro choice group of J R Lund", "a non profit and a pro choice group of J R Lund"),
        ("Dr le Roux of El Sable", "Dr le Roux of El Sable"),
        ("was con ‐", "was con‐"),
        ("a m a n of few words", "a man of few words"),
        ("“We pay in gold ,” said", "“We pay in gold,” said"),
    ],
)
def test_pieces_of_words_are_joined_and_words_are_not(drawn, words):
    assert whole_words(drawn) == words


TRANSCRIPT = [
    "Q. Were you at the mill on the night when the weir",
    "was opened, as the clerk has told this court today?",
    "A. I was not there, and nobody has ever said that I",
    "was, until the clerk did so on Monday in this room.",
    "Q. And on the next day?",
    "A. Yes, sir.",
]


@pytest.mark.parametrize(
    "drawn",
    [
        [(50, 720 - 24 * n, 12, f"{n}  {line}") for n, line in enumerate(TRANSCRIPT, 1)],
        [
            one
            for n, line in enumerate(TRANSCRIPT, 1)
            for one in ((50, 720 - 24 * n, 12, f"{n}"), (80, 720 - 24 * n, 12, line))
        ],
    ],
)
def test_the_numbers_of_a_transcripts_lines_are_left_out(drawn):
    text = read_article(Path("a.pdf"), pdf(placed(*drawn), placed(*drawn))).text
    assert "when the weir was opened" in text and "ever said that I was, until" in text and text.count("Yes, sir.") == 2


def test_a_numbered_line_at_the_head_of_each_page_is_no_running_head():
    numbered = [
        one
        for n, line in enumerate(
            ["Q. Did you see it?", "A. I did, on that", "night, sir.", "Q. And", "then? A. No."], 1
        )
        for one in ((50, 720 - 24 * n, 12, f"{n}"), (80, 720 - 24 * n, 12, line))
    ]
    text = read_article(Path("a.pdf"), pdf(*[placed((200, 780, 10, "THE MILL CASE"), *numbered)] * 3)).text
    assert text.count("Q. Did you see it?") == 3 and "MILL CASE" not in text


def test_the_articles_of_an_export_have_each_its_day_and_outlet():
    def article(title, day, speaker):
        lines = (title, "The Arden Post", day, "Copyright 2031 The Arden Post", "Section: NEWS", "Length: 99 words",
                 "Byline: Jane Roe", "Body", "The mill at the weir was sold to a bank in the spring of the year.",
                 f"“We paid in silver for all of it,” said {speaker}, the owner.", "End of Document")  # fmt: skip
        return placed(*column(50, 700, *lines))

    pages = (
        article("Mill sold", "May 3, 2031 Saturday", "Kit Orr"),
        article("Mill shut", "June 4, 2032 Friday", "Al Lo"),
    )
    first, second = read_file(Path("a.pdf"), pdf(*pages)).articles
    days = [one.metadata.published and one.metadata.published.text for one in (first, second)]
    assert days == ["2031-05-03", "2032-06-04"] and "Kit Orr" in first.text and "Kit Orr" not in second.text


def test_a_list_keeps_its_numbers():
    lines = ["The council voted on seven matters that night, and five of them passed:"]
    found = read_article(
        Path("a.pdf"), pdf(page(*lines, *(f"{n}. The mill of ward {n} is shut." for n in range(1, 7))))
    )
    assert "3. The mill of ward 3" in found.text


@pytest.mark.parametrize("pages", [("i", "ii", "iii"), ("A11", "A12", "A13")])
def test_roman_numbers_and_those_of_sections_are_page_numbers(pages):
    streams = [
        placed(
            *column(50, 700, *(f"The council met on day {n}{m} of the year and voted." for m in range(4))),
            (300, 30, 9, one),
        )
        for n, one in enumerate(pages, 1)
    ]
    text = read_article(Path("a.pdf"), pdf(*streams)).text
    assert not any(f" {one}" in text or f"\n{one}" in text for one in pages)


@pytest.mark.parametrize("mark", ["1", "1,2", "[3]", "a", "*"])
def test_a_notes_mark_stands_in_no_quote(mark):
    lines = [
        (50, 700, 12, "“The lease"),
        (107, 704, 7, mark),
        (112, 700, 12, "was void,” the judge of Arden said on Monday."),
    ]
    assert "“The lease was void,”" in read_article(Path("a.pdf"), pdf(placed(*lines))).text
