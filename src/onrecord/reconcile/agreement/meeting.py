"""All that meet in the blocks of a record that is judged anew: found by putting posts in order, not by asking."""

from __future__ import annotations

import numpy as np

from onrecord.model.memory import KINDS, Posting
from onrecord.reconcile.heap import Numbers, combined, crossed, groups


def of_kinds(blocks: Numbers, *kinds: Posting) -> np.typing.NDArray[np.bool_]:
    """Which blocks are of some kinds."""
    return np.isin(blocks % KINDS, [kind.kind for kind in kinds])


def opposed(blocks: Numbers, who: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Each two that stand on different sides of a block, the lesser first; of blocks with more such pairs none.

    Posts are in order; two that meet in several blocks are told as often.
    """
    starts, sizes = groups(blocks)
    no = np.add.reduceat(who < 0, starts, dtype=np.int64) if len(starts) else starts
    count = no * (sizes - no)
    kept = (count > 0) & (count <= most)
    at, beside = crossed(starts[kept], no[kept], (sizes - no)[kept])
    one, other = ~who[at], who[beside]
    apart = one != other
    return np.minimum(one, other)[apart], np.maximum(one, other)[apart]


def together(starts: Numbers, sizes: Numbers, who: Numbers, sort: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each two of a block that are of different sorts, the lesser first, and where their block begins.

    `who` is in order within each block; `sort` is that of each in its place.
    """
    one, other = combined(starts, sizes)
    apart = sort[one] != sort[other]
    one, other = one[apart], other[apart]
    return who[one], who[other], starts[np.searchsorted(starts, one, side="right") - 1]
