"""Names of bodies: initials led to the name they stand for."""

from __future__ import annotations

import re

WORD = r"(?:[A-Z][\w’'&.-]*|of|the|for|and|on|in|to|de|des|du)"
EXPANSION = re.compile(rf"({WORD}(?:[ \u00a0]{WORD}){{1,9}})[ \u00a0]\((?:the )?([A-Z][A-Za-z.]{{1,9}})\)")
SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "des", "du"})


def expansions(text: str) -> dict[str, str]:
    """Initials that an article explains ("the Harbour Relief Agency (HRA)") to the words that they stand for."""
    found: dict[str, str] = {}
    for match in EXPANSION.finditer(text):
        full = _fitting(match[1].split(), match[2].replace(".", ""))
        if full:
            found.setdefault(match[2], full)
    return found


def _fitting(words: list[str], initials: str) -> str | None:
    """The shortest run of words at the end whose initials these are, small words counted or not."""
    for first in range(len(words) - 1, -1, -1):
        run = words[first:]
        if run[0] in SMALL:
            continue
        every = "".join(w[0] for w in run).upper()
        large = "".join(w[0] for w in run if w not in SMALL).upper()
        if initials.upper() in {every, large}:
            return " ".join(run)
    return None
