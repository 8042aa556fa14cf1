"""Items as a data source of Ray Data: a read task for each. Imported only where Ray is there."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model.optional import library

_data, _block, _arrow = library("ray.data", "ray"), library("ray.data.block", "ray"), library("pyarrow", "ray")


class _Source(_data.Datasource):  # type: ignore[name-defined, misc] # Ray need not be there
    """What is to be read, and how."""

    def __init__(self, take: Callable[[], Callable[[Any], Any]], items: Sequence[Any]) -> None:
        super().__init__()
        self._take, self._items = take, items

    def estimate_inmemory_data_size(self) -> int | None:
        """Unknown before it is read."""
        return None

    def get_read_tasks(self, *_: Any, **__: Any) -> list[Any]:  # noqa: ANN401 (what Ray asks for)
        """One for each item, however many blocks are asked for."""
        about = _block.BlockMetadata(num_rows=1, size_bytes=None, input_files=None, exec_stats=None)
        task = _data.datasource.ReadTask
        return [task(_Task(self._take, number, item), about) for number, item in enumerate(self._items)]


@dataclass(frozen=True, slots=True)
class _Task:
    take: Callable[[], Callable[[Any], Any]]
    number: int
    item: Any

    def __call__(self) -> Iterator[Any]:
        yield _arrow.table({"number": [self.number], "value": [pickle.dumps(self.take()(self.item))]})


def source(take: Callable[[], Callable[[Any], Any]], items: Sequence[Any]) -> Any:  # noqa: ANN401 (a Datasource)
    """Each item's number, and pickled, what `take()` makes of it."""
    return _Source(take, items)
