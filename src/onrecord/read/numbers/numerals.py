"""Numerals: the value that digits and number words have, before units, bounds and nouns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from onrecord.read.numbers.atoms import ORDINAL_TAILS, Atom
from onrecord.read.numbers.words import WORDS

DASHES = frozenset("-–—‑")
ARTICLES = frozenset({"a", "an"})
HALF = Decimal("0.5")
FIVE, TEN, HUNDRED = Decimal(5), Decimal(10), Decimal(100)


class Form(Enum):
    """How a numeral is printed, as far as later rules ask."""

    DIGITS = auto()
    WORDS = auto()
    FRACTION = auto()
    VAGUE = auto()
    ORDINAL = auto()
    ZERO = auto()


class Numeral(NamedTuple):
    """Atoms `first` up to `last` and their value; a vague one has only a low end, or nothing."""

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None
    form: Form


def plain(value: Decimal) -> Decimal:
    """The same number without the zeros that multiplying left behind its point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def numeral(atoms: Sequence[Atom], i: int, *, money: bool = False) -> Numeral | None:
    """The numeral that begins at an atom, as long as it can be; None where none does."""
    if atoms[i].value is not None:
        return _digits(atoms, i, money=money)
    word = atoms[i].lower
    if word not in WORDS.starters and word not in ARTICLES:
        return None
    for rule in (_parted_scale, _fraction, _vague, _spelled, _ordinal, _zero):
        if found := rule(atoms, i):
            return found
    return None


def _at(atoms: Sequence[Atom], i: int) -> str:
    return atoms[i].lower if 0 <= i < len(atoms) else ""


def _skip_dash(atoms: Sequence[Atom], i: int) -> int:
    """The place after a dash that joins two words directly."""
    joined = 0 < i < len(atoms) - 1 and atoms[i].text in DASHES
    return i + 1 if joined and atoms[i - 1].end == atoms[i].start and atoms[i].end == atoms[i + 1].start else i


# --- digits
def _digits(atoms: Sequence[Atom], i: int, *, money: bool) -> Numeral:
    value, last = atoms[i].value or Decimal(0), i + 1
    if _at(atoms, last) in ORDINAL_TAILS and atoms[last].start == atoms[i].end:
        return Numeral(i, last + 1, value, None, Form.ORDINAL)
    part, last = _printed_part(atoms, last)
    share = _out_of(atoms, last, value)
    if share:
        return Numeral(i, share[0], share[1], None, Form.FRACTION)
    scale, end = _scales(atoms, last, money=money)
    form = Form.FRACTION if part and not value else Form.DIGITS
    total = value + part
    return Numeral(i, end, total if scale == 1 else plain(total * scale), None, form)


def _printed_part(atoms: Sequence[Atom], i: int) -> tuple[Decimal, int]:
    """A half that follows whole digits: "2½", "2 and a half"."""
    if _at(atoms, i) in WORDS.glyphs:
        return WORDS.glyphs[atoms[i].lower], i + 1
    if (_at(atoms, i), _at(atoms, i + 1), _at(atoms, i + 2)) == ("and", "a", "half"):
        return HALF, i + 3
    return Decimal(0), i


def _scales(atoms: Sequence[Atom], i: int, *, money: bool = False) -> tuple[Decimal, int]:
    """What the scales from here multiply to ("hundred thousand"), and where they end."""
    total = Decimal(1)
    while i < len(atoms):
        place = _skip_dash(atoms, i)
        scale = WORDS.scales.get(_at(atoms, place)) or (
            WORDS.short_scales.get(_at(atoms, place).rstrip(".")) if total == 1 else None
        )
        if scale is None and money and total == 1:
            scale = WORDS.letter_scales.get(_at(atoms, place))
        if scale is None:
            return total, i
        total, i = total * scale, place + 1
    return total, i


def _out_of(atoms: Sequence[Atom], i: int, top: Decimal) -> tuple[int, Decimal] | None:
    """A share told as "in five" or "out of 10": where it ends and what it is."""
    skip = 2 if (_at(atoms, i), _at(atoms, i + 1)) == ("out", "of") else 1 if _at(atoms, i) in {"in", "of"} else 0
    if not skip or i + skip >= len(atoms):
        return None
    bottom = atoms[i + skip].value or WORDS.small.get(_at(atoms, i + skip)) or WORDS.tens.get(_at(atoms, i + skip))
    last = i + skip + 1
    if _at(atoms, i) == "of" and (bottom not in {TEN, HUNDRED} or top == 1):
        return None
    if skip == 1 and (bottom not in _ROUND or top > (bottom or 0) or (top != 1 and bottom < FIVE)):
        return None
    scale, last = _scales(atoms, last)
    return (last, top / (bottom * scale)) if bottom and top < bottom * scale else None


