"""Who is told to command a mission in a sentence of their own: "X is in command of the mission"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.model import Entity, Entry, Interval, MentionType
from onrecord.packs import lexicon
from onrecord.query.subjects import Subjects
from onrecord.query.view import View
from onrecord.reconcile.agreement.prose import sentence as sentence_of

FARTHEST = 90
"""Characters between a verb of command and the name of what is commanded, at most."""
CLAUSE = re.compile(r"[;:]|, (?:and|but|while)\b")
"""Where another clause begins."""
Named = Sequence[tuple[int, int, str]]
Told = tuple[Entry, str, Interval | None]
"""An entry that tells who commands, the name that it gives, and the days for which it does."""


def commanders(view: View, subjects: Subjects) -> Iterator[tuple[str, Told]]:
    """Each person told to command a mission: the mission's key, and the telling, in the order of the entries."""
    missions = _missions(view, subjects)
    for entry in view.entries:
        if isinstance(entry.body, Entity) and entry.body.type is MentionType.PERSON and missions[entry.revision]:
            text = view.revision[entry.revision].text
            spans = [(m.start, m.end) for m in entry.body.mentions if any(c.isupper() for c in m.text)]
            found = (_commanded(text, span, missions[entry.revision]) for span in spans)
            yield from ((key, (entry, entry.body.name, entry.published)) for key in dict.fromkeys(found) if key)


def _missions(view: View, subjects: Subjects) -> Mapping[str, Named]:
    """By article, where missions are named, and which."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entry in view.entries:
        if isinstance(entry.body, Entity) and entry.body.type is MentionType.MISSION:
            own = subjects.mission(entry.revision, entry.body.name)
            if own is not None:
                found[entry.revision] += [(m.start, m.end, own) for m in entry.body.mentions]
    return defaultdict(list, {revision: sorted(named) for revision, named in found.items()})


def _commanded(text: str, person: tuple[int, int], missions: Named) -> str | None:
    """The first mission that is named behind a verb of command, right behind a person."""
    end = sentence_of(text, *person)[1]
    told = _commands().match(text, person[1], end)
    if told is None:
        return None
    stop = CLAUSE.search(text, told.end(), end)
    end = min(stop.start() if stop else end, told.end() + FARTHEST)
    near = (own for start, _, own in missions if told.end() <= start < end)
    return next(near, None)


@cache
def _commands() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, sorted(lexicon("board")["commanding"], key=len, reverse=True)))
    helped = r"(?:(?:is|was|has been|now|still|also|currently)\s+)*"
    return re.compile(rf"(?:,[^,.;]{{1,80}},\s+|,?\s+who\s+|\s+){helped}(?:{verbs})\b")
