"""Kinds: numbers that count nothing: dates, ages, names, scores, ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from onrecord.model import NumberKind, Parse, Timex, TimexType, ZoneType
from onrecord.read.numbers.amounts import Amount
from onrecord.read.numbers.atoms import Atom
from onrecord.read.numbers.modifiers import Modified
from onrecord.read.numbers.nouns import MONTHS, WEEKDAYS, plural
from onrecord.read.numbers.numerals import DASHES, Form
from onrecord.read.numbers.words import WORDS

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PHONE = re.compile(r"(?:\+?\d{1,3}[-. ])?(?:\(\d{2,4}\)|\d{2,4})[-. ]\d{3,4}[-. ]\d{3,4}(?!\d)|\b\d{3}-\d{4}\b")
STAMP = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
"""A time of day in four digits."""
_OLDEST = 115
ROUND = 50
CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "et", "est", "pt", "utc", "hrs"})
LISTING = frozenset({",", "and", "or", "&"})
LISTED = 2
"""Words between two numbers of a list, at most: ", and"."""
BEFORE_YEAR = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "during",
        "before",
        "after",
        "of",
        "from",
        "late",
        "early",
        "mid",
        "through",
        "for",
        "to",
        "circa",
        "summer",
        "winter",
        "spring",
        "autumn",
        "fall",
    }
)


def kind_of(parse: Parse, atoms: Sequence[Atom], amount: Amount, mod: Modified, timexes: Sequence[Timex]) -> NumberKind:
    """What a number is a number of."""
    if amount.kind is NumberKind.ORDINAL:
        return NumberKind.ORDINAL
    if _is_age(parse, atoms, amount, mod):
        return NumberKind.AGE
    if _is_code(parse, atoms, amount):
        return NumberKind.NAME
    return amount.kind if amount.kind is not NumberKind.COUNT else _bare(parse, atoms, amount, mod, timexes)


def _bare(parse: Parse, atoms: Sequence[Atom], amount: Amount, mod: Modified, timexes: Sequence[Timex]) -> NumberKind:
    """What a number without a unit is a number of."""
    if _is_labelled(parse, atoms, amount, mod) or _is_address(atoms, amount):
        return NumberKind.NAME
    if _is_date(parse, atoms, amount, mod) or _in_time(atoms, amount, timexes):
        return NumberKind.DATE
    if _is_score(parse, atoms, amount):
        return NumberKind.SCORE
    return NumberKind.NAME if _is_name(parse, atoms, amount, mod) else NumberKind.COUNT


def _lower(atoms: Sequence[Atom], i: int) -> str:
    return atoms[i].lower if 0 <= i < len(atoms) else ""


def _next_plural(parse: Parse, atoms: Sequence[Atom], i: int) -> bool:
    """Whether a plural noun follows, over two modifiers at most."""
    for place in range(i, min(i + 3, len(atoms))):
        token = parse.tokens[atoms[place].token]
        if plural(token):
            return True
        if token.tag not in {"JJ", "NN", "VBN", "NNP", "HYPH"}:
            return False
    return False


# --- ages
def _is_age(parse: Parse, atoms: Sequence[Atom], amount: Amount, mod: Modified) -> bool:
    if amount.kind is NumberKind.DURATION:
        after = next(
            (k for k in range(amount.last, min(amount.last + 2, len(atoms))) if atoms[k].text not in DASHES), -1
        )
        return _lower(atoms, after) in {"old", "olds"} or (
            _lower(atoms, after) == "of" and _lower(atoms, after + 1) == "age"
        )
    value = amount.high if amount.ranged else amount.value
    if amount.kind is not NumberKind.COUNT or value is None or not 0 < value < _OLDEST:
        return False
    before = _lower(atoms, mod.first - 1)
    if before in {"aged", "age", "ages"} or (before == "of" and _lower(atoms, mod.first - 2) == "age"):
        return True
    if before in _AGED and parse.tokens[atoms[amount.first - 1].token].lower in {"over", "under", "above", "below"}:
        follows = parse.tokens[atoms[amount.last].token].tag if amount.last < len(atoms) else ""
        return follows not in {"NNS", "JJ", "NNP", "$"}
    return amount.form is Form.DIGITS and value == int(value) and _beside_a_name(parse, atoms, amount)


_AGED = frozenset(
    {
        "people",
        "those",
        "anyone",
        "children",
        "adults",
        "person",
        "men",
        "women",
        "everyone",
        "kids",
        "girls",
        "boys",
        "persons",
        "residents",
        "patients",
    }
)


def _beside_a_name(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """Of ", 44," or "(44)" after a person's name."""
    opening, closing = _lower(atoms, amount.first - 1), _lower(atoms, amount.last)
    if (opening, closing) not in {(",", ","), ("(", ")"), (",", "."), (",", "")} or amount.first <= 1:
        return False
    token = parse.tokens[atoms[amount.first - 2].token]
    return (
        token.tag in {"NNP", "NNPS"}
        and token.lower.rstrip(".") not in MONTHS | WEEKDAYS
        and token.entity in {"PERSON", "", "ORG"}
    )


