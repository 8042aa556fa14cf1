"""Copies: which texts have others' words, and where those were first."""

from onrecord.reconcile.copies.clusters import reused
from onrecord.reconcile.copies.edges import anew, update
from onrecord.reconcile.copies.groups import group
from onrecord.reconcile.copies.judgements import BY, JUDGED, copied_entries
from onrecord.reconcile.copies.values import Cluster, Copy, Passage, Reuse, Reused

__all__ = [
    "BY",
    "JUDGED",
    "Cluster",
    "Copy",
    "Passage",
    "Reuse",
    "Reused",
    "anew",
    "copied_entries",
    "group",
    "reused",
    "update",
]
