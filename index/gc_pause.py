"""Pauses the cyclic garbage collector during allocation-heavy steps."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Run no cyclic collection in the block; as a decorator, in the function.

    A collection walks all objects that live, which takes a tenth of a second where an index is open; reference
    counting still frees what a step drops. Nested and concurrent uses are allowed: the collector runs again when the
    one ends that found it running, perhaps before another has ended.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
