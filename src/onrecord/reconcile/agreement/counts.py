"""Figures as they are compared: what is counted, of whom, where, by whom, true of when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Entry, Figure, Interval
from onrecord.reconcile.agreement.origins import Origins, Whence
from onrecord.reconcile.agreement.prose import listed, plain_words, stem
from onrecord.reconcile.fates.words import tells_all

LEVELS = frozenset({"authorised", "deployed", "planned", "sent", "withdrawn", "estimated"})
"""Measures of how many there are, may be or will be at one time."""
TOLLS = frozenset({"killed", "injured", "treated"})
"""Measures that only grow: each count is as of the day on which it is told."""
JOINT = re.compile(r"(?!U\.?[SK]\b)(?:(?:[A-Z]\.?){2,}|European Union|African Union|United Nations|Arab League)(?!\w)")
MONTH = timedelta(days=31)
LEAST = 0.5
"""Confidence below which a figure is compared with nothing."""
NOT = re.compile(r"\b(?:no|not|never|aren't|weren't|isn't|wasn't) (?:the |any )?$", re.IGNORECASE)
CUT = re.compile(r"0\d")
"""The end of a number that was printed with a space in it."""
POINTING = frozenset({"them", "these", "those", "they", "us", "it", "which", "whom"})
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
SHARE = frozenset({"percent", "%"})


@dataclass(frozen=True, slots=True)
class Count:
    """A figure, by the id of its entry, with all that it is compared by.

    `when` are the days that it is true of, for a toll those on which it was told; None where unknown. `denied` where
    the words say that it is not so. `sure` are words of how sure the count is (confirmed, suspected).
    """

    id: str
    whence: Whence
    published: Interval | None
    confidence: float
    body: Figure
    thing: tuple[str, ...]
    sure: frozenset[str]
    subject: str | None
    mission: str | None
    place: str | None
    when: Interval | None
    speakers: frozenset[str]
    voice: str
    sentence: str
    span: tuple[int, int]
    denied: bool

    @property
    def words(self) -> str:
        """Its number and what is counted, as printed."""
        return f"{' '.join(self.body.quantity.surface.split())} {self.body.counts}"

    @property
    def told(self) -> date:
        """The last day of its publication, the end of time where unknown."""
        held = self.published
        return (held.end if held else None) or date.max


def order(count: Count) -> tuple[date, str, int, str]:
    """By publication, then as they stand in their articles."""
    return count.told, count.whence.revision, count.span[0], count.id


def counted(entry: Entry, origins: Origins) -> Count | None:
    """A figure as it is compared; None for one that is compared with nothing."""
    body = entry.body
    if not isinstance(body, Figure):
        return None
    unit = (body.quantity.unit or "").casefold()
    if CUT.match(body.quantity.surface):
        return None
    if entry.confidence < LEAST or body.increment or SHARE & set(plain_words(f"{unit} {body.counts}")):
        return None
    start, end = origins.span(entry)
    sentence = " ".join(origins.around(entry).split())
    if body.measure in LEVELS and tells_all(sentence):
        return None
    first = min(a.start for a in entry.anchors)
    revision = origins.revision(entry.revision)
    before = revision.text[start:first] if revision else ""
    speakers, whence = origins.speakers(entry), origins.whence(entry)
    key = origins.names.key
    subject = key(entry.revision, body.subject)
    place = key(entry.revision, body.place)
    mission = key(entry.revision, body.mission)
    return Count(
        entry.id,
        whence,
        entry.published,
        entry.confidence,
        body,
        _thing(body, unit),
        _sure(body, sentence),
        subject,
        None if mission == subject else mission,
        None if place == subject else place,
        _when(entry, body),
        speakers,
        min(speakers) if speakers else f"narrator of {whence.publisher or entry.revision}",
        sentence,
        (start, end),
        NOT.search(before) is not None,
    )


def _thing(body: Figure, unit: str) -> tuple[str, ...]:
    """What is counted, in stems, without what tells no two counts apart, the nation and how sure it is."""
    left = (
        listed("plain") | listed("definition") | (frozenset() if body.measure in TOLLS else listed("plain", "forces"))
    )
    words = plain_words(_nameless(body.counts))
    kept = [w for w in words if w not in left] or ([] if body.measure in LEVELS | TOLLS else words)
    return (body.measure, unit, *sorted({stem(w) for w in kept}))


def _nameless(words: str) -> str:
    return " ".join(w for w in words.split() if not w[:1].isupper())


def _sure(body: Figure, sentence: str) -> frozenset[str]:
    near = set(plain_words(body.counts)) | (set(plain_words(sentence)) if body.measure not in LEVELS else set())
    return frozenset(stem(w) for w in near & listed("definition"))


def _when(entry: Entry, body: Figure) -> Interval | None:
    if body.measure in TOLLS or body.measure == "other":
        held = entry.published
        dated = held is not None and held.start is not None and held.end is not None and held.end - held.start <= MONTH
        return held if dated else None
    return body.valid


def narrow(interval: Interval | None) -> bool:
    """Whether some days are known to a month or closer."""
    return (
        interval is not None
        and interval.start is not None
        and interval.end is not None
        and interval.end - interval.start <= MONTH
    )


def same_thing(a: Count, b: Count) -> bool:
    """Whether two figures are of one subject, mission, place and part, as far as their words tell."""
    parts = _part_of(a) == _part_of(b) and a.body.excludes == b.body.excludes
    return parts and a.sure == b.sure and same_whole(a, b)


def _part_of(count: Count) -> str | None:
    """What a figure is a part of, where words of their own tell it; "of them" tells nothing, "of its crew" whose."""
    held = count.body.part_of
    if held is None or held.casefold() in POINTING:
        return None
    return f"{held} of {count.voice}" if held.casefold().split()[0] in OWN else held


def same_whole(a: Count, b: Count) -> bool:
    """Whether two figures are of one subject, mission and place, whatever parts of it they leave out."""
    places = a.place == b.place or None in {a.place, b.place}
    missions = a.mission == b.mission or None in {a.mission, b.mission}
    return places and missions and _subjects(a, b)


def _subjects(a: Count, b: Count) -> bool:
    """One subject; a mission and the nation that alone runs it count as one; unnamed subjects only side by side."""
    if a.subject is None or b.subject is None:
        return a.subject is b.subject and a.whence.revision == b.whence.revision
    if a.subject == b.subject:
        return (not _joint(a) and not _joint(b)) or a.mission == b.mission
    return (a.subject == b.mission and not _joint(b)) or (b.subject == a.mission and not _joint(a))


def _joint(count: Count) -> bool:
    """Whether a figure is of those whom one state has on a mission that several run together."""
    mission = count.body.mission or ""
    return bool(JOINT.match(mission)) and not mission.startswith(count.body.subject or mission)
