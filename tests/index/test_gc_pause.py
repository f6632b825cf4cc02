"""Garbage is looked for again afterwards, whatever happens meanwhile."""

import gc

import pytest

from factcontext.index.gc_pause import put_off


def test_nothing_is_collected_within_and_it_goes_on_afterwards() -> None:
    assert gc.isenabled()
    with put_off():
        assert not gc.isenabled()
        with put_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), put_off():
        print(1 / 0)
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_so() -> None:
    gc.disable()
    try:
        with put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
