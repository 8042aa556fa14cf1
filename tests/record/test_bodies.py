"""Entries are held in less room than they take when they are written out, and come back whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from samples import articles, figure, revision, statement

from onrecord.model import Kind, Revision
from onrecord.record import Store, check, codec, journal
from onrecord.record.bodies import EMPTY, HELD, Bodies


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "s.db") as made:
        yield made


def test_what_a_row_leaves_out_stands_elsewhere(store: Store) -> None:
    store.give(revision())
    store.append(revision().id, [statement(), figure()])
    held = [codec.decode(b) for (b,) in store.db.rows("SELECT body FROM ledger WHERE kind <> 'finding'")]
    assert len(held) == 2
    for body in held:
        assert {"kind", "revision", "extractor", "ordinal"}.isdisjoint(body)
        assert [set(a) for a in body["anchors"]] == [{"start", "end", "exact"}]
        assert None not in body["body"].values()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(article=articles())
def test_every_entry_comes_back(article: tuple[Revision, list, list], tmp_path_factory) -> None:
    about, drafts, _ = article
    with Store.create(tmp_path_factory.mktemp("r") / "s.db") as store:
        store.give(about)
        store.append(about.id, drafts, marker="m")
        versions = {v.version for e in store.entries() for v in store.versions(e.id)}
        assert {codec.version(codec.entry_plain(e)) for e in store.entries()} == versions
        assert list(check(store)) == []


@pytest.mark.parametrize("kind", Kind)
def test_only_what_may_be_empty_is_left_out(kind: Kind) -> None:
    body = codec.BODY_OF[kind]
    hints = get_type_hints(body)
    assert set(EMPTY[kind]) <= {f.name for f in fields(body) if type(None) in get_args(hints[f.name])}


def test_rows_of_earlier_layouts_are_read_as_they_are(store: Store) -> None:
    store.give(revision())
    store.append(revision().id, [statement()], marker="m")
    before, lines = list(store.entries()), list(journal(store))
    whole = codec.encode(codec.entry_plain(before[0]))
    store.db.run("DROP TRIGGER ledger_is_not_updated")
    store.db.run("UPDATE ledger SET body = ? WHERE kind = 'attribution'", [whole])
    assert list(store.entries()) == before
    assert list(journal(store)) == lines
    assert list(check(store)) == []


def test_an_entry_of_no_article_is_read_without_its_surroundings(store: Store) -> None:
    store.give(revision())
    store.append(revision().id, [figure()])
    body, kind, _, *others = store.db.one(f"SELECT {HELD} FROM current LIMIT 1")  # noqa: S608 (our own columns)
    found = Bodies(store.db).entry((body, kind, "nowhere", *others))
    assert [(a.exact, a.prefix, a.suffix) for a in found.anchors] == [(figure().anchors[0].exact, "", "")]
