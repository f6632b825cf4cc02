"""Filters leave the sentences and passages of the articles that fit, and every search keeps to these."""

import pytest

from factcontext.index.build import build
from factcontext.index.records import Passage
from factcontext.index.store.library import Library
from factcontext.rag.query.question import understand
from factcontext.rag.records import Filters
from factcontext.rag.retrieval import retrieve
from tests.fakes import HashingEmbedder


def article(publisher, published, text):
    said = [f"publisher: {publisher}"] * bool(publisher) + [f"date: {published}"] * bool(published)
    return "\n".join(["---", *said, "---", "", text])


OUTLETS = [("Écho", "2016-01-05"), ("Courier", "2016-02-01"), ("Courier", None), (None, "2017-03-01")] * 5


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for n, (publisher, published) in enumerate(OUTLETS):
        text = f"The ferry {n} sank at dawn. Divers found it, Ann Lee {n} said."
        (folder / f"{n:02}.md").write_text(article(publisher, published, text), "utf-8")
    index = tmp_path_factory.mktemp("index")
    build(folder, index, HashingEmbedder())
    return Library.open(index)


def fits(library, path, filters):
    one = library.article(path)
    return (
        (filters.publisher is None or (one.publisher or "").lower() == filters.publisher.lower())
        and (filters.published_from is None or (one.published or "") >= filters.published_from)
        and (filters.published_to is None or bool(one.published) and one.published <= filters.published_to)
    )


FILTERS = [
    Filters("2016-01-06"),
    Filters(None, "2016-02-01"),
    Filters("2016-01-05", "2016-01-05"),
    Filters(publisher="écho"),
    Filters("2016-01-01", None, "COURIER"),
    Filters("2018-01-01"),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_what_filters_leave_is_what_fits(library, filters):
    left = retrieve.allowed(library, filters)
    assert left
    passages: list[Passage] = library.catalog.passages(left.passages.numbers().tolist())
    expected = [path for path in library.paths() if fits(library, path, filters)]
    assert bool(expected) == (filters != FILTERS[-1])
    assert sorted({one.article for one in passages}) == expected
    assert len(left.sentences) == sum(len(library.sentences(path)) for path in expected)


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("depth", [60, 1])
def test_every_search_keeps_to_them(library, filters, depth, monkeypatch):
    """Also where the search by words has to go deeper to find what fits."""
    monkeypatch.setattr(retrieve, "DEPTH", depth)
    search = retrieve.make_query(understand("How many ferry divers sank at dawn?"), library, HashingEmbedder())
    found = library.catalog.passages(retrieve.retrieve(search, library, filters).passages.tolist())
    assert all(fits(library, one.article, filters) for one in found)
    assert bool(found) == any(fits(library, path, filters) for path in library.paths())
    if depth == 60:
        assert {one.article for one in found} == {p for p in library.paths() if fits(library, p, filters)}
