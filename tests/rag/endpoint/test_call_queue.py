"""So many calls of a model at a time: the others wait in line, see their place, and leave it free when they go."""

import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from factcontext.errors import ModelFailed
from factcontext.rag.endpoint.call_queue import CallQueue
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.records import Message, Piece
from factcontext.settings import Endpoint
from tests.endpoint import MODEL, endpoint_server, hang, writes

ASKED = (Message("user", "What did Farrow say?"),)


def begin(base_url: str, **settings: Any) -> tuple[Generator[Piece, None, None], Piece]:
    """A call that has begun, or waits in line, and its first piece."""
    pieces = ModelWriter(Endpoint(base_url, MODEL, **{"calls": 1, **settings})).write(ASKED, 100)
    return pieces, next(pieces)


def test_those_who_come_first_go_first() -> None:
    line = CallQueue()
    with line.place(2) as first, line.place(2) as second, line.place(2) as third, line.place(2) as fourth:
        assert [one.wait(0) for one in (first, second, third, fourth)] == [0, 0, 1, 2]


@pytest.mark.parametrize("leaves", ["first", "second"])
def test_who_leaves_frees_the_place(leaves: str) -> None:
    with endpoint_server(hang) as server:
        calls = {name: begin(server.base_url) for name in ("first", "second", "third")}
        assert [piece.ahead for _, piece in calls.values()] == [0, 1, 2]
        calls[leaves][0].close()
        assert next(calls["third"][0]).ahead == 1
        for pieces, _ in calls.values():
            pieces.close()
    assert len(server.requests) <= 2


def test_no_more_than_allowed_go_on_at_a_time_and_all_come_to_their_end() -> None:
    with endpoint_server(writes("one two three", tokens_a_second=20)) as server, ThreadPoolExecutor(6) as pool:

        def whole(_: int) -> str:
            pieces = ModelWriter(Endpoint(server.base_url, MODEL, calls=2)).write(ASKED, 100)
            return "".join(piece.text for piece in pieces)

        began = time.monotonic()
        assert set(pool.map(whole, range(6))) == {"one two three"}
    assert time.monotonic() - began > 3 * 3 / 20  # in three turns


def test_the_wait_counts_for_the_deadline() -> None:
    with endpoint_server(hang) as server:
        first, _ = begin(server.base_url)
        waiting, _ = begin(server.base_url, deadline_s=0.5)
        with pytest.raises(ModelFailed, match="no_turn_in_time"):
            list(waiting)
        first.close()
