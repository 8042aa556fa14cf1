"""Copies on a terminal: each origin, and below it the texts that have its words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Revision
from onrecord.present.reuse import SAID
from onrecord.present.terminal import clean, number
from onrecord.query import Cluster, Copies, Copy, Reuse

LONG = 160
"""Characters of a passage that are shown."""


def tell(console: Console, found: Copies) -> None:
    """Clusters of one origin with their paths; articles of several texts; passages in stories of other origins."""
    if not found.reused.any:
        console.print("No article on record has another's words.")
        return
    for cluster in (*found.printed, *found.edited):
        console.print(_head(found, cluster))
        for copy in cluster.path:
            console.print(Padding(Text("\n").join(_lines(found, copy)), (0, 0, 0, 2)))
        console.print()
    if found.reused.partial:
        console.print(Text("Passages that stories of different origins share", style="bold"))
        for copy in found.reused.partial:
            console.print(Padding(Text("\n").join(_lines(found, copy)), (0, 0, 0, 2)))


def _head(found: Copies, cluster: Cluster) -> Text:
    first = found.view.revision[cluster.origin]
    texts = number(len(cluster.members), "text")
    houses = f", {number(len(cluster.publishers), 'house')}" if len(cluster.publishers) > 1 else ""
    told = f" · {texts}{houses}, one origin"
    wire = f": {clean(cluster.wire)}" if cluster.wire else ""
    return Text.assemble(Text(_called(first), style="bold"), Text(told + wire))


def _called(revision: Revision) -> str:
    when = str(revision.published.interval) if revision.published else "date unknown"
    publisher = clean(revision.publisher.value) if revision.publisher else "publisher unknown"
    return f"{clean(revision.path)} ({publisher}, {when})"


def _lines(found: Copies, copy: Copy) -> Iterator[Text]:
    there = found.view.revision
    yield Text(f"{_called(there[copy.copy])}: {SAID[copy.reuse]}")
    beside = "" if copy.sure else "; not sure"
    from_ = clean(there[copy.origin].path)
    yield Text(
        f"  {copy.of_copy:.0%} of its words are in {from_}, {copy.of_origin:.0%} of that one's in it; "
        f"{copy.reason}{beside}",
        style="dim",
    )
    for passage in copy.passages if copy.reuse is Reuse.PARTIAL else ():
        words = clean(passage.copy.exact)
        yield Text(f"  “{words if len(words) <= LONG else words[:LONG] + ' …'}”")
