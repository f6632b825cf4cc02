"""Copies a finished generation into a Milvus cluster; it can be read there once all of it is written."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from factcontext.errors import FactContextError
from factcontext.index.records import Article, Passage
from factcontext.index.store.generations import ON_CLUSTER, published
from factcontext.index.store.library import Library
from factcontext.index.store.milvus import PASSAGES, SENTENCES, alias, connect, own_collections, told
from factcontext.index.store.publish import replace_file, writing
from factcontext.index.store.vectors import EXACT, VectorIndex
from factcontext.index.text.stems import stems
from factcontext.settings import Cluster

# Rows that are sent at a time: with 384 components 2 MB, where Milvus takes up to 64.
BATCH = 1_000
# The most bytes that Milvus keeps of a text, and of a path, an outlet's name and a date.
TEXT_BYTES, PATH_BYTES, NAME_BYTES, DATE_BYTES = 65_535, 4_096, 1_024, 10
# What tantivy uses as well.
BM25 = {"bm25_k1": 1.2, "bm25_b": 0.75}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """What was copied, and how many older generations were removed there."""

    generation: str
    passages: int
    sentences: int
    is_new: bool  # else it was there already
    removed: int


def publish_to(cluster: Cluster, index: Path) -> Published:
    """Copy the served generation to the cluster, and remove there what is on disk no more; raises FactContextError.

    Rows go into collections that nobody reads; aliases, given last, make them the generation's. So a copy that is cut
    off is never read, and the next one removes it. Who reads an older generation here goes on reading it there.
    """
    client = connect(cluster)
    with writing(index), Library.open(index) as library, told():
        sentences, passages = (alias(cluster, library.generation, kind) for kind in (SENTENCES, PASSAGES))
        removed = _sweep(client, cluster, index)
        is_new = not (client.has_collection(sentences) and client.has_collection(passages))
        if is_new:
            drafts = [f"{one}_{secrets.token_hex(4)}" for one in (sentences, passages)]
            _write(client, drafts[0], _sentence_schema(library.vectors), _sentences(library))
            _write(client, drafts[1], _passage_schema(), _passages(library))
            # The name of the passages comes last: a reader asks for both.
            for draft, name in zip(drafts, (sentences, passages), strict=True):
                client.create_alias(draft, name)
            replace_file(index / ON_CLUSTER, library.generation)  # so that open pages turn to the cluster
        counts = library.manifest.counts
        return Published(library.generation, counts["passages"], counts["sentences"], is_new, removed)


def _sweep(client: Any, cluster: Cluster, index: Path) -> int:
    """Remove what copies that were cut off had begun, and generations that are on disk no more."""
    kept = [alias(cluster, name, kind) for name in published(index) for kind in (SENTENCES, PASSAGES)]
    complete = {name for name in kept if client.has_collection(name)}
    removed = 0
    for name in own_collections(client, cluster):
        aliases = set(client.list_aliases(name)["aliases"])
        if not aliases & complete:
            for one in aliases:
                client.drop_alias(one)
            client.drop_collection(name)
            removed += 1
    return removed


def _write(client: Any, name: str, schema: tuple[Any, Any], rows: Iterable[Row]) -> None:
    """Make a collection of these rows, all of them on disk and counted."""
    fields, indexes = schema
    client.create_collection(name, schema=fields, index_params=indexes)
    sent = 0
    for batch in _batches(rows):
        client.insert(name, batch)
        sent += len(batch)
    client.flush(name)
    client.load_collection(name)
    found = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    if found != sent:
        raise FactContextError(f"the cluster has {found} of {sent} rows of {name}; publish again")


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _base() -> Any:
    """The fields that searches are narrowed by."""
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("article", DataType.INT64)
    schema.add_field("path", DataType.VARCHAR, max_length=PATH_BYTES)
    schema.add_field("published", DataType.VARCHAR, max_length=DATE_BYTES)
    schema.add_field("publisher", DataType.VARCHAR, max_length=NAME_BYTES)
    return schema


def _indexes() -> Any:
    from pymilvus import MilvusClient

    return MilvusClient.prepare_index_params()


def _passage_schema() -> tuple[Any, Any]:
    from pymilvus import DataType, Function, FunctionType

    schema, indexes = _base(), _indexes()
    # Stems come one between two spaces, so any analyzer that parts words leaves them as they are.
    words = dict(max_length=TEXT_BYTES, enable_analyzer=True, enable_match=True, analyzer_params={"type": "standard"})
    schema.add_field("body", DataType.VARCHAR, **words)
    schema.add_field("title", DataType.VARCHAR, **words)
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    kind = FunctionType.BM25
    schema.add_function(Function("bm25", kind, input_field_names=["body"], output_field_names=["sparse"]))
    indexes.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=BM25)
    return schema, indexes


def _sentence_schema(vectors: VectorIndex) -> tuple[Any, Any]:
    from pymilvus import DataType

    schema, indexes = _base(), _indexes()
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.dimension)
    # Exact for as many rows as are searched exactly on one machine; beyond, what the cluster's version thinks best.
    indexes.add_index("vector", index_type="FLAT" if len(vectors) <= EXACT else "AUTOINDEX", metric_type="IP")
    return schema, indexes


def _scalars(number: int, article: Article) -> Row:
    return {
        "article": number,
        "path": _cut(article.path, PATH_BYTES),
        "published": article.published or "",
        "publisher": _cut((article.publisher or "").lower(), NAME_BYTES),
    }


def _passages(library: Library) -> Iterator[Row]:
    """Every passage that can be found, with its stemmed words and its headline's."""
    firsts = library.catalog.numbering.passages
    for number, article, passages in _articles(library):
        title = _words(article.title)
        for id, passage in enumerate(passages, int(firsts[number - 1])):
            body = _words(article.text[passage.start : passage.end])
            yield {"id": id, "body": body, "title": title, **_scalars(number, article)}


def _sentences(library: Library) -> Iterator[Row]:
    """Every sentence that can be found, with its vector."""
    firsts = library.catalog.numbering.sentences
    for number, article, _ in _articles(library):
        first, end = (int(one) for one in firsts[number - 1 : number + 1])
        for id, vector in enumerate(library.vectors.block(first, end - first), first):
            yield {"id": id, "vector": vector, **_scalars(number, article)}


def _articles(library: Library) -> Iterator[tuple[int, Article, Sequence[Passage]]]:
    """All articles in order of number."""
    numbers = library.catalog.numbers()
    for article, passages in library.catalog.passages_between(range(1, len(library.catalog.numbering) + 1)):
        yield numbers[article.path], article, passages


def _words(text: str) -> str:
    """A text's stems, as many as Milvus keeps."""
    return _cut(" ".join(stems(text)), TEXT_BYTES)


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")
