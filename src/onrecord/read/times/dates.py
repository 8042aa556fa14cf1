"""Dates of the calendar: days, months, years, seasons, decades and holidays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from onrecord.model import TimexType
from onrecord.packs import lexicon
from onrecord.read.times import calendar
from onrecord.read.times.direction import Direction
from onrecord.read.times.expression import Expression
from onrecord.read.times.moment import Meaning, Moment, Resolver, named
from onrecord.read.times.numerals import ordinal, year_in_words

BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
ON = frozenset({"next", "following", "coming", "upcoming", "ensuing", "subsequent"})
HERE = frozenset({"this", "that", "same", "current", "latest"})
NARRATIVE = frozenset({"previous", "preceding", "prior", "following", "ensuing", "subsequent", "same", "that"})
"""Words that count from the date last named, not from publication."""

WRONG_SIDE = 4
"""How many times over a day counts as far where it lies on the side that the verb does not point to."""

SOON = {Direction.NONE: 2, Direction.PRESENT: 6, Direction.FUTURE: 11, Direction.PAST: 0}
"""Months ahead that a month may mean, by the verb."""

_CENTURY = 20
_MONTHS: dict[str, int] = lexicon("times")["months"]
WEEKDAYS: dict[str, int] = lexicon("times")["weekdays"]
_SEASONS: dict[str, str] = lexicon("times")["seasons"]


def dated(value: str, unit: str) -> Meaning:
    """A date by its value."""
    return Meaning(TimexType.DATE, value, calendar.days(value), unit)


def words(expression: Expression, *groups: str) -> set[str]:
    """The words of the first of these groups that matched, in lower case."""
    return {w.lower for w in expression.words(*groups)}


def step(expression: Expression) -> int | None:
    """-1, 0 or 1 by the words before the unit; None where they do not say."""
    found = words(expression, "rel")
    if found & BACK:
        return -1
    if found & ON:
        return 1
    return 0 if found & HERE else None


def counts_from(expression: Expression, moment: Moment) -> date | None:
    """The day that "next", "previous" and the like count from."""
    found = words(expression, "rel")
    if (found & NARRATIVE or found == {"the", "next"}) and moment.reference:
        return moment.reference.day
    return moment.published


def year_meant(expression: Expression, moment: Moment) -> int | None:
    """The year that stands beside: "2011", "last year", "the same year"; None where none does."""
    if years := expression.words("year", "year2"):
        return int(years[0].text)
    if spelled := expression.words("spelled"):
        return year_in_words(spelled)
    found = words(expression, "yearrel", "yearrel2")
    base = moment.reference.day if found & NARRATIVE and moment.reference else moment.published
    if not found or base is None:
        return None
    return base.year + (-1 if found & BACK else 1 if found & ON else 0)


def iso_date(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "2017-06-05"."""
    value = expression.words("iso")[0].text
    return dated(value, "D") if calendar.days(value) else None


