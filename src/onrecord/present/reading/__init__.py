"""A reading, shown: the words of an article with what the reader made of them, for anyone who asks why."""

from onrecord.present.reading.page import page
from onrecord.present.reading.plain import tell

__all__ = ["page", "tell"]
