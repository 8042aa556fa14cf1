"""From a revision to a reading: the only layer that knows the language library."""

from onrecord.read.reader import Reader, UnreadableTextError, version
from onrecord.read.weights import ModelError

__all__ = ["ModelError", "Reader", "UnreadableTextError", "version"]
