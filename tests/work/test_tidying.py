"""Python's collector runs as before when the work is done, however it ends."""

from __future__ import annotations

import gc
import sys

import pytest

from onrecord.work.tidying import SELDOM, give_back, seldom_tidied, untidied


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


@pytest.mark.parametrize("platform", [sys.platform, "win32"])
def test_what_is_held_is_held_on_when_the_rest_is_given_back(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    held = [bytes([n % 256]) * 1_000 for n in range(1_000)]
    give_back()
    assert all(each == bytes([n % 256]) * 1_000 for n, each in enumerate(held))
