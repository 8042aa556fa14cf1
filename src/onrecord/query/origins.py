"""How many independent origins a fact has, and who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.query.view import View
from onrecord.reconcile import parted


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin: the tellings that go back to it, the earliest first, who is named in them, and who printed them."""

    tellings: tuple[Entry, ...]
    speakers: tuple[str, ...]
    publishers: tuple[str, ...]


def origins(view: View, entry: Entry) -> tuple[Origin, ...]:
    """The independent origins of what an entry tells, by all its tellings on record, the earliest first.

    Copies, one publisher, one wire service and one person's word count once; an article whose publisher is not on
    record adds none, unless there is no other.
    """
    held = [view.by_id[i] for i in view.agreeing.get(entry.id, {entry.id}) if i in view.by_id]
    tellings = sorted(held, key=when)
    parts = parted((e, view.roots.roots(e)) for e in tellings)
    return tuple(sorted((_origin(view, sorted(part, key=when)) for part in parts), key=lambda o: when(o.tellings[0])))


def when(entry: Entry) -> tuple[str, str, int, str]:
    """A key for the order of publication, what has no day last."""
    held = entry.published
    return (str(held.end) if held and held.end else "~"), entry.revision, entry.anchors[0].start, entry.id


def _origin(view: View, tellings: Sequence[Entry]) -> Origin:
    speakers = dict.fromkeys(h.name for e in tellings for h in e.attributed_to)
    held = (view.revision[e.revision].publisher for e in tellings)
    publishers = dict.fromkeys(p.value for p in held if p)
    return Origin(tuple(tellings), tuple(speakers), tuple(publishers))
