"""What work costs: seconds by stage, added up where the work is done and together at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds of the process, and seconds by the clock on the wall."""

    cpu: float = 0.0
    wall: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(self.cpu + other.cpu, self.wall + other.wall)

    def __sub__(self, other: Spent) -> Spent:
        """This one without the other."""
        return Spent(self.cpu - other.cpu, self.wall - other.wall)


class Watch:
    """Adds up what the stages of some work cost. A stage within another is not counted twice: the inner one has it."""

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self._spent: dict[str, Spent] = {}
        self._within = Spent()

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Count what is done inside to a stage."""
        before, self._within = self._within, Spent()
        began = _now()
        try:
            yield
        finally:
            took = _now() - began
            self.add({stage: took - self._within})
            self._within = before + took

    def add(self, spent: Mapping[str, Spent]) -> None:
        """Count what was spent elsewhere."""
        for stage, each in spent.items():
            self._spent[stage] = self._spent.get(stage, Spent()) + each

    def taken(self) -> dict[str, Spent]:
        """What was spent since this was last asked."""
        taken, self._spent = self._spent, {}
        return taken


def _now() -> Spent:
    return Spent(time.process_time(), time.perf_counter())
