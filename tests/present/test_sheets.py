"""Long lists are cut into pages that lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.present.dossier.sheets import Group, sheets

LISTS = st.lists(st.lists(st.integers(1, 9), max_size=12), max_size=8)


@given(LISTS, st.integers(1, 10))
def test_every_item_stands_once_in_order_and_no_page_is_too_long(lists: list[list[int]], size: int) -> None:
    groups = [Group(f"g{n}", str(n), tuple(items)) for n, items in enumerate(lists)]
    pages = sheets("list", groups, size, lambda item: item)
    parts = [part for page in pages for part in page.groups]
    assert [item for part in parts for item in part.items] == [item for items in lists for item in items]
    assert all(sum(held := [i for g in page.groups for i in g.items]) <= size or len(held) == 1 for page in pages)
    assert len({part.id for part in parts}) == len(parts)
    assert {part.label for part in parts} == {group.label for group in groups}


def test_a_list_of_nothing_is_one_page() -> None:
    (page,) = sheets("list", [])
    assert page.file == "list.html"
    assert page.label == ""


def test_a_group_that_runs_on_says_so() -> None:
    first, second = sheets("list", [Group("g", "All", tuple(range(5)))], 3)
    assert [part.continued for page in (first, second) for part in page.groups] == [False, True]
    assert second.file == "list-2.html"
    assert second.groups[0].total == 5
