"""The root of what is raised on purpose, so that one catch tells it from a fault of the program."""

from __future__ import annotations


class OnrecordError(Exception):
    """The root of every error that this package raises on purpose."""
