"""Times of day: "9 a.m. EST Tuesday", "noon", "7:15 p.m."."""

from __future__ import annotations

from onrecord.model import TimexType
from onrecord.read.times import dates, relative
from onrecord.read.times.expression import Expression
from onrecord.read.times.moment import Meaning, Moment, Resolver
from onrecord.read.times.numerals import number
from onrecord.read.times.relative import at_part, part_of_day

HOURS = 24
_DAYS = dates.RESOLVERS | relative.RESOLVERS


def clock(expression: Expression, moment: Moment) -> Meaning | None:
    """The time of the day beside it, of the day last named, or of publication."""
    time = _time_of_day(expression)
    if time is None:
        return None
    if expression.day is not None:
        day = _DAYS[expression.day.rule](expression.day, moment)
        return Meaning(TimexType.TIME, day.value.split("T")[0] + time, day.interval, "D") if day else None
    named = moment.named
    told = named is not None and named.unit == "D"
    return at_part(named.day if told and named else moment.published, time)


def _time_of_day(expression: Expression) -> str | None:
    if expression.rule == "noon":
        return "T24:00" if expression.has("noon", "midnight") else "T12:00"
    words = expression.words("clock")
    printed = words[0].text
    hour, _, rest = printed.partition(":") if expression.rule != "clock4" else (printed[:2], "", printed[2:])
    minute = rest[:2] or "00"
    value = int(hour) if hour.isdigit() else int(number(words[:1]) or 0)
    suffix = "".join(w.lower for w in words[1:])
    if suffix.startswith("p") or part_of_day(expression.word("daypart")) in {"TAF", "TEV"}:
        value = value % 12 + 12
    elif suffix.startswith("a"):
        value %= 12
    return f"T{value:02}:{minute}" if value <= HOURS else None


RESOLVERS: dict[str, Resolver] = {"time": clock, "noon": clock, "clockin": clock, "clock4": clock}
