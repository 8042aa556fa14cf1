"""Durations, rates and offsets: how long, how often, how long before or after."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil

from onrecord.model import Interval, TimexType
from onrecord.packs import lexicon
from onrecord.read.times import calendar
from onrecord.read.times.dates import BACK, ON, words
from onrecord.read.times.expression import Expression
from onrecord.read.times.lexis import Word
from onrecord.read.times.moment import Meaning, Moment, Resolver, named
from onrecord.read.times.numerals import number
from onrecord.read.times.relative import unit_of

FEWEST, MOST = 2, 10
"""What "several" can mean, at the widest."""

NINE = 9
"""The months that reports of three quarters sum up."""

EARLIER = frozenset({"earlier", "before", "previously"})
LATER = frozenset({"later", "after", "hence", "ahead", "afterward", "afterwards"})

_FINER = {
    "Y": ("M", 12),
    "W": ("D", 7),
    "D": ("TH", 24),
    "TH": ("TM", 60),
    "TM": ("TS", 60),
    "10Y": ("Y", 10),
    "100Y": ("Y", 100),
}
_LETTERS = {"10Y": "E", "100Y": "C", "1000Y": "L", "2W": "W", "6M": "M"}
_VAGUE = frozenset({"few", "several", "many", "some", "these", "those"})
_HALF = Fraction(1, 2)


def period(count: Fraction | None, unit: str) -> str:
    """The TIMEX3 duration of a count of units; X where the count is vague."""
    if count is None:
        return f"PTX{unit[1:]}" if unit.startswith("T") else f"PX{_LETTERS.get(unit, unit)}"
    whole, rest = divmod(count, 1)
    if rest and unit in _FINER:
        finer, per = _FINER[unit]
        return (
            _join(_amount(whole, unit), _amount(rest * per, finer))
            if (rest * per).denominator == 1
            else _decimal(count, unit)
        )
    return _join(_amount(count, unit)) if not rest else _decimal(count, unit)


def _amount(count: Fraction | int, unit: str) -> str:
    """As in "5Y", "T16H", "20Y" for two decades; nothing for none."""
    many, code = (int(unit[:-1]), unit[-1]) if unit[0].isdigit() else (1, unit)
    time, code = ("T", code[1:]) if code.startswith("T") else ("", code)
    return f"{time}{int(count) * many}{code}" if count else ""


def _join(*amounts: str) -> str:
    first, *rest = [a for a in amounts if a] or ["0D"]
    small = "".join(rest)
    return f"P{first}{small.lstrip('T') if 'T' in first else small}"


def _decimal(count: Fraction, unit: str) -> str:
    many, code = (int(unit[:-1]), unit[-1]) if unit[0].isdigit() else (1, unit)
    amount = f"{float(count * many):g}"
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def count_of(expression: Expression) -> Fraction | None:
    """How many units; None where the words are vague."""
    counted = expression.words("n")
    lowers = [w.lower for w in counted]
    if not counted:
        return 1 + _HALF if expression.words("half") else Fraction(1)
    if _VAGUE & set(lowers):
        return None
    if "couple" in lowers:
        return Fraction(2)
    if "dozen" in lowers:
        return Fraction(12)
    half = _HALF if expression.words("half") or "half" in lowers else Fraction(0)
    return (number(_lower_end(expression)) or Fraction(0)) + half or Fraction(1)


def _lower_end(expression: Expression) -> tuple[Word, ...]:
    """Of "two to six", "two"."""
    counted = expression.words("n")
    for at, word in enumerate(counted):
        if word.kind in {"to", "or"} or (word.kind == "hyphen" and at and counted[at - 1].kind in {"day", "number"}):
            return counted[:at]
    return counted


def span(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "five years", "the next few weeks", "two years ago", "hours later"."""
    unit, count, tail = unit_of(expression.word("unit")), count_of(expression), expression.word("tail")
    if tail == "ago":
        return _ago(moment, unit, count)
    if tail == "from":
        return (
            _away(moment.published, unit, count, 1)
            if count
            else Meaning(TimexType.DATE, period(None, unit), _between(moment.published, unit, 1))
        )
    if tail in EARLIER | LATER:
        return _offset(moment, unit, count, -1 if tail in EARLIER else 1)
    if unit == "M" and count == NINE and moment.published:
        moment.period = (moment.published.replace(month=1, day=1), "Y")
    if expression.rule == "aspan" and _is_rate(expression):
        return Meaning(TimexType.SET, period(Fraction(1), unit))
    rel = words(expression, "rel")
    within = expression.precedes[:1] == ("of",)
    side = 0 if within else -1 if rel & BACK else 1 if rel & ON else 0
    return Meaning(TimexType.DURATION, period(count, unit), _reaching(moment.published, unit, count, side))


