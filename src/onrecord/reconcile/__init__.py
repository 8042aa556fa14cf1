"""What entries have to do with each other: entries in, judgements out."""

from onrecord.model import joined
from onrecord.reconcile.agreement import Origins, agreement, parted
from onrecord.reconcile.copies import JUDGED, Cluster, Copy, Passage, Reuse, Reused, copied_entries, reused
from onrecord.reconcile.entities import same_entities
from onrecord.reconcile.families import House, houses
from onrecord.reconcile.fates import about, fates, is_after
from onrecord.reconcile.makers import code, judges, makers
from onrecord.reconcile.names import Names
from onrecord.reconcile.stories import Story, stories
from onrecord.reconcile.telling import Line, judging, lines, notices
from onrecord.reconcile.whole import MAKERS, judged, rebuilt, remembered, update

__all__ = [
    "JUDGED",
    "MAKERS",
    "Cluster",
    "Copy",
    "House",
    "Line",
    "Names",
    "Origins",
    "Passage",
    "Reuse",
    "Reused",
    "Story",
    "about",
    "agreement",
    "code",
    "copied_entries",
    "fates",
    "houses",
    "is_after",
    "joined",
    "judged",
    "judges",
    "judging",
    "lines",
    "makers",
    "notices",
    "parted",
    "rebuilt",
    "remembered",
    "reused",
    "same_entities",
    "stories",
    "update",
]
