"""Which house a revision comes from: the group that owns its publisher, where one is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from onrecord.model import Revision
from onrecord.packs import PackText, combined, lexicon

House = Callable[[Revision], str | None]
"""What a revision counts as: its publisher's group, else its publisher, else its site; None where none is on record."""


def houses(packs: Sequence[PackText] = ()) -> House:
    """The houses that the program knows, and those of a record's packs, which overrule them."""
    known = {_key(name): group for group, names in _families(packs) for name in names}

    def house(revision: Revision) -> str | None:
        publisher = revision.publisher.value if revision.publisher else None
        site = _site(revision.address)
        parts = site.split(".") if site else []
        sites = [".".join(parts[at:]) for at in range(max(len(parts) - 1, 0))]
        told = (_key(name) for name in (publisher, *sites) if name)
        return next((known[key] for key in told if key in known), publisher or site)

    return house


def _families(packs: Sequence[PackText]) -> Iterable[tuple[str, Iterable[str]]]:
    yield from lexicon("families")["families"].items()
    yield from combined(tuple(packs)).families if packs else ()


def _key(name: str) -> str:
    """A name as it is compared: in lower case, with straight apostrophes and no first "the"."""
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ").removeprefix("www.")


def _site(address: str | None) -> str | None:
    """The host of an address, without `www.`."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
