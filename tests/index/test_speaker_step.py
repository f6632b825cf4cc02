"""At the end of a build all stored statements get their speakers, who are stored with what they talk about."""

import pytest

from factcontext.index.records import Article, Passage, Sentence, Statement
from factcontext.index.speaker_step import resolve_speakers
from factcontext.index.store.catalog import Catalog
from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.entry import Entry

TEXT = "Vera Lund said the harbour will close. Tomas Brill said the harbour stays open."


def entry(path: str, full: str) -> Entry:
    """An article in which one speaks by the full name, and one by the surname alone."""
    spans = [(15, 37, full), (56, 78, "Brill")]
    said = [Statement(path, start, end, who, who, "certain", "said", "indirect") for start, end, who in spans]
    sentences = [Sentence(0, 38, 0), Sentence(39, len(TEXT), 0)]
    return Entry(Article(path, "0", TEXT), "0", sentences, said, [Passage(path, 0, len(TEXT))])


@pytest.fixture
def catalog(tmp_path):
    writer = CatalogWriter(tmp_path / FILE)
    for path in ("a.txt", "b.txt", "c.txt"):
        writer.add(entry(path, "Vera Lund"))
    resolve_speakers(writer)
    writer.close()
    catalog = Catalog.of_file(tmp_path / FILE)
    yield catalog
    catalog.close()


def test_the_statements_of_one_speaker_are_found_across_articles(catalog):
    [lund] = catalog.speakers.named("Vera Lund")
    assert (lund.statements, lund.articles) == (3, 3)
    assert [one.article for one in catalog.statements_by([lund.id])] == ["a.txt", "b.txt", "c.txt"]


def test_speakers_are_heard_where_their_statements_are(catalog):
    [lund] = catalog.speakers.named("Vera Lund")
    assert [tuple(one) for one in catalog.statement_spans([lund.id])[lund.id].tolist()] == [(0, 0), (2, 2), (4, 4)]
    assert list(catalog.faults()) == []
