"""Which matches are meant as times: what stands around them, and what the parse says of their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.model import Parse, Token
from onrecord.read.times.expression import Expression
from onrecord.read.times.lexis import Line, Word
from onrecord.read.times.numerals import year_in_words

NAMED_YEARS = range(1500, 2101)
"""Years that stand alone without more ado; others need "in" or "since"."""

_COUNTED = frozenset(
    {
        "people",
        "percent",
        "million",
        "billion",
        "thousand",
        "hundred",
        "feet",
        "miles",
        "metres",
        "meters",
        "tons",
        "km",
    }
)
_AT = frozenset({"at", "by", "until", "till", "around", "about", "before", "after", "since", "from", "to"})
_IN = frozenset({"in", "by", "since", "until", "early", "late", "mid", "-", "of", "from"})
_OTHER_NAMES = frozenset({"PERSON", "GPE", "ORG", "FAC", "PRODUCT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A match where it stands."""

    parse: Parse
    line: Line
    found: Expression

    @property
    def token(self) -> Token:
        """The token that ties it to its sentence."""
        return self.parse.tokens[self.found.token]

    @property
    def after(self) -> Word | None:
        """The word after it in its block."""
        return self.line.words[self.found.last] if self.found.last < len(self.line.words) else None

    def follows(self, *words: str) -> bool:
        """Whether one of these words stands before it."""
        return bool(self.found.follows) and self.found.follows[-1] in words

    def precedes(self, *words: str) -> bool:
        """Whether one of these words stands after it."""
        return bool(self.found.precedes) and self.found.precedes[0] in words

    def token_of(self, word: Word) -> Token | None:
        """The token that a word is, or begins."""
        inside = self.parse.tokens_in(word.start, word.end)
        return inside[0] if inside else None

    def is_title(self) -> bool:
        """Whether it is printed like a name, "This Week", though not all in capitals."""
        unit, printed = self.found.words("unit")[0].text, self.parse.text[self.found.start : self.found.end]
        begins = self.found.words("unit")[0].start == self.parse.sentence_of(self.found.token).start
        return unit[0].isupper() and not begins and not printed[0].islower() and not printed.isupper()


Check = Callable[[Seen], bool]


def holds(parse: Parse, line: Line, found: Expression) -> bool:
    """Whether a match is a time expression where it stands."""
    check = CHECKS.get(found.rule)
    return check is None or check(Seen(parse, line, found))


def _year(seen: Seen) -> bool:
    if seen.found.last - seen.found.first > 1:
        return True
    if seen.follows("#", "№", "+", "/", ":") or seen.precedes(*_COUNTED):
        return False
    if int(seen.found.words("year")[0].text) not in NAMED_YEARS:
        return seen.follows("in", "since", "until")
    token = seen.token
    head = seen.parse.tokens[token.head]
    counts = token.dep in {"nummod", "quantmod", "compound"} and head.tag == "NNS" and head.index > token.index
    return not counts or seen.follows("the", "in", "'s")


def _spelled_year(seen: Seen) -> bool:
    return year_in_words(seen.found.words("spelled", "spelled2")) is not None


def _decade(seen: Seen) -> bool:
    """As in "the '80s", "1980s", not "in his 30s" or "the 30s of the table"."""
    word = seen.found.words("decade")[0].text
    paired = seen.follows("and", "or", "to") and seen.found.follows[-2:-1] and seen.found.follows[-2].endswith("0s")
    return len(word) > len("'80s") or bool(seen.found.words("the") or paired) or not word[0].isdigit()


def _month(seen: Seen) -> bool:
    if seen.found.words("spelled") and year_in_words(seen.found.words("spelled")) is None:
        return False
    word = seen.found.words("month")[0]
    token = seen.token_of(word)
    if token is None or seen.found.words("year", "yearrel", "rel"):
        return True
    if token.pos in {"VERB", "AUX"}:
        return False
    return token.entity not in _OTHER_NAMES or seen.follows(*_IN)


def _date(seen: Seen) -> bool:
    """As in "Jan. 6", but not "in May 20 people": there the number counts what follows."""
    day, after = seen.found.words("day")[-1], seen.after
    if seen.found.words("year") or day.kind == "ordinal" or after is None or not after.text.isalpha():
        return True
    number, noun = seen.token_of(day), seen.token_of(after)
    return number is None or noun is None or number.head != noun.index or noun.tag != "NNS" or seen.follows("the", "on")


def _next_day(seen: Seen) -> bool:
    after = seen.after
    if after is None or not after.text.isalpha() or after.kind == "month":
        return True
    noun = seen.token_of(after)
    return noun is None or noun.pos not in {"NOUN", "ADJ", "PROPN", "NUM"}


