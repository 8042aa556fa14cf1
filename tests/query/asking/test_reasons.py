"""Where the reason of what an entry tells is found."""

from __future__ import annotations

import pytest

from onrecord.model import Anchor, Attribution, Entry, Mode, Revision, Words
from onrecord.query.asking.evidence import Text, Told
from onrecord.query.asking.lexis import Lexis
from onrecord.query.asking.reasons import no_reason, with_reason

SAID = "The bridge was shut on Monday, Ada Renner said."
CASES = {
    "its own sentence tells it": ("The bridge was shut because its piers had cracked, Ada Renner said.", None, True),
    "the next tells it": (f"{SAID} It was done because its piers had cracked.", "all", True),
    "the next tells nothing of it": (f"{SAID} It stays so for a week.", None, False),
    "the next is of something else": (f"{SAID} Ferries ran because there was no wind.", None, False),
    "the second of its own goes on, and the one behind tells it": (
        "The bridge was shut. It stays so for a week, Ada Renner said. That is because its piers have cracked.",
        "all",
        True,
    ),
}


def told(text: str) -> Told:
    """What is said in the first sentence, by the words of the one with the cue."""
    at = text.index("said")
    body = Attribution(None, Words("said", at, at + len("said")), Mode.INDIRECT, None)
    anchors = (Anchor.of(text, 0, len("The bridge was shut")),)
    revision = Revision(text, (), "story/bridge.txt")
    return Told(Entry(revision.id, body, anchors, "x/1", 0.9), Text(revision, Lexis({}), (), ()), "", frozenset())


@pytest.mark.parametrize(("text", "passage", "given"), CASES.values(), ids=CASES)
def test_a_passage_goes_on_to_the_sentence_with_the_reason(text: str, passage: str | None, *, given: bool) -> None:
    entry = told(text)
    assert (list(no_reason(entry)) == []) is given
    assert with_reason(entry) == ((0, len(text)) if passage == "all" else None)
