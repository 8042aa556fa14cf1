"""Copies: which texts have others' words, and where those were first."""

from onrecord.reconcile.copies.clusters import reused
from onrecord.reconcile.copies.edges import anew, update
from onrecord.reconcile.copies.groups import group
from onrecord.reconcile.copies.judgements import BY, JUDGED, copied_entries
from onrecord.reconcile.copies.spilled import Laid
from onrecord.reconcile.copies.steps import (
    Texts,
    compare_texts,
    find_words,
    group_texts,
    meet_texts,
    tell_copies,
    trace_paths,
)
from onrecord.reconcile.copies.values import Cluster, Copy, Passage, Reuse, Reused

__all__ = [
    "BY",
    "JUDGED",
    "Cluster",
    "Copy",
    "Laid",
    "Passage",
    "Reuse",
    "Reused",
    "Texts",
    "anew",
    "compare_texts",
    "copied_entries",
    "find_words",
    "group",
    "group_texts",
    "meet_texts",
    "reused",
    "tell_copies",
    "trace_paths",
    "update",
]
