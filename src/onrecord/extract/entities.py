"""Whom and what an article names, as entries: one for each, resting on where it is first named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Anchor, Draft, Entity, Mention, MentionType, Naming, Reading, Words

EXTRACTOR = "entities/1"
NAMED, DESCRIBED = 0.9, 0.7
"""Confidence in what has a name, and in what is only described."""
PRONOUNS = frozenset(
    {"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"}
    | {"they", "them", "their", "theirs", "themselves"}
)
REACH = 300
"""Characters about a mention within which the role stands that is told there."""


def entities(reading: Reading) -> Iterator[Draft]:
    """Everyone and everything that the article's own text names, in order of place.

    What is only described counts where the description holds a name ("the Rhenish police"), is definite ("the field
    hospital") or told again; someone
    who is told by what they are alone ("an official") is nobody.
    """
    chains: dict[tuple[MentionType, str], list[Mention]] = {}
    for mention in reading.mentions:
        chains.setdefault((mention.type, mention.name), []).append(mention)
    for (kind, name), chain in sorted(chains.items(), key=lambda item: (item[1][0].start, -item[1][0].end, item[0])):
        first = next((m for m in chain if _names(m) and reading.parse.in_body(m.start)), None)
        if first is not None and _is_someone(reading, kind, name, chain):
            anchor = Anchor.of(reading.text, first.start, first.end)
            confidence = NAMED if name[:1].isupper() else DESCRIBED
            yield Draft(_entity(reading, kind, name, chain), (anchor,), EXTRACTOR, confidence)


def _names(mention: Mention) -> bool:
    """Whether the words are a name or say who is meant, and do not only point."""
    return mention.reason is None or not mention.reason.startswith("“")


def _is_someone(reading: Reading, kind: MentionType, name: str, chain: Sequence[Mention]) -> bool:
    if any(c.isupper() for c in name):
        return True
    told_again = sum(_names(m) for m in chain) > 1
    definite = " " in name and reading.text[: chain[0].start].casefold().endswith("the ")
    return kind is not MentionType.PERSON and (told_again or definite)


def _entity(reading: Reading, kind: MentionType, name: str, chain: Sequence[Mention]) -> Entity:
    namings = [Naming(m.text, m.start, m.end, m.reason) for m in chain]
    told = [(m, _role(reading, m) if m.role else None) for m in chain]
    called = [_plain(a) for m, role in told if m.text.lower() not in PRONOUNS for a in _called(reading, m, role)]
    aliases = tuple(a for a in dict.fromkeys(called) if a != name)
    roles = {role.text: role for _, role in reversed(told) if role is not None}
    ordered = sorted(roles.values(), key=lambda w: w.start)
    return Entity(name, kind, aliases, tuple(ordered), tuple(namings))


def _called(reading: Reading, mention: Mention, role: Words | None) -> Iterator[str]:
    """The words of a mention, and with the title that stands before them."""
    yield mention.text
    if role is not None and role.end < mention.start and not reading.text[role.end : mention.start].strip(" \u00a0"):
        yield reading.text[role.start : mention.end]


def _role(reading: Reading, mention: Mention) -> Words | None:
    """Where the role stands that is told beside a mention: the nearest place of its words."""
    role = mention.role or ""
    before = reading.text.rfind(role, max(mention.start - REACH, 0), mention.start)
    after = reading.text.find(role, mention.end, mention.end + REACH)
    places = [p for p in (before, after) if p >= 0]
    if not places:
        return None
    start = min(places, key=lambda p: abs(p - mention.start))
    return Words(role, start, start + len(role))


def _plain(text: str) -> str:
    """Words as they are compared: single spaces, straight apostrophes."""
    return " ".join(text.replace("’", "'").split())
