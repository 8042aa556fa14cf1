"""A record on a terminal: text from articles is shown as it is, and can do nothing to the terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Attribution, Entry, Figure, Finding, Holder, Interval, Kind, Revision, Severity, Source
from onrecord.model.spent import Spent
from onrecord.query import View, grouped

WIDE = 100
"""Columns from which figures are a table; below, each is a few lines."""

KNOWN_AS: dict[str, str] = {
    Kind.TIMEX: "time expressions",
    Kind.ENTITY: "names",
    Kind.ATTRIBUTION: "statements",
    Kind.FIGURE: "figures",
    Kind.EVENT: "events",
    Kind.COMMITMENT: "commitments",
}

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def clean(text: str) -> str:
    """Text with what steers a terminal or turns the direction of writing made visible as �, on one line."""
    return " ".join(inert(text).split())


def inert(text: str) -> str:
    """The same, character for character: what stands at an offset of the text stands there."""
    return "".join(_shown(c) for c in text)


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\n\t\r" or category in {"Zl", "Zp"}:
        return " "
    return "�" if category in {"Cc", "Cs"} or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" else char


# --- statements ----------------------------------------------------------------------------------------


def statements(console: Console, view: View) -> None:
    """Each statement: who, when it was published and by whom, the words, and where they stand."""
    for entry, body in sorted(view.statements, key=lambda s: _when(view, s[0])):
        revision = view.revision[entry.revision]
        console.print(_head(_speaker(body.source), entry, revision))
        console.print(Padding(Text(_words(entry, body)), (0, 0, 0, 2)))
        console.print(Padding(Text(_place(entry, revision), style="dim"), (0, 0, 1, 2)))


def _head(speaker: Text, entry: Entry, revision: Revision) -> Text:
    when = f"{_days(entry.published)}, {_publisher(revision)}"
    return Text.assemble(speaker, Text(" · ", style="dim"), Text(when))


def _speaker(source: Source | None) -> Text:
    name = clean(source.name or source.text or "no source named") if source else "no source named"
    beside = [source.role, "anonymous" if source.anonymous else None] if source else []
    more = "".join(f", {clean(b)}" for b in beside if b)
    return Text.assemble(Text(name, style="bold"), Text(more))


def _words(entry: Entry, body: Attribution) -> str:
    said = " […] ".join(clean(a.exact) for a in entry.anchors)
    quoted = f"“{said}”" if body.mode == "direct" else said
    return quoted if body.factuality == "asserted" else f"{quoted} ({body.factuality.value})"


def _when(view: View, entry: Entry) -> tuple[str, str, tuple[int, int]]:
    start = entry.published.start if entry.published else None
    return (start.isoformat() if start else "", view.revision[entry.revision].path, min(a.span for a in entry.anchors))


def _place(entry: Entry, revision: Revision) -> str:
    start, end = min(a.span for a in entry.anchors)
    return f"{clean(revision.path)} at {start}–{end} · {entry.id}"


def _days(interval: Interval | None) -> str:
    return str(interval) if interval else "date unknown"


def _publisher(revision: Revision) -> str:
    return clean(revision.publisher.value) if revision.publisher else "publisher unknown"


# --- figures -------------------------------------------------------------------------------------------


def figures(console: Console, view: View) -> None:
    """The figures: a table where there is room, else a few lines each."""
    found = sorted(view.figures, key=lambda f: _when(view, f[0]))
    if console.width >= WIDE:
        console.print(_figure_table(view, found))
        return
    for entry, body in found:
        revision = view.revision[entry.revision]
        console.print(_head(Text(_amount(body), style="bold"), entry, revision))
        console.print(Padding(Text("; ".join(_about(entry, body))), (0, 0, 0, 2)))
        console.print(Padding(Text(_place(entry, revision), style="dim"), (0, 0, 1, 2)))


def series(console: Console, view: View) -> None:
    """The figures series by series: a heading, and a line for each figure in the order of the days it is true of."""
    for line, held in grouped(view.figures).items():
        console.print(Text(clean(line.label), style="bold"))
        console.print(Padding(_series_table(held) if console.width >= WIDE else _series_lines(held), (0, 0, 1, 2)))


def _series_table(held: Iterable[tuple[Entry, Figure]]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for share in (2, 3, 4, 2, 2):
        table.add_column(overflow="fold", ratio=share)
    for entry, body in held:
        table.add_row(*map(Text, _point(entry, body)))
    return table


def _series_lines(held: Iterable[tuple[Entry, Figure]]) -> Text:
    return Text("\n").join(Text("; ".join(part for part in _point(*told) if part)) for told in held)


def _point(entry: Entry, body: Figure) -> tuple[str, str, str, str, str]:
    """When it is true of, the number as printed with what it leaves out, whose word, when published, and its entry."""
    told = [clean(body.quantity.surface)]
    told += [f"without {clean(body.excludes)}"] if body.excludes else []
    told += [f"part of {clean(body.part_of)}"] if body.part_of else []
    when = str(body.valid) if body.valid else "no stated day"
    return when, ", ".join(told), _holders(entry.attributed_to), f"published {_days(entry.published)}", entry.id


def _figure_table(view: View, found: Iterable[tuple[Entry, Figure]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("published", "figure", "of what", "measure", "whose", "valid", "according to", "where"):
        table.add_column(name, overflow="fold")
    for entry, body in found:
        cells = (
            _days(entry.published),
            clean(body.quantity.surface),
            clean(body.counts),
            body.measure,
            clean(body.subject or ""),
            str(body.valid or ""),
            _holders(entry.attributed_to),
            clean(view.revision[entry.revision].path),
        )
        table.add_row(*map(Text, cells))
    return table


def _amount(body: Figure) -> str:
    surface, counts = clean(body.quantity.surface), clean(body.counts)
    return surface if counts.casefold() in surface.casefold() else f"{surface} {counts}"


def _about(entry: Entry, body: Figure) -> Iterator[str]:
    yield body.measure
    if body.subject:
        yield clean(body.subject)
    if body.valid:
        yield f"valid {body.valid}"
    yield f"according to {_holders(entry.attributed_to)}"


def _holders(chain: tuple[Holder, ...]) -> str:
    """Whose word it is, outermost first."""
    return " > ".join(clean(h.name) for h in chain) or "the article"


# --- the whole -----------------------------------------------------------------------------------------


def show(console: Console, name: str, view: View) -> None:
    """What a record holds: its articles, its entries by kind, its findings."""
    console.print(Text(clean(name), style="bold"))
    console.print(_facts(_counts(view)))
    console.print()
    entries = Counter(e.revision for e in view.entries)
    for revision in sorted(view.revisions, key=lambda r: (_start(r), r.path)):
        _article(console, revision, entries[revision.id])
    if view.findings:
        console.print()
        findings(console, view.findings, {r.id: r.path for r in view.revisions})


def _counts(view: View) -> list[tuple[str, str]]:
    texts, pieces = len(view.revisions), len({r.article for r in view.revisions})
    publishers = len({r.publisher.value for r in view.revisions if r.publisher})
    severities = Counter(f.severity for f in view.findings)
    found = ", ".join(f"{number(severities[s], s.value)}" for s in Severity if severities[s])
    return [
        ("articles", f"{pieces:,}" + (f" in {texts:,} texts" if texts != pieces else "")),
        ("publishers", f"{publishers:,}"),
        *((KNOWN_AS[kind], f"{count:,}") for kind, count in view.kinds()),
        ("findings", found or "none"),
        *([("packs", ", ".join(view.packs))] if view.packs else []),
        *([("export", f"sha256 {view.digest}")] if view.digest else []),
    ]


def _facts(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, fact in rows:
        table.add_row(name, Text(fact))
    return table


def number(count: int, noun: str) -> str:
    """How many of what there are; kinds of entry are told by the name that readers know them by."""
    many = KNOWN_AS.get(noun, f"{noun}s")
    return f"{count:,} {many.removesuffix('s') if count == 1 else many}"


def _start(revision: Revision) -> str:
    start = revision.published.interval.start if revision.published else None
    return start.isoformat() if start else ""


def _article(console: Console, revision: Revision, entries: int) -> None:
    when = _days(revision.published.interval if revision.published else None)
    title = clean(revision.title.value) if revision.title else clean(revision.path)
    console.print(Text.assemble(Text(when), Text(" · ", style="dim"), _publisher(revision)))
    count = f"{entries:,} entry" if entries == 1 else f"{entries:,} entries"
    line = Text.assemble(Text(title, style="bold"), Text(f" ({clean(revision.path)}, {count})", style="dim"))
    console.print(Padding(line, (0, 0, 0, 2)))


def findings(console: Console, found: Sequence[Finding], paths: dict[str, str]) -> None:
    """Findings, the gravest first; those about the inside of an article are told with its path."""
    grave = list(Severity)
    for finding in sorted(found, key=lambda f: (grave.index(f.severity), f.path or "", f.code, f.message)):
        where = finding.path or paths.get(finding.revision or "", "")
        before = f"{clean(where)}: " if where and where not in finding.message else ""
        console.print(
            Text.assemble(
                Text(finding.severity.value, style=STYLES[finding.severity]),
                Text(f" {finding.code} ", style="dim"),
                Text(f"{before}{clean(finding.message)}"),
            )
        )


def costs(console: Console, spent: Mapping[str, Spent], articles: int) -> None:
    """What each stage of a build cost, all its processes together, in the order of the stages."""
    table = Table(box=None, pad_edge=False)
    table.add_column("stage")
    for name in ("CPU seconds", "of all", "seconds", "articles a CPU second"):
        table.add_column(name, justify="right")
    whole = sum(spent.values(), Spent())
    for stage, each in (*spent.items(), ("together", whole)):
        speed = f"{articles / each.cpu:,.1f}" if each.cpu else ""
        table.add_row(stage, f"{each.cpu:,.2f}", f"{each.cpu / (whole.cpu or 1):.0%}", f"{each.wall:,.2f}", speed)
    console.print(table)


def facts(console: Console, rows: Iterable[tuple[str, str]]) -> None:
    """Names and numbers, one a line."""
    console.print(_facts(rows))
