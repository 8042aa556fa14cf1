"""Amounts: a numeral or a range of two, with its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.model import NumberKind
from onrecord.read.numbers.atoms import Atom, is_sign
from onrecord.read.numbers.numerals import DASHES, Form, Numeral, numeral, plain
from onrecord.read.numbers.words import WORDS, Unit

THOUSAND = 1000
DASHED = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """Atoms `first` up to `last` (sign, numeral, unit); `unit_at` is where the unit after the numeral begins."""

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    form: Form
    kind: NumberKind
    unit: str | None
    unit_at: int
    signed: bool = False

    @property
    def ranged(self) -> bool:
        """Whether it has two ends."""
        return self.low is not None and self.high is not None


def amount(atoms: Sequence[Atom], i: int) -> Amount | None:
    """The amount that begins at an atom: one numeral with its unit."""
    sign, start = _sign(atoms, i)
    if sign and (start >= len(atoms) or atoms[start].value is None):
        return None
    return None if not sign and _in_a_word(atoms, i) else _amount_at(atoms, i)


def _amount_at(atoms: Sequence[Atom], i: int) -> Amount | None:
    sign, start = _sign(atoms, i) if i < len(atoms) else (None, i)
    if start >= len(atoms):
        return None
    found = numeral(atoms, start, money=sign is not None)
    if found is None:
        return None
    found = _scaled_by_letter(atoms, found) if sign is None else found
    unit, last = _unit(atoms, found)
    if sign:
        unit, last = sign, last if unit and unit.kind is NumberKind.MONEY else found.last
    name, last = _per(atoms, unit, last)
    kind = _kind(found, unit)
    if found.form is Form.FRACTION and unit is None:
        name = "fraction"
    return Amount(i, last, found.value, found.low, None, found.form, kind, name, found.last, signed=sign is not None)


def _kind(found: Numeral, unit: Unit | None) -> NumberKind:
    if found.form is Form.ORDINAL:
        return NumberKind.ORDINAL
    if unit:
        return unit.kind
    return NumberKind.PERCENT if found.form is Form.FRACTION else NumberKind.COUNT


def _in_a_word(atoms: Sequence[Atom], i: int) -> bool:
    """Whether it is the end of a hyphenated name or word ("mid-70", "A-10"), or a decimal's tail."""
    if i < DASHED or atoms[i - 1].text not in DASHES or not atoms[i - 2].text[-1].isalpha():
        return False
    return atoms[i - 2].end == atoms[i - 1].start and atoms[i - 1].end == atoms[i].start


def _sign(atoms: Sequence[Atom], i: int) -> tuple[Unit | None, int]:
    """The currency that a sign or code before the digits names, and where the digits begin."""
    place = i
    text = atoms[i].text
    if i + 1 < len(atoms) and atoms[i].text.isalpha() and atoms[i + 1].text == "$" and f"{text}$" in WORDS.signs:
        text, place = f"{text}$", i + 1
    unit = WORDS.signs.get(text) or (WORDS.signs.get(text[-1]) if is_sign(atoms[place]) else None)
    return (unit, place + 1) if unit else (None, i)


def _scaled_by_letter(atoms: Sequence[Atom], found: Numeral) -> Numeral:
    """Of "5m people", "2b euros": a letter that is a scale because money or a plain plural follows."""
    i = found.last
    if found.form is not Form.DIGITS or i + 1 >= len(atoms) or found.value is None:
        return found
    scale = WORDS.letter_scales.get(atoms[i].lower)
    if scale is None or atoms[i].start != atoms[i - 1].end:
        return found
    after = atoms[i + 1].lower
    money = any(unit.kind is NumberKind.MONEY for _, unit in WORDS.units.get(after, ()))
    plural = after.isalpha() and after.endswith(("s", "people")) and after not in _NO_PLURAL
    return found._replace(last=i + 1, value=plain(found.value * scale)) if money or plural else found


_NO_PLURAL = frozenset({"is", "was", "has", "as", "its", "his", "this", "across", "less", "versus"})