# --- dates
def _is_date(parse: Parse, atoms: Sequence[Atom], amount: Amount, mod: Modified) -> bool:
    after = _lower(atoms, amount.last)
    if after in CLOCK or (after in {"s", "'s"} and atoms[amount.last].start == atoms[amount.last - 1].end):
        return True
    if after in {"and", "or", "to"} and _lower(atoms, amount.last + 2) in CLOCK:
        return True
    if amount.form is not Form.DIGITS:
        return False
    if amount.ranged:
        return _are_years(parse, atoms, amount)
    if mod.explicit:
        return False
    a_day = _beside_a_month(atoms, amount) and _day(amount.value)
    return a_day or _is_stamp(parse, atoms, amount) or _is_year(parse, atoms, amount)


def _is_stamp(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """Whether it is the time of day before a line of a running report: "1254 The agency says"."""
    if amount.last >= len(atoms):
        return False
    token, following = (parse.tokens[atoms[place].token] for place in (amount.first, amount.last))
    opens = parse.sentence_of(token.index).first == token.index
    return opens and following.text[:1].isupper() and bool(STAMP.fullmatch(token.text))


def _beside_a_month(atoms: Sequence[Atom], amount: Amount) -> bool:
    of = _lower(atoms, amount.last) == "of" and _is_month(atoms, amount.last + 1)
    return of or _is_month(atoms, amount.first - 1) or _is_month(atoms, amount.last)


def _are_years(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """Whether both ends of a range are years or days of a month, and no plural stands right after."""
    ends = atoms[amount.first], atoms[amount.last - 1]
    if _beside_a_month(atoms, amount) and _day(amount.high):
        return True
    after = parse.tokens[atoms[amount.last].token] if amount.last < len(atoms) else None
    return all(_YEAR.fullmatch(end.text) for end in ends) and not (after and plural(after))


def _is_year(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """Whether four digits, or a range of them, are years: always, but for a round number of things."""
    if amount.last - amount.first != 1 or not _YEAR.fullmatch(atoms[amount.first].text):
        return False
    if _lower(atoms, amount.first - 1) in BEFORE_YEAR | {"the", ","}:
        return True
    round_number = amount.value is not None and amount.value % ROUND == 0
    return not (round_number and _next_plural(parse, atoms, amount.last))


def _is_month(atoms: Sequence[Atom], i: int) -> bool:
    return (
        0 <= i < len(atoms)
        and atoms[i].text[:1].isupper()
        and (atoms[i].lower in MONTHS or atoms[i].text in {"May", "Sept."})
    )


def _day(value: Decimal | None) -> bool:
    return value is None or (0 < value <= 31 and value == int(value)) or 1500 < value < 2100  # noqa: PLR2004 (days of a month, years)


def _in_time(atoms: Sequence[Atom], amount: Amount, timexes: Sequence[Timex]) -> bool:
    """Whether a bare number lies in a time expression."""
    start, end = atoms[amount.first].start, atoms[amount.last - 1].end
    return any(t.start <= start and end <= t.end and t.type is not TimexType.DURATION for t in timexes)


# --- names, codes, scores
def _is_code(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """A telephone number, or the number of a list's item."""
    start, end = atoms[amount.first].start, atoms[amount.last - 1].end
    if amount.form is not Form.DIGITS:
        return False
    block = parse.blocks[parse.sentence_of(atoms[amount.first].token).block]
    if start == block.start and parse.text[end : end + 1] in {".", ")", ":"} and amount.value is not None:
        return True
    around = parse.text[max(block.start, start - 20) : min(block.end, end + 20)]
    shift = max(block.start, start - 20)
    if any(m.start() + shift <= start and end <= m.end() + shift for m in _PHONE.finditer(around)):
        return True
    return amount.kind is NumberKind.COUNT and parse.text[start - 1 : start] in {"#", "@", "_", "№"} and start > 0


def _is_score(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """Of "2-1": two numbers tight about a dash, the second no greater, or nothing counted after them."""
    if amount.form is not Form.DIGITS:
        return False
    for joint, other in ((amount.last, amount.last + 1), (amount.first - 1, amount.first - 2)):
        if 0 <= other < len(atoms) and atoms[joint].text in DASHES and atoms[other].value is not None:
            near, far = (amount.last - 1, other) if joint == amount.last else (amount.first, other)
            if (
                abs(atoms[near].end - atoms[joint].start) + abs(atoms[joint].end - atoms[far].start) == 0
                or joint < near
            ):
                return (
                    atoms[min(near, far)].end == atoms[joint].start and atoms[joint].end == atoms[max(near, far)].start
                )
    if amount.ranged and amount.high is not None and amount.high < 10:  # noqa: PLR2004 (goals)
        tight = any(atoms[k].text in DASHES for k in range(amount.first, amount.last))
        return tight and not _next_plural(parse, atoms, amount.last)
    return False


def _is_labelled(parse: Parse, atoms: Sequence[Atom], amount: Amount, mod: Modified) -> bool:
    """Whether the word before is one that is numbered: "Resolution 12", "phase 3", of several each: "pages 4 and 7"."""
    if amount.first == 0 or mod.explicit or amount.form not in {Form.DIGITS, Form.WORDS}:
        return False
    first = _first_of_list(atoms, amount.first)
    if first == 0:
        return False
    atom, is_alone = atoms[first - 1], first == amount.first
    if atom.lower not in WORDS.listed("designators") or not (is_alone or atom.lower.endswith("s")):
        return False
    capital = any(c.isupper() for c in atom.text) and amount.first > 1 and is_alone
    return capital or not _next_plural(parse, atoms, amount.last)


def _first_of_list(atoms: Sequence[Atom], at: int) -> int:
    """The first of the numbers that are listed with one: "4, 5 and 6"."""
    while at > 1:
        before = at - 1
        while before > 0 and at - before <= LISTED and atoms[before].lower in LISTING:
            before -= 1
        if before == at - 1 or atoms[before].value is None:
            break
        at = before
    return at


def _is_address(atoms: Sequence[Atom], amount: Amount) -> bool:
    """Whether a street's name follows: "12 Elm Road"."""
    names = atoms[amount.last : amount.last + 3]
    ends = [k for k, a in enumerate(names) if a.lower in WORDS.listed("streets")]
    return (
        amount.form is Form.DIGITS
        and bool(ends)
        and ends[0] > 0
        and all(a.text[:1].isupper() for a in names[: ends[0] + 1])
    )


def _is_name(parse: Parse, atoms: Sequence[Atom], amount: Amount, mod: Modified) -> bool:
    """Whether a name before it takes the number in, as no counted plural follows."""
    if amount.first == 0 or mod.explicit or amount.form not in {Form.DIGITS, Form.WORDS}:
        return False
    atom = atoms[amount.first - 1]
    before = parse.tokens[atom.token]
    number = parse.tokens[atoms[amount.first].token]
    if number.dep == "nummod" and number.head == before.index and not _next_plural(parse, atoms, amount.last):
        return amount.form is Form.DIGITS
    capital = atom.text[:1].isupper() and amount.first > 1
    title = parse.blocks[parse.sentence_of(before.index).block].zone is ZoneType.TITLE
    if not capital or title or atom.lower in WEEKDAYS | MONTHS or amount.form is Form.WORDS:
        return False
    named = before.tag in {"NNP", "NNPS"} and atom.text[0].isalpha()
    return named and not _counts_something(parse, atoms, amount)


def _counts_something(parse: Parse, atoms: Sequence[Atom], amount: Amount) -> bool:
    """Whether thousands are parted by commas or a plural follows, as no name's number has."""
    return "," in atoms[amount.first].text or _next_plural(parse, atoms, amount.last)
