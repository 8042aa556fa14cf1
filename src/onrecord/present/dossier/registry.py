"""The pages of who tells and who is told of: source profiles, each number with its words, and entities."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.model import Anchor, Entry, Interval, MentionType, Naming
from onrecord.present import profiles
from onrecord.present.dossier import addresses
from onrecord.present.dossier.desk import Desk
from onrecord.present.dossier.desk import Speaker as Listed
from onrecord.present.dossier.listings import publisher_id
from onrecord.present.dossier.paragraphs import paragraphs
from onrecord.present.dossier.sheets import Group, Sheet, sheets
from onrecord.present.profiles import Case, Count
from onrecord.query import Publisher, Sources, Speaker, Who, entities, sources

HEADS = {
    MentionType.PERSON: "People",
    MentionType.ORGANISATION: "Organisations",
    MentionType.GROUP: "Groups",
    MentionType.PLACE: "Places",
    MentionType.MISSION: "Missions",
    MentionType.FACILITY: "Facilities",
}
MENTIONS = 10
"""Mentions that take the room of one line on a page of names."""
BAR = 120
"""Width of a bar."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of sources: whose, its counts by id, and the start of the addresses of their words."""

    id: str
    name: str
    publisher: Publisher | None
    speaker: Speaker | None
    counts: Mapping[str, Count]

    @property
    def all(self) -> int:
        """How many sentences or statements it has."""
        return len(self.publisher.sentences) if self.publisher else len(self.speaker.statements) if self.speaker else 0

    @property
    def too_little(self) -> bool:
        """Whether shares are not to be told."""
        told = self.publisher or self.speaker
        return told is not None and told.too_little

    def bar(self) -> Iterator[tuple[str, float, float]]:
        """The parts of a bar: count's id, where it begins, how long it is."""
        at = 0.0
        for key in ("named", "anonymous", "untold", "none"):
            length = BAR * self.counts[key].many / self.all if self.all else 0.0
            if length:
                yield key, round(at, 1), round(length, 1)
            at += length


@dataclass(frozen=True)
class Registry:
    """Profiles and entities of a record, with the pages that their numbers open to."""

    desk: Desk
    starts: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def publishers(self) -> list[Row]:
        """A line for each publisher, by name."""
        view = self.desk.view
        return [
            Row(
                publisher_id(p.name or ""), profiles.name(p), p, None, {c.id: c for c in profiles.of_publisher(view, p)}
            )
            for p in self._sources.publishers
        ]

    @cached_property
    def speakers(self) -> list[Row]:
        """A line for each speaker: those with the most statements first, since they are many."""
        view = self.desk.view
        found = sorted(
            self._sources.speakers, key=lambda s: (-len(s.statements), s.name.casefold(), s.name, s.anonymous)
        )
        return [
            Row(
                Listed(s.name, s.anonymous).id.replace("s-", "q-", 1),
                s.name,
                None,
                s,
                {c.id: c for c in profiles.of_speaker(view, s)},
            )
            for s in found
        ]

    @cached_property
    def _sources(self) -> Sources:
        return sources(self.desk.view)

    @cached_property
    def profiles(self) -> list[tuple[Row, list[Sheet[Case]]]]:
        """Each publisher's pages: its words, count by count."""
        return [(row, sheets(f"publisher-{row.id.removeprefix('p-')}", _groups(row))) for row in self.publishers]

    @cached_property
    def spoken(self) -> list[Sheet[Case]]:
        """The pages of the speakers' words, count by count."""
        return sheets("speakers", [g for row in self.speakers for g in _groups(row)])

    @cached_property
    def listed(self) -> list[Sheet[Row]]:
        """The table of speakers on as many pages as it needs."""
        return sheets("sources", [Group("h-speakers", "Speakers", tuple(self.speakers))])

    @cached_property
    def doors(self) -> Mapping[str, str]:
        """The address of each number's words, by the ids of its line and its count."""
        held = [*(s for _, pages in self.profiles for s in pages), *self.spoken]
        found: dict[str, str] = {}
        for sheet in held:
            for group in sheet.groups:
                found.setdefault(group.id, f"{sheet.file}#{group.id}")
        return found

    @cached_property
    def entities(self) -> list[Sheet[Who]]:
        """Who and what is told of, by type, those in most articles first."""
        found = entities(self.desk.view)
        groups = [
            Group(f"n-{kind.value}", head, tuple(w for w in found if w.type is kind)) for kind, head in HEADS.items()
        ]
        return sheets("entities", [g for g in groups if g.items], weigh=lambda w: 1 + w.mentions // MENTIONS)

    def words(self, case: Case) -> str:
        """The address of what a case counts: the entry's words, the sentence in its paragraph, or the article."""
        if case.span is None:
            return self.desk.page(case.revision)
        if len(case.entries) == 1 and self.desk.view.by_id[case.entries[0]].anchors[0].span[0] == case.span[0]:
            return self.desk.words(self.desk.view.by_id[case.entries[0]])
        return self.place(case.revision, *case.span)

    def place(self, revision: str, start: int, end: int) -> str:
        """The address of a stretch of a text: its paragraph, and for browsers that know text fragments, the words."""
        text = self.desk.view.revision[revision].text
        if revision not in self.starts:
            self.starts[revision] = [p.start for p in paragraphs(self.desk.view.revision[revision])]
        starts = self.starts[revision]
        paragraph = starts[max(bisect_right(starts, start) - 1, 0)]
        directive = addresses.text_directive(Anchor.of(text, start, end))
        return f"{self.desk.page(revision)}#t-{paragraph}:~:{directive}"

    def mention(self, entry: Entry, naming: Naming) -> str:
        """The address of a mention."""
        return self.place(entry.revision, naming.start, naming.end)

    def exact(self, case: Case) -> str:
        """The words of a case, white space made one."""
        return profiles.exact(self.desk.view, case)

    def marked(self, case: Case) -> list[tuple[str, bool]]:
        """The words of a case in pieces, each with whether it is what is counted."""
        if case.span is None or not case.marks:
            return [(self.exact(case), False)]
        text, at, pieces = self.desk.view.revision[case.revision].text, case.span[0], []
        for start, end in case.marks:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [*pieces, (text[at : case.span[1]], False)]

    @staticmethod
    def roles(who: Who) -> list[tuple[str, list[tuple[Entry, Interval | None]]]]:
        """Each role with the articles that print it, in order of publication: who held an office, and when."""
        found: dict[str, list[tuple[Entry, Interval | None]]] = {}
        for held in who.roles:
            found.setdefault(" ".join(held.role.text.split()), []).append((held.entry, held.published))
        return list(found.items())


def _groups(row: Row) -> list[Group[Case]]:
    """The counts of a line that count something, each with its words."""
    counts = (c for c in row.counts.values() if c.cases)
    return [Group(f"{row.id}-{c.id}", _head(row, c), c.cases, note=_share(c)) for c in counts]


def _head(row: Row, count: Count) -> str:
    return f"{count.label[0].upper()}{count.label[1:]}" if row.publisher else f"{row.name}: {count.label}"


def _share(count: Count) -> str:
    if count.of is None or count.share is None:
        return ""
    return f"{count.many:,} of {count.of:,} {count.unit}, {count.share:.0%}"