def _unit(atoms: Sequence[Atom], found: Numeral) -> tuple[Unit | None, int]:
    """The unit after a numeral and where it ends; "of" may stand before it ("millions of dollars")."""
    i = found.last
    if i >= len(atoms) or found.form in {Form.ORDINAL, Form.ZERO}:
        return None, i
    if atoms[i].start == atoms[i - 1].end and atoms[i].text in WORDS.glued:
        return WORDS.glued[atoms[i].text], i + 1
    joined = atoms[i].text in DASHES and atoms[i].start == atoms[i - 1].end
    place = i + 1 if joined or (atoms[i].lower == "of" and found.form is Form.VAGUE) else i
    while place + 1 < len(atoms) and atoms[place].lower in _CURRENCY_ADJECTIVES:
        place += 1
    for words, unit in WORDS.units.get(_bare(atoms, place), ()) if place < len(atoms) else ():
        if _reads(atoms, place, words):
            return _weighed(atoms, unit, place + len(words)), place + len(words)
    return None, i


_CURRENCY_ADJECTIVES = frozenset({"u.s.", "american"})


def _reads(atoms: Sequence[Atom], i: int, words: tuple[str, ...]) -> bool:
    return [_bare(atoms, k) for k in range(i, min(i + len(words), len(atoms)))] == list(words)


def _bare(atoms: Sequence[Atom], i: int) -> str:
    """The word, without the stop that a sentence leaves on an abbreviation at its end."""
    word = atoms[i].lower
    return word.rstrip(".") if i == len(atoms) - 1 else word


def _weighed(atoms: Sequence[Atom], unit: Unit, last: int) -> Unit:
    """Of "pounds of explosives" are a weight."""
    of = last < len(atoms) and atoms[last].lower == "of"
    return Unit("pound", NumberKind.MEASURE) if of and unit.name == "pound sterling" else unit


def _per(atoms: Sequence[Atom], unit: Unit | None, last: int) -> tuple[str | None, int]:
    """The unit's name, with what it is a rate of: "per gram", "a year"."""
    rate = "".join(a.lower for a in atoms[last : last + 2])
    if unit and rate.rstrip(".") in _RATES:
        return f"{unit.name} per {_RATES[rate.rstrip('.')]}", last + 2
    if unit is None or last + 1 >= len(atoms) or atoms[last].lower not in {"per", "a", "an", "/", "every", "each"}:
        return (unit.name if unit else None), last
    each = WORDS.units.get(atoms[last + 1].lower, ())
    whole = next((u for words, u in each if len(words) == 1 and u.kind is not NumberKind.MONEY), None)
    if whole is None or unit.kind is NumberKind.DURATION:
        return unit.name, last
    return f"{unit.name} per {whole.name}", last + 2


_RATES = {"/h": "hour", "/hr": "hour", "/s": "second"}


# --- two ends
def with_range(atoms: Sequence[Atom], left: Amount) -> Amount:
    """The amount, or the range that it is the lower end of."""
    place = left.last
    if left.value is None or place + 1 >= len(atoms):
        return left
    if atoms[place].lower == "than":
        return _between_two(atoms, left)
    if "".join(a.lower for a in atoms[place : place + 3]) == "-to-":
        place += 2  # "a 10-to-12-hour shift"
    elif not _is_joint(atoms, left):
        return left
    right = _amount_at(atoms, place + 1)
    if right is None or right.value is None or not _may_pair(left, right, atoms[place].lower):
        return left
    scale = _shared_scale(atoms, left, right)
    low = left.value if scale == 1 else plain(left.value * scale)
    if low >= right.value or (atoms[place].lower == "or" and right.value > 3 * low):
        return left
    unit, kind = (right.unit, right.kind) if right.unit else (left.unit, left.kind)
    return replace(
        left, last=right.last, value=None, low=low, high=right.value, unit=unit, kind=kind, unit_at=right.unit_at
    )


def _between_two(atoms: Sequence[Atom], near: Amount) -> Amount:
    """The range between two ends of which it is nearer to one: "nearer to 70 than to 60 million"."""
    before = {a.lower for a in atoms[max(near.first - 2, 0) : near.first]}
    place = near.last + 1 + (atoms[near.last + 1].lower == "to")
    far = _amount_at(atoms, place) if before & {"nearer", "closer"} and place < len(atoms) else None
    if far is None or far.value is None or near.value is None or not _may_pair(near, far, "than"):
        return near
    shared = _scale_in(atoms, far) if _scale_in(atoms, near) == 1 and near.value < THOUSAND else Decimal(1)
    ends = sorted([near.value if shared == 1 else plain(near.value * shared), far.value])
    unit, kind = (far.unit, far.kind) if far.unit else (near.unit, near.kind)
    return replace(
        near, last=far.last, value=None, low=ends[0], high=ends[1], unit=unit, kind=kind, unit_at=far.unit_at
    )


