"""Atoms: the words of a sentence, cut finer than the tokenizer cuts where digits meet signs, units and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Token
from onrecord.read.numbers.words import WORDS

NUMBER = (
    r"\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"  # 1,000  1'000  1 000 (no-break or thin space)
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 1,00,000 as in India
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\d.])"  # 1.000.000
    r"|\d{1,3}\.\d{3},\d+"  # 1.000,50
    r"|\d+(?:[.,]\d+)?"  # 1000  1.5  1,5
)
_DASH = r"[-–—‑~]"
_WHOLE = re.compile(
    rf"(?P<sign>[^\w\s]*[A-Za-z]{{0,3}}[$€£¥₹₽₩₪₦₺₴₿](?:US)?|~|(?P<code>[A-Z][A-Za-z]{{1,2}}))?(?P<a>{NUMBER})"
    rf"(?:(?P<ja>%|[^\W\d_]{{1,3}})?(?P<dash>{_DASH})(?P<b>{NUMBER}))?"
    rf"(?P<tail>[^\W\d_]+|%|\+|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])?(?P<hyphen>{_DASH}[^\W\d_].*|{_DASH}|\.)?$"
)
_PIECE = re.compile(rf"{NUMBER}|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]|[^\W\d_]+|[^\w\s]+[$€£¥]|.")
_NUMBER = re.compile(NUMBER)
_GROUP = re.compile(r"\d{3}(?:\.\d+)?")
_LEAD = re.compile(r"[1-9]\d{0,2}")
_TO = re.compile(rf"[Tt]o{_DASH}(?:{NUMBER})")
_SIGN = re.compile(r"(?:[A-Za-z]{1,3}\.?){0,2}[$€£¥₹₽₩₪₦₺₴₿＄￡￥]")
_DIGIT = re.compile(r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
ORDINAL_TAILS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a part of one: text offsets, the token it is of, and the value where it is digits."""

    text: str
    lower: str
    start: int
    end: int
    token: int
    value: Decimal | None = None


def atoms(text: str, tokens: Sequence[Token]) -> list[Atom]:
    """The atoms of some tokens, in order; digits that spaces group by threes are one atom."""
    found = [a for t in tokens for a in (_cut(t) if _DIGIT.search(t.text) else _words(t))]
    return list(_grouped(text, found))


def _words(token: Token) -> Iterator[Atom]:
    """The word; the stop that a sentence leaves on a unit or a scale at its end apart."""
    if len(token.text) > 1 and token.text[-1] == "." and token.lower[:-1] in WORDS.suffixes:
        end = token.end - 1
        yield Atom(token.text[:-1], token.lower[:-1], token.start, end, token.index)
        yield Atom(".", ".", end, token.end, token.index)
    else:
        yield _word(token)


def _word(token: Token) -> Atom:
    return Atom(token.text, token.lower, token.start, token.end, token.index)


def _cut(token: Token) -> Iterator[Atom]:
    """The parts of a token with digits, or the token itself where it is a name or a code."""
    match = _WHOLE.match(token.text)
    if not _TO.fullmatch(token.text) and (not match or not _may_follow(match)):
        yield _word(token)
        return
    for piece in _PIECE.finditer(token.text):
        shown = piece.group()
        start = token.start + piece.start()
        value = decimal(shown) if _NUMBER.fullmatch(shown) else None
        yield Atom(shown, shown.lower().replace("’", "'"), start, start + len(shown), token.index, value)


def _may_follow(match: re.Match[str]) -> bool:
    """Whether the letters that stand on the digits are a unit, a scale or an ordinal's ending."""
    code = match["code"]
    return all(not part or _known(part) for part in (match["ja"], match["tail"])) and (not code or code in WORDS.signs)


def _known(part: str) -> bool:
    lower = part.lower().rstrip(".")
    return not part[0].isalpha() or part in WORDS.glued or lower in WORDS.suffixes


def _grouped(text: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """Join "1 000 000" into one; the first group has no more than three digits and no leading zero."""
    i = 0
    while i < len(found):
        j = i + 1
        if found[i].value is not None and _LEAD.fullmatch(found[i].text):
            while j < len(found) and _continues(text, found[j - 1], found[j]):
                j += 1
        yield found[i] if j == i + 1 else _join(text, found[i:j])
        i = j


def _continues(text: str, before: Atom, after: Atom) -> bool:
    gap = text[before.end : after.start]
    return (
        len(gap) == 1
        and gap.isspace()
        and gap not in "\r\n"
        and bool(_GROUP.fullmatch(after.text))
        and "." not in before.text
    )


def _join(text: str, parts: Sequence[Atom]) -> Atom:
    value = decimal("".join(p.text for p in parts))
    start, end = parts[0].start, parts[-1].end
    return Atom(text[start:end], text[start:end], start, end, parts[0].token, value)


def decimal(digits: str) -> Decimal:
    """The value of printed digits.

    Commas, apostrophes and spaces that part groups of three (or, as in India, two) are no decimal mark; a comma before
    one or two, or more than three, digits is. A point is a decimal mark, unless it stands more than once, before a
    decimal comma, or before exactly three zeros.
    """
    plain = re.sub(r"[\s'’]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+|[1-9]\d{0,2}\.000", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", plain):
        return Decimal(plain.replace(",", "."))
    return Decimal(plain.replace(",", ""))


def is_sign(atom: Atom) -> bool:
    """Whether it is a currency sign with or without a country's letters."""
    return bool(_SIGN.fullmatch(atom.text))
