"""What entries have to do with each other: entries in, judgements out."""

from onrecord.reconcile.entities import same_entities
from onrecord.reconcile.fates import BY as BY_FATES
from onrecord.reconcile.fates import about, fates, is_after
from onrecord.reconcile.names import Names, joined
from onrecord.reconcile.people import BY

__all__ = ["BY", "BY_FATES", "Names", "about", "fates", "is_after", "joined", "same_entities"]
