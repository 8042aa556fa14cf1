"""What entries have to do with each other: entries in, judgements out."""

from onrecord.reconcile.agreement import BY as BY_AGREEMENT
from onrecord.reconcile.agreement import Origins, agreement, parted
from onrecord.reconcile.entities import BY, same_entities
from onrecord.reconcile.fates import BY as BY_FATES
from onrecord.reconcile.fates import fates
from onrecord.reconcile.names import Names, joined

__all__ = [
    "BY",
    "BY_AGREEMENT",
    "BY_FATES",
    "Names",
    "Origins",
    "agreement",
    "fates",
    "joined",
    "parted",
    "same_entities",
]
