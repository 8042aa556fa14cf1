"""The commands that look for an answer: `onrecord ask`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import api
from onrecord.present import answers
from onrecord.query import QuestionError
from onrecord.record import codec
from onrecord.shell import DEFAULT_RECORD, Json, Known, On, Out, RecordFile, day


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION...", help="A question in plain English.")],
    record: RecordFile = DEFAULT_RECORD,
    on: On = None,
    known: Known = None,
    *,
    as_json: Json = False,
) -> None:
    """Answer a question from the entries of the record, each cited, or say that it is not on record.

    No language model: it tells how the question was understood, who says so, and what is set against it.
    """
    with api.open(record, read_only=True) as opened:
        try:
            found = opened.ask(" ".join(question), on=day(on), known=day(known))
        except QuestionError as error:
            raise typer.BadParameter(str(error), param_hint="QUESTION") from error
    if as_json:
        typer.echo(codec.encode(answers.row(found)))
    else:
        answers.tell(Out(), found)
