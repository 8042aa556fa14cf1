"""A record as a View."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.model import Revision
from onrecord.model import digest as digest_of
from onrecord.packs import all_shipped, combined, current
from onrecord.query.as_of import as_of, known_by
from onrecord.query.view import View
from onrecord.reconcile import code, houses, judges
from onrecord.record import Article, Store, Whole, digest, judged_then, keep_judged, packs_of, sound
from onrecord.record import lines as lines_of
from onrecord.work.tidying import untidied


def load(store: Store, on: date | None = None, known: date | None = None) -> View:
    """What stands in a record on a day in the world, by what was published by a day, with the digest of its export.

    None for all days: then all that is on record counts, articles of no known day too. Raises WordsLostError at an
    entry that does not rest on its words.
    """
    place = store.path
    then = replace(look(store, on, known), digested=lambda view: digest(lines(view, place)))
    for entry in then.entries:
        sound(entry, then.revision[entry.revision].text if entry.revision in then.revision else "", place)
    return then


def look(store: Store, on: date | None = None, known: date | None = None) -> View:
    """The same without a digest, and without going through the words that entries rest on."""
    state, view = store.state(), _loaded(store)
    return as_of(view if known is None else _known_by(store, state, view, known), on=on)


@untidied()
def _loaded(store: Store) -> View:
    """All that stands in a record."""
    packs, articles = packs_of(store), tuple(store.articles())
    revisions, house = tuple(r for r, _ in articles), houses(packs)
    return View(
        revisions,
        tuple(store.entries()),
        tuple(store.findings()),
        None,
        tuple(store.judgements()),
        tuple(p.name for p in packs),
        {r.id: told for r in revisions if (told := house(r))},
        copies={r.id: tuple(_copies(store, r)) for r, also_at in articles if also_at},
        house=house,
        slots=combined(current(packs or all_shipped())).slots,
    )


def _known_by(store: Store, state: int | None, view: View, day: date) -> View:
    """The view as it was known by a day; what was judged of it is kept until anything is recorded.

    `state` is the record's from before the view was read.
    """
    if state is None or state != store.state():
        return known_by(view, day)
    by = digest_of("known", judges(packs_of(store)), _selection())
    kept = judged_then(store, day, state=state, judges=by)
    then = known_by(view, day, kept)
    if kept is None and then.judgements is not view.judgements:
        keep_judged(store, day, then.judgements, state=state, judges=by)
    return then


@cache
def _selection() -> str:
    """A digest of the code that tells what counts on a day."""
    place = files("onrecord.query")
    return code(place / name for name in ("as_of.py", "known.py"))


def _copies(store: Store, revision: Revision) -> Iterator[Revision]:
    return (seen.revision(revision.text, path) for path, seen in store.copies(revision.id))


def lines(view: View, place: Path) -> Iterator[str]:
    """The lines of the export of a view, each without its end: those of a record that holds just this.

    `place` is the record's file, which WordsLostError names at an entry that does not rest on its words.
    """
    texts = view.revision
    return lines_of(whole(view, place), lambda revision: texts[revision].text if revision in texts else None)


def whole(view: View, place: Path) -> Whole:
    """All that the export of a view tells; see lines."""
    articles = (Article(r, tuple(c.path for c in view.copies.get(r.id, ())[1:])) for r in view.revisions)
    return Whole(articles, view.entries, view.judgements, view.findings, place)
