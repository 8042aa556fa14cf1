"""Events as fates look at them: whom and what they name, what is done, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import Entry, Event, Interval
from onrecord.reconcile.fates.words import deeds, final, sentence, stems, tokens, words
from onrecord.reconcile.names import Naming, plain


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the keys of what it names, the stems around it and the deeds that it is."""

    entry: Entry
    body: Event
    keys: frozenset[str]
    stems: frozenset[str]
    deeds: frozenset[str]

    @property
    def first(self) -> Interval | None:
        """The days on which it may have been."""
        return self.body.date

    @property
    def last(self) -> date | None:
        """The last day on which it may have been."""
        return final(self.body.date)

    @property
    def named(self) -> frozenset[str]:
        """The stems of the names of who is in it and where it is."""
        return stems(" ".join([*(p.name for p in self.body.participants), self.body.place or ""]))

    @property
    def trigger(self) -> str:
        """Its words."""
        return f"{words(self.entry)} {self.body.lemma}"

    @property
    def around(self) -> str:
        """Its words with what stands beside them in the sentence."""
        return " ".join(sentence(a) for a in self.entry.anchors)


def happening(entry: Entry, body: Event, names: Naming) -> Happening:
    """An event as fates look at it."""
    around = " ".join(sentence(a) for a in entry.anchors)
    named = [*(p.name for p in body.participants), body.place]
    keys = {k for name in named if (k := names.key(entry.revision, name))}
    said = f" {plain(' '.join(tokens(around)))} "
    keys |= {m for m in names.missions(entry.revision) if f" {m} " in said}
    told = " ".join([around, *(n for n in named if n)])
    return Happening(entry, body, frozenset(keys), stems(told), deeds(f"{words(entry)} {body.lemma}", body.type))


def is_after(later: Entry, earlier: Entry) -> bool:
    """Whether an entry's article was published no earlier than another's, for all that is known of their days."""
    if later.revision == earlier.revision:
        return True
    a, b = later.published, earlier.published
    last = final(b)
    return a is not None and a.start is not None and last is not None and a.start >= last
