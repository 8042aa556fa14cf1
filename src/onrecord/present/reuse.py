"""How a reader is told of reused words, on the terminal and on pages."""

from onrecord.query import Reuse

SAID = {
    Reuse.EXACT: "word for word",
    Reuse.NEAR: "nearly word for word",
    Reuse.EXCERPT: "cut",
    Reuse.EMBEDDED: "in a longer story",
    Reuse.REWORDED: "reworded",
    Reuse.REVISION: "another text of the same article",
    Reuse.PARTIAL: "passages",
}
"""How a reader is told of each kind of reuse."""
