"""Who says what: the people and bodies who speak most, each with words of theirs, first on what is contested."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Attribution, Entity, Entry, Mode, Why
from onrecord.query.brief import prose
from onrecord.query.brief.account import POINTS, Account, Sentence
from onrecord.query.conflicts import Conflict

MOST = 6
"""Speakers at most."""
SHORT, LONG = 6, 35
"""Words of a quotation, at least and at most."""
LONGEST_OFFICE, TITLE = 8, 3
"""Words of an office that is told, and of one that stands before the name as a title."""
Said = tuple[Entry, Attribution]


def voices(account: Account, quarrels: Sequence[Conflict]) -> Iterator[Sentence]:
    """One statement of each: a quotation of their own words, or else the sentence that reports them."""
    contested = {e.id for c in quarrels for e in c.sides}
    doubted = {e.id for c in quarrels if c.judgement.why in {Why.ATTRIBUTION, Why.WORDING} for e in c.sides}
    every = _speakers(account)
    held = {k: left for k, pairs in every.items() if (left := [p for p in pairs if p[0].id not in doubted])}
    ranked = sorted(held, key=lambda k: (-_weight(account, held[k], contested), k))
    given = 0
    for key in ranked:
        found = next(_told(account, held[key], contested, key), None)
        if found is not None:
            yield found
            given += 1
        if given == MOST:
            return


def _speakers(account: Account) -> dict[str, list[Said]]:
    """What is said by those who have a name, by their keys."""
    found: dict[str, list[Said]] = defaultdict(list)
    for entry, said in account.asserted():
        source = said.source
        if source and source.name and not source.anonymous and not source.collective:
            key = account.view.names.key(entry.revision, source.name)
            if key and entry.id not in account.copied:
                found[key].append((entry, said))
    return found


def _weight(account: Account, held: Sequence[Said], contested: set[str]) -> float:
    person = account.view.names.is_person("", account.view.names.key(held[0][0].revision, _name(held[0])))
    articles = len({e.revision for e, _ in held})
    return 3 * articles + min(len(held), 6) + 2 * any(e.id in contested for e, _ in held) + 4 * person


def _name(said: Said) -> str:
    source = said[1].source
    return (source.name if source else None) or ""


def _told(account: Account, held: Iterable[Said], contested: set[str], key: str) -> Iterator[Sentence]:
    """What can be told of a speaker, the best first."""
    pairs = list(held)
    name = Counter(_name(p) for p in pairs).most_common(1)[0][0]
    for entry, said in sorted(pairs, key=lambda p: _rank(account, p, contested)):
        words = _own(entry, said)
        reported = None if words else account.sentence(entry)
        if words and account.take(words, [entry]):
            when = prose.during(said.said or entry.published)
            source = prose.printed(account.view, entry, dated=False)
            who = _called(name, _office(account, entry, said, key))
            yield account.tell(f"{who} {when}: {prose.quoted(words)} ({source})", [entry])
        elif reported and _bears(reported, name) and account.take(reported, [entry]):
            yield account.tell(f"{prose.quoted(reported)} ({prose.printed(account.view, entry)})", [entry])


def _called(name: str, office: str | None) -> str:
    """`Defence Minister Tobias Renner`, `Jonas Pell, leader of the opposition,`: a title stands before the name."""
    told = " ".join((office or "").split())
    if not told or len(told.split()) > LONGEST_OFFICE or told.casefold() in name.casefold():
        return name
    words = told.split()
    if len(words) == 1 and words[0].islower():
        return name
    if len(words) <= TITLE and all(w[:1].isupper() for w in words):
        return f"{told} {name}"
    genitive = words[0].endswith(("'s", "’s")) and words[0][:1].islower()
    return f"{name}, {'the ' if genitive else ''}{told},"


def _rank(account: Account, said: Said, contested: set[str]) -> tuple[bool, bool, int, int, str]:
    """On what is contested first; then own words; then what is about what the articles are about."""
    entry, body = said
    words = " ".join(a.exact for a in entry.anchors)
    about = len(account.subject_matter(words))
    return entry.id not in contested, body.mode is not Mode.DIRECT, -about, -len(words.split()), entry.id


def _own(entry: Entry, said: Attribution) -> str | None:
    """Words that are quoted in full and stand by themselves; None for the rest."""
    words = prose.own(entry)
    many = len(words.split())
    closed = words.count("“") == words.count("”") and '"' not in words
    starts = (words[:1].isupper() or words[:1].isdigit()) and not POINTS.match(words)
    return words if said.mode is Mode.DIRECT and SHORT <= many <= LONG and closed and starts else None


def _bears(sentence: str, name: str) -> bool:
    """Whether a sentence names the speaker."""
    return name.rsplit(maxsplit=1)[-1].casefold() in sentence.casefold()


def _office(account: Account, entry: Entry, said: Attribution, key: str) -> str | None:
    """The office that the article gives the speaker."""
    if said.source and said.source.role:
        return said.source.role
    for other in account.of_revision[entry.revision]:
        body = other.body
        if isinstance(body, Entity) and body.roles and account.view.names.key(entry.revision, body.name) == key:
            return body.roles[0].text
    return None
