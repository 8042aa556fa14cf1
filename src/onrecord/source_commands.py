"""The commands about who tells and who is told of: `onrecord sources`, `entities` and `judge`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from onrecord import api
from onrecord.model import Judgement, MentionType, Verdict
from onrecord.present import profiles, register
from onrecord.query import Publisher, Speaker, View, Who, entities, pairs
from onrecord.query import sources as of_record
from onrecord.record import codec, exchange
from onrecord.shell import DEFAULT_RECORD, Json, Known, Out, RecordFile, day, say_left_out


class Answer(StrEnum):
    """What a person can say of two names."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNDO = "undo"


VERDICTS = {Answer.SAME: Verdict.SAME, Answer.NOT_SAME: Verdict.NOT_SAME}


def sources(
    *,
    record: RecordFile = DEFAULT_RECORD,
    publisher: Annotated[
        str | None, typer.Option(help="Part of the publisher's name: its profile in full, with the words.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Part of the name of a source of statements: its profile in full.")
    ] = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """Count, for each publisher, whose word its sentences are, whose reporting, and what others say of it.

    Measured and not judged: there is no score, and every number opens to the words that it counts.
    """
    with api.open(record, read_only=True) as opened:
        view = opened.view(known=day(known))
    publishers = of_record(view, publisher).publishers if publisher is not None or speaker is None else ()
    speakers = of_record(view, speaker).speakers if speaker is not None or (as_json and publisher is None) else ()
    if as_json:
        for line in _told(view, publishers, speakers):
            typer.echo(codec.encode(line))
    elif not publishers and not speakers:
        typer.echo("Not on record.")
    elif publisher is None and speaker is None:
        register.sources(Out(), view, of_record(view))
    else:
        for each in publishers:
            register.publisher(Out(), view, each)
        for one in speakers:
            register.speaker(Out(), view, one)
    say_left_out(view)


def _told(view: View, publishers: tuple[Publisher, ...], speakers: tuple[Speaker, ...]) -> Iterator[dict[str, object]]:
    for each in publishers:
        head: dict[str, object] = {
            "publisher": each.name,
            "articles": list(each.articles),
            "sentences": len(each.sentences),
            "too_little": each.too_little,
        }
        yield profiles.told(view, head, profiles.of_publisher(view, each))
    for one in speakers:
        head = {
            "speaker": one.name,
            "anonymous": one.anonymous,
            "publishers": list(one.publishers),
            "statements": len(one.statements),
            "too_little": one.too_little,
        }
        yield profiles.told(view, head, profiles.of_speaker(view, one))


def entities_command(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Part of a name, or an id: in full.")] = None,
    *,
    record: RecordFile = DEFAULT_RECORD,
    type_: Annotated[MentionType | None, typer.Option("--type", help="The type of entity.")] = None,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="List the pairs that may be one, for a person to decide.")
    ] = False,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """List who and what the articles tell of, joined across articles; with NAME, each in full."""
    with api.open(record, read_only=True) as opened:
        view = opened.view(known=day(known))
    say_left_out(view)
    if unsure:
        doubtful = pairs(view, Verdict.UNSURE)
        if as_json:
            for pair in doubtful:
                sides = [_sided(view, e) for e in (pair.a, pair.b)]
                typer.echo(codec.encode({**exchange.told(pair.judgement), "entities": sides}))
        elif doubtful:
            register.unsure(Out(), view, doubtful)
        else:
            typer.echo("Nothing is left for a person to decide.")
        return
    found = entities(view, name, type_)
    if as_json:
        for who in found:
            typer.echo(codec.encode(_who(view, who)))
    elif found:
        register.entities(Out(), view, found, full=name is not None)
    else:
        typer.echo("Not on record.")


def _sided(view: View, entry: Any) -> dict[str, Any]:  # noqa: ANN401 (see Pair)
    return {**exchange.told(entry), "path": view.revision[entry.revision].path}


def _who(view: View, who: Who) -> dict[str, Any]:
    def judged(found: tuple[Judgement, ...]) -> list[dict[str, Any]]:
        return [exchange.told(j) for j in found]

    return {
        "name": who.name,
        "type": who.type.value,
        "aliases": list(who.aliases),
        "articles": who.articles,
        "roles": [{"role": h.role.text, "published": codec.plain(h.published), "entry": h.entry.id} for h in who.roles],
        "tellings": [_sided(view, e) for e in who.tellings],
        "joins": judged(who.joins),
        "unsure": judged(who.doubts),
        "apart": judged(who.apart),
    }


def judge(
    a: Annotated[str, typer.Argument(metavar="A", help="The id of a name, as `onrecord entities NAME` shows it.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The id of another.")],
    answer: Annotated[Answer, typer.Argument(metavar="same|not-same|undo", help="What you say, or that you unsay it.")],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")],
    reason: Annotated[str, typer.Option(help="Why, for readers.")] = "",
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Say that two names are one, or are not: it overrules the program, is kept by every build, and can be undone."""
    with api.open(record) as opened:
        if answer is Answer.UNDO:
            opened.unjudge(a, b, by=by)
        else:
            opened.judge(a, b, VERDICTS[answer], by=by, reason=reason)
        view = opened.view()
    one, other = (entities(view, each) for each in (a, b))
    together = bool(one and other and one[0].entry.id == other[0].entry.id)
    names = " and ".join(f"“{w[0].name}”" for w in (one, other) if w)
    typer.echo(f"{names} are {'one' if together else 'apart'} now.")
