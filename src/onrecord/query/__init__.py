"""Views of a record."""

from onrecord.query.copies import Copies, copies, copy_rows
from onrecord.query.load import load
from onrecord.query.select import Selected, Wanted, select
from onrecord.query.series import Cell, Series, grouped, rows
from onrecord.query.view import View
from onrecord.reconcile import Cluster, Copy, Passage, Reuse

__all__ = [
    "Cell",
    "Cluster",
    "Copies",
    "Copy",
    "Passage",
    "Reuse",
    "Selected",
    "Series",
    "View",
    "Wanted",
    "copies",
    "copy_rows",
    "grouped",
    "load",
    "rows",
    "select",
]
