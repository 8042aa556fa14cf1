"""All judgements on a record's entries, in the order in which one rests on another: names, copies, fates, agreement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from onrecord.model import Entry, Judgement, Revision
from onrecord.model.memory import Memory
from onrecord.reconcile.agreement import BY as BY_AGREEMENT
from onrecord.reconcile.agreement import Agreeing, Left, Origins, take, taken, weighed
from onrecord.reconcile.agreement import anew as agreement_anew
from onrecord.reconcile.agreement import update as update_agreement
from onrecord.reconcile.copies import BY as BY_COPIES
from onrecord.reconcile.copies import anew as copies_anew
from onrecord.reconcile.copies import group
from onrecord.reconcile.copies import update as update_copies
from onrecord.reconcile.desk import Changes, Desk, Papers
from onrecord.reconcile.families import House
from onrecord.reconcile.fates import BY as BY_FATES
from onrecord.reconcile.fates import update as update_fates
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.naming import Lookup
from onrecord.reconcile.naming import anew as names_anew
from onrecord.reconcile.naming import update as update_names
from onrecord.reconcile.people import BY as BY_NAMES

MAKERS = (BY_NAMES, BY_COPIES, BY_FATES, BY_AGREEMENT)
"""Who judges, in the order in which they do."""
FATES, AGREEMENT = "fates", "agreement"
"""By which names fates and agreement ask for names."""
ROOM = 2_048
"""Articles of which it is at hand what agreement asked of names, while all are judged."""


def update(
    desk: Desk, memory: Memory, dirty: Iterable[str], decisions: Sequence[Judgement], house: House | None = None
) -> dict[str, Changes]:
    """Judge again what some revisions touch, and nothing else; gives what changed, by maker.

    `dirty` are the revisions whose entries, text or metadata changed, which came or which went, since the memory was
    last brought up to date; `decisions` are all judgements of persons that stand; `house` tells the group that owns a
    publisher, and is the same for all of one memory. What is told in the end depends on what stands alone, and not on
    the steps in which it came to stand.
    """
    changed = set(dirty)
    names, renamed = update_names(desk, memory, changed, decisions)
    copies, regrouped = update_copies(desk, memory, sorted(changed))
    touched = changed | renamed
    asked = Lookup(memory, FATES)
    fates = update_fates(desk, memory, touched, asked, changed)
    for revision in sorted(touched):
        asked.remember(revision)
    touched |= regrouped
    asked = Lookup(memory, AGREEMENT)
    origins = Origins(asked, desk.revision, partial(group, memory), house)
    agreed = update_agreement(desk, memory, touched, origins, changed)
    for revision in sorted(touched):
        asked.remember(revision)
    return dict(zip(MAKERS, (names, copies, fates, agreed), strict=True))


def rebuilt(
    desk: Desk,
    memory: Memory,
    portions: Sequence[Sequence[str]],
    decisions: Sequence[Judgement],
    house: House | None = None,
) -> Iterator[tuple[str, Changes]]:
    """What is judged of all that stands, bit by bit, each with its maker; what is told later holds, and what is gone.

    `portions` are all revisions that stand, each in one; the memory has nothing yet, and has all in the end. What is
    told in the end is what one `update` of all tells; no more lies in hand at a time than a portion's entries.
    """
    yield from rebuilt_names(desk, memory, portions, decisions)
    yield from rebuilt_copies(desk, memory, portions)
    yield from rebuilt_fates(desk, memory, portions, memory)
    yield from rebuilt_agreement(desk, memory, portions, Known(memory, memory, memory, house), tuple(Agreeing))


def rebuilt_names(
    desk: Desk, memory: Memory, portions: Sequence[Sequence[str]], decisions: Sequence[Judgement]
) -> Iterator[tuple[str, Changes]]:
    """The names of `rebuilt`."""
    for names in names_anew(desk, memory, portions, decisions):
        yield BY_NAMES, names


def rebuilt_fates(
    desk: Desk, memory: Memory, portions: Sequence[Sequence[str]], names: Memory
) -> Iterator[tuple[str, Changes]]:
    """The fates of `rebuilt`; `names` is the memory that knows names."""
    asked = Lookup(names, FATES, asked=memory)
    for portion in portions:
        yield BY_FATES, update_fates(desk, memory, portion, asked)
        for revision in portion:
            asked.remember(revision)
        asked.forget()


def rebuilt_copies(desk: Desk, memory: Memory, portions: Sequence[Sequence[str]]) -> Iterator[tuple[str, Changes]]:
    """The copies of `rebuilt`, which ask for nothing that `rebuilt_names` tells."""
    every = [revision for portion in portions for revision in portion]
    for copies in copies_anew(desk, memory, every):
        yield BY_COPIES, copies


@dataclass(frozen=True, slots=True)
class Known:
    """What agreement rests on: the memories that know names and copies, and who owns a publisher.

    Claims ask for no copies, which are None for them. `asked` is a memory that keeps what was asked of names.
    """

    names: Memory
    copies: Memory | None
    asked: Memory
    house: House | None = None

    @contextmanager
    def origins(self, desk: Desk) -> Iterator[Origins]:
        """Whose word is whose, by all this; what was asked for meanwhile is remembered in the end."""
        asked = Lookup(self.names, AGREEMENT, ROOM, self.asked)
        copied = _unknown if self.copies is None else partial(group, self.copies)
        yield Origins(asked, desk.revision, copied, self.house)
        asked.remember_all()


def rebuilt_agreement(
    desk: Desk,
    memory: Memory,
    portions: Sequence[Sequence[str]],
    known: Known,
    parts: Collection[Agreeing],
) -> Iterator[tuple[str, Changes]]:
    """The agreement of `rebuilt`, as far as some parts of it go."""
    with known.origins(desk) as origins:
        for agreed in agreement_anew(desk, memory, portions, origins, parts):
            yield BY_AGREEMENT, agreed


def take_agreement(
    desk: Desk, memory: Memory, portions: Sequence[Sequence[str]], known: Known, parts: Collection[Agreeing]
) -> None:
    """The first step of `rebuilt_agreement` for some of its portions, left in a memory of its own."""
    with known.origins(desk) as origins:
        take(desk, memory, portions, origins, parts)


def taken_agreement(
    desk: Desk, memory: Memory, left: Iterable[Left], known: Known, parts: Collection[Agreeing]
) -> Iterator[tuple[str, Changes]]:
    """What `rebuilt_agreement` tells, by what was left in other memories of all portions."""
    with known.origins(desk) as origins:
        for agreed in taken(desk, memory, left, origins, parts):
            yield BY_AGREEMENT, agreed


def weighed_claims(
    desk: Desk, memory: Memory, met: Memory, aside: Memory, known: Known, articles: range
) -> Iterator[tuple[str, Changes]]:
    """What `rebuilt_agreement` tells of the claims of a range of articles, by who meets whom (`meet`)."""
    with known.origins(desk) as origins:
        for agreed in weighed(desk, memory, met, aside, origins, articles):
            yield BY_AGREEMENT, agreed


def _unknown(revision: str) -> str | None:
    message = f"which texts are copies of {revision} is not known here"
    raise LookupError(message)


def judged(
    entries: Iterable[Entry],
    revisions: Iterable[Revision],
    given: Iterable[Judgement] = (),
    house: House | None = None,
) -> list[Judgement]:
    """What the program judges of some entries and the revisions that they rest on, each judgement once.

    `given` are judgements that stand beside them: of these, what persons say of two entries that are given is kept to,
    and nothing else counts. `house` tells the group that owns a publisher. It depends on what is given alone, not on
    its order: on the articles of some days, it is what was to be judged then.
    """
    return remembered(entries, revisions, given, house)[0]


def remembered(
    entries: Iterable[Entry],
    revisions: Iterable[Revision],
    given: Iterable[Judgement] = (),
    house: House | None = None,
) -> tuple[list[Judgement], Mind]:
    """The same, with the memory that an `update` goes on from."""
    told, texts, mind = list(entries), list(revisions), Mind()
    here = {e.id for e in told}
    decisions = sorted((j for j in given if j.by_person and {j.a, j.b} <= here), key=lambda j: j.id)
    dirty = {r.id for r in texts} | {e.revision for e in told}
    changes = update(Papers(told, texts), mind, dirty, decisions, house)
    return [held for each in changes.values() for _, held in sorted(each.told.items())], mind
