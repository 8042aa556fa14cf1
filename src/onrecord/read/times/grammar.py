"""The shapes of time expressions: patterns over the classes of words.

A pattern is a regular expression in which each bare word is a class of lexis.classes() and each word in capitals
is one of SHAPES; spaces mean nothing. The group <x>, where there is one, is the expression; the rest is context.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.read.times.lexis import classes

SHAPES = {
    "NUM": (
        "(?: (?:num|day|number|year|big|frac) (?: hyphen? (?:num|big|frac) | big and num )* "
        "(?:hyphen? and hyphen? a hyphen? half)? )"
    ),
    "VAGUE": "(?: a? few | several | many | some | a? dozen | a? couple of? | half a | these | those )",
    "UNIT": "(?: unit | yearword | quarter | centuryword | weekend )",
    "DAYNUM": "(?: day | ordinal )",
    "REL": "(?: last | next | past | previous | following | coming | current | latest )",
    "NEAR": "(?: the REL | last | next | past | current | latest | this (?: past | coming )? | that | the? same )",
    "EACH": "(?: each | every )",
    "EDGE": "(?: early | late | mid )",
    "YEARREL": "(?: (?: last | this | next | that | the previous | the following | the same ) yearword )",
    "YEARAGO": "(?: yearword hyphen (?:ago|earlier) | comparable | same )",
    "SPELLED": "(?: num num (?:hyphen? num)? )",
    "TAIL": "(?: ago | earlier | later | hence | before | after | from now )",
    "CLOCK": "(?: (?:day|clock|num) ampm | clock | (?:day|num) oclock )",
    "DASH": "(?: hyphen | comma? and | or | to | through | comma )",
    "HALFMORE": "(?P<half> and a half )",
}

PATTERNS = {
    "isodate": "(?P<iso> isodate )",
    "slashdate": "(?P<slash> slashdate )",
    "date": (
        "(?: weekday dot? comma? the? )? (?P<month> month ) dot? the? (?P<day> DAYNUM ) "
        "(?: comma? (?P<year> year) | comma? of? (?P<yearrel> YEARREL ) | (?= DASH DAYNUM comma? (?P<year2> year) ) )?"
    ),
    "daymonth": (
        "(?: weekday dot? comma? the? | the )? (?P<day> DAYNUM ) of? (?P<month> month ) dot? "
        "(?: comma? (?P<year> year) | comma? of? (?P<yearrel> YEARREL ) )?"
    ),
    "nextday": (
        "(?P<month> month ) dot? DAYNUM (?: DASH DAYNUM )*? DASH "
        "(?P<x> (?P<day> DAYNUM ) (?: comma? (?P<year> year) )? )"
    ),
    "partof": (
        "the? EDGE? (?P<daypart> daypart ) of (?: (?: weekday dot? comma? the? )? (?P<month> month ) dot? "
        "(?P<day> DAYNUM ) (?: comma? (?P<year> year ) )? "
        "| the? (?P<day2> DAYNUM ) of? (?P<month2> month ) dot? (?P<year2> year )? | (?P<weekday> weekday ) )"
    ),
    "weekof": "the (?P<unit> unit ) of (?P<month> month ) dot? (?P<day> DAYNUM ) (?: comma? (?P<year> year ) )?",
    "month": (
        "(?P<rel> NEAR | EACH )? (?P<month> month ) dot? "
        "(?: comma? of? (?P<year> year ) | (?P<spelled> SPELLED ) | of? (?P<yearrel> YEARREL ) )?"
    ),
    "year": "(?: the? fiscal | the? calendar )? (?: the? yearword hyphen? )? (?P<year> year )",
    "yearwords": (
        "(?: the? yearword (?P<spelled> num big (?: and? num (?:hyphen? num)? )? ) | (?P<spelled2> SPELLED ) )"
    ),
    "decade": "(?P<the> the )? (?P<decade> decade | decadeword )",
    "century": "the? (?P<n> ordinal ) hyphen? centuryword",
    "season": (
        "(?P<rel> NEAR | EACH | the )? (?P<season> season ) "
        "(?: (?:of|comma)? (?P<year> year ) | of? (?P<spelled> SPELLED ) | of? (?P<yearrel> YEARREL ) )?"
    ),
    "quarter": (
        "(?: (?P<yearrel> YEARREL ) poss | the? REL yearword poss )? (?: the | its | a | this )? (?P<ago> YEARAGO )? "
        "(?P<year> year )? fiscal? hyphen? (?P<n> ordinal ) hyphen? (?: fiscal hyphen? )? (?P<unit> quarter | half ) "
        "(?: of? fiscal? (?P<year2> year ) | of? (?P<yearrel2> YEARREL ) | of the fiscal? yearword )?"
    ),
    "lastquarter": (
        "the (?P<n> final | last ) (?P<unit> quarter | half ) of "
        "(?: fiscal? (?P<year> year ) | (?P<yearrel> YEARREL ) | the fiscal? yearword )"
    ),
    "thequarter": (
        "(?P<rel> the | that | this | (?: the? REL ) | its | (?P<yearrel> YEARREL ) poss ) "
        "(?: a? (?P<ago> YEARAGO ) | (?P<year> year ) | (?P<latest> latest ) )? fiscal? hyphen? "
        "(?P<unit> quarter | period )"
    ),
    "samespan": "(?: the | its ) (?: YEARAGO | latest ) (?P<n> NUM ) (?P<unit> units )",
    "yearago": "a? yearword hyphen (?: ago | earlier )",
    "weekday": "(?P<rel> NEAR | the )? (?P<weekday> weekday ) dot? (?: EDGE? hyphen? (?P<daypart> daypart ) )?",
    "nthweekday": (
        "the? (?P<n> ordinal | last ) (?P<weekday> weekday ) (?: of | in ) "
        "(?: (?P<month> month ) dot? (?: comma? of? (?P<year> year ) | of? (?P<yearrel> YEARREL ) )? | EACH unit )"
    ),
    "nthday": (
        "the? (?P<n> ordinal | last | final ) (?P<unit> unit ) of (?P<month> month ) dot? "
        "(?: comma? of? (?P<year> year ) | of? (?P<yearrel> YEARREL ) )?"
    ),
    "qcode": "(?P<q> qcode ) (?: of? (?P<year> year ) )?",
    "weekdays": (
        "(?: EACH (?P<weekday> weekday ) (?P<daypart> daypart )? | (?P<weekday2> weekday ) (?P<daypart2> dayparts ) "
        "| (?P<weekday3> weekdays ) (?P<daypart3> daypart | dayparts )? )"
    ),
    "dayover": "the? unit (?: (?P<back> before yesterday ) | after tomorrow )",
    "day": "(?P<word> yesterday | today | tomorrow | tonight ) (?: poss? (?P<daypart> daypart ) )?",
    "daypart": (
        "(?P<rel> last | this | that | the (?: next | following | previous | same )? ) EDGE? hyphen? "
        "(?P<daypart> daypart )"
    ),
    "edgepart": "EDGE hyphen? (?P<daypart> daypart ) (?P<day> yesterday | today | tomorrow )?",
    "time": "(?P<clock> CLOCK ) (?P<zone> (?: zone | zoneword )* )",
    "clock4": "(?P<clock> year | number ) (?P<zone> zone )",
    "noon": "(?P<noon> noon | midnight )",
    "clockin": "(?P<clock> CLOCK | day | num ) in the (?P<daypart> daypart )",
    "rel": "(?P<rel> NEAR | the full | the ) (?: fiscal | calendar | full | same )* (?P<unit> UNIT )",
    "span": (
        "(?P<rel> the REL? | last | next | past | previous | coming | each of the? REL | another )? "
        "(?: (?:more|no) (?:more|less) than )? "
        "(?P<n> NUM (?: (?:hyphen|to|or) NUM )? | VAGUE ) (?: hyphen? (?: more | additional ) )* hyphen? "
        "(?P<unit> units | UNIT ) HALFMORE? (?: or so )? "
        "(?P<tail> (?: hyphen? old | hyphen? long | TAIL | ahead )? )"
    ),
    "aspan": (
        "a (?: full | calendar | additional | fiscal )? (?P<unit> UNIT ) HALFMORE? (?: or (?:so|num) )? "
        "(?P<tail> TAIL? )"
    ),
    "theoffset": "the (?P<unit> UNIT ) (?P<tail> before | after | earlier | later )",
    "overnext": "the? (?P<unit> UNIT ) (?: (?P<back> before last ) | after next )",
    "longspan": "(?: (?P<unit> UNIT | units ) hyphen long | (?P<unit2> units ) hyphen old )",
    "first": "the? ordinal (?P<n> NUM | VAGUE )? (?P<unit> units )",
    "every": "EACH (?P<n> other | NUM )? (?P<unit> UNIT | units )",
    "bare": (
        "the? (?P<adj> recent | coming | previous | past | following | early | late )? (?P<unit> units ) "
        "(?: and units )? (?P<tail> (?: ahead | ago | earlier | later | before | after )? )"
    ),
    "rate": "(?P<rate> rate )",
    "yearend": "yearword (?: hyphen? | poss ) end",
}
"""The patterns by rule, in order of precedence between two of one length."""

EDGES = (
    "(?: the? (?: end | beginning | middle | rest ) of the? | the? EDGE hyphen? "
    "| (?: EDGE | earlier | later ) (?: (?: in | on ) the? )? )$"
)
"""What may stand before any expression and belongs to it."""

AMOUNTS = (
    "(?: (?: more | less ) than | approx | at (?: least | most ) | up to | no (?: more | less ) than | just over "
    "| as (?: long | much | many | few ) as )$"
)
"""What may stand before a length of time, a time of day or a day of a month."""

MEASURED = frozenset({"span", "aspan", "time", "date", "yearend"})
_NAME = re.compile(r"\(\?P<\w+>|\(\?:|\b[A-Za-z]+\b")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled pattern of each rule, in order of precedence."""
    return {name: compiled(pattern) for name, pattern in PATTERNS.items()}


@cache
def qualifiers(rule: str) -> tuple[re.Pattern[str], ...]:
    """What may stand before an expression of a rule and belongs to it, each up to its end."""
    return (compiled(EDGES), compiled(AMOUNTS)) if rule in MEASURED else (compiled(EDGES),)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of classes as a regular expression over their characters."""
    table = classes()

    def put(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith("("):
            return found
        return _NAME.sub(put, SHAPES[found]) if found in SHAPES else table[found]

    return re.compile(re.sub(r"(?<!\\)\s+", "", _NAME.sub(put, pattern)))
