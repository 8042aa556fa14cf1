"""What a site prints on many of its pages: sign-up forms, blog heads, a standing paragraph on what the story is.

Zones take most of it off; what they miss shows by being repeated, and would make copies of all of a site's articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from onrecord.model import Revision
from onrecord.reconcile.copies.passages import covered_by
from onrecord.reconcile.copies.relations import Text, address
from onrecord.reconcile.copies.words import Hashes, Words

REPEATED = 4
"""Articles of one site that a stretch of words stands in before it is taken for furniture."""
MOST = 0.5
"""The share of a text that is repeated from which on the whole of it is: an article printed again and again."""


def stripped(texts: Iterable[Text]) -> list[Text]:
    """Texts without the words that their site repeats on page after page."""
    held = list(texts)
    repeated = _repeated(held)
    return [Text(t.revision, _without(t.words, repeated.get(site(t.revision)))) for t in held]


def site(revision: Revision) -> str | None:
    """The publisher of a revision, else the host of its address."""
    if revision.publisher:
        return revision.publisher.value.casefold()
    return address(revision.address).partition("/")[0] if revision.address else None


def _repeated(texts: Iterable[Text]) -> dict[str | None, Hashes]:
    """By site, the shingles that stand in many of its articles, sorted; the texts of one article count once."""
    by_site: dict[str | None, dict[str, list[Hashes]]] = defaultdict(lambda: defaultdict(list))
    for text in texts:
        where, revision = site(text.revision), text.revision
        if where is not None:
            article = address(revision.address) if revision.address else revision.id
            by_site[where][article].append(text.words.sorted_shingles)
    return {where: _many(articles.values()) for where, articles in by_site.items() if len(articles) >= REPEATED}


def _many(articles: Iterable[list[Hashes]]) -> Hashes:
    shingles, counts = np.unique(np.concatenate([np.unique(np.concatenate(a)) for a in articles]), return_counts=True)
    found: Hashes = shingles[counts >= REPEATED]
    return found


def _without(text: Words, repeated: Hashes | None) -> Words:
    if repeated is None or not len(repeated) or not len(text):
        return text
    found = covered_by(text, repeated)
    if not found.any() or found.mean() > MOST:
        return text
    kept = ~found
    return Words(text.revision, text.starts[kept], text.ends[kept], text.hashes[kept], text.quoted[kept])
