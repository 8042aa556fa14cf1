"""What is judged of a record apart from the rest: parts and ranges, each by some worker and in a file of its own.

A part rests on few others. What goes article by article, or pair by pair, is judged in ranges of articles, so that many
find something to do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path


class Part(StrEnum):
    """What is judged by itself: copies in six steps, claims in three, figures with quotations in two."""

    NAMES_IN = "names_in"
    NAMES = "names"
    WORDS = "words"
    TEXTS_MET = "texts_met"
    PAIRS = "pairs"
    PATHS = "paths"
    COPIES = "copies"
    GROUPS = "groups"
    CLAIMS_IN = "claims_in"
    CLAIMS_MET = "claims_met"
    CLAIMS = "claims"
    FATES = "fates"
    FIGURES_IN = "figures_in"
    FIGURES = "figures"


RESTS_ON = {
    Part.NAMES_IN: (),
    Part.WORDS: (),
    Part.NAMES: (Part.NAMES_IN,),
    Part.TEXTS_MET: (Part.WORDS,),
    Part.PAIRS: (Part.WORDS, Part.TEXTS_MET),
    Part.PATHS: (Part.PAIRS,),
    Part.COPIES: (Part.WORDS, Part.TEXTS_MET, Part.PATHS),
    Part.GROUPS: (Part.COPIES,),
    Part.CLAIMS_IN: (Part.NAMES,),
    Part.FATES: (Part.NAMES,),
    Part.CLAIMS_MET: (Part.CLAIMS_IN,),
    Part.FIGURES_IN: (Part.NAMES, Part.GROUPS),
    Part.CLAIMS: (Part.NAMES, Part.CLAIMS_MET),
    Part.FIGURES: (Part.NAMES, Part.GROUPS, Part.FIGURES_IN),
}
"""The parts, each with what it rests on. Of those that can begin, the first here does."""
IN_RANGES = frozenset(
    {Part.NAMES_IN, Part.WORDS, Part.PAIRS, Part.COPIES, Part.CLAIMS_IN, Part.CLAIMS, Part.FIGURES_IN}
)
"""The parts that are judged in ranges of articles."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part of what is to be judged of the record at a path, or the nth range of it; all is written to the folder.

    `ranges` tells how many there are of a part that is judged in ranges, 1 or more; `is_still` that nothing is
    written to the record's file itself until all is judged.
    """

    record: Path
    folder: Path
    part: Part
    nth: int = 0
    ranges: int = 1
    is_still: bool = False

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return f"{self.part}_{self.nth}"

    @property
    def file(self) -> Path:
        """What was judged; it is there when all of it is."""
        return self.folder / f"{self.name}.db"

    @property
    def draft(self) -> Path:
        """What is being judged."""
        return self.folder / f"{self.name}-draft.db"

    @property
    def aside(self) -> Path:
        """What is not for the record: who meets whom, or what was asked of names."""
        return self.folder / f"{self.name}-aside.db"

    def of(self, part: Part) -> list[Task]:
        """The tasks of a part of the same."""
        return [replace(self, part=part, nth=n) for n in range(self.ranges if part in IN_RANGES else 1)]

    @property
    def rests_on(self) -> list[Task]:
        """What is to be done before."""
        return [task for part in RESTS_ON[self.part] for task in self.of(part)]

    def numbers(self, articles: int) -> range:
        """Which of so many articles, numbered from 1 on, it is about."""
        if self.part not in IN_RANGES:
            return range(1, articles + 1)
        return range(articles * self.nth // self.ranges + 1, articles * (self.nth + 1) // self.ranges + 1)

    def within(self, articles: list[str]) -> list[str]:
        """Those of all articles that it is about."""
        numbers = self.numbers(len(articles))
        return articles[numbers.start - 1 : numbers.stop - 1]
