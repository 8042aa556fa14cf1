"""What entries have to do with each other: entries in, judgements out."""

from onrecord.model import joined
from onrecord.reconcile.entities import BY, same_entities
from onrecord.reconcile.fates import BY as BY_FATES
from onrecord.reconcile.fates import fates
from onrecord.reconcile.names import Names
from onrecord.reconcile.telling import Line, judging, lines, notices

__all__ = ["BY", "BY_FATES", "Line", "Names", "fates", "joined", "judging", "lines", "notices", "same_entities"]
