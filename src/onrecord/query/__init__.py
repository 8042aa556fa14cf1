"""Views of a record."""

from onrecord.query.view import View

__all__ = ["View"]
