"""Bodies, missions and places: what an article names, describes and points to, and which of it is one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from onrecord.model import Mention, MentionType, Parse
from onrecord.read.bodies.chains import TOLD_BY_SLOTS, Chain, chained, is_initials, name_of, pointed
from onrecord.read.bodies.described import described
from onrecord.read.bodies.initials import expansions
from onrecord.read.bodies.lexis import capitals
from onrecord.read.bodies.named import entities, explained, known_names, operations
from onrecord.read.bodies.naming import Naming
from onrecord.read.bodies.pronouns import pronouns
from onrecord.read.contexts import Context

__all__ = ["bodies"]


def bodies(parse: Parse, people: Collection[int], context: Context) -> list[Mention]:
    """Mentions of everything but people; `people` are the tokens of people's names."""
    full = expansions(parse.text)
    namings = sorted(_told_in_body(parse, _namings(parse, people, context)), key=lambda n: (n.start, -n.end))
    chains = chained(namings, full)
    names = {id(c): name_of(c, full) for c in chains}
    found = [
        Mention(n.start, n.end, n.text, c.type, names[id(c)], reason=_reason(n, names[id(c)], c, full))
        for c in chains
        for n in c.namings
    ]
    home = capitals().get((context.dateline or "").title())
    for naming in (n for n in namings if n.bare):
        chain = pointed(chains, naming, home)
        if chain is not None:
            reason = f"“{naming.text}”"
            found.append(Mention(naming.start, naming.end, naming.text, chain.type, names[id(chain)], reason=reason))
        elif naming.slots and naming.kind is not None and naming.kind.name in TOLD_BY_SLOTS:
            found.append(Mention(naming.start, naming.end, naming.text, naming.type, naming.text))
    covered = _tokens(parse, namings) | set(people)
    found += _letters(parse, chains, covered, full)
    found += list(pronouns(parse, found))
    return sorted(found, key=lambda m: (m.start, -m.end))


def _told_in_body(parse: Parse, namings: Iterable[Naming]) -> list[Naming]:
    """Those that stand in the article's own text, and of those in headings and captions the ones named there too.

    In a heading every word may be large, and a caption ends in the names of those who took the picture.
    """
    parted: dict[bool, list[Naming]] = {True: [], False: []}
    for naming in namings:
        parted[parse.in_body(naming.start)].append(naming)
    own = {n.text.casefold() for n in parted[True]}
    return parted[True] + [n for n in parted[False] if n.text.casefold() in own or n.body is not None]


def _namings(parse: Parse, people: Collection[int], context: Context) -> Iterator[Naming]:
    """All namings: what any desk knows, operations, names with a noun, then what the model adds to them."""
    headed = [
        *operations(parse, people, context.operations),
        *explained(parse, people),
        *(h for h in described(parse) if _is_no_ones(h, people)),
    ]
    known = [
        n for n in known_names(parse) if n.first not in people and not any(h.proper and _inside(n, h) for h in headed)
    ]
    headed = [h for h in headed if not any(_same(h, k) for k in known)]
    yield from known
    yield from headed
    yield from entities(parse, _tokens(parse, [*known, *(h for h in headed if h.proper)]) | set(people), context)


def _is_no_ones(naming: Naming, people: Collection[int]) -> bool:
    """Whether it is not a person's: "Odum's office" is none, "the Odum administration" is a government."""
    return naming.first not in people or (naming.kind is not None and naming.kind.name == "government")


def _inside(inner: Naming, outer: Naming) -> bool:
    """Whether one stands within the other, and is not the whole of it."""
    return outer.start <= inner.start and inner.end <= outer.end and inner.text != outer.text


def _same(one: Naming, other: Naming) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _tokens(parse: Parse, namings: Iterable[Naming]) -> set[int]:
    return {t.index for n in namings for t in parse.tokens_in(n.start, n.end)}


def _reason(naming: Naming, name: str, chain: Chain, full: dict[str, str]) -> str | None:
    """How the words were led to the name; None where they are it."""
    text = " ".join(naming.text.split())
    if text == name:
        return None
    if naming.body is not None or text in full or naming.type is MentionType.PLACE:
        return "other name"
    if is_initials(text, chain, full):
        return "initials"
    return "short form" if naming.proper else "description"


def _letters(
    parse: Parse, chains: Sequence[Chain], covered: Collection[int], full: dict[str, str]
) -> Iterator[Mention]:
    """Initials of one body of the article that neither the model nor a lexicon saw."""
    for token in parse.tokens:
        if token.index in covered or not token.text.isupper() or len(token.text) < len("ABC"):
            continue
        fitting = [c for c in chains if is_initials(token.text, c, full)]
        if len(fitting) == 1:
            reason = "other name" if token.text in full else "initials"
            name = name_of(fitting[0], full)
            yield Mention(token.start, token.end, token.text, fitting[0].type, name, reason=reason)
