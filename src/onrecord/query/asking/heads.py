"""What a question counts, and whose that is: "how many soldiers of Norvala", "how many of Norvala's soldiers"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.packs import lexicon
from onrecord.query.asking.lexis import Token, phrase, stems
from onrecord.query.asking.question import Form, Part


def head_of(part: Part, plain: str, tokens: list[Token]) -> list[Token]:
    """The words of what is counted: after "how many" to the first small word, or after "number of"."""
    if part.form not in {Form.NUMBER, Form.CHANGE}:
        return []
    at = re.match(r"\W*(?:and )?how many", plain, re.IGNORECASE)
    at = at or re.search(r"\b(?:number|numbers|total|count|tally|share|percentage) of\b", plain, re.IGNORECASE)
    if at is None:
        return []
    found: list[Token] = []
    for token in (t for t in tokens if t.start >= at.end()):
        word = token.text.casefold()
        if not found and word in {"of", "the", "more", "additional", "extra", "further", "other"}:
            continue
        if token.small or (found and token.start - found[-1].end > 1):
            break
        if found and not found[-1].is_name and (token.is_name or is_verb(token)):
            break
        if found and not token.is_name and token.stem in _predicates():
            break
        found.append(token)
    return found


def holder_of(tokens: list[Token], counted: list[Token]) -> list[Token]:
    """The words of the name behind what is counted that tells whose it is: after "of"."""
    if not counted or counted[-1].is_name:
        return []
    rest = [t for t in tokens if t.start > counted[-1].start]
    if not rest or rest[0].text.casefold() != "of":
        return []
    found: list[Token] = []
    for token in rest[1:]:
        if not found and token.text.casefold() == "the":
            continue
        if not token.is_name or (found and token.start - found[-1].end > 1):
            break
        found.append(token)
    return found


def is_verb(token: Token) -> bool:
    """Whether a word that follows what is counted tells what it does, or what is done to it."""
    word = token.text.casefold()
    return (token.stem in _predicates() and word not in _nouns()) or word.endswith("ed") or word in done()


@cache
def done() -> frozenset[str]:
    """Verbs in the past whose form English does not make by rule."""
    return frozenset(f for forms in lexicon("asking")["irregular"].values() for f in forms if not f.endswith("ing"))


@cache
def _predicates() -> frozenset[str]:
    """Stems of verbs that follow what is counted at once: "how many soldiers serve", "how many people died"."""
    return (
        stems("verbs", "say")
        | stems("verbs", "change")
        | frozenset(
            phrase(w)
            for w in (
                *("serve", "die", "work", "live", "remain", "stay", "leave", "return", "take", "join", "fight", "need"),
                *(
                    "come",
                    "go",
                    "hold",
                    "belong",
                    "cross",
                    "drown",
                    "fall",
                    "vote",
                    "still",
                    "survive",
                    "escape",
                    "receive",
                ),
            )
        )
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset({"reports", "claims", "needs", "leaves", "votes", "returns"})


RATE = re.compile(
    r"\b(?:per|a|an|each|every) (?P<unit>hour|day|night|week|month|year|person|head)\b|\b(?P<adverb>\w+ly)\b"
)
ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year"}
MORE = re.compile(r"^\W*(?:and )?how (?:many|much) (?:more|additional|extra|further|other)\b", re.IGNORECASE)


def rate_of(text: str) -> frozenset[str]:
    """The units by which a text says that something is counted: a day, a week; none where it does not."""
    found = (m["unit"] or ADVERBS.get(m["adverb"], "") for m in RATE.finditer(text.casefold()))
    return frozenset(u for u in found if u)


def asks_more(text: str) -> bool:
    """Whether a question asks for what came on top."""
    return bool(MORE.match(text))
