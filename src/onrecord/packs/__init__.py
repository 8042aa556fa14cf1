"""Lexicons and story packs: what is particular to news, or to a kind of story, as TOML data."""

from onrecord.packs.lexicon import lexicon
from onrecord.packs.pack import (
    SHIPPED,
    CommitmentWords,
    CountedUnit,
    EventWords,
    Measure,
    Outcome,
    Pack,
    PackError,
    PackSchemaError,
    UnknownPackError,
    pack,
    packs,
    read_pack,
)

__all__ = [
    "SHIPPED",
    "CommitmentWords",
    "CountedUnit",
    "EventWords",
    "Measure",
    "Outcome",
    "Pack",
    "PackError",
    "PackSchemaError",
    "UnknownPackError",
    "lexicon",
    "pack",
    "packs",
    "read_pack",
]
