"""Source profiles and entities on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Entry, Judgement
from onrecord.present import profiles
from onrecord.present.profiles import Case, Count
from onrecord.present.terminal import clean, number
from onrecord.present.wording import source, words
from onrecord.query import FEWEST, Pair, Publisher, Sources, Speaker, View, Who

WIDE = 110
"""Columns from which profiles are a table; below, each is a few lines."""
EXAMPLES = 3
"""Cases that are shown of each count; `--json` gives all."""
COLUMNS = (
    "named",
    "anonymous",
    "untold",
    "none",
    "judging",
    "own",
    "supported",
    "contradicted",
    "alone",
    "corrections",
)
HEADS = {
    "named": "named source",
    "untold": "source not read",
    "none": "no source",
    "judging": "judging words",
    "own": "own articles",
    "contradicted": "disputed",
}
LONGEST = 160
"""Characters of an example's words."""


def sources(console: Console, view: View, found: Sources) -> None:
    """One row a publisher, by name: counts, and shares where there are sentences enough."""
    told = [(p, profiles.of_publisher(view, p)) for p in found.publishers]
    if console.width >= WIDE:
        console.print(_table(told))
    else:
        for publisher, counts in told:
            _lines(console, publisher, counts)
    console.print(Text(_key(found), style="dim"))


def _key(found: Sources) -> str:
    few = any(p.too_little for p in found.publishers)
    rest = f" Fewer than {FEWEST} sentences are {profiles.TOO_LITTLE} of shares." if few else ""
    return (
        "Counts, in the order of names; nothing here is a mark of quality. Sentences: those of the articles’ own text, "
        "of each article the latest. Judging words: of the sentences with no source. Supported, disputed, alone: "
        f"of what is told, by others on record.{rest} --publisher NAME shows the words behind each number, --json all."
    )


