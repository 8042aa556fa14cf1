"""The number words and units of the lexicons, in the shapes that the rules look them up in."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from onrecord.model import Modifier, NumberKind
from onrecord.packs import lexicon


class Unit(NamedTuple):
    """A unit: its name and what kind of number it makes."""

    name: str
    kind: NumberKind


Phrases = dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]


class _Words:
    """Each table is made once, when it is first asked for."""

    @cached_property
    def _raw(self) -> dict[str, dict[str, object]]:
        return lexicon("numbers")

    def _decimals(self, table: str) -> dict[str, Decimal]:
        return {word: Decimal(str(value)) for word, value in self._raw[table].items()}

    def listed(self, table: str, key: str = "words") -> frozenset[str]:
        """A list of words as a set."""
        return _listed(table, key)

    @cached_property
    def small(self) -> dict[str, Decimal]:
        """Zero to nineteen."""
        return self._decimals("small")

    @cached_property
    def tens(self) -> dict[str, Decimal]:
        """Twenty to ninety."""
        return self._decimals("tens")

    @cached_property
    def scales(self) -> dict[str, Decimal]:
        """Words that multiply."""
        return self._decimals("scales")

    @cached_property
    def short_scales(self) -> dict[str, Decimal]:
        """Abbreviated scales."""
        return self._decimals("short_scales")

    @cached_property
    def letter_scales(self) -> dict[str, Decimal]:
        """Letters that are scales after money."""
        return self._decimals("letter_scales")

    @cached_property
    def vague(self) -> dict[str, Decimal]:
        """Number nouns."""
        return self._decimals("vague")

    @cached_property
    def denominators(self) -> dict[str, Decimal]:
        """The names of parts."""
        return self._decimals("denominators")

    @cached_property
    def glyphs(self) -> dict[str, Decimal]:
        """Printed fractions."""
        pairs = {sign: str(value).split("/") for sign, value in self._raw["glyphs"].items()}
        return {sign: Decimal(top) / Decimal(bottom) for sign, (top, bottom) in pairs.items()}

    @cached_property
    def before(self) -> Phrases:
        """Phrases before a number, by their last word, longest first."""
        return _by_word(self._raw["before"], last=True)

    @cached_property
    def after(self) -> Phrases:
        """Phrases after a number, by their first word, longest first."""
        return _by_word(self._raw["after"], last=False)

    @cached_property
    def leaning(self) -> tuple[tuple[str, ...], ...]:
        """Words that lean on a modifier."""
        return tuple(sorted((tuple(w.split()) for w in self.listed("leaning")), key=len, reverse=True))

    @cached_property
    def _units(self) -> list[dict[str, list[str]]]:
        return lexicon("units")["unit"]  # type: ignore[no-any-return] # a table of the lexicon

    @cached_property
    def units(self) -> dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]:
        """Units by the first of their words, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
        for table in self._units:
            for phrase in table["words"]:
                words = tuple(phrase.split())
                found.setdefault(words[0], []).append((words, _unit(table)))
        for word, (name, _) in lexicon("units")["ambiguous"].items():
            found.setdefault(word, []).append(((word,), Unit(name, NumberKind.MONEY)))
        return {w: tuple(sorted(p, key=lambda e: -len(e[0]))) for w, p in found.items()}

    @cached_property
    def glued(self) -> dict[str, Unit]:
        """Units that stand directly after digits only, as printed."""
        return {form: _unit(table) for table in self._units for form in table.get("glued", ())}

    @cached_property
    def signs(self) -> dict[str, Unit]:
        """Signs of currencies."""
        return {form: _unit(table) for table in self._units for form in table.get("signs", ())}

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """What may stand on digits in lower case and still leave them a number."""
        units = {words[0] for entries in self.units.values() for words, _ in entries if len(words) == 1}
        scales = {*self.scales, *self.short_scales, *self.letter_scales}
        return frozenset(units | scales | {"st", "nd", "rd", "th", "s"})

    @cached_property
    def starters(self) -> frozenset[str]:
        """Every word that a number in words may begin with."""
        quantifiers = self.listed("vague_quantifiers")
        tables = (self.small, self.tens, self.scales, self.vague, self.denominators, self.glyphs)
        return frozenset().union(*tables) | quantifiers | self.listed("ordinals") | {"no", "none"}


@cache
def _listed(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon("numbers")[table][key])


def _unit(table: dict[str, list[str]]) -> Unit:
    return Unit(str(table["name"]), NumberKind(str(table["kind"])))


def _by_word(table: dict[str, object], *, last: bool) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Modifier]]] = {}
    for name, phrases in table.items():
        for phrase in phrases if isinstance(phrases, list) else ():
            words = tuple(phrase.split())
            found.setdefault(words[-1 if last else 0], []).append((words, Modifier(name)))
    return {word: tuple(sorted(entries, key=lambda e: -len(e[0]))) for word, entries in found.items()}


WORDS = _Words()
