"""What a reading of a revision puts on record, made ready without the record: in whichever process reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.model import Draft, Entry, Finding, Revision
from onrecord.record.faults import sifted
from onrecord.record.rows import Act, By, act_of, anchored, finding_act, sealed


@dataclass(frozen=True, slots=True)
class Ready:
    """The rows about a revision: its entries and findings, and how many drafts were refused."""

    revision: str
    entries: tuple[Act, ...]
    findings: tuple[Act, ...]
    refused: int = 0


def ready(article: Revision, drafts: Iterable[Draft], findings: Iterable[Finding]) -> Ready:
    """A reading made ready: a draft that does not rest on the article's words is refused, and a Finding says so.

    Raises TypeError or ValueError where something cannot be written down.
    """
    made, refusals = entries_of(article, drafts)
    entries = tuple(act_of(e, e.extractor, article.text) for e in made)
    told = tuple(about(f, article.id, article.text, By.READING) for f in (*findings, *refusals))
    return Ready(article.id, entries, told, len(refusals))


def entries_of(article: Revision, drafts: Iterable[Draft]) -> tuple[list[Entry], list[Finding]]:
    """The entries that drafts become which rest on the article's words, and findings about those that do not."""
    good, refusals = sifted(drafts, article)
    published = article.published.interval if article.published else None
    return list(sealed(good, article.id, published)), refusals


def about(finding: Finding, revision: str, text: str, by: str) -> Act:
    """The act that puts a finding about a revision on record."""
    return finding_act(anchored(replace(finding, revision=revision), text), by)
