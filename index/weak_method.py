"""Wraps a method so that whoever keeps the wrapper does not keep its object."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
T = TypeVar("T")


def weak(method: Callable[P, T]) -> Callable[P, T]:
    """A bound method for a cache that its own object keeps: with the method itself the two would hold each other.

    An object in such a cycle keeps its files until the next full collection, which is rare where an index is open.
    Only who holds the object may call it.
    """
    reference = WeakMethod(method)

    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        own = reference()
        assert own is not None
        found: T = own(*args, **kwargs)
        return found

    return call
