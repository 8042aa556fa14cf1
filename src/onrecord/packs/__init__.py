"""Lexicons and story packs: what is particular to news, or to a kind of story, as TOML data."""

from onrecord.packs.fault import Fault, FaultyPackError, PackError, UnknownPackError
from onrecord.packs.lexicon import lexicon
from onrecord.packs.pack import BoardSlot, CommitmentWords, CountedUnit, EventWords, Measure, Outcome, Pack
from onrecord.packs.shelf import (
    GENERAL,
    SHIPPED,
    UNREADABLE,
    PackText,
    all_shipped,
    checked,
    checked_bytes,
    chosen,
    combined,
    current,
    faults,
    pack,
    packs,
    read_pack,
    shipped,
)

__all__ = [
    "GENERAL",
    "SHIPPED",
    "UNREADABLE",
    "BoardSlot",
    "CommitmentWords",
    "CountedUnit",
    "EventWords",
    "Fault",
    "FaultyPackError",
    "Measure",
    "Outcome",
    "Pack",
    "PackError",
    "PackText",
    "UnknownPackError",
    "all_shipped",
    "checked",
    "checked_bytes",
    "chosen",
    "combined",
    "current",
    "faults",
    "lexicon",
    "pack",
    "packs",
    "read_pack",
    "shipped",
]
