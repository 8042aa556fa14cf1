"""One quotation that different publishers give to different people, or in different words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

import msgspec

from onrecord.model import Attribution, Entry, Judgement, Mode, Verdict, Why
from onrecord.model.memory import Key, Posting
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


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, by the id of its entry, as it is compared: `told` on a day of no later than this, by `name`.

    `called` is that name as printed, `said` the words as they stand.
    """

    id: str
    told: str
    article: str
    words: tuple[str, ...]
    said: str
    name: str
    called: str
    person: bool
    publisher: str


RUNS = "quotations with"
"""A kind of key: words on end."""


class Wordings:
    """Two quotations by themselves: those of one publisher are left alone."""

    most = CROWD

    def sort(self, part: Quoted) -> str:
        """Its publisher."""
        return part.publisher

    def may_clash(self, one: Quoted, other: Quoted) -> bool:
        """Whether they are one, given to two people or in two wordings."""
        first, second = sorted((one, other), key=_order)
        return any(_compared(first, second))


class Quotations:
    """Quotations that are one, of which one at most can be right, a block of them at a time."""

    stage, posting, pairs = "quotations", Posting(8), Wordings()
    parts = msgspec.msgpack.Decoder(Quoted)

    def __init__(self, origins: Origins) -> None:
        """Compare by what entries go back to."""
        self._origins = origins

    def made(self, entries: Iterable[Entry]) -> Iterator[Quoted]:
        """The quotations that are compared."""
        return (q for e in entries if (q := quoted(e, self._origins)) is not None)

    def keys(self, held: Quoted) -> Iterator[Key]:
        """What it shares with those that it is compared with."""
        for n in range(len(held.words) - RUN + 1):
            yield RUNS, *held.words[n : n + RUN]

    def judged(self, kind: str, block: Sequence[Quoted]) -> Iterator[Judgement]:
        """Judgements between the quotations that share words on end; none where those are a common phrase."""
        told: set[frozenset[tuple[object, ...]]] = set()
        ordered = sorted(block, key=_order) if kind == RUNS and len(block) <= CROWD else []
        for one, other in sorted(combinations(ordered, 2), key=lambda p: (_order(p[0]), _order(p[1]))):
            # An article in two texts says it once.
            key = frozenset((q.article, q.name, q.words) for q in (one, other))
            if key not in told and one.publisher != other.publisher:
                told.add(key)
                yield from _compared(one, other)


def _order(quoted: Quoted) -> tuple[str, str]:
    return quoted.told, quoted.id


def quoted(entry: Entry, origins: Origins) -> Quoted | None:
    """A quotation as it is compared; None for what is none, or is compared with nothing."""
    body = entry.body
    if (
        not isinstance(body, Attribution)
        or body.mode is not Mode.DIRECT
        or body.source is None
        or body.source.name is None
    ):
        return None
    words = tuple(plain_words(" ".join(a.exact for a in sorted(entry.anchors))))
    key = origins.names.key(entry.revision, body.source.name)
    if len(words) < FEWEST or key is None:
        return None
    publisher = origins.publisher(entry) or origins.article(entry)
    held = entry.published
    return Quoted(
        entry.id,
        str(held.end) if held and held.end else "~",
        origins.article(entry),
        words,
        " ".join(a.exact for a in sorted(entry.anchors)),
        key,
        body.source.name,
        origins.names.is_person(entry.revision, key),
        publisher,
    )


def _compared(a: Quoted, b: Quoted) -> Iterator[Judgement]:
    """`b` is the later."""
    like = SequenceMatcher(None, a.words, b.words, autojunk=False)
    part = _held(a.words, b.words)
    if not part and (like.real_quick_ratio() < ALIKE or like.quick_ratio() < ALIKE):
        return
    ratio = like.ratio()
    if (ratio >= SAME or part) and a.person and b.person and not _one_name(a.name, b.name):
        reason = f"one quotation, given to {a.called} and to {b.called}: {cited(a.said)}"
        yield _judged(b, a, reason, 0.95 * max(ratio, SAME), Why.ATTRIBUTION)
    elif _one_name(a.name, b.name) and not part and ratio >= ALIKE and min(len(a.words), len(b.words)) >= LONG:
        changed = _changed(a.words, b.words, like)
        if changed:
            reason = f"one quotation of {a.called} in two wordings: {changed}"
            yield _judged(b, a, reason, 0.8 * ratio, Why.WORDING)


def _held(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one is a stretch of the other."""
    short, long = sorted((f" {' '.join(a)} ", f" {' '.join(b)} "), key=len)
    return short in long


def _one_name(a: str, b: str) -> bool:
    return a == b or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())


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


def _judged(a: Quoted, b: Quoted, reason: str, score: float, why: Why) -> Judgement:
    return judgement(Verdict.CONTRADICTS, a.id, b.id, reason, score, why)
