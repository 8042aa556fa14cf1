"""One quotation that different publishers give to different people, or in different words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from onrecord.model import Attribution, Entry, Judgement, Mode, Verdict, Why
from onrecord.reconcile.agreement.making import cited, judgement
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.prose import plain_words, stem

FEWEST, LONG = 6, 9
"""Words of a quotation that two people do not say by chance; those that show another wording of one quotation."""
RUN = 4
"""Words on end that quotations share before they are compared."""
SAME, ALIKE = 0.9, 0.75
"""How like the words of one quotation are, and of one that was worded again."""
CROWD = 60
"""Quotations with one run of words past which it is a common phrase."""
SPELT = 0.75
"""How like two words are that are one in two spellings."""


@dataclass(frozen=True)
class _Quoted:
    entry: Entry
    words: tuple[str, ...]
    said: str
    name: str
    person: bool
    publisher: str


def quotations(entries: Iterable[Entry], origins: Origins) -> Iterator[Judgement]:
    """Judgements between quotations that are one, of which one at most can be right."""
    made = (_quoted(e, e.body, origins) for e in entries if isinstance(e.body, Attribution))
    held = sorted((q for q in made if q is not None), key=lambda q: q.entry.id)
    runs: dict[tuple[str, ...], list[_Quoted]] = defaultdict(list)
    for quoted in held:
        for n in range(len(quoted.words) - RUN + 1):
            runs[quoted.words[n : n + RUN]].append(quoted)
    done: set[frozenset[str]] = set()
    told: set[frozenset[tuple[object, ...]]] = set()
    pairs: list[tuple[_Quoted, _Quoted]] = []
    for block in runs.values():
        for a, b in combinations(block, 2) if len(block) <= CROWD else ():
            pair = frozenset((a.entry.id, b.entry.id))
            if pair not in done and a.publisher != b.publisher:
                done.add(pair)
                pairs.append((a, b) if _order(a) < _order(b) else (b, a))
    for one, other in sorted(pairs, key=lambda p: (_order(p[0]), _order(p[1]))):
        # An article in two texts says it once.
        key = frozenset((origins.article(q.entry), q.name, q.words) for q in (one, other))
        if key not in told:
            told.add(key)
            yield from _compared(one, other)


def _order(quoted: _Quoted) -> tuple[str, str]:
    held = quoted.entry.published
    return (str(held.end) if held and held.end else "~"), quoted.entry.id


def _quoted(entry: Entry, body: Attribution, origins: Origins) -> _Quoted | None:
    if body.mode is not Mode.DIRECT or body.source is None or body.source.name is None:
        return None
    words = tuple(plain_words(" ".join(a.exact for a in sorted(entry.anchors))))
    key = origins.names.key(entry.revision, body.source.name)
    if len(words) < FEWEST or key is None:
        return None
    publisher = origins.publisher(entry) or origins.article(entry)
    return _Quoted(
        entry,
        words,
        " ".join(a.exact for a in sorted(entry.anchors)),
        key,
        origins.names.is_person(entry.revision, key),
        publisher,
    )


def _compared(a: _Quoted, b: _Quoted) -> Iterator[Judgement]:
    """`b` is the later."""
    like = SequenceMatcher(None, a.words, b.words, autojunk=False)
    ratio = like.ratio()
    part = _held(a.words, b.words)
    if (ratio >= SAME or part) and a.person and b.person and not _one_name(a.name, b.name):
        reason = f"one quotation, given to {_name(a)} and to {_name(b)}: {cited(a.said)}"
        yield _judged(b, a, reason, 0.95 * max(ratio, SAME), Why.ATTRIBUTION)
    elif _one_name(a.name, b.name) and not part and ratio >= ALIKE and min(len(a.words), len(b.words)) >= LONG:
        changed = _changed(a.words, b.words, like)
        if changed:
            reason = f"one quotation of {_name(a)} in two wordings: {changed}"
            yield _judged(b, a, reason, 0.8 * ratio, Why.WORDING)


def _held(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one is a stretch of the other."""
    short, long = sorted((f" {' '.join(a)} ", f" {' '.join(b)} "), key=len)
    return short in long


def _one_name(a: str, b: str) -> bool:
    return a == b or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())


def _name(quoted: _Quoted) -> str:
    body = quoted.entry.body
    return (body.source.name if isinstance(body, Attribution) and body.source else None) or quoted.name


def _changed(a: tuple[str, ...], b: tuple[str, ...], like: SequenceMatcher[str]) -> str:
    """The words within that stand in place of others, as a reader would see them; spellings and cuts left out."""
    found = []
    for kind, i, j, m, n in like.get_opcodes():
        inside = i > 0 and j < len(a) and m > 0 and n < len(b)
        if kind == "replace" and inside and not _spelling(a[i:j], b[m:n]):
            found.append(f"“{' '.join(a[i:j])}” or “{' '.join(b[m:n])}”")
    return ", ".join(found)


def _spelling(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    one, other = "".join(a), "".join(b)
    near = SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELT
    return near or [stem(w) for w in a] == [stem(w) for w in b]


def _judged(a: _Quoted, b: _Quoted, reason: str, score: float, why: Why) -> Judgement:
    return judgement(Verdict.CONTRADICTS, a.entry, b.entry, reason, score, why)
