"""Descriptions and names that a noun heads: "the Rhenish military", "Rhenland's Ministry of Water"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.model import Parse, Sentence, Token
from onrecord.read.bodies.lexis import (
    LONGEST_NOUN,
    BodyKind,
    capitals,
    countries,
    kinds,
    known,
    last_words,
    modifiers,
    nouns,
    plain,
)
from onrecord.read.bodies.naming import Naming
from onrecord.read.names import title_words

WIDEST = 8
"""Tokens before a noun that are looked at."""
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
HYPHENS = frozenset({"-", "‑", "–"})
OF = frozenset({"of", "for"})
INNER = frozenset({"of", "the", "and", "for", "&", "in"})
AGAINST = frozenset({"anti", "counter"})
BY = frozenset({"led", "backed", "run", "funded", "supported", "sponsored"})
DEFINITE = frozenset({"the", "this", "that"})
INDEFINITE = frozenset({"a", "an", "each", "every", "any", "some", "no", "another"})
THEIRS = frozenset({"its", "their", "his", "her", "our", "your", "my", "whose"})
OWNING = frozenset(k.name for k in kinds().values() if k.national) | {"ministry", "police", "coalition", "mission"}
"""Kinds whose descriptions stand before another noun and still speak of the body: "the defence ministry official"."""
MISSION = "mission"
MEMBERS = frozenset({"troops", "soldiers"})


@dataclass
class Told:
    """What the words about a noun tell."""

    owner: str | None = None
    words: list[str] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)
    capital: bool = False
    other: bool = False

    @property
    def nothing(self) -> bool:
        """Whether they tell nothing but how it is."""
        return not (self.owner or self.words or self.slots.keys() - {"is"})


def described(parse: Parse) -> Iterator[Naming]:
    """Every naming that a noun of a kind of body heads, in order."""
    for sentence in parse.sentences:
        for token in parse.words(sentence):
            if token.lower in last_words():
                naming = _naming(parse, sentence, token)
                if naming is not None:
                    yield naming


def _naming(parse: Parse, sentence: Sentence, token: Token) -> Naming | None:
    head = _noun(parse, sentence, token.index)
    if head is None or not _is_noun(parse, sentence, token):
        return None
    kind, at = head
    first, determiner = _left(parse, sentence, at)
    told = Told()
    _take_before(parse, range(first, at), told)
    last, mark = _mark(parse, sentence, token.index)
    last = _take_after(parse, sentence, last, kind, told)
    capital = token.text[:1].isupper() and (at > sentence.first or bool(told.words))
    proper = (capital and bool(told.words or told.owner or mark)) or (told.capital and len(told.words) > 1)
    bare = told.nothing and not mark
    members = determiner is None and token.lower in MEMBERS and token.index - at >= len(("special", "forces"))
    if told.other or not _is_one(
        parse, sentence, last, (determiner, proper, bare, told.owner is not None), members=members
    ):
        return None
    if not proper and kind.name not in OWNING and _leads_on(parse, sentence, last):
        return None
    first = _name_begins(parse, first, at) if proper else first
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    noun = " ".join(plain(w) for w in parse.text[parse.tokens[at].start : token.end].replace("-", " ").split())
    return Naming(
        *(first, start, end, parse.text[start:end], kind.type, kind, noun, told.owner, tuple(told.words)),
        slots=tuple(sorted(told.slots.items())),
        mark=mark,
        proper=proper,
        bare=bare,
    )


def _is_one(
    parse: Parse, sentence: Sentence, last: int, told: tuple[str | None, bool, bool, bool], *, members: bool
) -> bool:
    """Whether a noun phrase speaks of one certain body: it is a name, or definite; "a Rhenish army officer" counts.

    So do its `members` by its kind, which take no article: "special-forces troops".
    """
    determiner, proper, bare, owned = told
    leads_on = _leads_on(parse, sentence, last)
    if bare:
        return (determiner in DEFINITE or members) and not leads_on
    return proper or (determiner not in THEIRS and (determiner not in INDEFINITE or (owned and leads_on)))


def _name_begins(parse: Parse, first: int, at: int) -> int:
    """Where a name begins that stands after whose it is, or what it is: "Rhenland's | Water Ministry"."""
    first = max((i + 1 for i in range(first, at) if parse.tokens[i].lower in {"'s", "’s"}), default=first)
    large = [i for i in range(first, at + 1) if parse.tokens[i].text[:1].isupper()]
    hyphened = first + 1 < at and parse.tokens[first + 1].text in HYPHENS
    return large[0] if large and not hyphened else first


def _noun(parse: Parse, sentence: Sentence, index: int) -> tuple[BodyKind, int] | None:
    """The kind that a token's noun is of, and where the noun begins; the longest noun counts."""
    words: list[str] = []
    found = None
    at = index
    while at >= sentence.first and len(words) < LONGEST_NOUN:
        token = parse.tokens[at]
        if token.text not in HYPHENS:
            words.insert(0, token.lower)
            kind = nouns().get(tuple(words))
            found = (kind, at) if kind else found
        at -= 1
    return found


