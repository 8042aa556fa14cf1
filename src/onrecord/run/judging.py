"""Judging what is on record: what changed since the last time with what it touches, or all of it anew."""

from __future__ import annotations

from onrecord.model import Kind
from onrecord.reconcile import JUDGED, MAKERS, House, houses, judges, rebuilt, remembered, update
from onrecord.record import Gathered, Recall, Store, packs_of
from onrecord.record.batches import batched
from onrecord.run import apart
from onrecord.run.desk import Shelves
from onrecord.run.doing import PORTION, ROOM, articles_of, gather, work
from onrecord.run.engine import Follower, Processes
from onrecord.work.tidying import seldom_tidied

ALL_JUDGED = (Kind.ENTITY, *JUDGED)
"""Kinds that are judged against each other, with the names in them."""
PART = 0.2
"""The part of a record's articles from which on all are judged anew at once: that is the faster then."""
FEW = 50
"""Articles that are judged step by step however small the record is."""
IN_HAND = 1_000
"""Articles up to which one process judges all in memory; with more, what is kept in mind is on disk at once."""
MOST = 8
"""Processes that find something to do."""
ALONE = 500
"""Articles up to which one process is no slower than several, which start first and write what they tell twice."""


def is_reconciled(store: Store) -> bool:
    """Whether all that is on record has been judged by the makers and packs of now."""
    return store.is_reconciled(judges(packs_of(store)))


class Judges:
    """Those who judge: an engine, or so many processes, which begin to load as soon as they are to be expected."""

    def __init__(self, workers: int = 1, engine: Follower | None = None) -> None:
        """Begin with this process, which does all where it is the only one.

        Processes that an engine has are its own: others begin here.
        """
        given = None if isinstance(engine, Processes) else engine
        self._workers = workers
        self._own = Processes(min(workers, MOST)) if workers > 1 and given is None else None
        self._engine = given if workers > 1 and given is not None else self._own

    def expect(self, store: Store, more: int) -> None:
        """So many articles are being recorded anew, or changed."""
        many = store.count_of_articles()
        if self._own and many > ALONE and _is_anew(store.reconciled(judges(packs_of(store))), more, many):
            self._own.begin(work)

    def close(self) -> None:
        """Let go of processes that began and were not wanted."""
        if self._own:
            self._own.stop()

    @seldom_tidied()
    def reconciled(self, store: Store) -> float:
        """Judge what changed on record since it was judged last, with what it touches; it comes out as if judged anew.

        Where there are several, they judge all of many articles at a time. Gives the CPU seconds that others than this
        one took.
        """
        packs = packs_of(store)
        by, house = judges(packs), houses(packs)
        last = store.reconciled(by)
        changed = store.changed_since(last) if last is not None else set()
        many = store.count_of_articles()
        is_anew = _is_anew(last, len(changed), many)
        if self._engine and is_anew and many > ALONE and store.state() is not None:
            with apart.judged(store, self._engine, self._workers) as cpu:
                store.note_reconciled(by)
            return cpu
        with store.transaction():
            if not is_anew:
                _step(store, changed, house)
            elif many > IN_HAND:
                with store.db.roomy(ROOM):
                    _in_portions(store, house)
            else:
                _in_hand(store, house)
            store.note_reconciled(by)
        return 0.0


def reconciled(store: Store, *, processes: int = 1) -> float:
    """See Judges, of which there are so many."""
    return Judges(processes).reconciled(store)


def _is_anew(last: int | None, changed: int, many: int) -> bool:
    """Whether so many articles are all judged anew where some changed: none has been judged, or that is the faster."""
    return last is None or changed > max(FEW, PART * many)


def _in_portions(store: Store, house: House) -> None:
    recall, found = Recall(store.db), Gathered(store.db)
    recall.forget()
    portions = list(batched(articles_of(store), PORTION))
    gather(rebuilt(Shelves(store), recall, portions, store.decisions(), house), found, recall)
    for maker in MAKERS:
        found.settle(store, maker)


def _in_hand(store: Store, house: House) -> None:
    entries, revisions = store.entries(ALL_JUDGED), store.revisions()
    found, mind = remembered(entries, revisions, store.decisions(), house)
    for maker in MAKERS:
        store.judge((j for j in found if j.by == maker), by=maker)
    Recall(store.db).learn(mind)


def _step(store: Store, changed: set[str], house: House) -> None:
    recall = Recall(store.db)
    found = update(Shelves(store), recall, changed, store.decisions(), house)
    recall.settle()
    for maker, changes in found.items():
        store.settle(changes.told.values(), changes.gone, by=maker)