def slash_date(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "6/15/2017" and "15/6/2017"; where both could be the month, none is chosen."""
    one, two, year = expression.words("slash")[0].text.split("/")
    full = year if len(year) == len("2017") else f"20{year}"
    readings = {f"{full}-{int(m):02}-{int(d):02}" for m, d in ((one, two), (two, one))}
    found = sorted(r for r in readings if calendar.days(r))
    return dated(found[0] if len(found) == 1 else full, "D" if len(found) == 1 else "Y") if found else None


def month_day(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "Jan. 6", "6 January 2017": the nearest such day on the verb's side where no year stands."""
    day = ordinal(expression.words("day", "day2")[-1])
    rest = f"{_MONTHS[expression.word('month', 'month2')]:02}-{day:02}"
    if calendar.days(f"2000-{rest}") is None:
        return None
    year = year_meant(expression, moment) or _remembered(expression, rest)
    if year is None:
        year = _nearest_year(expression, moment, rest)
    value = f"XXXX-{rest}" if year is None else f"{year:04}-{rest}"
    return dated(value, "D") if year is None or calendar.days(value) else None


def _remembered(expression: Expression, rest: str) -> int | None:
    """The year of a day that stands for what happened on it, "the Sept. 11 attacks"."""
    after = set(expression.precedes[:2])
    found = (r for r in lexicon("times")["remembered"] if f"{r['month']:02}-{r['day']:02}" == rest)
    return next((r["year"] for r in found if after & set(r["words"])), None)


def remembered(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "9/11"."""
    rule = next(r for r in lexicon("times")["remembered"] if expression.names in r["names"])
    return dated(f"{rule['year']:04}-{rule['month']:02}-{rule['day']:02}", "D")


def week_of(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the week of March 6"."""
    day = month_day(expression, moment)
    return named(day.interval.start, "W") if day and day.interval else Meaning(TimexType.DATE, "XXXX-WXX")


def _nearest_year(expression: Expression, moment: Moment, rest: str) -> int | None:
    published, anchor = moment.published, moment.named
    if published is None:
        return None
    told = anchor is not None and anchor.sentence == expression.sentence and anchor.rule in {"year", "date", "month"}
    if anchor and told and expression.direction is not Direction.FUTURE and anchor.day.year < published.year - 1:
        return anchor.day.year
    found = {y: calendar.days(f"{y:04}-{rest}") for y in range(published.year - 1, published.year + 2)}
    costs = {y: cost(expression, i.start, published) for y, i in found.items() if i and i.start}
    return min(costs, key=lambda y: (costs[y], y), default=None)


def cost(expression: Expression, day: date, published: date) -> int:
    """Days from publication, those on the wrong side of the verb counted several times over."""
    distance = (day - published).days
    side = expression.direction
    wrong = {Direction.PAST: distance > 0, Direction.FUTURE: distance < 0, Direction.PRESENT: distance < 0}
    return abs(distance) * (WRONG_SIDE if wrong.get(side) else 1)


def month(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "March", "last March", "March 2011", "March of last year"."""
    number = _MONTHS[expression.word("month")]
    if expression.has("rel", "each", "every"):
        return Meaning(TimexType.SET, f"XXXX-{number:02}")
    year = year_meant(expression, moment)
    if year is None:
        year = _year_of_month(expression, moment, number)
    return dated(f"XXXX-{number:02}" if year is None else f"{year:04}-{number:02}", "M")


def _year_of_month(expression: Expression, moment: Moment, number: int) -> int | None:
    base = counts_from(expression, moment)
    if base is None:
        return None
    move = step(expression)
    if move is None:
        return _year_by_verb(expression, base, number)
    if move < 0:
        recent = number < base.month or (number == base.month and expression.has("rel", "this"))
        return base.year if recent else base.year - 1
    return base.year if move == 0 or number > base.month else base.year + 1


def _year_by_verb(expression: Expression, base: date, number: int) -> int:
    if (number - base.month) % 12 <= SOON[expression.direction]:
        return base.year if number >= base.month else base.year + 1
    return base.year if number <= base.month else base.year - 1


def nth_weekday(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the first Monday in May", "the last Friday of every month"."""
    if not expression.words("month"):
        return Meaning(TimexType.SET, "P1M")
    held = month(expression, moment)
    number = -1 if expression.has("n", "last") else ordinal(expression.words("n")[0])
    if held is None or held.interval is None or held.interval.start is None or number not in range(-1, 6):
        return held
    found = calendar.nth_weekday(held.interval.start, WEEKDAYS[expression.word("weekday")], number)
    return named(found, "D") if found.month == held.interval.start.month else None


def nth_day(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the last day of December", "the first day of May 2019"; None where another unit is counted."""
    held = month(expression, moment)
    if expression.word("unit") != "day" or held is None or held.interval is None or held.interval.start is None:
        return None
    first, last = held.interval.start, calendar.last_of_month(held.interval.start)
    number = last.day if expression.has("n", "last", "final") else ordinal(expression.words("n")[0])
    return named(first.replace(day=number), "D") if 0 < number <= last.day else None


def year(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "2014", "fiscal 1989", "the year 2000"."""
    return dated(expression.words("year")[0].text, "Y")


def spelled_year(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "nineteen ninety-six"."""
    found = year_in_words(expression.words("spelled", "spelled2"))
    return None if found is None else dated(f"{found:04}", "Y")


def decade(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "the 1990s", "the '80s", "the nineties"."""
    word = expression.words("decade")[0]
    digits = "".join(c for c in word.text if c.isdigit())
    if len(digits) == len("1990"):
        return dated(digits[:3], "10Y")
    tens = int(digits) // 10 if digits else int(lexicon("times")["decades"][word.lower])
    return dated(f"20{tens}" if tens < 3 else f"19{tens}", "10Y")  # noqa: PLR2004 (the '20s are this century's)


def century(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "the 20th century"."""
    number = ordinal(expression.words("n")[0])
    return dated(f"{number - 1:02}", "100Y") if number <= _CENTURY + 2 else None


def season(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "last fall", "the summer of 1996", "the fall": the nearest on the verb's side where no year stands."""
    code = _SEASONS[expression.word("season")]
    if expression.has("rel", "each", "every"):
        return Meaning(TimexType.SET, f"XXXX-{code}")
    year = year_meant(expression, moment)
    if year is None:
        year = _year_of_season(expression, moment, code)
    return dated(f"XXXX-{code}" if year is None else f"{year:04}-{code}", code)


def _year_of_season(expression: Expression, moment: Moment, code: str) -> int | None:
    base, move = counts_from(expression, moment), step(expression)
    if base is None:
        return None
    spans = {y: calendar.days(f"{y:04}-{code}") for y in range(base.year - 2, base.year + 2)}
    known = {y: (i.start, i.end) for y, i in spans.items() if i and i.start and i.end}
    if move is None:
        ahead = expression.direction is Direction.FUTURE
        return _first(y for y, (_, end) in known.items() if end > base) if ahead else _begun(known, base)
    if move < 0:
        return max((y for y, (_, end) in known.items() if end <= base), default=None)
    if move > 0:
        return _first(y for y, (start, _) in known.items() if start > base)
    return _first(y for y, (start, end) in known.items() if start <= base < end) or base.year


def _first(years: Iterable[int]) -> int | None:
    return min(years, default=None)


def _begun(known: Mapping[int, tuple[date, date]], base: date) -> int | None:
    return max((y for y, (start, _) in known.items() if start <= base), default=None)


def holiday(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "Thanksgiving Day", "last Christmas": the nearest on the verb's side."""
    published, told = moment.published, expression.words("year")
    if told:
        day = calendar.holiday(expression.names, int(told[0].text))
        return named(day, "D") if day else None
    if published is None:
        rule = calendar.holidays()[expression.names]
        fixed = f"XXXX-{rule['month']:02}-{rule['day']:02}" if "day" in rule else "XXXX-XX-XX"
        return dated(fixed, "D")
    around = (calendar.holiday(expression.names, y) for y in range(published.year - 1, published.year + 2))
    move = step(expression)
    found = [d for d in around if d and (not move or (d - published).days * move > 0)]
    best = min(found, key=lambda d: (cost(expression, d, published), d), default=None)
    return named(best, "D") if best else None


RESOLVERS: dict[str, Resolver] = {
    "isodate": iso_date,
    "slashdate": slash_date,
    "date": month_day,
    "daymonth": month_day,
    "nextday": month_day,
    "weekof": week_of,
    "month": month,
    "nthweekday": nth_weekday,
    "nthday": nth_day,
    "year": year,
    "yearwords": spelled_year,
    "decade": decade,
    "century": century,
    "season": season,
    "holiday": holiday,
    "remembered": remembered,
}
