"""The life of a worker process: made ready once, it works until its parent ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from onrecord.work.tidying import keep_as_it_is

_work: Callable[[Any], Any] | None = None
"""The work of this worker process."""


def begin(make: Callable[[], Callable[[Any], Any]]) -> None:
    """Make a worker ready: it ends with its parent, and leaves Ctrl-C to it."""
    global _work  # noqa: PLW0603 (what a worker loads once, it keeps for its life)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = make()
    keep_as_it_is()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def ready() -> None:
    """Nothing: a worker that is asked for it has begun."""


def do(item: Any) -> Any:  # noqa: ANN401 (whatever the work takes and gives)
    """What the work makes of an item; raises RuntimeError in a process that has not begun."""
    if _work is None:
        message = "this worker has not begun"
        raise RuntimeError(message)
    return _work(item)