def _table(told: Sequence[tuple[Publisher, list[Count]]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("publisher", overflow="fold", min_width=18)
    for head in ("articles", "sentences", *(HEADS.get(c, c) for c in COLUMNS)):
        table.add_column(head, justify="right", overflow="fold")
    for publisher, counts in told:
        by = {c.id: c for c in counts} | {"own": next(c for c in counts if c.id == "is-own")}
        cells = [f"{len(publisher.articles):,}", f"{len(publisher.sentences):,}", *(_cell(by[c]) for c in COLUMNS)]
        table.add_row(Text(clean(profiles.name(publisher))), *cells)
    return table


def _cell(count: Count) -> str:
    return f"{count.many:,}" + (f" {share(count)}" if count.many else "")


def share(count: Count) -> str:
    """`56%`; empty where no share is to be told."""
    return "" if count.share is None else f"{count.share:.0%}"


def _lines(console: Console, publisher: Publisher, counts: Iterable[Count]) -> None:
    console.print(_head(publisher))
    by = {c.id: c for c in counts}
    told = [by["is-own"] if c == "own" else by[c] for c in COLUMNS]
    line = "; ".join(f"{HEADS.get(c, c)} {_cell(count)}".rstrip() for c, count in zip(COLUMNS, told, strict=True))
    console.print(Padding(Text(line), (0, 0, 1, 2)))


def _head(publisher: Publisher) -> Text:
    many = f"{number(len(publisher.articles), 'article')}, {number(len(publisher.sentences), 'sentence')}"
    few = f", {profiles.TOO_LITTLE} of shares" if publisher.too_little else ""
    return Text.assemble(Text(clean(profiles.name(publisher)), style="bold"), Text(f" · {many}{few}"))


def publisher(console: Console, view: View, found: Publisher) -> None:
    """One profile in full: each count with some of its words and where they stand."""
    console.print(_head(found))
    _counts(console, view, profiles.of_publisher(view, found))


def speaker(console: Console, view: View, found: Speaker) -> None:
    """One source of statements in full."""
    told = ", ".join(clean(p or profiles.UNKNOWN_PUBLISHER.lower()) for p in found.publishers)
    anonymous = ", anonymous" if found.anonymous else ""
    few = f", {profiles.TOO_LITTLE} of shares" if found.too_little else ""
    head = f"{anonymous} · {number(len(found.statements), 'statement')} in {told}{few}"
    console.print(Text.assemble(Text(clean(found.name), style="bold"), Text(head)))
    _counts(console, view, profiles.of_speaker(view, found))


def _counts(console: Console, view: View, counts: Iterable[Count]) -> None:
    for count in counts:
        of = f"of {count.of:,} {count.unit} ({share(count)}) " if count.of else ""
        console.print(
            Padding(Text(f"{count.many:,} {of}{count.label}", style="bold" if count.many else ""), (0, 0, 0, 2))
        )
        for case in count.cases[:EXAMPLES]:
            console.print(Padding(_case(view, case), (0, 0, 0, 4)))
        if len(count.cases) > EXAMPLES:
            console.print(Padding(Text(f"and {len(count.cases) - EXAMPLES:,} more", style="dim"), (0, 0, 0, 4)))
    console.print()


def _case(view: View, case: Case) -> Text:
    said = clean(profiles.exact(view, case))
    said = said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"
    at = f" at {case.span[0]}–{case.span[1]}" if case.span else ""
    place = Text(f"{clean(view.revision[case.revision].path)}{at}", style="dim")
    others = [*(what for _, what in case.met[:1]), *([f"and {len(case.met) - 1:,} more"] if case.met[1:] else [])]
    parts = [Text(clean(p)) for p in (said, case.why, *others) if p]
    return Text("  ").join([*parts, place])


# --- entities ------------------------------------------------------------------------------------------


def entities(console: Console, view: View, found: Sequence[Who], *, full: bool) -> None:
    """Who and what is told of; in full, with every role, mention and reason."""
    for who in found:
        many = f"{number(who.articles, 'article')}, {number(who.mentions, 'mention')}"
        console.print(Text.assemble(Text(clean(who.name), style="bold"), Text(f" · {who.type.value}, {many}")))
        if who.aliases:
            console.print(Padding(Text(f"also {'; '.join(map(clean, who.aliases))}"), (0, 0, 0, 2)))
        for line in _roles(who):
            console.print(Padding(Text(line), (0, 0, 0, 2)))
        if full:
            _in_full(console, view, who)


def _roles(who: Who) -> list[str]:
    """`Minister of Works, 2019-03-11 to 2020-01-02`: each role with the days of the articles that print it."""
    days: dict[str, list[str]] = {}
    for held in who.roles:
        days.setdefault(clean(held.role.text), []).append(str(held.published or "day not on record"))
    return [f"{role}, {d[0] if d[0] == d[-1] else f'{d[0]} to {d[-1]}'}" for role, d in days.items()]


def _in_full(console: Console, view: View, who: Who) -> None:
    for entry, body in who.bodies:
        places = ", ".join(f"“{clean(m.text)}” {m.start}–{m.end}" for m in body.mentions)
        console.print(Padding(Text(f"{clean(source(view, entry))} · {entry.id}", style="dim"), (0, 0, 0, 2)))
        console.print(Padding(Text(f"{clean(view.revision[entry.revision].path)}: {places}"), (0, 0, 0, 4)))
    for title, judgements in (("one, since", who.joins), ("perhaps one with", who.doubts), ("apart", who.apart)):
        for each in judgements:
            console.print(Padding(Text(f"{title}: {judged(each)}"), (0, 0, 0, 2)))
    console.print()


def judged(judgement: Judgement) -> str:
    """Why, how sure, and by whom."""
    return f"{clean(judgement.reason)} ({judgement.score:.2f}, {clean(judgement.by)}; {judgement.a} {judgement.b})"


def unsure(console: Console, view: View, found: Sequence[Pair]) -> None:
    """Pairs that a person is to decide, each with both sides' words and what to type."""
    for pair in found:
        console.print(Text(clean(pair.judgement.reason), style="bold"))
        for entry in (pair.a, pair.b):
            console.print(Padding(_side(view, entry), (0, 0, 0, 2)))
        console.print(Padding(Text(f"onrecord judge {pair.a.id} {pair.b.id} same|not-same --by NAME"), (0, 0, 1, 2)))


def _side(view: View, entry: Entry) -> Text:
    return Text.assemble(Text(clean(words(entry))), Text(f"  {clean(source(view, entry))} · {entry.id}", style="dim"))
