"""Views of a record."""

from onrecord.query.load import load
from onrecord.query.select import Selected, Wanted, select
from onrecord.query.view import View

__all__ = ["Selected", "View", "Wanted", "load", "select"]
