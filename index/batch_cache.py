"""A bounded cache that fetches missing keys in one batch."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class BatchCache(Generic[K, V]):
    """Values by key; what is missing is fetched by one call for all keys. Safe to share between threads.

    Where there would be more than `most` values, the older half is dropped, but for the keys that are asked for.
    """

    def __init__(self, fetch: Callable[[Sequence[K]], Mapping[K, V]], most: int) -> None:
        self._fetch = fetch
        self._most = most
        self._values: dict[K, V] = {}
        self._lock = Lock()

    def __call__(self, keys: Collection[K]) -> dict[K, V]:
        """The values of all these keys, in the order of the keys."""
        with self._lock:
            values = self._values
            lacking = [key for key in dict.fromkeys(keys) if key not in values]
            if lacking and len(values) + len(lacking) > self._most:
                later = dict(islice(values.items(), len(values) // 2, None))
                values = self._values = later | {key: values[key] for key in keys if key in values}
            if lacking:
                values.update(self._fetch(lacking))
            return {key: values[key] for key in keys}
