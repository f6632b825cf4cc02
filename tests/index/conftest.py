"""What the tests of a build's steps share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcontext.index.store.spool import Spool
from tests.fakes import HashingEmbedder


@pytest.fixture
def spool(index: Path, hashing: HashingEmbedder) -> Iterator[Spool]:
    """An empty spool beside an index that is not there yet."""
    index.mkdir()
    with Spool.open(index, hashing) as spool:
        yield spool
