"""The connection to a Milvus cluster: which collections hold a generation, and what its failures are called."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.numbering import Integers, Numbering
from factcontext.settings import Cluster

PASSAGES, SENTENCES = "passages", "sentences"
# As many rows as one search of Milvus gives at most, and numbers that a filter is given at a time: some 100 kB of text.
MOST, AT_ONCE = 16_384, 10_000
# A cluster that says nothing for so long is taken for gone: a question waits no longer than that.
PATIENCE_S = 20.0


@lru_cache(8)
def connect(cluster: Cluster) -> Any:
    """The client for a cluster, one for each process; raises FactContextError where there is none to be had."""
    try:
        import pymilvus
    except ImportError as error:
        raise FactContextError(
            "FACTCONTEXT_MILVUS_URL is set, and pymilvus is not installed: pip install 'factcontext[cluster]'"
        ) from error
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints each error, with its stack; we say it once
    with told():
        return pymilvus.MilvusClient(cluster.url, token=cluster.token, timeout=PATIENCE_S)


@contextmanager
def told() -> Iterator[None]:
    """Raise what the cluster complains of as IndexUnusable, in one line."""
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except MilvusException as error:
        reason = str(getattr(error, "message", "") or error).strip().partition("\n")[0]
        raise IndexUnusable(f"the cluster of FACTCONTEXT_MILVUS_URL does not answer: {reason}") from error


def alias(cluster: Cluster, generation: str, kind: str) -> str:
    """The name under which a generation's rows are read. It is given last: what has none is not finished."""
    return f"{cluster.name}_{generation.replace('-', '_')}_{kind}"


def present(client: Any, collection: str, articles: Integers) -> Integers:
    """Of articles, given by number, those that may have rows in a collection; others have none."""
    parts = [articles[n : n + AT_ONCE] for n in range(0, len(articles), AT_ONCE)]
    found = [part for part in parts if count(client, collection, f"article in {part.tolist()}")]
    return np.concatenate([articles[:0], *found])


def count(client: Any, collection: str, condition: str) -> int:
    """How many rows meet a condition, those that were written this instant too."""
    rows = client.query(collection, filter=condition, output_fields=["count(*)"], consistency_level="Strong")
    return int(rows[0]["count(*)"])


def both(*conditions: str) -> str:
    """What meets each of these conditions; an empty one is met by all."""
    return " and ".join(f"({one})" for one in conditions if one)


def own_rows(client: Any, collection: str, top: int, numbering: Numbering) -> str:
    """Which rows are a generation's: later ones have added theirs behind, and left those of articles that are gone.

    The lower numbers are never given again, so what is below `top` is what this generation found there or wrote.
    """
    dead = present(client, collection, np.flatnonzero(~numbering.living) + 1)
    return both(f"id < {top}", f"article not in {dead.tolist()}" if len(dead) else "")


def own_collections(client: Any, cluster: Cluster) -> list[str]:
    """All collections of this index on the cluster, finished or not."""
    return sorted(name for name in client.list_collections() if name.startswith(f"{cluster.name}_"))
