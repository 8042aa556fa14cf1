"""What judges, told by a digest: a record is judged anew where its code or its word lists have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord.model import digest, text_digest
from onrecord.packs import PackText


@cache
def makers() -> str:
    """A digest of the code that judges and of the word lists that come with the program."""
    places = (files("onrecord.reconcile"), files("onrecord.packs") / "lexicons")
    return code(f for place in places for f in _files(place))


def code(of: Iterable[Traversable]) -> str:
    """A digest of some files of the program, whatever their order."""
    held = sorted((f.name, f.read_text("utf-8")) for f in of)
    return text_digest("\n".join(f"{name}\n{text}" for name, text in held))


def judges(packs: Iterable[PackText]) -> str:
    """Who judges a record and by what: the makers, and the packs that tell which publishers are of one house."""
    return digest("judges", makers(), [(p.name, p.text) for p in packs])


def _files(place: Traversable) -> Iterator[Traversable]:
    for each in place.iterdir():
        if each.is_dir():
            yield from _files(each)
        elif each.name.endswith((".py", ".toml")):
            yield each
