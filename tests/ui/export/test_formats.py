"""Exported answers: all that proves them is there in every format, and no text of an article can do anything."""

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import rispy
from markdown_it import MarkdownIt

from factcontext.index.records import Article, Metadata, Value
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import AnswerSentence, Citation, Filters, NoAnswer, Question, QuotedAnswer, Summary
from factcontext.ui import texts
from factcontext.ui.answer import Searched, ShownTurn, make_turn
from factcontext.ui.export.formats import FORMATS, export
from factcontext.ui.export.markdown import as_text
from factcontext.ui.export.pack import pack
from factcontext.ui.export.plain import copied_html, copied_text
from factcontext.ui.export.tables import inert
from factcontext.ui.sources import Card

HOSTILE = (
    '=HYPERLINK("http://x")\n# ![a](http://x/p.png) <script>alert(1)</script> <img src=x> [b](javascript:c) `d` 1. e'
)


def turn_with(words: str) -> ShownTurn:
    """A turn in which every text that an article or a reader can give is these words."""
    value = Value(words, "document")
    metadata = Metadata(title=value, publisher=value, published=Value("2031-05-02", "document"), author=value)
    article = Article("a.txt", "ab" * 32, words, metadata)
    citation = Citation(1, article, 0, len(words), words, words, words, "certain", ("b.txt",), "direct")
    question = Question(words, words, "fact", None, "gates")
    answer = QuotedAnswer(question, (AnswerSentence(words, (1,)),), (citation,))
    cards = (Card(citation, words, words, ()),)
    return ShownTurn("turn-1", answer, cards, (), (), Searched(1, 1, None, None), Filters(publisher=words), index="g1",
                     answered="2031-05-03T09:00:00+00:00")  # fmt: skip


PLAIN = turn_with("The gates leak.")


@pytest.fixture(scope="module")
def answered(sample_reader: Reader) -> ShownTurn:
    answer = ask("What did Ilva Dorrestin say about the inquiry?", sample_reader)
    return make_turn("turn-1", answer, Filters("2031-11-01"), sample_reader.library)


@pytest.fixture(scope="module")
def silent(sample_reader: Reader) -> ShownTurn:
    answer = ask("What is the population of Aleppo?", sample_reader)
    return make_turn("turn-2", answer, Filters(), sample_reader.library)


@pytest.mark.parametrize("name", ["markdown", "html", "csv"])
def test_question_answer_quotes_place_hash_index_and_time_are_there(answered: ShownTurn, name: str) -> None:
    text = export([answered], FORMATS[name]).text.replace("\\", "")
    article = answered.cards[0].citation.article
    for part in (answered.answer.question.asked, article.title, article.path, article.sha256, answered.index, "2031"):
        assert part in text.replace("&#x27;", "'").replace("&quot;", '"'), part
    assert texts.QUOTED in text and answered.searched in text


def test_the_quotes_come_back_from_the_table_to_the_letter(answered: ShownTurn) -> None:
    rows = list(csv.DictReader(io.StringIO(export([answered], FORMATS["csv"]).text.removeprefix("\ufeff"))))
    assert [row["quote"] for row in rows] == [card.citation.quote for card in answered.cards]
    assert [row["sha256"] for row in rows] == [card.citation.article.sha256 for card in answered.cards]


def test_ris_is_read_back_by_its_own_reader(answered: ShownTurn) -> None:
    records = rispy.loads(export([answered], FORMATS["ris"]).text)
    titles = dict.fromkeys(" ".join(card.citation.article.title.split()) for card in answered.cards)
    assert [one["title"] for one in records] == list(titles)
    assert {one["type_of_reference"] for one in records} == {"NEWS"}


def test_csl_has_the_fields_of_a_newspaper_article() -> None:
    [item] = json.loads(export([PLAIN, PLAIN], FORMATS["csl"]).text)
    assert item["type"] == "article-newspaper" and item["issued"] == {"date-parts": [[2031, 5, 2]]}
    assert item["author"] == [{"literal": "The gates leak."}] and "The gates leak." in item["note"]


# What the schema of CSL-JSON (csl-data.json 1.0) asks of the fields that we write; it allows no others.
CSL_STRINGS = {"title", "container-title", "URL", "language", "note"}
CSL_FIELDS = {"id", "type", "author", "issued", *CSL_STRINGS}


def is_csl_name(name: object) -> bool:
    """A name is a mapping of known parts to strings."""
    parts = {"family", "given", "suffix", "literal"}
    if not isinstance(name, dict) or not name:
        return False
    return parts >= set(name) and all(isinstance(part, str) for part in name.values())


def is_csl_date(issued: object) -> bool:
    """A date is one list, or two, of year, month and day, as far as they are known."""
    parts = issued["date-parts"] if isinstance(issued, dict) and set(issued) == {"date-parts"} else None
    return (
        isinstance(parts, list)
        and 1 <= len(parts) <= 2
        and all(1 <= len(day) <= 3 and all(isinstance(part, int) for part in day) for day in parts)
    )


