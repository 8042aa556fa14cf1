"""Python's collector runs as before when the work is done, however it ends."""

from __future__ import annotations

import gc

import pytest

from onrecord.work.tidying import SELDOM, seldom_tidied, untidied


def test_rounds_are_seldom_only_meanwhile() -> None:
    before = gc.get_threshold()
    with seldom_tidied():
        assert gc.get_threshold() == SELDOM
        with seldom_tidied():
            pass
        assert gc.get_threshold() == SELDOM
    assert gc.get_threshold() == before
    with pytest.raises(KeyError), seldom_tidied():
        raise KeyError
    assert gc.get_threshold() == before


def test_there_are_no_rounds_only_meanwhile() -> None:
    assert gc.isenabled()
    with untidied():
        assert not gc.isenabled()
        with untidied():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), untidied():
        raise KeyError
    assert gc.isenabled()
