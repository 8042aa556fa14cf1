"""What entries have to do with each other: entries in, judgements out."""

from onrecord.reconcile.copies import BY as BY_COPIES
from onrecord.reconcile.copies import JUDGED, Cluster, Copy, Passage, Reuse, Reused, copied_entries, reused
from onrecord.reconcile.entities import BY, same_entities
from onrecord.reconcile.families import House, houses
from onrecord.reconcile.stories import Story, stories

__all__ = [
    "BY",
    "BY_COPIES",
    "JUDGED",
    "Cluster",
    "Copy",
    "House",
    "Passage",
    "Reuse",
    "Reused",
    "Story",
    "copied_entries",
    "houses",
    "reused",
    "same_entities",
    "stories",
]