def _is_noun(parse: Parse, sentence: Sentence, token: Token) -> bool:
    """Whether the word stands for a body here, and is no adjective or first part of a word."""
    if token.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    after = parse.tokens[token.index + 1] if token.index + 1 < sentence.last else None
    if after is None:
        return True
    if token.pos == "ADJ" and (after.pos in {"NOUN", "PROPN", "ADJ"} or after.text in HYPHENS):
        return False
    glued = after.text in HYPHENS and after.start == token.end and after.index + 1 < sentence.last
    return not (glued and parse.tokens[after.index + 1].text[:1].islower())


def _leads_on(parse: Parse, sentence: Sentence, last: int) -> bool:
    """Whether the noun is the first part of something longer: "the government troops", "the company of"."""
    if last >= sentence.last:
        return False
    after = parse.tokens[last]
    return after.pos in {"NOUN", "PROPN"} or after.lower == "of"


def _left(parse: Parse, sentence: Sentence, at: int) -> tuple[int, str | None]:
    """Where the words before a noun begin, and the determiner before them."""
    first = at
    while first > max(sentence.first, at - WIDEST) and _belongs(parse, sentence, first - 1):
        first -= 1
    while first < at and (parse.tokens[first].text in HYPHENS or parse.tokens[first].lower in POSSESSIVE):
        first += 1
    before = parse.tokens[first - 1] if first > sentence.first else None
    return first, before.lower if before is not None and before.pos in {"DET", "PRON"} else None


def _belongs(parse: Parse, sentence: Sentence, index: int) -> bool:
    """Whether a word belongs to the noun phrase that the word after it stands in."""
    token, after = parse.tokens[index], parse.tokens[index + 1]
    before = parse.tokens[index - 1] if index > sentence.first else None
    if token.text in HYPHENS:
        return token.end == after.start and before is not None and before.end == token.start
    if after.text in HYPHENS and token.end == after.start:
        return token.text[0].isalnum()
    if token.lower in POSSESSIVE:
        return token.tag == "POS" or token.dep == "case" or token.pos == "PART"
    if token.tag in {"VBN", "VBD", "VBG"}:
        return before is not None and before.text in HYPHENS
    return not _is_apart(token, after) and (
        token.pos in {"ADJ", "NOUN", "PROPN"} or (token.pos == "ADV" and token.entity != "")
    )


def _is_apart(token: Token, after: Token) -> bool:
    """Whether it is a date, a number or a title, which begin something else than a body's name."""
    if token.entity in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL"}:
        return True
    return token.lower in title_words() and token.text[:1].isupper() and after.lower not in POSSESSIVE


def _groups(parse: Parse, indices: Sequence[int]) -> list[tuple[list[str], bool]]:
    """The words before a noun, those that hyphens join together, and whether an "'s" follows each."""
    found: list[tuple[list[str], bool]] = []
    joined = False
    for index in indices:
        token = parse.tokens[index]
        if token.lower in POSSESSIVE and found:
            found[-1] = (found[-1][0], True)
        elif token.text in HYPHENS:
            joined = True
        elif joined and found:
            found[-1][0].append(token.text)
            joined = False
        else:
            found.append((token.text.split("-"), False))
    return found


def _take_before(parse: Parse, indices: range, told: Told) -> None:
    groups = _groups(parse, indices)
    at = 0
    while at < len(groups):
        size = _take_owner(groups, at, told)
        if not size:
            _take_word(groups[at], told)
        at += size or 1


