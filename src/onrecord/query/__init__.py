"""Views of a record."""

from onrecord.query.load import load
from onrecord.query.select import Selected, Wanted, select
from onrecord.query.series import Cell, Series, grouped, rows
from onrecord.query.view import View

__all__ = ["Cell", "Selected", "Series", "View", "Wanted", "grouped", "load", "rows", "select"]
