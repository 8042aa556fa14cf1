"""The profile of a publisher or a speaker as counts, each with all the words that it counts: one wording for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Attribution, Entry, Mode
from onrecord.present.wording import SPACE, words
from onrecord.query import Claims, Met, Publisher, Relation, Reported, Reporting, Sourcing, Speaker, Told, View

UNKNOWN_PUBLISHER = "Publisher not on record"
TOO_LITTLE = "too little to tell"

SENTENCES, OWN, ARTICLES, TOLD = "body sentences", "sentences of the article’s own", "articles", "entries"
"""What shares are of."""

SOURCED = {
    Sourcing.NAMED: "attributed to named sources",
    Sourcing.ANONYMOUS: "attributed to anonymous sources only",
    Sourcing.UNTOLD: "quoted or reported, source not read",
    Sourcing.NONE: "attributed to nobody",
}
REPORTED = {
    Reporting.OWN: "own reporting, as far as the record shows",
    Reporting.WIRE: "credited to a news agency",
    Reporting.COPY: "copies of another publisher’s article",
    Reporting.PARTLY: "with passages of another publisher’s article",
}
RELATED = {
    Relation.SUPPORTED: "supported by others",
    Relation.CONTRADICTED: "contradicted or denied by others",
    Relation.REVISED: "revised, by them or by others",
    Relation.REPEATED: "told by others too, in the same or their own words",
}
MODES = {Mode.DIRECT: "quoted", Mode.MIXED: "partly quoted", Mode.INDIRECT: "reported"}


@dataclass(frozen=True, slots=True)
class Case:
    """One of what a count counts: a stretch of a text, or a whole text (`span` None).

    `marks` are the words in it that it is counted for; `entries` the ids of the entries that it rests on; `why` says
    what else there is to know, `met` are entries of others, by id, each with its words and what was judged.
    """

    revision: str
    span: tuple[int, int] | None
    marks: tuple[tuple[int, int], ...] = ()
    entries: tuple[str, ...] = ()
    why: str = ""
    met: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its door: what is counted, of how many (None where no share is to be told), and all the cases."""

    id: str
    label: str
    unit: str
    of: int | None
    cases: tuple[Case, ...]

    @property
    def many(self) -> int:
        """The number itself."""
        return len(self.cases)

    @property
    def share(self) -> float | None:
        """The share, 0 to 1; None where none is to be told."""
        return self.many / self.of if self.of else None


def name(publisher: Publisher) -> str:
    """What a publisher is called, or that none is on record."""
    return publisher.name or UNKNOWN_PUBLISHER


def of_publisher(view: View, publisher: Publisher) -> list[Count]:
    """The counts of a publisher, in a fixed order."""
    few, all_ = publisher.too_little, len(publisher.sentences)

    def sentences(key: str, label: str, told: Iterable[Told], of: int, unit: str = SENTENCES) -> Count:
        return _count(key, label, unit, None if few else of, [_sentence(view, t) for t in told])

    own = publisher.told(Sourcing.NONE)
    return [
        *(sentences(s.value, label, publisher.told(s), all_) for s, label in SOURCED.items()),
        sentences("judging", "with a judging word", publisher.judging, len(own), OWN),
        *(
            _count(f"is-{r.value}", label, ARTICLES, None, [_article(view, o) for o in publisher.reporting(r)])
            for r, label in REPORTED.items()
        ),
        *_claims(view, publisher.claims, few=few),
        _corrections(publisher),
    ]


def of_speaker(view: View, speaker: Speaker) -> list[Count]:
    """The counts of a speaker, in a fixed order."""
    few, all_ = speaker.too_little, len(speaker.statements)
    ways = [
        _count(m.value, label, "statements", None if few else all_, [_entry(e) for e in speaker.quoted(m)])
        for m, label in MODES.items()
    ]
    return [*ways, *_claims(view, speaker.claims, few=few)]


def _claims(view: View, claims: Claims, *, few: bool) -> Iterator[Count]:
    of = None if few else len(claims.entries)
    for relation, label in RELATED.items():
        met: dict[str, list[Met]] = {}
        for each in claims.met:
            if each.relation is relation:
                met.setdefault(each.entry.id, []).append(each)
        yield _count(relation.value, label, TOLD, of, [_met(view, held) for held in met.values()])
    yield _count(
        "alone", "that nobody else on record supports, contradicts or repeats", TOLD, of, map(_entry, claims.alone)
    )


def _count(key: str, label: str, unit: str, of: int | None, cases: Iterable[Case]) -> Count:
    return Count(key, label, unit, of, tuple(cases))


def _sentence(view: View, told: Told) -> Case:
    marks = tuple((w.start, w.end) for w in told.judging)
    whose = dict.fromkeys(_whose(view.by_id[i]) for i in told.statements)
    return Case(told.place.revision, (told.place.start, told.place.end), marks, told.statements, "; ".join(whose))


def _whose(entry: Entry) -> str:
    source = entry.body.source if isinstance(entry.body, Attribution) else None
    return (source.name or source.text if source else None) or "source not read"


def _article(view: View, origin: Reported) -> Case:
    entries = tuple(e.id for e, _ in origin.copied)
    first = tuple((f.id, _words(view, f)) for _, f in origin.copied)
    return Case(origin.revision, None, (), entries, origin.detail, first)


def _entry(entry: Entry) -> Case:
    start, end = min(a.start for a in entry.anchors), max(a.end for a in entry.anchors)
    return Case(entry.revision, (start, end), (), (entry.id,))


def _met(view: View, met: Sequence[Met]) -> Case:
    """An entry with those of others that it meets: one case, however many there are."""
    told = ((m, f"{_words(view, m.other)} ({m.judgement.verdict.value}: {m.judgement.reason})") for m in met)
    return replace(_entry(met[0].entry), met=tuple((m.other.id, said) for m, said in told))


def _words(view: View, entry: Entry) -> str:
    revision = view.revision[entry.revision]
    whose = revision.publisher.value if revision.publisher else UNKNOWN_PUBLISHER.lower()
    return f"{whose}: “{words(entry)}”"


def _corrections(publisher: Publisher) -> Count:
    cases = [
        Case(c.texts[-1], (c.place.start, c.place.end))
        if c.place
        else Case(c.texts[-1], None, why=f"{len(c.texts):,} texts of this article are on record")
        for c in publisher.corrections
    ]
    return _count("corrections", "notices of correction and edited articles", "", None, cases)


def exact(view: View, case: Case) -> str:
    """The words of a case, white space made one."""
    text = view.revision[case.revision].text
    return SPACE.sub(" ", text[slice(*case.span)]).strip() if case.span else ""


def told(view: View, head: dict[str, object], counts: Iterable[Count]) -> dict[str, object]:
    """A profile as plain data, with every span."""
    return {**head, "counts": {c.id: _plain(view, c) for c in counts}}


def _plain(view: View, count: Count) -> dict[str, object]:
    return {
        "what": count.label,
        "count": count.many,
        "of": count.of,
        "unit": count.unit,
        "cases": [
            {
                "article": case.revision,
                "path": view.revision[case.revision].path,
                "start": case.span[0] if case.span else None,
                "end": case.span[1] if case.span else None,
                "exact": view.revision[case.revision].text[slice(*case.span)] if case.span else None,
                "marks": [{"start": a, "end": b} for a, b in case.marks],
                "entries": list(case.entries),
                "why": case.why or None,
                "met": [{"entry": i, "what": what} for i, what in case.met],
            }
            for case in count.cases
        ],
    }