def _take_owner(groups: list[tuple[list[str], bool]], at: int, told: Told) -> int:
    """Read a country, or a body that any desk knows, whose it is; how many words that took."""
    for size in (3, 2, 1):
        words = [w for part, _ in groups[at : at + size] for w in part]
        if len(groups) - at < size or len(words) != size:
            continue
        owner = owner_of(words, possessive=groups[at + size - 1][1])
        if owner and told.owner is None:
            told.owner = owner
            return size
    return 0


def owner_of(words: list[str], *, possessive: bool = False) -> str | None:
    """The country or known body that words name; a capital stands for its country where it owns something."""
    name = " ".join(words)
    if name in countries():
        return countries()[name]
    if possessive and name in capitals():
        return capitals()[name]
    body = known().get(tuple(words))
    return body.name if body else None


def _take_word(group: tuple[list[str], bool], told: Told) -> None:
    words, possessive = group
    lower = [plain(w) for w in words]
    capital = words[0][:1].isupper()
    if len(words) > 1 and lower[-1] in BY:
        told.slots["by"] = owner_of(words[:-1]) or " ".join(lower[:-1])
    elif len(words) > 1 and lower[0] in AGAINST:
        told.slots["against"] = owner_of(words[1:]) or " ".join(lower[1:])
    elif lower[0] in modifiers("other") and not capital:
        told.other = True
    elif "-".join(lower) in modifiers("empty") or re.fullmatch(r"\W+", words[0]):
        return
    elif lower[0] in modifiers("describing") and not capital:
        told.slots["is"] = lower[0]
    elif possessive and capital and told.owner is None:
        told.owner = " ".join([*told.words, *words])
        told.words.clear()
    else:
        told.words += lower
        told.capital = told.capital or capital


def _mark(parse: Parse, sentence: Sentence, index: int) -> tuple[int, str]:
    """Where the noun ends, and the number or name that tells it from its like: "Task Force 2", "Force-North"."""
    if not parse.tokens[index].text[:1].isupper() or index + 1 >= sentence.last:
        return index + 1, ""
    after = parse.tokens[index + 1]
    if after.text in HYPHENS and after.start == parse.tokens[index].end and index + 2 < sentence.last:
        name = parse.tokens[index + 2]
        return (index + 3, name.lower) if name.text[:1].isupper() else (index + 1, "")
    if re.fullmatch(r"\d{1,3}|[A-Z]|[IVX]+", after.text) and after.entity not in {"MONEY", "PERCENT", "DATE"}:
        return index + 2, after.lower
    return index + 1, ""


def _take_after(parse: Parse, sentence: Sentence, last: int, kind: BodyKind, told: Told) -> int:
    """Read what follows a noun: "of Water", "against X", "in Y"; where the naming ends."""
    if last >= sentence.last:
        return last
    word = parse.tokens[last].lower
    named = parse.tokens[last - 1].text[:1].isupper()
    end, names = _run(parse, sentence, last + 1)
    if not names:
        return last
    owner = owner_of(names)
    if word in OF and (named or owner) and kind.name != MISSION:
        told.owner = told.owner or owner
        told.words += () if owner else _naming_words(names, told)
        return end
    if kind.name == MISSION and word == "against":
        told.slots["against"] = owner or " ".join(names)
        return end
    if kind.name == MISSION and word in {"in", "to"}:
        told.slots["in"] = owner or " ".join(names)
    return last


def _naming_words(names: list[str], told: Told) -> Iterator[str]:
    """The words of what follows "of", the country among them taken for the owner."""
    for name in names:
        if name in countries() and (told.owner is None or told.owner == countries()[name]):
            told.owner = countries()[name]
        elif name not in INNER:
            yield plain(name)


def _run(parse: Parse, sentence: Sentence, first: int) -> tuple[int, list[str]]:
    """The capitalised words from a token on, small words between them; where they end."""
    at = first + (first < sentence.last and parse.tokens[first].lower == "the")
    end, found = at, list[str]()
    while at < sentence.last:
        token = parse.tokens[at]
        if token.text[:1].isupper() and token.pos in {"PROPN", "NOUN", "ADJ"} and token.entity != "DATE":
            found = [*(t.text for t in parse.tokens[first:at]), token.text]
            end = at + 1
        elif token.lower not in INNER or not found:
            break
        at += 1
    return end, [w for w in found if w.lower() != "the"]
