"""A PostgreSQL server for the tests of what is kept there."""

from collections.abc import Iterator

import pytest

from tests.postgres import PROGRAMS, postgres


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Its address."""
    if PROGRAMS is None:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    with postgres() as url:
        yield url
