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
from onrecord.query.copies import Copies, copies, copy_rows
from onrecord.query.load import load
from onrecord.query.select import Selected, Wanted, select
from onrecord.query.series import Cell, Series, grouped, rows
from onrecord.query.timeline import Occurrence, Span, timeline
from onrecord.query.view import View
from onrecord.reconcile import Cluster, Copy, Passage, Reuse

__all__ = [
    "FATES",
    "WITHIN",
    "Asked",
    "Cell",
    "Cluster",
    "Commitments",
    "Copies",
    "Copy",
    "NoDayError",
    "Occurrence",
    "Outcome",
    "Passage",
    "Reuse",
    "Selected",
    "Series",
    "Span",
    "Standing",
    "Status",
    "View",
    "Wanted",
    "commitments",
    "copies",
    "copy_rows",
    "grouped",
    "load",
    "rows",
    "select",
    "timeline",
]
