"""The record: an append-only store, checked against its own words, with a lossless way in and out."""

from onrecord.record.check import check
from onrecord.record.copies import Metadata, disagreements, standing
from onrecord.record.decisions import decide, recall
from onrecord.record.exchange import Article
from onrecord.record.gathered import Gathered
from onrecord.record.journal import journal, replay
from onrecord.record.memory import Recall
from onrecord.record.packs import keep_packs, packs_of
from onrecord.record.rows import By, Hand, Op, Version
from onrecord.record.store import Outcome, Store
from onrecord.record.takings import Copy, Taken, keep_taken, taken
from onrecord.record.then import judged_then, keep_judged
from onrecord.record.transfer import Imported, Whole, digest, exported, import_lines, lines, sound, whole_of

__all__ = [
    "Article",
    "By",
    "Copy",
    "Gathered",
    "Hand",
    "Imported",
    "Metadata",
    "Op",
    "Outcome",
    "Recall",
    "Store",
    "Taken",
    "Version",
    "Whole",
    "check",
    "decide",
    "digest",
    "disagreements",
    "exported",
    "import_lines",
    "journal",
    "judged_then",
    "keep_judged",
    "keep_packs",
    "keep_taken",
    "lines",
    "packs_of",
    "recall",
    "replay",
    "sound",
    "standing",
    "taken",
    "whole_of",
]
