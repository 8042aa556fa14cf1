"""Which packs a record is read with: kept whole, so that it is explained, and can be read again, on any machine."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.packs import PackText
from onrecord.record import codec
from onrecord.record.errors import RecordDamagedError
from onrecord.record.store import Store


def packs_of(store: Store) -> tuple[PackText, ...]:
    """The packs that a record is read with, in the order in which they are applied; none where it never was."""
    row = store.db.one("SELECT packs FROM pack ORDER BY seq DESC LIMIT 1")
    if row is None:
        return ()
    try:
        return unpacked(row[0])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise RecordDamagedError(store.path, f"its packs cannot be read: {error}") from error


def keep_packs(store: Store, packs: Sequence[PackText]) -> None:
    """Note that a record is read with these packs from now on."""
    if packs_of(store) == tuple(packs):
        return
    with store.transaction() as pen:
        pen.packs(codec.encode(codec.plain(tuple(packs))))


def unpacked(data: str) -> tuple[PackText, ...]:
    """The packs that a row of the record holds."""
    return codec.value(codec.decode(data), tuple[PackText, ...])