@pytest.mark.parametrize("hostile", [False, True])
def test_every_item_is_as_the_schema_of_csl_json_asks(answered: ShownTurn, silent: ShownTurn, hostile: bool) -> None:
    items = json.loads(export([turn_with(HOSTILE)] if hostile else [answered, silent], FORMATS["csl"]).text)
    assert isinstance(items, list) and items
    for item in items:
        assert {"id", "type"} <= set(item) <= CSL_FIELDS and item["type"] == "article-newspaper"
        assert all(isinstance(item[name], str) for name in CSL_STRINGS & set(item))
        assert isinstance(item["id"], str | int) and all(map(is_csl_name, item.get("author", [])))
        assert "issued" not in item or is_csl_date(item["issued"])
    assert len({item["id"] for item in items}) == len(items)


def test_where_there_is_no_answer_what_is_near_is_no_source(silent: ShownTurn) -> None:
    assert isinstance(silent.answer, NoAnswer)
    packed = pack(silent)
    assert not packed.sources and texts.NOT_FOUND in packed.state
    [row] = csv.DictReader(io.StringIO(export([silent], FORMATS["csv"]).text.removeprefix("\ufeff")))
    assert row["quote"] == "" and texts.why(silent.answer) in row["answer"]
    assert texts.SOURCES not in copied_text(packed)


def test_several_answers_come_in_one_file_named_by_the_first_question(answered: ShownTurn, silent: ShownTurn) -> None:
    made = export([answered, silent], FORMATS["markdown"])
    assert made.name == "what-did-ilva-dorrestin-say-about-the-inquiry.md"
    assert silent.answer.question.asked in made.text


def test_what_is_copied_has_its_numbered_sources_in_text_and_in_html(answered: ShownTurn) -> None:
    packed = pack(answered)
    text, html = copied_text(packed), copied_html(packed)
    for card in answered.cards:
        assert f"[{card.citation.n}] " in text and f'<li value="{card.citation.n}">' in html
        assert card.citation.quote in text


def test_what_was_left_out_as_unsupported_leaves_the_page_with_nobody() -> None:
    unsupported = AnswerSentence("The moon leaks.", (), supported=False, problem="support")
    assert isinstance(PLAIN.answer, QuotedAnswer)
    answer = replace(PLAIN.answer, sentences=(*PLAIN.answer.sentences, unsupported))
    for format in FORMATS.values():
        assert "The moon" not in export([replace(PLAIN, answer=answer)], format).text


# ---- hostile words


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)


def test_the_html_has_only_our_own_tags_and_forbids_to_fetch() -> None:
    text = export([turn_with(HOSTILE)], FORMATS["html"]).text
    ours, found = Tags(), Tags()
    ours.feed(export([PLAIN], FORMATS["html"]).text)
    found.feed(text)
    assert found.seen == ours.seen and "default-src 'none'" in text and "script" not in found.seen
    copied = Tags()
    copied.feed(copied_html(pack(turn_with(HOSTILE))))
    assert copied.seen <= {"p", "b", "i", "ol", "li"}


def test_markdown_brings_no_image_no_link_and_no_html() -> None:
    shown = MarkdownIt("commonmark").render(export([turn_with(HOSTILE)], FORMATS["markdown"]).text)
    found = Tags()
    found.feed(shown)
    assert found.seen <= {"h1", "h2", "p", "em", "strong", "blockquote", "ul", "li", "hr"}


@pytest.mark.parametrize("text", ["1. one", "- two", "+ three", "a\n- b", "a\n2) c", "# d", "*e*", "==="])
def test_text_stays_text_in_markdown(text: str) -> None:
    found = Tags()
    found.feed(MarkdownIt("commonmark").render(as_text(text)))
    assert found.seen == {"p"}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell).startswith("'")


def test_hostile_words_stay_in_their_cells_and_fields() -> None:
    turn = turn_with(HOSTILE)
    [row] = csv.DictReader(io.StringIO(export([turn], FORMATS["csv"]).text.removeprefix("\ufeff")))
    assert row["quote"] == f"'{HOSTILE}" and row["index"] == "g1"
    [record] = rispy.loads(export([turn_with("x\nTY  - BOOK\nER  - ")], FORMATS["ris"]).text)
    assert record["type_of_reference"] == "NEWS"


def test_what_a_model_wrote_stands_under_its_name_apart_from_the_quotes() -> None:
    sentences = (AnswerSentence("It leaks.", (1,)), AnswerSentence("It is sold.", (1,), False, "support"))
    assert isinstance(PLAIN.answer, QuotedAnswer)
    answer = replace(PLAIN.answer, summary=Summary("tiny-1", sentences))
    shown = replace(PLAIN, answer=answer)
    for text in (export([shown], FORMATS["markdown"]).text, export([shown], FORMATS["html"]).text,
                 copied_text(pack(shown)), copied_html(pack(shown))):  # fmt: skip
        plain = text.replace("\\", "")
        assert plain.index(texts.in_short("tiny-1")) < plain.index("It leaks.")
        assert "It is sold." not in plain
    assert texts.in_short("tiny-1") not in copied_text(pack(PLAIN))
