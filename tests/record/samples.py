"""Values for the tests of the record: a small fictional article, and hypothesis strategies for any."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from onrecord.model import (
    Anchor,
    Attribution,
    Credit,
    Draft,
    Entity,
    Evidence,
    Factuality,
    Figure,
    Finding,
    Holder,
    Interval,
    MentionType,
    Mode,
    Modifier,
    Naming,
    Published,
    Quantity,
    Revision,
    Severity,
    Source,
    TimexType,
    TimexValue,
    Words,
    Zone,
    ZoneType,
)
from onrecord.record import schema

TEXT = "Salt road shut\n\nAbout 1,000 pickers walked out on Monday, Mara Quill said. “We are tired,” she added."


def anchor(words: str, text: str = TEXT) -> Anchor:
    start = text.index(words)
    return Anchor.of(text, start, start + len(words))


def words(said: str, text: str = TEXT) -> Words:
    there = anchor(said, text)
    return Words(said, there.start, there.end)


def revision(text: str = TEXT, path: str = "salt/a.txt", publisher: str | None = "Courier") -> Revision:
    return Revision(
        text=text,
        zones=(Zone(ZoneType.BODY, 0, len(text)),),
        path=path,
        publisher=Credit(publisher, Evidence("sidecar", "the sidecar")) if publisher else None,
        published=Published(Interval.month(2019, 3), (Evidence("date-line", "March 2019"),)),
        language="en",
    )


def entity(name: str, text: str = TEXT) -> Draft:
    there = anchor(name, text)
    body = Entity(name, MentionType.PERSON, (), (), (Naming(name, there.start, there.end),))
    return Draft(body, (there,), "any/1", 0.9)


def statement(confidence: float = 0.5, said: Interval | None = None) -> Draft:
    source = Source("Mara Quill", "Mara Quill", words("Mara Quill").start, words("Mara Quill").end)
    body = Attribution(source, words("said"), Mode.INDIRECT, said)
    return Draft(body, (anchor("About 1,000 pickers walked out on Monday"),), "attributions/1", confidence)


def figure(value: str = "1000") -> Draft:
    quantity = Quantity(Decimal(value), None, None, Modifier.ABOUT, "About 1,000")
    return Draft(Figure(quantity, "pickers", None, "other", None), (anchor("About 1,000 pickers"),), "figures/1", 0.9)


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a second each time it is looked at."""
    seconds = itertools.count()
    return lambda: datetime(2024, 5, 1, tzinfo=UTC) + timedelta(seconds=next(seconds))


# --- any values ----------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SOME_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
DAYS = st.dates(date(1, 1, 2), date(9998, 12, 30))
NUMBERS = st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=2), st.just(Decimal("1E+6")))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start >= end:
        start, end = end, start + timedelta(days=1)
    return Interval(start, end)


@st.composite
def anchors_in(draw: st.DrawFn, text: str) -> Anchor:
    start = draw(st.integers(0, len(text) - 1))
    return Anchor.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def evidence_in(draw: st.DrawFn, text: str) -> Evidence:
    kind = draw(st.sampled_from(["sidecar", "metadata", "address", "bound", "another"]))
    return Evidence(kind, draw(ANY_TEXT), draw(st.none() | anchors_in(text)))


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    text = draw(SOME_TEXT)
    credits_ = st.builds(Credit, ANY_TEXT, evidence_in(text))
    end = draw(st.integers(1, len(text)))
    return Revision(
        text=text,
        zones=draw(st.sampled_from([(), (Zone(ZoneType.BODY, 0, end),)])),
        path=draw(ANY_TEXT),
        address=draw(st.none() | ANY_TEXT),
        title=draw(st.none() | credits_),
        publisher=draw(st.none() | credits_),
        byline=tuple(draw(st.lists(credits_, max_size=2))),
        wire=draw(st.none() | credits_),
        published=draw(
            st.none() | st.builds(Published, intervals(), st.lists(evidence_in(text), max_size=2).map(tuple))
        ),
        language=draw(st.sampled_from([None, "en", "fr"])),
    )


@st.composite
def drafts_in(draw: st.DrawFn, text: str) -> Draft:
    quoted = anchors_in(text).map(lambda a: Words(a.exact, a.start, a.end))
    sources = quoted.flatmap(
        lambda w: st.builds(Source, st.none() | ANY_TEXT, st.just(w.text), st.just(w.start), st.just(w.end))
    )
    body = draw(
        st.one_of(
            st.builds(
                Attribution,
                st.none() | sources,
                st.none() | quoted,
                st.sampled_from(Mode),
                st.none() | intervals(),
                st.sampled_from(Factuality),
                st.none() | ANY_TEXT,
            ),
            st.builds(
                Figure,
                st.builds(
                    Quantity, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Modifier), ANY_TEXT, st.none() | ANY_TEXT
                ),
                ANY_TEXT,
                st.none() | ANY_TEXT,
                ANY_TEXT,
                st.none() | intervals(),
            ),
            st.builds(
                Entity,
                ANY_TEXT,
                st.sampled_from(MentionType),
                st.lists(ANY_TEXT, max_size=2).map(tuple),
                st.lists(quoted, max_size=1).map(tuple),
                st.lists(
                    anchors_in(text).flatmap(
                        lambda a: st.builds(
                            Naming, st.just(a.exact), st.just(a.start), st.just(a.end), st.none() | ANY_TEXT
                        )
                    ),
                    max_size=2,
                ).map(tuple),
            ),
            st.builds(TimexValue, st.sampled_from(TimexType), ANY_TEXT, st.none() | intervals()),
        )
    )
    return Draft(
        body=body,
        anchors=tuple(draw(st.lists(anchors_in(text), min_size=1, max_size=3))),
        extractor="any/1",
        confidence=draw(st.floats(0, 1)),
        attributed_to=tuple(draw(st.lists(st.builds(Holder, ANY_TEXT, st.booleans()), max_size=2))),
    )


@st.composite
def articles(draw: st.DrawFn) -> tuple[Revision, list[Draft], list[Finding]]:
    """A revision with drafts that rest on it, and findings about it."""
    article = draw(revisions())
    findings = st.builds(
        Finding,
        ANY_TEXT,
        st.sampled_from(Severity),
        ANY_TEXT,
        anchors=st.lists(anchors_in(article.text), max_size=2).map(tuple),
    )
    return article, draw(st.lists(drafts_in(article.text), max_size=4)), draw(st.lists(findings, max_size=2))


def laid_out(path: Path, made: Path, layout: int) -> Path:
    """A record as an earlier layout had it, with the rows of one of today's."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript("".join(schema.MIGRATIONS[:layout]))
        file.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        file.execute(f"PRAGMA user_version = {layout}")
        file.execute("ATTACH ? AS made", [str(made)])
        there = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in (*schema.LOGS, "article"):
            if table in there:
                file.execute(f"INSERT INTO main.{table} SELECT * FROM made.{table}")  # noqa: S608 (our own tables)
        file.execute("INSERT INTO words (words) VALUES ('rebuild')")
    return path
