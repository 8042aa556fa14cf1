"""A person's word on two entities: it overrules the machine's, survives every build, and can be undone."""

from __future__ import annotations

from onrecord.model import PERSON, Judgement, Kind, Verdict
from onrecord.record.errors import JudgementRefusedError, NothingToRecallError
from onrecord.record.rows import JUDGEMENT, Act, Hand, Op
from onrecord.record.store import Store

_OURS = """SELECT DISTINCT id FROM ledger WHERE kind = 'judgement' AND hand = 'person'
           AND json_extract(body, '$.a') = ? AND json_extract(body, '$.b') = ?"""
"""The judgements of persons on two entries."""
_STANDING = f"SELECT id, version FROM current WHERE id IN ({_OURS}) AND hand = 'person' ORDER BY seq"  # noqa: S608 - our own clause
_DONE = f"""SELECT seq, id, version, op FROM ledger AS l WHERE id IN ({_OURS}) AND hand = 'person' AND op <> 'restore'
            AND NOT EXISTS (SELECT 1 FROM ledger AS u WHERE u.undoes = l.seq) ORDER BY seq DESC"""  # noqa: S608 - our own clause


def decide(store: Store, a: str, b: str, verdict: Verdict, *, by: str, reason: str = "") -> Judgement:
    """Put on record that two entities are `same` or `not_same`, in a person's name.

    What was said of the two before is retired with it, and stands again where this is undone. Raises
    UnknownEntryError, or JudgementRefusedError where they are not two entities.
    """
    first, second = sorted((a, b))
    _refuse(store, first, second)
    made = Judgement(verdict, first, second, reason or f"{by} says so", 1.0, PERSON + by)
    with store.transaction() as pen:
        former = [_act(i, v, by, Op.RETIRE) for i, v in store.db.rows(_STANDING, [first, second]) if i != made.id]
        pen.acts(former)
        store.put_judgement(made)
    return made


def recall(store: Store, a: str, b: str, *, by: str) -> None:
    """Undo the last word of a person on two entities; raises NothingToRecallError where none stands."""
    first, second = sorted((a, b))
    done = list(store.db.rows(_DONE, [first, second]))
    if not done:
        raise NothingToRecallError(first, second)
    with store.transaction() as pen:
        for place, (seq, identity, version, op) in enumerate(done):
            if place and (op != Op.RETIRE or seq != done[place - 1][0] - 1):
                break  # what was retired for the last word stands right before it
            pen.acts([_act(identity, version, by, Op.RESTORE, seq)])


def _refuse(store: Store, a: str, b: str) -> None:
    if a == b:
        raise JudgementRefusedError.one(a)
    for each in (a, b):
        kind = store.entry(each).kind
        if kind is not Kind.ENTITY:
            raise JudgementRefusedError.kind(each, kind)


def _act(identity: str, version: str, by: str, op: Op, undoes: int | None = None) -> Act:
    return Act(identity, version, JUDGEMENT, None, (None, None), None, by, Hand.PERSON, op, undoes)
