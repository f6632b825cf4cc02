"""The rows that a Milvus cluster is given of a generation, and their fields."""

from collections.abc import Iterator, Sequence
from typing import Any

from factcontext.index.records import Article, Passage
from factcontext.index.store.library import Library
from factcontext.index.store.vectors import EXACT, VectorIndex
from factcontext.index.text.stems import stems

# The most bytes that Milvus keeps of a text, and of a path, an outlet's name and a date.
TEXT_BYTES, PATH_BYTES, NAME_BYTES, DATE_BYTES = 65_535, 4_096, 1_024, 10
# What tantivy uses as well.
BM25 = {"bm25_k1": 1.2, "bm25_b": 0.75}

Row = dict[str, Any]


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


def passage_schema() -> tuple[Any, Any]:
    """The fields of passages, and how they are searched."""
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


def sentence_schema(vectors: VectorIndex) -> tuple[Any, Any]:
    """The fields of sentences, and how they are searched."""
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


def passages(library: Library, numbers: range) -> Iterator[Row]:
    """Every passage of some articles that can be found, with its stemmed words and its headline's."""
    firsts = library.catalog.numbering.passages
    for number, article, found in _articles(library, numbers):
        title = _words(article.title)
        for id, passage in enumerate(found, int(firsts[number - 1])):
            body = _words(article.text[passage.start : passage.end])
            yield {"id": id, "body": body, "title": title, **_scalars(number, article)}


def sentences(library: Library, numbers: range) -> Iterator[Row]:
    """Every sentence of some articles that can be found, with its vector."""
    firsts = library.catalog.numbering.sentences
    for number, article, _ in _articles(library, numbers):
        first, end = (int(one) for one in firsts[number - 1 : number + 1])
        for id, vector in enumerate(library.vectors.block(first, end - first), first):
            yield {"id": id, "vector": vector, **_scalars(number, article)}


def _articles(library: Library, within: range) -> Iterator[tuple[int, Article, Sequence[Passage]]]:
    """These articles, in order of number."""
    numbers = library.catalog.numbers()
    for article, passages in library.catalog.passages_between(within):
        yield numbers[article.path], article, passages


def _words(text: str) -> str:
    """A text's stems, as many as Milvus keeps."""
    return _cut(" ".join(stems(text)), TEXT_BYTES)


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")
