from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Anchor, Credit, Evidence, Revision, Zone, ZoneType, entry_id

TEXT = "The ferry carried 212 passengers, the port said."


def revision(
    text: str = TEXT, path: str = "a/1.txt", address: str | None = None, publisher: str | None = None
) -> Revision:
    credit = Credit(publisher, Evidence("sidecar", "sidecar")) if publisher else None
    return Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), path, address, publisher=credit)


def test_a_revision_is_its_text_and_address_and_never_its_path() -> None:
    assert revision().id == revision(path="b/2.txt").id
    assert revision().id != revision(address="https://gazette.example/1").id
    assert revision().id != revision(publisher="Harbour Gazette").id
    assert (
        revision(address="https://gazette.example/1").id
        == revision(address="https://gazette.example/1", publisher="x").id
    )


def test_an_edited_text_is_another_revision_of_the_same_article() -> None:
    first, second = revision(address="https://g.example/1"), revision(TEXT + " Updated.", address="https://g.example/1")
    assert first.id != second.id
    assert first.article == second.article


def test_an_entry_is_what_it_is_about() -> None:
    assert entry_id("r", "figure", [(0, 3), (5, 7)]) == entry_id("r", "figure", [(5, 7), (0, 3)])
    assert len({entry_id("r", "figure", [(0, 3)], n) for n in range(3)}) == 3


def test_an_anchor_holds_where_its_words_stand() -> None:
    anchor = Anchor.of(TEXT, 18, 21)
    assert anchor.exact == "212"
    assert anchor.holds_in(TEXT)
    assert not anchor.holds_in(TEXT.replace("212", "213"))
    assert not anchor.holds_in("short")


@pytest.mark.parametrize("span", [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_no_words_no_anchor(span) -> None:
    with pytest.raises(ValueError, match="no words"):
        Anchor.of(TEXT, *span)


@given(st.text(min_size=1), st.data())
def test_every_anchor_of_a_text_holds_in_it(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Anchor.of(text, start, end).holds_in(text)
