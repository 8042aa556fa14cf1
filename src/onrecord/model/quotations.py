"""Quotations: the pairs of quotation marks in each block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model.reading import Block, Quotation

DOUBLE = {"“": "”", "„": "“”", "«": "»", '"': '"”', "``": "''", "''": "''", "‟": "”", "＂": "＂"}
SINGLE = {"‘": "’", "'": "'"}
ALWAYS_OPEN = ("“", "„", "«", "``", "‟")
CLOSED = re.compile("[”\"»]|''")
FARTHEST = 8
"""Blocks that a quotation may run on over without marks of their own."""

_MARK = re.compile("[" + "".join(sorted({re.escape(m[0]) for m in (*DOUBLE, *SINGLE)})) + "]")

ENDINGS = tuple(".!?…")
BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f([{—–-/“\"‘'«:")


def quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The outermost quotations, block by block, in order.

    A mark that opens and is never closed runs to the end of its block (`closed` is False): so do the paragraphs
    of a quotation that is opened again in each and closed in the last. Single marks count where the block has no
    double ones. A closing mark without an opening one is passed over.
    """
    own = [tuple(_in_block(text, block, number)) for number, block in enumerate(blocks)]
    found: list[Quotation] = []
    for number, inside in enumerate(own):
        carried = _carried(text, blocks, own, number) if found and found[-1].block == number - 1 else None
        if carried is not None and not found[-1].closed:
            found.append(carried)
        found.extend(inside)
    return tuple(found)


def _carried(text: str, blocks: Sequence[Block], own: Sequence[tuple[Quotation, ...]], number: int) -> Quotation | None:
    """The part of this block that a quotation left open in the one before runs over.

    Where lines are paragraphs a quotation may be opened in one and closed some lines on; nothing is carried over a
    block that opens a quotation of its own first, or where no closing mark comes within FARTHEST blocks.
    """
    for ahead in range(number, min(number + FARTHEST, len(blocks))):
        block = blocks[ahead]
        limit = own[ahead][0].start if own[ahead] else block.end
        mark = CLOSED.search(text, block.start, limit)
        if mark is None and limit < block.end:
            return None
        if mark is not None:
            here = blocks[number]
            if ahead > number:
                return Quotation(here.start, here.end, here.start, here.end, closed=False, block=number)
            return (
                Quotation(here.start, mark.end(), here.start, mark.start(), closed=True, block=number)
                if mark.start() > here.start
                else None
            )
    return None


def _in_block(text: str, block: Block, number: int) -> Iterator[Quotation]:
    found = list(_pairs(text, block, number, single=False))
    yield from found or _pairs(text, block, number, single=True)


def _pairs(text: str, block: Block, number: int, *, single: bool) -> Iterator[Quotation]:
    at = block.start
    while found := _MARK.search(text, at, block.end):
        at = found.start()
        mark = _opening(text, at, block, single=single)
        if mark is None:
            at += 1
            continue
        inner = at + len(mark)
        inner_end, end, closed = _closing(text, inner, block, mark, single=single)
        if single and not closed:
            at = inner
            continue
        if text[inner:inner_end].strip():
            yield Quotation(at, end, inner, inner_end, closed, number)
        at = max(end, inner)


def _opening(text: str, at: int, block: Block, *, single: bool) -> str | None:
    marks = SINGLE if single else DOUBLE
    mark = text[at : at + 2] if text[at : at + 2] in marks else text[at]
    if mark not in marks:
        return None
    if mark in ALWAYS_OPEN:
        return mark
    starts = at == block.start or text[at - 1] in BEFORE_OPENING
    inner = at + len(mark)
    return mark if starts and inner < block.end and not text[inner].isspace() else None


def _closing(text: str, at: int, block: Block, mark: str, *, single: bool) -> tuple[int, int, bool]:
    """Where the words end, where the mark after them ends, and whether there is one.

    A mark that opens again after a full stop, before any closed, begins a new paragraph of the same quotation.
    """
    closers = SINGLE[mark] if single else DOUBLE[mark]
    for place in range(at, block.end):
        if text.startswith(closers, place) if len(closers) == len(mark) == len("``") else text[place] in closers:
            if _closes(text, place, block, single=single, straight=mark in "\"'"):
                return place, place + (len(closers) if mark == "``" else 1), True
        elif mark == "“" and text[place] == '"' and text[place - 1] not in BEFORE_OPENING:
            return place, place + 1, True
        elif text[place] == mark and mark in ALWAYS_OPEN and text[at:place].rstrip()[-1:] in ENDINGS:
            ended = at + len(text[at:place].rstrip())
            return ended, ended, False
    return block.end, block.end, False


def _closes(text: str, at: int, block: Block, *, single: bool, straight: bool) -> bool:
    """Whether a closing mark closes: an apostrophe, or a straight mark that opens again, does not."""
    before, after = text[at - 1], text[at + 1 : min(at + 2, block.end)]
    if single:
        return not before.isspace() and not after.isalnum()
    return not (straight and before.isspace() and after.strip())
