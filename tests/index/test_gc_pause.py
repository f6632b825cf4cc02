"""The cyclic garbage collector is paused within the block and runs again afterwards, whatever happens."""

import gc

import pytest

from factcontext.index.gc_pause import gc_paused


def test_nothing_is_collected_within_and_it_goes_on_afterwards() -> None:
    assert gc.isenabled()
    with gc_paused():
        assert not gc.isenabled()
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), gc_paused():
        print(1 / 0)
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_so() -> None:
    gc.disable()
    try:
        with gc_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
