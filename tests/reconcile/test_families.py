"""Houses: publishers of one group are one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from onrecord.model import Credit, Evidence, Revision
from onrecord.packs import PackText, faults, lexicon, shipped
from onrecord.reconcile import houses

PACK = """
name = "houses"
title = "Publishers of the province"

[[publishers]]
group = "Almery Group"
names = ["Almery Times", "brenncourier.example", "The Scotsman"]
"""


def article(publisher=None, address=None):
    credit = Credit(publisher, Evidence("sidecar", "")) if publisher else None
    return Revision("Words.", (), "a.txt", address=address, publisher=credit)


@pytest.mark.parametrize(
    ("publisher", "address", "house"),
    [
        ("Calgary Herald", None, "Postmedia Network"),
        ("The Calgary Herald", None, "Postmedia Network"),
        ("Almery Times", None, "Almery Times"),
        ("Some name of its own", "https://www.calgaryherald.com/news/1", "Postmedia Network"),
        (None, "https://edition.example/1", "edition.example"),
        (None, "https://[broken", None),
        (None, None, None),
    ],
)
def test_a_publisher_counts_as_its_group(publisher, address, house):
    assert houses()(article(publisher, address)) == house


@pytest.mark.parametrize(
    ("publisher", "address"),
    [
        ("almery  times", None),
        ("The Almery Times", None),
        ("X", "https://news.brenncourier.example/1"),
        ("The Scotsman", None),
    ],
)
def test_a_pack_of_ones_own_adds_groups_and_overrules(publisher, address):
    house = houses([shipped("general"), PackText("houses", PACK)])
    assert house(article(publisher, address)) == "Almery Group"


def test_no_publisher_of_the_list_is_in_two_groups():
    names = Counter(n.casefold() for held in lexicon("families")["families"].values() for n in held)
    assert [n for n, many in names.items() if many > 1] == []


def test_the_sites_of_the_list_are_sites():
    names = [n for held in lexicon("families")["families"].values() for n in held]
    sites = [n for n in names if re.fullmatch(r"\S+\.\S+", n) and n == n.lower()]
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", s) for s in sites)
    assert len(sites) > 100


def test_faults_of_a_pack_with_publishers_are_told(tmp_path):
    file = tmp_path / "houses.toml"
    file.write_text(PACK.replace('group = "Almery Group"', "").replace('"brenncourier.example"', '""'), "utf-8")
    assert sorted((f.code, f.key) for f in faults([file])) == [("empty-word", "names"), ("missing-key", "group")]
