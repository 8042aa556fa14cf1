"""The cue lexicon: which words report, how they take content, what they make of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.model import Factuality
from onrecord.packs import lexicon


@dataclass(frozen=True, slots=True)
class Cue:
    """What one word does in one way of taking content."""

    factuality: Factuality


@cache
def verbs(frame: str) -> dict[str, Cue]:
    """Lemma to cue, for verbs that take content in that way; where two groups list a verb, the later one holds."""
    return _listed("verbs", frame)


@cache
def nouns(frame: str) -> dict[str, Cue]:
    """The same for nouns ("his claim that")."""
    return _listed("nouns", frame)


@cache
def passive() -> frozenset[str]:
    """Verbs that report without a source in the passive ("is believed to")."""
    return frozenset(lexicon("cues")["passive"]["lemmas"])


@cache
def hearsay() -> frozenset[str]:
    """Nouns whose clause is somebody's though nobody is named ("reports that")."""
    return frozenset(lexicon("cues")["hearsay"]["lemmas"])


@cache
def refused() -> frozenset[str]:
    """What is refused where it is a refusal to speak ("declined to comment")."""
    return frozenset(lexicon("cues")["refusal"]["lemmas"])


@cache
def prepositional() -> dict[tuple[str, str], Cue]:
    """Verb and preposition that lead to content together ("called for") to cue."""
    return {
        (lemma, preposition): Cue(Factuality(group["factuality"]))
        for group in lexicon("cues")["verbs"]
        if "of" in group["frames"]
        for lemma in group["lemmas"]
        for preposition in group["prepositions"]
    }


def _listed(kind: str, frame: str) -> dict[str, Cue]:
    return {
        lemma: Cue(Factuality(group["factuality"]))
        for group in lexicon("cues")[kind]
        if frame in group["frames"]
        for lemma in group["lemmas"]
    }