def _is_joint(atoms: Sequence[Atom], left: Amount) -> bool:
    """Whether what follows may join two ends: a tight dash, "to", "or", "between … and"; no step "from … to"."""
    joint, before = atoms[left.last].lower, atoms[left.first - 1].lower if left.first else ""
    if joint in DASHES:
        return _tight(atoms, left.last) or _spaced(atoms, left)
    if joint == "to":
        return not _is_step(atoms, left, before)
    return joint == "or" or (joint == "and" and before == "between")


def _is_step(atoms: Sequence[Atom], left: Amount, before: str) -> bool:
    """Whether "to" leads from one level, or by an amount, to another: "rose from 5 to 10", "fell 7% to 90"."""
    if left.unit is None and left.last - left.first == 1 and _YEAR.fullmatch(atoms[left.first].text):
        return before in {"in", "since", "during", "by"}
    if before == "from":
        return _changes(atoms, left.first - 1)
    return left.unit is not None and _changes(atoms, left.first, reach=3)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _tight(atoms: Sequence[Atom], place: int) -> bool:
    return atoms[place - 1].end == atoms[place].start and atoms[place].end == atoms[place + 1].start


def _spaced(atoms: Sequence[Atom], left: Amount) -> bool:
    """Whether a dash with a space on both sides stands between two numbers in digits, the left one no year."""
    place = left.last
    if place + 1 >= len(atoms) or left.form is not Form.DIGITS or atoms[place + 1].value is None:
        return False
    spaces = atoms[place].start - atoms[place - 1].end, atoms[place + 1].start - atoms[place].end
    digits = all(atoms[k].text[:1].isdigit() for k in (place - 1, place + 1))
    return spaces == (1, 1) and digits and not _YEAR.fullmatch(atoms[left.first].text)


def _may_pair(left: Amount, right: Amount, joint: str) -> bool:
    """Whether two amounts are of one unit: the left one may leave it out, the right one only after a sign."""
    kinds = {Form.ORDINAL, Form.ZERO, Form.VAGUE}
    if left.form in kinds or right.form in kinds or (joint == "or" and right.form is not left.form):
        return False
    if Form.FRACTION in {left.form, right.form} and left.form is not right.form:
        return False
    if left.unit == right.unit or left.unit is None:
        return True
    return left.signed and right.unit is None


def _shared_scale(atoms: Sequence[Atom], left: Amount, right: Amount) -> Decimal:
    """The scale that the lower end shares: "5 to 10 million"."""
    own, other = _scale_in(atoms, left), _scale_in(atoms, right)
    if own != 1 or left.value is None or right.value is None or left.value >= THOUSAND:
        return Decimal(1)
    return other if left.value * other < right.value else Decimal(1)


def _scale_in(atoms: Sequence[Atom], part: Amount) -> Decimal:
    total = Decimal(1)
    for atom in atoms[part.first : part.unit_at]:
        word = atom.lower.rstrip(".")
        letter = WORDS.letter_scales.get(word) if part.signed else None
        total *= WORDS.scales.get(word) or WORDS.short_scales.get(word) or letter or 1
    return total


def _changes(atoms: Sequence[Atom], i: int, reach: int = 8) -> bool:
    """Whether a word of change stands close before: the two are steps, not ends."""
    lemmas = WORDS.listed("change", "lemmas")
    near = (a.lower for a in atoms[max(0, i - reach) : i])
    return any(w in lemmas or any(w == form for lemma in lemmas for form in _forms(lemma)) for w in near)


def _forms(lemma: str) -> tuple[str, ...]:
    stem, doubled = lemma.removesuffix("e"), f"{lemma}{lemma[-1]}"
    regular = (f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing")
    return (*_IRREGULAR.get(lemma, ()), *regular)


_IRREGULAR = {
    "rise": ("rose", "risen"),
    "fall": ("fell", "fallen"),
    "grow": ("grew", "grown"),
    "go": ("went", "gone"),
    "shrink": ("shrank", "shrunk"),
    "slide": ("slid",),
    "swell": ("swollen",),
}
