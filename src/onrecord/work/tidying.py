"""How often Python looks for things that only hold each other, which it does the more often the more is made.

A language model and a record's entries are many things that live long, and few of what is made of them hold each
other: looking through all of it again and again took a tenth of a build.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (20_000, 10, 50)
"""Things made, and rounds of each kind, after which the next round is due."""


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """For work that makes many things: rounds are seldom meanwhile."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def untidied() -> Iterator[None]:
    """For loading many things that hold none of each other: there are no rounds meanwhile."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def give_back() -> None:
    """Give the system what memory is free in between what is held, where the C library can (glibc's malloc_trim).

    Work that keeps small things and makes large ones in turn leaves so much of it that it is half of all.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def keep_as_it_is() -> None:
    """For a worker that has loaded what it keeps for its life: that is never looked through again, the rest seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
