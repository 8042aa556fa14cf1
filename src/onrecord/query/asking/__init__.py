"""Asking a record: an honest reader of questions, without a language model, that never answers beyond its entries."""

from onrecord.query.asking.answer import NOT_ON_RECORD, Answer, Cited, QuestionError
from onrecord.query.asking.ask import ask
from onrecord.query.asking.large import ask_of

__all__ = ["NOT_ON_RECORD", "Answer", "Cited", "QuestionError", "ask", "ask_of"]
