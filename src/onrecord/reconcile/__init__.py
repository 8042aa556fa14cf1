"""What entries have to do with each other: entries in, judgements out."""

from onrecord.model import joined
from onrecord.reconcile.agreement import Agreeing, Origins, agreement, meet, parted
from onrecord.reconcile.copies import JUDGED, Cluster, Copy, Passage, Reuse, Reused, copied_entries, reused
from onrecord.reconcile.desk import Changes
from onrecord.reconcile.entities import same_entities
from onrecord.reconcile.families import House, houses
from onrecord.reconcile.fates import about, fates, is_after
from onrecord.reconcile.makers import code, judges, makers
from onrecord.reconcile.names import Names
from onrecord.reconcile.naming import unite_asks
from onrecord.reconcile.slots import surest
from onrecord.reconcile.stories import Story, stories
from onrecord.reconcile.telling import Line, judging, lines, notices
from onrecord.reconcile.whole import (
    AGREEMENT,
    MAKERS,
    Known,
    judged,
    rebuilt,
    rebuilt_agreement,
    rebuilt_copies,
    rebuilt_fates,
    rebuilt_names,
    remembered,
    take_agreement,
    taken_agreement,
    update,
    weighed_claims,
)

__all__ = [
    "AGREEMENT",
    "JUDGED",
    "MAKERS",
    "Agreeing",
    "Changes",
    "Cluster",
    "Copy",
    "House",
    "Known",
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
    "meet",
    "notices",
    "parted",
    "rebuilt",
    "rebuilt_agreement",
    "rebuilt_copies",
    "rebuilt_fates",
    "rebuilt_names",
    "remembered",
    "reused",
    "same_entities",
    "stories",
    "surest",
    "take_agreement",
    "taken_agreement",
    "unite_asks",
    "update",
    "weighed_claims",
]
