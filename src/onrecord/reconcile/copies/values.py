"""What is told of reused words: copies, passages, clusters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Anchor


class Reuse(StrEnum):
    """How one text has another's words.

    `exact`: all words are the same. `revision`: another text of the same article. `near`: most of both is the same.
    `excerpt`: the copy is little more than a part of the other. `embedded`: the other stands in a longer story.
    `reworded`: words are changed throughout. `partial`: passages only, in stories that are otherwise two.
    """

    EXACT = "exact"
    REVISION = "revision"
    NEAR = "near"
    EXCERPT = "excerpt"
    EMBEDDED = "embedded"
    REWORDED = "reworded"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two texts; one anchor in each."""

    copy: Anchor
    origin: Anchor


@dataclass(frozen=True, slots=True)
class Copy:
    """A revision that has another's words: `copy` from `origin`, by id, and why in that direction.

    `of_copy` and `of_origin` are the shares of each text's words that stand in the other, 0 to 1; `passages` are in
    the order of the copy's text. `sure` is False where nothing tells which of the two was first.
    """

    copy: str
    origin: str
    reuse: Reuse
    of_copy: float
    of_origin: float
    passages: tuple[Passage, ...]
    reason: str
    sure: bool = True

    @property
    def one_story(self) -> bool:
        """Whether the two are one story told by one author, and not two that share some words."""
        return self.reuse is not Reuse.PARTIAL


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts of one origin: the first that is on record, the news agency that is credited, if any, and the path.

    `members` are the revisions by id, the origin first, then by day. Each but the origin stands once as the copy in
    `path`, with the text that it is closest to as its origin. `publishers` are the groups or, outside of any, the
    publishers that printed it, each once, by name.
    """

    origin: str
    wire: str | None
    members: tuple[str, ...]
    path: tuple[Copy, ...]
    publishers: tuple[str, ...] = ()

    @property
    def edited_only(self) -> bool:
        """Whether all are texts of one article, and nobody copied it."""
        return all(c.reuse is Reuse.REVISION for c in self.path)


@dataclass(frozen=True, slots=True)
class Reused:
    """All reuse among some revisions: clusters of one origin, and what stories of different origins share.

    `partial` holds passages, and the second story of a text that is made of two. `compared` counts the pairs that were
    looked at.
    """

    clusters: tuple[Cluster, ...] = ()
    partial: tuple[Copy, ...] = ()
    compared: int = 0

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Every copy, also of passages only."""
        return (*(c for cluster in self.clusters for c in cluster.path), *self.partial)

    @property
    def any(self) -> bool:
        """Whether any words are reused."""
        return bool(self.clusters or self.partial)