_ROUND = frozenset(Decimal(n) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000))


# --- words
def _spelled(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Of "twenty-five", "two hundred and fifty thousand", "a million", "two and a half million"."""
    start = i
    if atoms[i].lower in ARTICLES:
        if _at(atoms, i + 1) not in WORDS.scales:
            return None
        i += 1
    total, last = _sum(atoms, i)
    if last == i:
        return None
    part, last = _printed_part(atoms, last)
    if part:
        scale, last = _scales(atoms, last)
        total = (total + part) * scale if scale != 1 else total + part * (_last_scale(atoms, last - 4))
    share = _out_of(atoms, last, total) if start == i and last == i + 1 else None
    if share:
        return Numeral(start, share[0], share[1], None, Form.FRACTION)
    return Numeral(start, last, plain(total), None, Form.WORDS)


def _last_scale(atoms: Sequence[Atom], i: int) -> Decimal:
    """The scale of "a million and a half": the half is of it."""
    return WORDS.scales.get(_at(atoms, i), Decimal(1))


def _sum(atoms: Sequence[Atom], i: int) -> tuple[Decimal, int]:
    """The value of number words from here, and where they end."""
    total, group, open_group, last, ceiling = Decimal(0), Decimal(0), False, i, Decimal("Infinity")
    while i < len(atoms):
        place = _skip_dash(atoms, i)
        if last == i and open_group and _at(atoms, place) == "and" and _adds(atoms, place + 1, group):
            place += 1
        word = _at(atoms, place)
        if (value := WORDS.small.get(word, WORDS.tens.get(word))) is not None:
            if open_group and not _fits(group, value):
                break
            group, open_group = group + value, True
        elif word == "hundred" and (not open_group or 0 < group < HUNDRED):
            group, open_group = (group if open_group else Decimal(1)) * HUNDRED, True
        elif word in WORDS.scales and WORDS.scales[word] < ceiling:
            scale = WORDS.scales[word]
            total, group = total + (group if open_group else Decimal(1)) * scale, Decimal(0)
            open_group, ceiling = False, scale
            extra, place = _scales(atoms, place + 1)
            total, place = total * extra, place - 1
        else:
            break
        i = last = place + 1
        if not open_group and not _adds_digit_word(atoms, i):
            break
    return total + group, last


def _fits(group: Decimal, value: Decimal) -> bool:
    """Whether a smaller numeral can follow: after a hundred anything, after tens a digit."""
    if group and group % HUNDRED == 0:
        return True
    return group >= 2 * TEN and group % TEN == 0 and group % HUNDRED != 0 and 0 < value < TEN


def _adds(atoms: Sequence[Atom], i: int, group: Decimal) -> bool:
    return group >= HUNDRED and group % HUNDRED == 0 and (_at(atoms, i) in WORDS.small or _at(atoms, i) in WORDS.tens)


def _adds_digit_word(atoms: Sequence[Atom], i: int) -> bool:
    word = _at(atoms, i)
    return word in WORDS.small or word in WORDS.tens


# --- halves of scales, parts of a whole
def _parted_scale(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Of "half a million", "a half-dozen", "a quarter of a million"."""
    place = i + 1 if atoms[i].lower in ARTICLES else i
    part = {"half": HALF, "quarter": HALF / 2}.get(_at(atoms, place))
    if part is None:
        return None
    place = _skip_dash(atoms, place + 1)
    place += 1 if _at(atoms, place) == "of" else 0
    place += 1 if _at(atoms, place) in ARTICLES else 0
    scale, last = _scales(atoms, place)
    return Numeral(i, last, plain(part * scale), None, Form.WORDS) if last > place else None


_AFTER_SHARE = frozenset({"of", "the", "its", "their", "his", "her", "our", "all", "that", "those", "these"})


def _fraction(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Of "a third of", "two-thirds", "three quarters", "half of", "½ of"."""
    if (glyph := WORDS.glyphs.get(atoms[i].lower)) is not None:
        return Numeral(i, i + 1, glyph, None, Form.FRACTION)
    top = Decimal(1)
    place = i
    if atoms[i].lower in ARTICLES:
        place = i + 1
    elif atoms[i].lower in WORDS.small:
        top, place = WORDS.small[atoms[i].lower], _skip_dash(atoms, i + 1)
    bottom = WORDS.denominators.get(_at(atoms, place))
    if bottom is None or not top or not _is_part(atoms, i, place, top):
        return None
    return Numeral(i, place + 1, top / bottom, None, Form.FRACTION)


def _is_part(atoms: Sequence[Atom], first: int, place: int, top: Decimal) -> bool:
    """Whether the name of a part is one here, and no ordinal, half of a match or quarter of a year."""
    word, after, before = _at(atoms, place), _at(atoms, place + 1), _at(atoms, first - 1)
    if after in DASHES and place + 2 < len(atoms) and _at(atoms, place + 2) not in _AFTER_SHARE:
        return False
    if first != place and atoms[first].lower not in ARTICLES:  # two thirds, one fifth
        return (top == 1) != word.endswith("s")
    if word.endswith("s"):
        return False
    if word == "half" and first == place:
        return after in _AFTER_SHARE and before not in {
            "first",
            "second",
            "other",
            "last",
            "the",
            "that",
            "this",
            "each",
        }
    if first == place:
        return (
            word == "quarter"
            and after == "of"
            and before not in {"first", "second", "third", "fourth", "the", "last", "this", "each"}
        )
    return after in {"of", "to", "or"} or (word == "half" and after != "-")


def _vague(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Of "dozens", "tens of thousands", "several hundred", "a few thousand": at least two of the scale."""
    word, place = atoms[i].lower, i
    if word in ARTICLES and _at(atoms, i + 1) in {"few", "couple"}:
        place, word = i + 1, _at(atoms, i + 1)
    if word in WORDS.listed("vague_quantifiers"):
        start = place + 1
        start += 1 if word == "couple" and _at(atoms, start) == "of" else 0
        scale, last = _vague_scales(atoms, start)
        if last > start:
            return Numeral(i, last, None, 2 * scale, Form.VAGUE)
        return Numeral(i, i + 1, None, None, Form.VAGUE) if word == "several" else None
    if word not in WORDS.vague or (word in {"tens", "scores"} and _at(atoms, i + 1) != "of"):
        return None
    scale, last = WORDS.vague[word], i + 1
    if _at(atoms, last) == "of" and _at(atoms, last + 1) in WORDS.vague:
        scale, last = scale * WORDS.vague[_at(atoms, last + 1)], last + 2
    elif word == "tens":
        return None
    return Numeral(i, last, None, 2 * scale, Form.VAGUE)


def _vague_scales(atoms: Sequence[Atom], i: int) -> tuple[Decimal, int]:
    if _at(atoms, i) in WORDS.vague and _at(atoms, i) not in {"scores", "tens"}:
        return WORDS.vague[_at(atoms, i)], i + 1
    return _scales(atoms, i)


def _ordinal(atoms: Sequence[Atom], i: int) -> Numeral | None:
    return Numeral(i, i + 1, None, None, Form.ORDINAL) if atoms[i].lower in WORDS.listed("ordinals") else None


def _zero(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Of "no casualties", "no new deaths", "none was killed": none of a thing that is counted in tolls."""
    word, nouns = atoms[i].lower, WORDS.listed("zero", "nouns")
    none = word == "none" and befalls(atoms, i + 1)
    if none or (word == "no" and any(_at(atoms, place) in nouns for place in (i + 1, i + 2, i + 3))):
        return Numeral(i, i + 1, Decimal(0), None, Form.ZERO)
    return None


def befalls(atoms: Sequence[Atom], i: int, reach: int = 6) -> bool:
    """Whether what follows is what befalls those who are counted in tolls: "was killed", "of them was hurt", "died"."""
    if _at(atoms, i) in WORDS.listed("zero", "fates"):
        return True
    of = _at(atoms, i) == "of"
    being = next((k for k in range(i, i + (reach if of else 1)) if _at(atoms, k) in _BEING), None)
    return being is not None and any(_at(atoms, being + k) in WORDS.listed("zero", "suffered") for k in (1, 2))


_BEING = frozenset({"was", "were", "is", "are", "been"})
