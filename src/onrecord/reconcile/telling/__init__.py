"""How an article tells what it tells, as far as its text alone shows: sentences, quoted words, judging words."""

from onrecord.reconcile.telling.judging import Word, judging
from onrecord.reconcile.telling.notices import notices
from onrecord.reconcile.telling.sentences import Line, lines

__all__ = ["Line", "Word", "judging", "lines", "notices"]
