"""What the record calls each entity: one name for all that judgements join, kept where it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.model import Judgement, MentionType, Verdict
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.desk import Changes
from onrecord.reconcile.names import called
from onrecord.reconcile.naming.articles import Bearer, article, bearers, keep_told
from onrecord.reconcile.naming.groups import Group, group, keep_group
from onrecord.reconcile.naming.taking import OWN, Taken, one_name, plains_of

EDGE = "name edge"
DECISIONS = ("name decisions",)
KEPT = frozenset({Verdict.SAME, Verdict.NOT_SAME})
"""Verdicts that tell which entities are one."""


@dataclass
class Renamed:
    """What is called otherwise than before: names as they are looked up, what the record calls them, and articles.

    `changed` are the articles that are themselves others than before.
    """

    words: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    revisions: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def settled(memory: Memory, taken: Taken, links: Changes, decisions: Sequence[Judgement]) -> Renamed:
    """Call entities anew where articles, links or a person's decisions changed."""
    renamed = Renamed(called=set(taken.called), changed=set(taken.revisions))
    touched = _edges(memory, taken.shifts, links, decisions)
    for told in taken.told():
        touched.add(told.node)
        renamed.words.add(told.word)
        renamed.called |= set() if told.key else {told.word}
    for before, now in taken.groups.values():
        renamed.called |= {g.called for g in (before, now) if g and g.called and (now is None or _is_mission(g))}
    _call(memory, touched, renamed)
    return renamed


def settled_first(memory: Memory, links: Changes, decisions: Sequence[Judgement]) -> None:
    """Call entities by links and a person's decisions, where groups are called by their own least name as yet."""
    _call(memory, _edges(memory, (), links, decisions), Renamed())


# --- what joins and parts


def _edges(memory: Memory, shifted: Iterable[str], links: Changes, decisions: Sequence[Judgement]) -> set[str]:
    """Keep the judgements between entities; gives the nodes between which something was told or withdrawn."""
    touched: set[str] = set()
    for identity in links.gone:
        touched |= _drop_edge(memory, identity)
    for judgement in links.told.values():
        if judgement.verdict in KEPT:
            touched |= _keep_edge(memory, judgement, is_decision=False)
    for identity in shifted:
        for part in memory.parts(number(("name edge at", identity))):
            touched |= _moved(memory, part)
    standing = {j.id: j for j in decisions if j.verdict in KEPT and j.a != j.b}
    for part in memory.parts(number(DECISIONS)):
        if part not in standing:
            touched |= _drop_edge(memory, part)
    for judgement in standing.values():
        touched |= _keep_edge(memory, judgement, is_decision=True)
    return touched


def _keep_edge(memory: Memory, told: Judgement, *, is_decision: bool) -> set[str]:
    """Keep a judgement where both its ends stand; gives the nodes that it touches if that is new."""
    ends = bearers(memory, [told.a, told.b])
    if len(ends) < 2:  # noqa: PLR2004 (a judgement has two ends)
        return _drop_edge(memory, told.id)
    nodes = [e.node for e in ends]
    note = notes.written([told.verdict, told.a, told.b, told.reason, told.score, told.by, *nodes])
    before = memory.note(EDGE, told.id)
    if before == note:
        return set()
    keys = [("name edges of", n) for n in nodes] + [("name edge at", e.id) for e in ends]
    memory.put(EDGE, told.id, [(k, 0) for k in [*keys, *([DECISIONS] if is_decision else [])]], note)
    return {*nodes, *_nodes(before)}


def _drop_edge(memory: Memory, identity: str) -> set[str]:
    before = memory.note(EDGE, identity)
    if before is not None:
        memory.drop(EDGE, identity)
    return _nodes(before)


def _moved(memory: Memory, identity: str) -> set[str]:
    """Keep a judgement of which an end has another name now."""
    note = memory.note(EDGE, identity)
    if note is None:
        return set()
    is_decision = (number(DECISIONS), 0) in memory.blocks(EDGE, identity)
    return _keep_edge(memory, _judgement(note), is_decision=is_decision)


def _judgement(note: str) -> Judgement:
    verdict, a, b, reason, score, by, *_ = notes.read(note)
    return Judgement(Verdict(verdict), a, b, reason, score, by)


def _nodes(note: str | None) -> set[str]:
    return set(notes.read(note)[-2:]) if note else set()


# --- regions: all that judgements reach from one group or entity


