"""The names of a record, looked up one by one, and who asked for which: whoever did is told when an answer changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from onrecord.model import digest
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.names import plain
from onrecord.reconcile.naming.articles import Bearer, article, bearers, first, lone
from onrecord.reconcile.naming.calling import Renamed
from onrecord.reconcile.naming.groups import group
from onrecord.reconcile.naming.taking import OWN, bearing
from onrecord.reconcile.slots import NOBODY

ASKS = "name asks"
HELD, GROUPS, KNOWN = 512, 1 << 14, 1 << 15
"""Articles whose names are kept at hand, groups of entities, and answers that hold for all articles."""
WORD, MISSION, PERSON, MISSIONS = "word", "mission", "person", "missions"

Question = tuple[str, str]
"""What is asked, and of which word or key."""
Answer = tuple[Any, bool]
"""What is said, and whether the article itself says it."""


class Lookup:
    """The keys of names, from a memory as `update` left it; see Naming. It is good until the next update.

    Each who asks by another name, `asker`, remembers what they asked for an article apart from the others. What was
    asked is at hand for as many articles as there is `room` for; of more, it is remembered without being told to. It
    is remembered in the memory `asked` where that is given.
    """

    def __init__(self, memory: Memory, asker: str = "", room: int | None = None, asked: Memory | None = None) -> None:
        """Begin to look up."""
        self._memory, self._asker, self._room = memory, asker, room
        self._kept = memory if asked is None else asked
        self._group = lru_cache(GROUPS)(partial(group, memory))
        self._article = lru_cache(HELD)(self._read)
        self._remembered = lru_cache(HELD)(self._noted)
        self._asked: dict[str, dict[Question, Answer]] = {}
        self._away: dict[str, int] = {}
        self.anywhere = lru_cache(KNOWN)(self._found)

    def key(self, revision: str, name: str | None) -> str | None:
        """See Naming."""
        if name is None or not any(c.isupper() for c in name):
            return None
        found: str | None = self._ask(revision, (WORD, plain(name)))
        return found

    def missions(self, revision: str) -> frozenset[str]:
        """See Naming."""
        return frozenset(self._ask(revision, (MISSIONS, "")))

    def is_mission(self, revision: str, key: str | None) -> bool:
        """See Naming."""
        return key is not None and bool(self._ask(revision, (MISSION, key)))

    def is_person(self, revision: str, key: str | None) -> bool:
        """See Naming."""
        return key is not None and bool(self._ask(revision, (PERSON, key)))

    def remember(self, revision: str) -> None:
        """Keep what was asked for an article since this began, in place of what was asked before."""
        asked = self._asked.pop(revision, {})
        if len(asked) > self._away.get(revision, -1):
            keep_asks(self._kept, _part_of(self._asker, revision), revision, asked)

    def remember_all(self) -> None:
        """Keep what was asked for all articles."""
        for revision in sorted(self._asked):
            self.remember(revision)

    def forget(self) -> None:
        """Let go of what was asked for articles that nobody told to remember it of."""
        self._asked.clear()

    def answer(self, revision: str, question: Question) -> Answer:
        """The answer to a question, which is not noted."""
        what, word = question
        local, missions = self._article(revision)
        if what == MISSIONS:
            return sorted(missions), True
        found = local.get(word) if what == WORD else None
        if found:
            return (min(found) if len(found) == 1 else None), True
        return self.anywhere(question), False

    def _ask(self, revision: str, question: Question) -> Any:  # noqa: ANN401 (what is asked tells what is answered)
        asked = self._asked.get(revision)
        if asked is None:
            asked = self._asked[revision] = self._taken_out(revision)
        if question not in asked:
            asked[question] = self._remembered(revision).get(question) or self.answer(revision, question)
        return asked[question][0]

    def _taken_out(self, revision: str) -> dict[Question, Answer]:
        """What was asked for an article already; another is put away for it where there is no more room."""
        if self._room is not None and len(self._asked) >= self._room:
            other, asked = next(iter(self._asked.items()))
            self.remember(other)
            self._away[other] = len(asked)
        return self._noted(revision) if revision in self._away else {}

    def _noted(self, revision: str) -> dict[Question, Answer]:
        """What was remembered of an article, with the answers of now: they are kept up to date (`renamed_articles`)."""
        return _asks(self._kept, _part_of(self._asker, revision))[1]

    def _read(self, revision: str) -> tuple[dict[str, set[str]], frozenset[str]]:
        local: dict[str, set[str]] = defaultdict(set)
        missions = set()
        for told in article(self._memory, revision).told:
            name = self._called_now(told)
            missions |= {name} if told.is_mission else set()
            for each in (told.name, *told.aliases):
                local[plain(each)].add(name)
        return dict(local), frozenset(missions)

    def _found(self, question: Question) -> str | bool:
        """The answer for an article that says nothing of it."""
        what, word = question
        if what == WORD:
            return self._only(word)
        blocks: list[Key] = [(f"name called {what}", word), (f"name own {what}", word)]
        blocks += [lone(word, is_person=True)] if what == PERSON else []
        return any(first(self._memory, block) is not None for block in blocks)

    def _only(self, word: str) -> str:
        """What the record calls all that bear a name; the name itself where it calls them by two."""
        found: str | None = None
        for name in self._bearing(word):
            if found not in {None, name}:
                return word
            found = name
        return found or word

    def _bearing(self, word: str) -> Iterator[str]:
        for identity in bearing(self._memory, word):
            held = self._group(identity)
            if held and held.called is not None:
                yield held.called
            else:
                block = number(("name plain in", identity, word))
                yield from (self._called_now(b) for b in bearers(self._memory, self._memory.parts(block)))
        for is_person in (False, True):
            block = number(lone(word, is_person=is_person))
            if self._memory.after(block, "0" * 20) is not None:
                yield word
            joined = self._memory.parts(block, 1)
            yield from (self._called_now(b) for b in bearers(self._memory, joined))

    def _called_now(self, held: Bearer) -> str:
        """What the record calls an entity."""
        whole = self._group(held.node) if held.key is not None else None
        if whole and whole.called is not None:
            return whole.called
        return self._memory.note(OWN, held.id) or held.word


def _part_of(asker: str, revision: str) -> str:
    """The part that tells what somebody asked for an article."""
    return digest(ASKS, asker, revision)


def unite_asks(memory: Memory, asker: str, revision: str, told: Iterable[Memory]) -> None:
    """Keep in a memory what others tell that somebody asked for an article."""
    part = _part_of(asker, revision)
    asked = {question: answer for each in told for question, answer in _asks(each, part)[1].items()}
    keep_asks(memory, part, revision, asked)


def keep_asks(memory: Memory, part: str, revision: str, asked: dict[Question, Answer]) -> None:
    """Keep what was asked for an article, with the answers, under an id of whoever asked."""
    if not asked:
        memory.drop(ASKS, part)
        return
    if memory.sheet(ASKS, NOBODY) is None:
        memory.write(ASKS, NOBODY, b"")
    blocks: list[Key] = [("name asks of", revision)]
    blocks += [("name asked", *question) for question, (_, is_local) in asked.items() if not is_local]
    note = [[*question, *answer] for question, answer in sorted(asked.items(), key=lambda a: a[0])]
    memory.put(ASKS, part, [(b, 0) for b in blocks], notes.written([revision, note]))


def forget_asks(memory: Memory, revision: str) -> None:
    """Keep no longer what was asked for an article."""
    for part in memory.parts(number(("name asks of", revision))):
        memory.drop(ASKS, part)


def renamed_articles(memory: Memory, renamed: Renamed) -> set[str]:
    """The articles for which an answer changed; it is kept with the answers as they are now."""
    if memory.sheet(ASKS, NOBODY) is None:
        return set()
    lookup = Lookup(memory)
    questions = [(WORD, w) for w in renamed.words]
    questions += [(what, k) for what in (MISSION, PERSON) for k in renamed.called]
    others = {q for q in questions if _is_other(memory, lookup, q)}
    parts = {p for q in others for p in memory.parts(number(("name asked", *q)))}
    parts |= {p for r in renamed.revisions | renamed.changed for p in memory.parts(number(("name asks of", r)))}
    found = {_asked_again(memory, lookup, part, renamed, others) for part in sorted(parts)}
    return {revision for revision in found if revision is not None}


def _is_other(memory: Memory, lookup: Lookup, question: Question) -> bool:
    """Whether the answer is another than it was told to those who asked."""
    asker = first(memory, ("name asked", *question))
    return asker is not None and _asks(memory, asker)[1].get(question) != (lookup.anywhere(question), False)


def _asked_again(memory: Memory, lookup: Lookup, part: str, renamed: Renamed, others: set[Question]) -> str | None:
    """The article that somebody asked for, where an answer is another now; what is touched is asked again."""
    revision, before = _asks(memory, part)
    now = dict(before)
    for question, (_, is_local) in before.items():
        if revision in renamed.changed or (is_local and revision in renamed.revisions):
            now[question] = lookup.answer(revision, question)
        elif not is_local and question in others:
            now[question] = lookup.anywhere(question), False
    if now == before:
        return None
    keep_asks(memory, part, revision, now)
    return revision if any(now[q][0] != before[q][0] for q in before) else None


def _asks(memory: Memory, part: str) -> tuple[str, dict[Question, Answer]]:
    revision, asked = notes.read(memory.note(ASKS, part) or '["", []]')
    return revision, {(what, word): (answer, is_local) for what, word, answer, is_local in asked}