def _is_rate(expression: Expression) -> bool:
    """As in "twice a week", "$3 million a year", "four flights a day"."""
    before = expression.follows[-1:]
    return bool(before) and not expression.words("half") and not expression.before and before[0] not in _LENGTHS


_LENGTHS = frozenset(lexicon("times")["lengths"]["before"])


def _reaching(published: date | None, unit: str, count: Fraction | None, side: int) -> Interval | None:
    """The days from publication back or on over that many units, at the widest."""
    if published is None or side == 0:
        return None
    far = calendar.shifted(published, unit, side * (MOST if count is None else ceil(count)))
    if far is None:
        return None
    return Interval(min(far, published), calendar.shifted(max(far, published), "D", 1))


def _ago(moment: Moment, unit: str, count: Fraction | None) -> Meaning:
    if count is None:
        type_ = TimexType.TIME if unit.startswith("T") else TimexType.DATE
        return Meaning(type_, period(None, unit), _between(moment.published, unit, -1))
    if unit == "Y" and count == 1 and moment.period:
        start, of = moment.period
        return named(calendar.shifted(start, "Y", -1), of)
    return _away(moment.published, unit, count, -1)


def _between(base: date | None, unit: str, side: int) -> Interval | None:
    """The days that lie a vague number of units away."""
    if base is None or side == 0:
        return None
    near, far = (calendar.shifted(base, unit, side * n) for n in (FEWEST, MOST))
    if near is None or far is None:
        return None
    return Interval(min(near, far), calendar.shifted(max(near, far), "D", 1))


def _away(base: date | None, unit: str, count: Fraction, side: int) -> Meaning:
    """The unit that many units away; counted in finer units where the count is no whole number."""
    if unit.startswith("T"):
        return named(base, "D", TimexType.TIME)
    shown = "Y" if unit in {"10Y", "100Y", "1000Y"} else unit
    finer, per = _FINER.get(unit, (unit, 1)) if count.denominator != 1 else (unit, 1)
    return named(calendar.shifted(base, finer, side * int(count * per)) if base else None, shown)


def _offset(moment: Moment, unit: str, count: Fraction | None, side: int) -> Meaning:
    """As in "two years earlier", "a week later": from the date last named, where that is named finely enough."""
    base = moment.reference
    if unit == "Y" and count == 1 and side < 0 and moment.period:
        start, of = moment.period
        return named(calendar.shifted(start, "Y", -1), of)
    if unit.startswith("T"):
        return Meaning(TimexType.DURATION, period(count, unit), calendar.days(base.day.isoformat()) if base else None)
    if count is None or base is None or calendar.coarser(base.unit, unit):
        held = _between(base.day, unit, side) if base and count is None else None
        return Meaning(TimexType.DURATION, period(count, unit), held)
    return _away(base.day, unit, count, side)


def every(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "every day", "each month", "every other week"."""
    unit = unit_of(expression.word("unit"))
    count = Fraction(2) if expression.word("n") == "other" else number(expression.words("n")) or Fraction(1)
    return Meaning(TimexType.SET, period(count, unit))


def rate(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "daily", "annually"."""
    return Meaning(TimexType.SET, lexicon("times")["rates"][expression.word("rate")])


def long_span(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "decades-long", "day-long"."""
    word = expression.word("unit", "unit2")
    return Meaning(TimexType.DURATION, period(None if word.endswith("s") else Fraction(1), unit_of(word)))


def counted(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the first nine months", "the latest six months", "the first weeks"."""
    unit = unit_of(expression.word("unit"))
    count = count_of(expression) if expression.words("n") else None
    if unit == "M" and count == NINE and moment.published:
        moment.period = (moment.published.replace(month=1, day=1), "Y")
    return Meaning(TimexType.DURATION, period(count, unit))


def bare(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "weeks", "recent years", "years ago"."""
    unit, tail = unit_of(expression.word("unit")), expression.word("tail")
    adjective = words(expression, "adj")
    if tail == "ago":
        return _ago(moment, unit, None)
    if tail:
        return _offset(moment, unit, None, -1 if tail in EARLIER else 1)
    if adjective & (BACK | {"recent"}):
        return Meaning(TimexType.DATE, "PAST_REF", _reaching(moment.published, unit, None, -1))
    if adjective & ON:
        return Meaning(TimexType.DATE, "FUTURE_REF", _reaching(moment.published, unit, None, 1))
    return Meaning(TimexType.DURATION, period(None, unit))


RESOLVERS: dict[str, Resolver] = {
    "span": span,
    "aspan": span,
    "theoffset": span,
    "samespan": counted,
    "longspan": long_span,
    "first": counted,
    "every": every,
    "bare": bare,
    "rate": rate,
}
