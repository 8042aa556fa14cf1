"""Long lists on several pages: groups in order, cut so that a page stays usable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Item = TypeVar("Item")

PAGE = 400
"""Entries on one page of a list."""


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """Items under one heading. `id` is the heading's address on its page; `note` is said beside it."""

    id: str
    label: str
    items: tuple[Item, ...]
    note: str = ""
    continued: bool = False
    total: int = 0
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Item]):
    """One page of a list."""

    file: str
    groups: tuple[Group[Item], ...]

    @property
    def label(self) -> str:
        """From its first heading to its last."""
        if not self.groups:
            return ""
        first, last = self.groups[0].label, self.groups[-1].label
        return first if first == last else f"{first} – {last}"


def sheets(
    stem: str, groups: Iterable[Group[Item]], size: int = PAGE, weigh: Callable[[Item], int] = lambda _: 1
) -> list[Sheet[Item]]:
    """The groups on as many pages as they need, at least one; a group longer than a page carries on over the next.

    A page holds items that weigh `size` together, or one that is heavier by itself.
    """
    pages: list[list[Group[Item]]] = [[]]
    room = size
    for part in (p for group in groups for p in _parts(group, size, weigh)):
        weight = sum(map(weigh, part.items))
        if weight > room and pages[-1]:
            pages.append([])
            room = size
        pages[-1].append(part)
        room -= weight
    return [Sheet(file_name(stem, n), tuple(page)) for n, page in enumerate(pages, start=1)]


def file_name(stem: str, page: int) -> str:
    """`statements.html`, `statements-2.html`."""
    return f"{stem}.html" if page == 1 else f"{stem}-{page}.html"


def _parts(group: Group[Item], size: int, weigh: Callable[[Item], int]) -> Iterator[Group[Item]]:
    """A group cut where it would outgrow a page; each part knows how many the whole has."""
    held: list[Item] = []
    begun, room = 0, size
    for item in group.items:
        if held and weigh(item) > room:
            yield _part(group, begun, held)
            begun, room, held = begun + len(held), size, []
        held.append(item)
        room -= weigh(item)
    yield _part(group, begun, held)


def _part(group: Group[Item], begun: int, items: Sequence[Item]) -> Group[Item]:
    return replace(
        group,
        id=f"{group.id}-{begun}" if begun else group.id,
        items=tuple(items),
        continued=begun > 0,
        total=len(group.items),
    )