def _season(seen: Seen) -> bool:
    word = seen.found.words("season")[0]
    token = seen.token_of(word)
    if token is None or token.pos not in {"NOUN", "PROPN"}:
        return False
    if seen.found.words("rel", "year", "yearrel", "spelled"):
        ambiguous = seen.found.word("rel") == "the" and word.lower in {"fall", "spring"}
        return not (ambiguous and seen.precedes("of", "in"))
    if token.dep == "compound" or word.lower in {"fall", "spring"}:
        return seen.follows(*_IN)
    return True


def _time(seen: Seen) -> bool:
    """A time of day says so: "9:30 a.m.", "at 9:30", "9:30 GMT"; 9:30 alone may be a score."""
    return len(seen.found.words("clock")) > 1 or bool(seen.found.words("zone")) or seen.follows(*_AT)


def _noon(seen: Seen) -> bool:
    return seen.follows(*_AT) or (seen.after is not None and seen.after.kind in {"weekday", "month", "zone"})


def _daypart(seen: Seen) -> bool:
    """As in "in the morning", but not "the night of the vote"."""
    return seen.found.words("rel")[-1].lower != "the" or (seen.follows("in", "during") and not seen.precedes("of"))


def _weekday(seen: Seen) -> bool:
    """No programme's or paper's name: "News Sunday"."""
    word = seen.found.words("weekday")[0]
    token = seen.token_of(word)
    named = token is not None and token.entity in {"ORG", "WORK_OF_ART", "PRODUCT"} and not token.entity_begins
    return not (named and seen.found.last - seen.found.first == 1)


def _rate(seen: Seen) -> bool:
    """As in "daily", but not in the name of a paper."""
    word = seen.found.words("rate")[0]
    return word.text.islower() or word.start == seen.parse.sentence_of(seen.found.token).start


def _span(seen: Seen) -> bool:
    """A length of time: no age, no quarter of a thing, no programme's name."""
    found = seen.found
    if found.has("tail", "old"):
        return found.word("unit").rstrip("s") not in {"year", "day"}
    if seen.precedes("old") or found.precedes[:2] in {("of", "age"), ("-", "old")}:
        return False
    if found.word("unit") == "quarter" or (found.word("unit") == "quarters" and found.has("n", "three")):
        return found.has("tail", "ago", "earlier", "later")
    return not seen.is_title()


def _rel(seen: Seen) -> bool:
    """As in "last week", and "the year" where it is the one that the article speaks in."""
    if [w.lower for w in seen.found.words("rel")] != ["the"]:
        return not seen.is_title()
    unit = seen.found.word("unit")
    if unit == "weekend":
        return not seen.precedes("of")
    if seen.precedes("ended", "ending"):
        return True
    if unit == "day":
        edge = len(seen.found.follows) > 1 and seen.found.follows[-2] in {"later", "earlier", "early", "late"}
        return (seen.follows("in") and edge) or seen.follows(
            "end", "ended", "ending", "finish", "finished", "finishing"
        )
    return unit in {"year", "month", "week"} and seen.follows("for", "of") and not seen.precedes("of", "that", "when")


def _the_offset(seen: Seen) -> bool:
    return bool(seen.found.words("tail"))


def _bare(seen: Seen) -> bool:
    """As in "for weeks", but not the unit of a number that was refused ("37 years old", "60 Minutes")."""
    first = seen.line.words[seen.found.first - 1].kind if seen.found.first else "x"
    if first in {"day", "number", "num", "year", "hyphen"} or seen.precedes("old") or seen.is_title():
        return False
    return seen.found.word("unit") not in {"quarters", "seconds", "weekends"} or bool(seen.found.words("adj", "tail"))


def _reference(seen: Seen) -> bool:
    printed = seen.parse.text[seen.found.start : seen.found.end].lower()
    if printed in {"soon", "recently", "lately"}:
        return not seen.precedes("as", "after") and not seen.follows("as")
    if printed.endswith("the past"):
        return seen.after is None or seen.after.kind in {"x", "comma", "dot"}
    return True


def _the_quarter(seen: Seen) -> bool:
    return not seen.precedes("-", "of")


def _week_of(seen: Seen) -> bool:
    return seen.found.word("unit") == "week"


def _four_digits(seen: Seen) -> bool:
    return len(seen.found.words("clock")[0].text) == len("1400")


def _over_day(seen: Seen) -> bool:
    return "day" in {w.lower for w in seen.line.words[seen.found.first : seen.found.last]}


CHECKS: dict[str, Check] = {
    "year": _year,
    "yearwords": _spelled_year,
    "decade": _decade,
    "month": _month,
    "date": _date,
    "nextday": _next_day,
    "season": _season,
    "thequarter": _the_quarter,
    "time": _time,
    "noon": _noon,
    "daypart": _daypart,
    "weekday": _weekday,
    "rate": _rate,
    "span": _span,
    "aspan": _span,
    "rel": _rel,
    "theoffset": _the_offset,
    "weekof": _week_of,
    "clock4": _four_digits,
    "dayover": _over_day,
    "bare": _bare,
    "ref": _reference,
}
