"""Time expressions: what an article says of when, as TIMEX3 values and as the days they can mean."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Interval, Parse, Timex
from onrecord.read.times import clock, dates, relative, spans
from onrecord.read.times.bounded import merged, narrowed
from onrecord.read.times.expression import Expression
from onrecord.read.times.moment import Meaning, Moment
from onrecord.read.times.recognise import expressions

__all__ = ["timexes"]

_RESOLVERS = dates.RESOLVERS | relative.RESOLVERS | clock.RESOLVERS | spans.RESOLVERS


def timexes(parse: Parse, published: Interval | None) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, resolved as far as the publication interval allows.

    Where the article is known to have appeared on one day, each is resolved against that day. Where only bounds are
    known, each is resolved against the first and the last day they hold: what both readings share is the value, and
    all days that either can mean are the interval. One bound alone resolves nothing; it only narrows intervals.
    """
    found = expressions(parse)
    first, last = _days(published)
    meanings = _meanings(found, first)
    if first != last:
        meanings = [merged(e, a, b) for e, a, b in zip(found, meanings, _meanings(found, last), strict=True)]
    if first is None:
        meanings = [narrowed(e, m, published) for e, m in zip(found, meanings, strict=True)]
    return tuple(
        Timex(e.start, e.end, parse.text[e.start : e.end], m.type, m.value, m.interval)
        for e, m in zip(found, meanings, strict=True)
        if m is not None
    )


def _days(published: Interval | None) -> tuple[date | None, date | None]:
    if published is None or published.start is None or published.end is None:
        return None, None
    return published.start, published.end - timedelta(days=1)


def _meanings(found: tuple[Expression, ...], published: date | None) -> list[Meaning | None]:
    moment = Moment(published)
    meanings = []
    for expression in found:
        resolver = _RESOLVERS[expression.rule]
        meaning = resolver(expression, moment)
        if meaning is not None:
            moment.note(meaning, expression)
        meanings.append(meaning)
    return meanings
