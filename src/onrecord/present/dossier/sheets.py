"""Long lists on several pages: groups in order, cut so that a page stays usable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    caption: str = ""


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


def sheets(stem: str, groups: Iterable[Group[Item]], size: int = PAGE) -> list[Sheet[Item]]:
    """The groups on as many pages as they need, at least one; a group longer than a page carries on over the next."""
    pages: list[list[Group[Item]]] = [[]]
    room = size
    for part in (p for group in groups for p in _parts(group, size)):
        if len(part.items) > room and pages[-1]:
            pages.append([])
            room = size
        pages[-1].append(part)
        room -= len(part.items)
    return [Sheet(file_name(stem, n), tuple(page)) for n, page in enumerate(pages, start=1)]


def file_name(stem: str, page: int) -> str:
    """`statements.html`, `statements-2.html`."""
    return f"{stem}.html" if page == 1 else f"{stem}-{page}.html"


def _parts(group: Group[Item], size: int) -> Sequence[Group[Item]]:
    whole = range(0, max(1, len(group.items)), size)
    return [
        Group(
            id=group.id if at == 0 else f"{group.id}-{at}",
            label=group.label,
            items=group.items[at : at + size],
            note=group.note,
            continued=at > 0,
            total=len(group.items),
            hollow=group.hollow,
            caption=group.caption,
        )
        for at in whole
    ]