def _call(memory: Memory, touched: Iterable[str], renamed: Renamed) -> None:
    seen: set[str] = set()
    for each in sorted(touched):
        if each not in seen:
            nodes, edges = _region(memory, each)
            seen |= nodes
            if any(j.verdict is Verdict.NOT_SAME for j in edges):
                _call_apart(memory, nodes, edges, renamed)
            else:
                _call_one(memory, nodes, renamed)


def _region(memory: Memory, start: str) -> tuple[set[str], list[Judgement]]:
    """All groups and entities that judgements reach from one, and these judgements."""
    nodes, edges, ahead = {start}, dict[str, Judgement](), [start]
    while ahead:
        for part in memory.parts(number(("name edges of", ahead.pop()))):
            note = memory.note(EDGE, part)
            if part not in edges and note is not None:
                edges[part] = _judgement(note)
                ahead += _nodes(note) - nodes
                nodes |= _nodes(note)
    return nodes, [edges[part] for part in sorted(edges)]


def _call_one(memory: Memory, nodes: set[str], renamed: Renamed) -> None:
    """All of a region by the least of its names."""
    groups = [g for n in sorted(nodes) if (g := group(memory, n))]
    alone = _alone(memory, nodes)
    words = [w for g in groups for w in plains_of(memory, g.node)] + [e.word for e in alone]
    if not words:
        return
    for held in groups:
        was_apart = held.called is None
        _name_group(memory, held, min(words), renamed)
        for each in _members(memory, held) if was_apart else ():
            _drop_own(memory, each.id, renamed)
    for each in alone:
        _name_own(memory, each, min(words) if len(nodes) > 1 else None, renamed)


def _call_apart(memory: Memory, nodes: set[str], edges: list[Judgement], renamed: Renamed) -> None:
    """Each entity of a region in which a person told some apart."""
    groups = [g for n in sorted(nodes) if (g := group(memory, n))]
    held = {g.node: _members(memory, g) for g in groups}
    chains = [one_name(a.id, a.name, b.id, b.name) for m in held.values() for a, b in pairwise(m)]
    alone = _alone(memory, nodes)
    told = [e for members in (*held.values(), alone) for e in members]
    names = called({e.id: e.word for e in told}, [*chains, *edges])
    for each in groups:
        _name_group(memory, each, None, renamed)
    for each_told in told:
        _name_own(memory, each_told, names[each_told.id], renamed)


def _alone(memory: Memory, nodes: set[str]) -> list[Bearer]:
    """The entities of a region that have no key; one that has got a key goes with its group."""
    return [each for each in bearers(memory, sorted(nodes)) if each.key is None]


def _members(memory: Memory, held: Group) -> list[Bearer]:
    return bearers(memory, memory.parts(number(("name group", held.node))))


def _name_group(memory: Memory, held: Group, name: str | None, renamed: Renamed) -> None:
    if held.called == name:
        return
    keep_group(memory, replace(held, called=name))
    renamed.called |= {n for n in (held.called, name) if n}
    renamed.words |= set(plains_of(memory, held.node))
    if held.called != "":
        renamed.revisions |= {e.revision for e in _members(memory, held)}


def _name_own(memory: Memory, held: Bearer, name: str | None, renamed: Renamed) -> None:
    """Call one entity by a name, or by its own where there is none."""
    before = memory.note(OWN, held.id)
    keys = [("name own person", name)] if held.is_person else []
    keys += [("name own mission", name)] if held.is_mission else []
    if name is None:
        _drop_own(memory, held.id, renamed)
    elif before != name:
        memory.put(OWN, held.id, [(k, 0) for k in keys], name)
    if before != name:
        renamed.words.add(held.word)
        renamed.called |= {before or held.word, name or held.word}
        renamed.revisions.add(held.revision)
        if held.key is None:
            _stand(memory, held, is_joined=name is not None)


def _drop_own(memory: Memory, identity: str, renamed: Renamed) -> None:
    before = memory.note(OWN, identity)
    if before is not None:
        memory.drop(OWN, identity)
        renamed.called.add(before)


def _stand(memory: Memory, held: Bearer, *, is_joined: bool) -> None:
    """Put an entity that has no key on the side of those that are joined, or of those that are not."""
    for told in article(memory, held.revision).told:
        if told.id == held.id:
            keep_told(memory, told, is_joined=is_joined)


def _is_mission(held: Group) -> bool:
    return held.key[0] is MentionType.MISSION
