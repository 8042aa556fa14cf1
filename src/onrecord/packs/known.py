"""What packs speak of that others define, and whether a word is among it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.model import CommitmentType
from onrecord.packs import wording
from onrecord.packs.schema import FOLLOWED, KINDS_OF_THE_PROGRAM, NO_MEASURE, Form, Key

Data = dict[str, Any]

_REFERRING = {
    Form.MEASURES: ("unknown-measure", "nobody defines that measure"),
    Form.COUNTED: ("unknown-counted", "no [[unit]] counts it"),
    Form.COMMITMENTS: ("unknown-commitment", "there is no commitment of that type"),
    Form.NAMED: ("unknown-name-kind", "the board does not follow names of that kind"),
    Form.SLOTS: ("unknown-slot", "no [[slot]] has that name"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What packs speak of that others define; `taken` are the names of packs.

    They are the names of measures, the kinds of unit and what they count, and the names of slots.
    """

    measures: frozenset[str] = frozenset({NO_MEASURE})
    kinds: frozenset[str] = KINDS_OF_THE_PROGRAM
    taken: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()

    def and_of(self, data: Data) -> Known:
        """These, and those that a pack's data defines."""
        return Known(
            self.measures | {t["name"] for t in tables(data, "measure") if isinstance(t.get("name"), str)},
            self.kinds | {t["kind"] for t in tables(data, "unit") if isinstance(t.get("kind"), str)},
            self.taken,
            self.counted | {c for n in ("unit", "outcome") for t in tables(data, n) for c in _counted(t)},
            self.slots | {t["name"] for t in tables(data, "slot") if isinstance(t.get("name"), str)},
        )

    def unknown(self, key: Key, word: str) -> tuple[str, str] | None:
        """The code and message of a fault where a list refers to what nobody defines."""
        if key.form not in _REFERRING or word in (there := self._there(key.form)):
            return None
        code, what = _REFERRING[key.form]
        meant = wording.meant(word, sorted(there), '"{}"')
        known = "" if key.form is Form.COUNTED else f"There are {wording.listed(sorted(there))}."
        return code, f"{key.name} names {wording.shown(word)}: {what}. {meant}{known}".strip()

    def _there(self, form: Form) -> frozenset[str]:
        match form:
            case Form.MEASURES:
                return self.measures
            case Form.COMMITMENTS:
                return frozenset(CommitmentType)
            case Form.NAMED:
                return frozenset(FOLLOWED)
            case Form.SLOTS:
                return self.slots
            case _:
                return self.counted


def tables(data: Data, name: str) -> list[Data]:
    """The tables of a name that are such, the one in single brackets among them."""
    found = data.get(name, [])
    if isinstance(found, dict):
        return [found]
    return [t for t in found if isinstance(t, dict)] if isinstance(found, list) else []


def words_of(table: Data, key: str) -> list[tuple[int, str]]:
    """The words of a list, each with its place in it."""
    found = table.get(key, [])
    return [(i, w) for i, w in enumerate(found) if isinstance(w, str)] if isinstance(found, list) else []


def _counted(table: Data) -> list[str]:
    """What the numbers of a unit or outcome count: what a record calls them all, or else each word."""
    counts = table.get("counts")
    return [counts] if isinstance(counts, str) else [w for _, w in words_of(table, "words")]
