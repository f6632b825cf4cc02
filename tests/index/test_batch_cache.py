"""The batch cache fetches each missing key once, all missing keys together, and stays bounded."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from factcontext.index.batch_cache import BatchCache


class Squares:
    """Fetches squares, and remembers for which numbers it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, numbers: Sequence[int]) -> dict[int, int]:
        self.asked.append(list(numbers))
        return {number: number * number for number in numbers}


def test_only_what_is_not_there_is_fetched_and_all_of_it_at_once() -> None:
    fetch = Squares()
    kept = BatchCache(fetch, 10)
    assert kept([3, 1]) == {3: 9, 1: 1}
    assert list(kept([2, 1, 4, 3]).items()) == [(2, 4), (1, 1), (4, 16), (3, 9)]
    assert kept([]) == {}
    assert fetch.asked == [[3, 1], [2, 4]]


def test_what_is_asked_for_is_given_however_many_there_may_be() -> None:
    fetch = Squares()
    kept = BatchCache(fetch, 4)
    kept([1, 2, 3, 4])
    assert kept([1, 5, 6, 7, 8]) == {1: 1, 5: 25, 6: 36, 7: 49, 8: 64}
    assert fetch.asked[1] == [5, 6, 7, 8]
    kept([4])  # of the others the later half is there
    assert len(fetch.asked) == 2
    kept([2])
    assert fetch.asked[2] == [2]


def test_threads_may_ask_at_once() -> None:
    kept = BatchCache(Squares(), 50)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda first: kept(range(first, first + 30)), range(100)))
    assert all(one == {n: n * n for n in range(first, first + 30)} for first, one in enumerate(found))
