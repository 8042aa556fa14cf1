"""Views of a record."""

from onrecord.query.commitments import (
    FATES,
    WITHIN,
    Asked,
    Commitments,
    NoDayError,
    Outcome,
    Standing,
    Status,
    commitments,
)
from onrecord.query.conflicts import Conflict, Conflicts, Disputed, conflicts
from onrecord.query.load import load
from onrecord.query.origins import Origin, origins
from onrecord.query.select import Selected, Wanted, select
from onrecord.query.series import Cell, Series, grouped, rows
from onrecord.query.timeline import Occurrence, Span, timeline
from onrecord.query.view import View

__all__ = [
    "FATES",
    "WITHIN",
    "Asked",
    "Cell",
    "Commitments",
    "Conflict",
    "Conflicts",
    "Disputed",
    "NoDayError",
    "Occurrence",
    "Origin",
    "Outcome",
    "Selected",
    "Series",
    "Span",
    "Standing",
    "Status",
    "View",
    "Wanted",
    "commitments",
    "conflicts",
    "grouped",
    "load",
    "origins",
    "rows",
    "select",
    "timeline",
]
