"""The work of a process of a build: it takes files in, and reads what they gave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.model import Finding, Revision
from onrecord.model.spent import Spent, Watch
from onrecord.packs import Pack
from onrecord.work.reading import Drafts, Reads, Written, writing_work
from onrecord.work.taking import INGESTING, GivenFile, Revisions, revisions_of


@dataclass(frozen=True, slots=True)
class Gives:
    """What a file gives, and what it cost to find that out."""

    found: tuple[Revision | Finding, ...]
    spent: dict[str, Spent] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that are done away from the record, and the words that they go by; called, it loads the reader."""

    revisions: Revisions
    reader: Callable[[], Reads]
    drafts: Drafts
    pack: Pack

    def __call__(self) -> Callable[[Revision | GivenFile], Written | Gives]:
        """The work: of a revision its reading, of a file what it gives."""
        read = writing_work(self.reader, self.drafts, self.pack)

        def work(item: Revision | GivenFile) -> Written | Gives:
            return read(item) if isinstance(item, Revision) else _opened(item, self.revisions)

        return work


def _opened(given: GivenFile, revisions: Revisions) -> Gives:
    watch = Watch()
    with watch.during(INGESTING):
        found = tuple(revisions_of(given, revisions))
    return Gives(found, watch.taken())
