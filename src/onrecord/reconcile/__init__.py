"""What entries have to do with each other: entries in, judgements out."""

from onrecord.model import joined
from onrecord.reconcile.agreement import Agreeing, Origins, agreement, meet, parted
from onrecord.reconcile.copies import BY as BY_COPIES
from onrecord.reconcile.copies import (
    JUDGED,
    Cluster,
    Copy,
    Laid,
    Passage,
    Reuse,
    Reused,
    Texts,
    compare_texts,
    copied_entries,
    find_words,
    group_texts,
    meet_texts,
    reused,
    tell_copies,
    trace_paths,
)
from onrecord.reconcile.desk import Changes
from onrecord.reconcile.entities import same_entities
from onrecord.reconcile.families import House, houses
from onrecord.reconcile.fates import about, fates, is_after
from onrecord.reconcile.makers import code, judges, makers
from onrecord.reconcile.names import Names
from onrecord.reconcile.naming import take_names, taken_names, unite_asks
from onrecord.reconcile.people import BY as BY_NAMES
from onrecord.reconcile.slots import surest
from onrecord.reconcile.stories import Story, stories
from onrecord.reconcile.telling import Line, judging, lines, notices
from onrecord.reconcile.whole import (
    AGREEMENT,
    MAKERS,
    Known,
    judged,
    rebuilt,
    rebuilt_fates,
    remembered,
    take_agreement,
    taken_agreement,
    update,
    weighed_claims,
)

__all__ = [
    "AGREEMENT",
    "BY_COPIES",
    "BY_NAMES",
    "JUDGED",
    "MAKERS",
    "Agreeing",
    "Changes",
    "Cluster",
    "Copy",
    "House",
    "Known",
    "Laid",
    "Line",
    "Names",
    "Origins",
    "Passage",
    "Reuse",
    "Reused",
    "Story",
    "Texts",
    "about",
    "agreement",
    "code",
    "compare_texts",
    "copied_entries",
    "fates",
    "find_words",
    "group_texts",
    "houses",
    "is_after",
    "joined",
    "judged",
    "judges",
    "judging",
    "lines",
    "makers",
    "meet",
    "meet_texts",
    "notices",
    "parted",
    "rebuilt",
    "rebuilt_fates",
    "remembered",
    "reused",
    "same_entities",
    "stories",
    "surest",
    "take_agreement",
    "take_names",
    "taken_agreement",
    "taken_names",
    "tell_copies",
    "trace_paths",
    "unite_asks",
    "update",
    "weighed_claims",
]
