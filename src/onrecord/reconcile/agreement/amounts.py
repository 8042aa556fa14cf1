"""Whether two numbers can both hold: their modifiers and their rounding respected."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from onrecord.model import Modifier, Quantity

ABOUT = Decimal("0.1")
"""How far "about" reaches to either side."""
ROUND = Decimal("0.05")
"""How far a round number, such as 5,000, may stand from the count that it rounds, at most."""
ONE = Decimal(1)


class Fit(StrEnum):
    """How two numbers stand to each other."""

    SAME = "same"
    FITS = "fits"
    CLASHES = "clashes"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that words allow; None is open. `point` is the number itself where they give one."""

    low: Decimal | None
    high: Decimal | None
    point: Decimal | None

    def meets(self, other: Bounds) -> bool:
        """Whether some number is allowed by both."""
        return _reaches(self.low, other.high) and _reaches(other.low, self.high)


@lru_cache(1 << 14)
def bounds(quantity: Quantity) -> Bounds | None:
    """What a quantity allows, its rounding counted in; None where its words give no number."""
    value = quantity.value
    match quantity.modifier:
        case Modifier.ABOUT if value is not None:
            low, high = value - abs(value) * ABOUT, value + abs(value) * ABOUT
            return Bounds(low, min(high, quantity.high) if quantity.high is not None else high, value)
        case Modifier.AT_MOST | Modifier.FEWER_THAN:
            most = quantity.high if quantity.high is not None else value
            return None if most is None else Bounds(quantity.low, most, None)
        case Modifier.AT_LEAST | Modifier.MORE_THAN:
            least = quantity.low if quantity.low is not None else value
            return None if least is None else Bounds(least, quantity.high, None)
        case _ if value is not None:
            slack = _slack(value)
            return Bounds(value - slack, value + slack, value)
    if quantity.low is None and quantity.high is None:
        return None
    return Bounds(quantity.low, quantity.high, None)


def fit(a: Quantity, b: Quantity) -> Fit:
    """How two quantities stand to each other; what gives no number fits all."""
    one, other = bounds(a), bounds(b)
    if one is None or other is None:
        return Fit.FITS
    if one.point is not None and one.point == other.point:
        return Fit.SAME
    if (a.modifier, a.value, a.low, a.high) == (b.modifier, b.value, b.low, b.high):
        return Fit.SAME
    return Fit.FITS if one.meets(other) else Fit.CLASHES


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities tell one number: the same, or one that rounds the other, or a bound of the same number."""
    one, other = _number(a), _number(b)
    if one is None or other is None:
        return False
    if one == other:
        may = a.modifier == b.modifier or not {a.modifier, b.modifier} & {Modifier.AT_MOST, Modifier.FEWER_THAN}
    else:
        vague = Modifier.ABOUT in {a.modifier, b.modifier} and a.modifier in EVEN and b.modifier in EVEN
        may = vague and abs(one - other) <= ABOUT * max(abs(one), abs(other))
    return may and fit(a, b) is not Fit.CLASHES


EVEN = frozenset({Modifier.ABOUT, Modifier.EXACT})


def _number(quantity: Quantity) -> Decimal | None:
    return next((v for v in (quantity.value, quantity.low, quantity.high) if v is not None), None)


def _slack(value: Decimal) -> Decimal:
    """Half of the place that a number is rounded to, where it ends in two noughts at least."""
    if value != value.to_integral_value() or value == 0:
        return Decimal(0)
    digits = f"{abs(value):f}".partition(".")[0]
    noughts = len(digits) - len(digits.rstrip("0"))
    return min(Decimal(10) ** noughts / 2, abs(value) * ROUND) if noughts > 1 else Decimal(0)


def _reaches(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high
