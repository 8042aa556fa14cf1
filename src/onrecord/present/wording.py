"""How events and commitments are said to a reader, in one wording for terminal, pages and files."""

from __future__ import annotations

import re

from onrecord.model import Attribution, Commitment, CommitmentType, Entry, Interval, Judgement, Verdict, Why
from onrecord.query import Occurrence, Standing, Status, View

STOP = re.compile(r"[.!?][”’\"')\]]*(?=\s+[^a-z\d\s])|(?=\n)")
"""Where a sentence ends, as far as its signs tell."""
BESIDE = 120
"""Characters on each side of an entry's words, at most."""
SPACE = re.compile(r"\s+")
OTHER = "other"
"""The type of an event that no pack names: its words say more."""

TYPES = {
    CommitmentType.MANDATE: "mandate",
    CommitmentType.DEADLINE: "deadline",
    CommitmentType.CEILING: "ceiling",
    CommitmentType.PLEDGE: "pledge",
    CommitmentType.VOW: "vow",
    CommitmentType.THREAT: "threat",
    CommitmentType.INTENTION: "intention",
}

HEADS = {
    Status.OVERDUE: "Deadline passed, no outcome on record",
    Status.DUE: "Due",
    Status.STANDING: "Standing",
    Status.SETTLED: "Settled",
}


def words(entry: Entry) -> str:
    """An entry's words, white space made one; what was left out between its stretches is marked."""
    return " […] ".join(" ".join(a.exact.split()) for a in sorted(entry.anchors))


def around(view: View, entry: Entry) -> tuple[str, str, str]:
    """What stands before an entry's first words in their sentence, the words, and what stands after; white space one.

    A sentence that goes on further than a line or two is cut at a word, and the cut is shown.
    """
    text, (start, end) = view.revision[entry.revision].text, entry.anchors[0].span
    before, after = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
    stops = [m.end() for m in STOP.finditer(before)]
    stop = STOP.search(after)
    before = before[stops[-1] :] if stops else before if start <= BESIDE else f"… {before.partition(' ')[2]}"
    after = after[: stop.end()] if stop else after if end + BESIDE >= len(text) else f"{after.rpartition(' ')[0]} …"
    before, exact, after = (SPACE.sub(" ", part) for part in (before, text[start:end], after))
    return before.lstrip(), exact, after.rstrip()


def when(held: Interval) -> str:
    """ISO days, a whole month or year as that: `2020-01`, `2020`."""
    if held.start and held == Interval.year(held.start.year):
        return f"{held.start:%Y}"
    if held.start and held == Interval.month(held.start.year, held.start.month):
        return f"{held.start:%Y-%m}"
    return str(held)


def of_commitment(body: Commitment) -> str:
    """`mandate of Operation Lantern, Norvala`, `ceiling of 450 personnel, Norvala`, `pledge, Tobias Renner`."""
    told = TYPES[body.type]
    if body.cap is not None:
        most = "of" if body.type is CommitmentType.CEILING else "of at most"
        told += f" {most} {body.cap:,f} {body.counts or ''}".rstrip()
    if body.mission:
        told += f" {'for' if body.cap is not None else 'of'} {body.mission}"
    bound = body.actor if body.actor and body.actor != body.mission else None
    return f"{told}, {bound}" if bound else told


def headline(found: Occurrence) -> str:
    """One line for an occurrence."""
    if found.commitment:
        return of_commitment(found.commitment)
    what = words(found.entry) if found.type == OTHER else found.type.replace("-", " ")
    return ", ".join(dict.fromkeys([what, *found.who, *([found.place] if found.place else [])]))


def told_by(found: Occurrence) -> str:
    """How often it is told, and in how many articles; empty where once."""
    times = sum(e.kind is found.entry.kind for e in found.tellings)
    if times == 1:
        return ""
    articles = f"{found.articles:,} article{'' if found.articles == 1 else 's'}"
    return f"told {times:,} times in {articles}"


def marks(found: Occurrence) -> list[str]:
    """What is to be said beside an occurrence: how sure it is, what became of it."""
    sure = [found.standing] if found.standing else []
    return [*sure, *found.fates]


def source(view: View, entry: Entry) -> str:
    """`Harbour Gazette, 2018-09-24`: whose article, and when."""
    revision = view.revision[entry.revision]
    name = revision.publisher.value if revision.publisher else "publisher not on record"
    return f"{name}, {entry.published or 'day not on record'}"


VERDICTS = {
    Verdict.CONTRADICTS: "contradict each other",
    Verdict.DENIES: "one denies the other",
    Verdict.REVISES: "one takes the place of the other",
    Verdict.DIFFERS: "differ, and are no conflict",
    Verdict.SUPPORTS: "agree, from different origins",
    Verdict.SAME: "one, told again",
}
WHYS = {
    Why.DATE: "of another time",
    Why.SCOPE: "of another scope",
    Why.MEASURE: "of another measure",
    Why.DEFINITION: "counted in another way",
    Why.MODALITY: "one tells of what is, the other of what is to be or may be",
    Why.ATTRIBUTION: "one quotation, given to two people",
    Why.WORDING: "one quotation, in two wordings",
}


def opposed(judgement: Judgement) -> str:
    """What two entries are to each other, and in what they differ, in words."""
    told = VERDICTS.get(judgement.verdict, judgement.verdict.value)
    return f"{told}: {WHYS[judgement.why]}" if judgement.why else told


def publisher(view: View, entry: Entry) -> str | None:
    """Whose article it stands in, where that is on record."""
    held = view.revision[entry.revision].publisher
    return held.value if held else None


def said_by(view: View, entry: Entry) -> str:
    """Whose word it is: the source of a statement, who a figure is by, else the article itself."""
    body = entry.body
    if isinstance(body, Attribution):
        source = body.source
        return (source.name or source.text if source else None) or "speaker not on record"
    return " ▸ ".join(h.name for h in entry.attributed_to) or f"{publisher(view, entry) or 'the article'} itself"


def term(row: Standing) -> Interval | None:
    """The days by which it ends, as narrowly as they are known."""
    return next((e.body.due for e in row.tellings if isinstance(e.body, Commitment) and e.body.due), None)


def due(row: Standing) -> str:
    """The day by which it ends in ISO form."""
    held = term(row)
    return when(held).replace("../", "by ") if held else "no stated day"
