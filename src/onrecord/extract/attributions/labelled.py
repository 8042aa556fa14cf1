"""Speech under a label: "LUND: We are not leaving.", as transcripts and interviews print it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.extract.attributions.found import Found, Span
from onrecord.model import Block, Factuality, MentionType, Reading, ZoneType

LABEL = re.compile(r"((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4}) ?: (?=\S)")
OFTEN = 2
"""Paragraphs that a label must stand before to be a speaker's, unless it is in capitals."""
SHORTEST = 3
"""Letters of a label that is a name: "Q" and "A" are not."""


def labelled(reading: Reading) -> Iterator[Found]:
    """A paragraph that begins with a name and a colon: what follows is that person's."""
    labels = [(b, m) for b in reading.parse.blocks if b.zone is ZoneType.BODY and (m := _label(reading, b))]
    often = Counter(m[1] for _, m in labels)
    for block, match in labels:
        label: Span = match.span(1)
        if (
            len(match[1]) >= SHORTEST
            and (often[match[1]] >= OFTEN or match[1].isupper())
            and _may_speak(reading, match)
        ):
            head = reading.parse.tokens_in(*label)[-1].index
            content = (match.end(), block.end)
            yield Found(head, None, None, [content], Factuality.ASSERTED, 0.75, verbatim=True, rule="label")


def _label(reading: Reading, block: Block) -> re.Match[str] | None:
    match = LABEL.match(reading.text, block.start, block.end)
    return match if match and reading.parse.tokens_in(*match.span(1)) else None


def _may_speak(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a label ends in the surname of a person of the article, or is in capitals and no common word."""
    surnames = {m.name.split()[-1].upper() for m in reading.mentions if m.type is MentionType.PERSON}
    token = reading.parse.tokens_in(*match.span(1))[-1]
    return match[1].split()[-1].upper() in surnames or (match[1].isupper() and token.pos == "PROPN")
