"""Who and what the articles tell of: entities joined across articles, each join with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Entity, Entry, Interval, Judgement, MentionType, Verdict, Words
from onrecord.query.view import View
from onrecord.record import exchange


@dataclass(frozen=True, slots=True)
class Held:
    """A role as one article prints it, and the day of that article: who held an office then."""

    role: Words
    entry: Entry
    published: Interval | None


@dataclass(frozen=True, slots=True)
class Who:
    """Someone or something, told of in one article or several.

    `tellings` are what each article has of it, the earliest published first; `roles` stand in the same order.
    `joins` say why these are one, `doubts` what may be one with them and is left apart until a person decides,
    `apart` what a person told apart from them.
    """

    name: str
    type: MentionType
    aliases: tuple[str, ...]
    tellings: tuple[Entry, ...]
    roles: tuple[Held, ...]
    joins: tuple[Judgement, ...]
    doubts: tuple[Judgement, ...]
    apart: tuple[Judgement, ...]

    @property
    def entry(self) -> Entry:
        """The telling that stands for all."""
        return self.tellings[0]

    @property
    def bodies(self) -> list[tuple[Entry, Entity]]:
        """What each article has."""
        return [(e, e.body) for e in self.tellings if isinstance(e.body, Entity)]

    @property
    def articles(self) -> int:
        """How many texts tell of it."""
        return len({e.revision for e in self.tellings})

    @property
    def mentions(self) -> int:
        """How many times it is named, described or pointed to."""
        return sum(len(b.mentions) for _, b in self.bodies)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities, and what was judged of them."""

    judgement: Judgement
    a: Entry
    b: Entry


def entities(view: View, name: str | None = None, kind: MentionType | None = None) -> list[Who]:
    """The entities of a record, those that most articles tell of first.

    `name` is a part of any name that they bear, or the id of one; words are compared without regard to case.
    """
    about = _about(view.judgements)
    found = (_who(each, about) for each in exchange.gathered(view.entries, view.judgements))
    fitting = (who for who in found if kind in (None, who.type) and (name is None or _bears(who, name)))
    return sorted(fitting, key=lambda w: (-w.articles, -w.mentions, w.name.casefold(), w.name, w.entry.id))


def pairs(view: View, verdict: Verdict) -> list[Pair]:
    """The pairs of entities of one verdict, surest first: `unsure` are those that a person is to decide."""
    found = (
        Pair(j, view.by_id[j.a], view.by_id[j.b])
        for j in view.judgements
        if j.verdict is verdict and j.a in view.by_id and isinstance(view.by_id[j.a].body, Entity)
    )
    return sorted(found, key=lambda p: (-p.judgement.score, p.judgement.id))


def _about(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for each in judgements:
        if each.verdict in {Verdict.SAME, Verdict.UNSURE, Verdict.NOT_SAME}:
            found[each.a].append(each)
            found[each.b].append(each)
    return found


def _who(gathered: exchange.Gathered, about: dict[str, list[Judgement]]) -> Who:
    tellings = tuple(sorted(gathered.chains, key=_when))
    ids = {e.id for e in tellings}
    told = {j.id: j for e in tellings for j in about.get(e.id, ())}
    return Who(
        name=gathered.name,
        type=gathered.type,
        aliases=gathered.aliases,
        tellings=tellings,
        roles=_roles(tellings),
        joins=_of(told.values(), Verdict.SAME, lambda j: j.a in ids and j.b in ids),
        doubts=_of(told.values(), Verdict.UNSURE, lambda j: not (j.a in ids and j.b in ids)),
        apart=_of(told.values(), Verdict.NOT_SAME, lambda _: True),
    )


def _of(told: Iterable[Judgement], verdict: Verdict, keep: Callable[[Judgement], bool]) -> tuple[Judgement, ...]:
    return tuple(sorted((j for j in told if j.verdict is verdict and keep(j)), key=lambda j: (j.a, j.b, j.by)))


def _roles(tellings: Sequence[Entry]) -> tuple[Held, ...]:
    return tuple(Held(r, e, e.published) for e in tellings if isinstance(e.body, Entity) for r in e.body.roles)


def _bears(who: Who, name: str) -> bool:
    word = name.casefold()
    return name in {e.id for e in who.tellings} or any(word in n.casefold() for n in (who.name, *who.aliases))


def _when(entry: Entry) -> tuple[date, date, str, int, str]:
    held = entry.published
    end = (held.end if held else None) or date.max
    start = (held.start if held else None) or end
    return end, start, entry.revision, min(a.start for a in entry.anchors), entry.id
