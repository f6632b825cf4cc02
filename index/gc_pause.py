"""Python's search for garbage, put off while much is made that is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Look for no garbage meanwhile. What is made, used and dropped within need not be looked through, again and again,
    together with all that stays: that takes a tenth of a second at a time.

    Threads may do so at once; then garbage may be looked for while the last of them goes on.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
