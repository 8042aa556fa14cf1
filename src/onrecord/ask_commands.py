"""The commands that look for an answer: `onrecord ask` and `search`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import api
from onrecord.present import answers, hits
from onrecord.query import QuestionError, SearchError
from onrecord.query.search import MOST, kind_of
from onrecord.record import codec
from onrecord.record.search import Sought
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


def search(  # noqa: PLR0913 (one parameter an option)
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS...", help="Words, '\"a phrase\"', begin*, and fields such as speaker:name."),
    ] = None,
    record: RecordFile = DEFAULT_RECORD,
    *,
    speaker: Annotated[str | None, typer.Option(help="Part of the name of whose word it is.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Part of the publisher's name.")] = None,
    kind: Annotated[str | None, typer.Option(help="statement, figure, event or commitment.")] = None,
    measure: Annotated[str | None, typer.Option(help="What a number is of, such as authorised or killed.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The first day of publication.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day of publication.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many articles, and how many entries, are shown.")] = MOST,
    as_json: Json = False,
) -> None:
    """Find articles and entries by their words, the best first, and count them by kind, publisher, speaker and year.

    All words are looked for; what is an operator elsewhere is a word here.
    """
    first, last = day(since), day(until)
    try:
        wanted = Sought(None, speaker, publisher, kind_of(kind) if kind else None, measure, first, last)
        with api.open(record, read_only=True) as opened:
            found = opened.search(" ".join(words or []), wanted, limit=limit)
    except SearchError as error:
        raise typer.BadParameter(str(error), param_hint="WORDS") from error
    if as_json:
        typer.echo(codec.encode(hits.row(found)))
    elif found.articles or found.entries:
        hits.tell(Out(), found)
    else:
        typer.echo("Not on record.")
