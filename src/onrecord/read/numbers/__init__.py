"""Numbers: every number of a parse with its unit, its modifier and what it counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Modifier, NumberKind, NumberReading, Parse, Quantity, Sentence, Timex, Token
from onrecord.read.numbers.amounts import Amount, amount, with_range
from onrecord.read.numbers.atoms import Atom, atoms, is_sign
from onrecord.read.numbers.kinds import kind_of
from onrecord.read.numbers.modifiers import Modified, after_noun, modified
from onrecord.read.numbers.nouns import Counted, counted
from onrecord.read.numbers.numerals import ARTICLES, DASHES, Form, befalls
from onrecord.read.numbers.words import WORDS, Unit

__all__ = ["numbers"]

_ADDED = frozenset({"more", "others"})
_UNCOUNTED = frozenset({NumberKind.DATE, NumberKind.NAME, NumberKind.ORDINAL, NumberKind.SCORE})


def numbers(parse: Parse, timexes: Sequence[Timex] = ()) -> tuple[NumberReading, ...]:
    """Every number of a text in order, also those that count nothing: these are told apart by their kind.

    Values are decimals, exactly as printed; `several` alone has neither value nor ends. Where `timexes` are given,
    a bare number inside one is a date.
    """
    by_sentence = _by_sentence(parse, timexes)
    return tuple(
        found
        for place, sentence in enumerate(parse.sentences)
        for found in _in_sentence(parse, sentence, by_sentence.get(place, ()))
    )


def _by_sentence(parse: Parse, timexes: Sequence[Timex]) -> dict[int, list[Timex]]:
    found: dict[int, list[Timex]] = {}
    for timex in timexes:
        place = bisect_right(parse.sentences, timex.start, key=lambda s: s.start) - 1
        found.setdefault(place, []).append(timex)
    return found


def _in_sentence(parse: Parse, sentence: Sentence, timexes: Sequence[Timex]) -> Iterator[NumberReading]:
    words = parse.words(sentence)
    text = parse.text[sentence.start : sentence.end]
    in_signs = any(map(str.isdigit, text)) or not WORDS.glyphs.keys().isdisjoint(text)
    if not in_signs and not any(t.lower in WORDS.starters for t in words):
        return
    parts = atoms(parse.text, words)
    i, before = 0, None
    while i < len(parts):
        found = amount(parts, i) if _may_begin(parts[i]) else None
        if found is None:
            i += 1
            continue
        found = with_range(parts, found)
        if reading := _reading(parse, parts, found, timexes):
            before = reading if before is None else _converted(parse, before, reading)
            yield before
        i = found.last


def _converted(parse: Parse, before: NumberReading, reading: NumberReading) -> NumberReading:
    """The reading, with the bound of the amount that it only converts: "over 100 km (62 miles)"."""
    between = parse.text[before.end : reading.start].strip()
    old, new = before.quantity, reading.quantity
    same = before.kind is reading.kind and before.kind in {NumberKind.MONEY, NumberKind.MEASURE}
    if not same or between not in {"(", "/"} or old.unit == new.unit or new.modifier is not Modifier.EXACT:
        return reading
    low, high = (new.value if end is not None else None for end in (old.low, old.high))
    bound = Quantity(new.value, low, high, old.modifier, new.surface, new.unit)
    return reading if old.modifier is Modifier.RANGE else replace(reading, quantity=bound)


def _may_begin(atom: Atom) -> bool:
    word = atom.lower
    return (
        atom.value is not None
        or word in WORDS.starters
        or word in ARTICLES
        or atom.text in WORDS.signs
        or is_sign(atom)
        or word in {"us", "u.s."}
    )


def _reading(parse: Parse, parts: Sequence[Atom], found: Amount, timexes: Sequence[Timex]) -> NumberReading | None:
    mod = modified(parts, found)
    kind = kind_of(parse, parts, found, mod, timexes)
    noun = None if kind in _UNCOUNTED | {NumberKind.AGE} else _noun(parse, parts, found, mod)
    if _is_idiom(parts, found, noun, parse):
        return None
    unit = _unit_noun(parse, noun) if kind is NumberKind.COUNT and noun else None
    if unit:
        found, kind = replace(found, unit=unit.name, kind=unit.kind), unit.kind
    mod = _modified_after(parse, parts, mod, noun)
    first, last = parts[mod.first], parts[mod.last - 1]
    end = max(last.end, parse.tokens[noun.last - 1].end if noun else 0)
    quantity = _quantity(found, mod, parse.text[first.start : last.end])
    words = _counts(parse, noun) if noun else None
    past = max(last.token, noun.last - 1 if noun else 0) + 1
    if noun is None and kind is NumberKind.COUNT and past < len(parse.tokens) and parse.tokens[past].lower in _ADDED:
        past, end = past + 1, parse.tokens[past].end  # "dozens more"
    return NumberReading(first.start, end, quantity, kind, words, noun.head if noun else None, first.token, past)


def _modified_after(parse: Parse, parts: Sequence[Atom], mod: Modified, noun: Counted | None) -> Modified:
    """With the modifier behind the noun ("70 patients at most"), where there is none before the number."""
    if noun is None or mod.modifier is not Modifier.EXACT or mod.explicit:
        return mod
    end = parse.tokens[noun.last - 1].end
    place = next((k for k in range(mod.last, len(parts)) if parts[k].start >= end), len(parts))
    last, modifier = after_noun(parts, place)
    return mod if modifier is None else mod._replace(last=last, modifier=modifier, explicit=True)


def _unit_noun(parse: Parse, noun: Counted) -> Unit | None:
    """The unit that stands as the noun, with words between ("90-plus minutes", "five more years")."""
    entries = WORDS.units.get(parse.tokens[noun.head].lower, ())
    units = [unit for words, unit in entries if len(words) == 1]
    return next((u for u in units if u.kind in {NumberKind.DURATION, NumberKind.MEASURE}), None)


def _noun(parse: Parse, parts: Sequence[Atom], found: Amount, mod: Modified) -> Counted | None:
    last = mod.last
    if last < len(parts) and parts[last].token == parts[last - 1].token:
        return None
    place = parts[last].token if last < len(parts) else len(parse.tokens)
    if place >= len(parse.tokens) or last >= len(parts):
        return None
    named_last = parts[found.last - 1].lower in {*WORDS.denominators, *WORDS.glyphs}
    told_of_two = found.form is Form.FRACTION and not named_last  # "one in five pupils"
    return counted(parse, place, of_only=found.kind is NumberKind.PERCENT and not told_of_two)


def _counts(parse: Parse, noun: Counted) -> str:
    """The noun phrase in words, without the determiners that an "of" brings."""
    first = noun.first
    while first < noun.head and _is_bare(parse.tokens[first]):
        first += 1
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[noun.head].end].split())


def _is_bare(token: Token) -> bool:
    """Whether a word before a noun says nothing of it."""
    return token.tag in {"DT", "IN", "PRP$", "PDT", "CD"} or token.lower in {"more", "strong"} or token.text in DASHES


def _is_idiom(parts: Sequence[Atom], found: Amount, noun: Counted | None, parse: Parse) -> bool:
    """Of "one" that is a pronoun, or begins "one day": no number is told."""
    if parts[found.first].lower != "one" or found.last - found.first != 1 or found.unit:
        return False
    after = parts[found.last].lower if found.last < len(parts) else ""
    before = parts[found.first - 1].lower if found.first else ""
    if (
        before in {"no", "this", "that", "which", "each", "every", "any", "another", "the", "some", "everyone"}
        and noun is None
    ):
        return True
    if after == "of":
        return noun is None
    if noun is None and befalls(parts, found.last):
        return False
    return noun is None or parse.tokens[noun.head].lower in WORDS.listed("idioms", "one")


def _quantity(found: Amount, mod: Modified, surface: str) -> Quantity:
    low, high = found.low, found.high
    if found.value is not None:
        low = found.value if mod.modifier in {Modifier.AT_LEAST, Modifier.MORE_THAN} else None
        high = found.value if mod.modifier in {Modifier.AT_MOST, Modifier.FEWER_THAN} or mod.short_of else None
    return Quantity(found.value, low, high, mod.modifier, surface, found.unit)
