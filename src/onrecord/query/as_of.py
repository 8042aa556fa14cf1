"""A view as of a day: on a day in the world, and as it was known by a day, with nothing of a later article in it.

What is known by a day is what a record of the articles of then would hold: their entries, what stood about them where
they had been given by then, and what is judged of these alone. A judgement that stands today may rest on an article of
tomorrow even where both its ends do not, so all are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onrecord.model import Entry, Finding, Judgement, Kind, Revision
from onrecord.query.known import is_known, known
from onrecord.query.view import View
from onrecord.reconcile import JUDGED, House, judged
from onrecord.record import Metadata, disagreements, standing


def as_of(view: View, *, on: date | None = None, known: date | None = None) -> View:
    """A view on a day in the world, by what was published by a day; None leaves either as it is.

    A view that is known by a day already is never widened.
    """
    by = min((d for d in (view.known, known) if d), default=None)
    then = view if by == view.known or by is None else known_by(view, by)
    return replace(then, on=on or view.on)


def known_by(view: View, day: date, judgements: tuple[Judgement, ...] | None = None) -> View:
    """A view as it was known by a day; `judgements` is what is judged of it then, where that was judged before."""
    house = view.house or (lambda r: view.houses.get(r.id))
    seen = known(view.revisions, day)
    copies = {r: tuple(c for c in held if is_known(c, day)) for r, held in view.copies.items() if r in seen.revisions}
    revisions = tuple(_standing(r, copies.get(r.id, ())) for r in view.revisions if r.id in seen.revisions)
    entries = tuple(e for e in view.entries if e.revision in seen.revisions)
    if judgements is None:
        whole = revisions == view.revisions
        judgements = view.judgements if whole else _judgements(view, entries, revisions, house)
    return replace(
        view,
        revisions=revisions,
        entries=entries,
        findings=tuple(sorted(_findings(view, revisions, copies), key=_in_order)),
        digested=None,
        judgements=judgements,
        houses={r.id: told for r in revisions if (told := house(r))},
        known=day,
        unsure=seen.unsure,
        copies={r: held for r, held in copies.items() if len(held) > 1},
    )


def _standing(revision: Revision, copies: tuple[Revision, ...]) -> Revision:
    """What stands about a revision by these copies of it: that of the strongest evidence among them."""
    if not copies:
        return revision
    return standing(map(Metadata.of, copies)).revision(revision.text, copies[0].path)


def _judgements(
    view: View, entries: tuple[Entry, ...], revisions: tuple[Revision, ...], house: House
) -> tuple[Judgement, ...]:
    """What is judged of some entries alone, beside what a person says of them, in the order of an export."""
    here = {e.id for e in entries}
    given = [j for j in view.judgements if j.by_person and j.a in here and j.b in here]
    judging = {Kind.ENTITY, *JUDGED}
    made = judged([e for e in entries if e.kind in judging], revisions, given, house)
    every = {j.id: j for j in (*given, *made)}
    return tuple(every[i] for i in sorted(every))


def _findings(
    view: View, revisions: tuple[Revision, ...], copies: dict[str, tuple[Revision, ...]]
) -> Iterator[Finding]:
    """The findings about these articles and the files that they were given in; how their copies differ, told anew."""
    ids = {r.id for r in revisions}
    paths = {r.path for r in (*revisions, *(c for held in copies.values() for c in held))}
    for finding in view.findings:
        ours = finding.revision in ids if finding.revision else finding.path in paths
        if ours and finding.code != "copies-disagree":
            yield finding
    for revision, held in copies.items():
        yield from disagreements(revision, [(c.path, Metadata.of(c)) for c in held])


def _in_order(finding: Finding) -> tuple[str, int, int, str]:
    start, end = min((a.span for a in finding.anchors), default=(-1, -1))
    return finding.revision or "", start, end, finding.id
