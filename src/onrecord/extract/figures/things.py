"""Things: what a number counts, in plain words, also where the noun stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.figures.gauges import gauge, told_of
from onrecord.extract.figures.grammar import OBJECT, OTHER, SUBJECT, Clause
from onrecord.extract.figures.near import sentence_index
from onrecord.extract.figures.places import countries
from onrecord.model import NumberKind, NumberReading, Parse, Reading, Token
from onrecord.packs import CountedUnit, Pack

SENTENCES_BACK = 3
TEN = 10
VOTES = "votes"
NATIONAL = "national"
"""The kind of people told by their nation's name, of whom some are soldiers."""
BALLOTS = frozenset({"vote", "ballot", "referendum", "division"})
PEOPLE = frozenset({"person", NATIONAL, "staff", "force", "hostile", "patient"})
ANY = PEOPLE | {"case", "body", "equipment", "goods", "act"}


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: plain words, the kind of unit, the unit of a pack where there is one, and how sure.

    `like` is the start of the number before whose thing this is, where the two are set side by side.
    """

    counts: str
    kind: str
    unit: CountedUnit | None
    confidence: float
    like: int | None = None


def thing(
    reading: Reading,
    number: NumberReading,
    clause: Clause,
    before: Sequence[tuple[NumberReading, Thing]],
    pack: Pack,
) -> Thing | None:
    """What a number counts; None where it counts nothing that a figure is made of."""
    q = number.quantity
    if q.value is None and q.low is None and q.high is None:
        return None
    if number.kind is NumberKind.COUNT and number.head is None:
        return _elsewhere(reading, number, clause, before, pack)
    rule = {NumberKind.MONEY: _money, NumberKind.PERCENT: _share, NumberKind.MEASURE: _goods, NumberKind.COUNT: _named}
    return rule[number.kind](reading.parse, number, pack) if number.kind in rule else None


def _money(parse: Parse, number: NumberReading, pack: Pack) -> Thing | None:
    """Money: in its unit, and of what where "in" or "of" tells it ("$2m in aid")."""
    del pack
    unit = "dollars" if number.quantity.unit == "dollar" else number.quantity.unit or "money"
    end = parse.sentence_of(number.first).last
    if number.last + 1 < end and parse.tokens[number.last].lower in {"in", "of"}:
        noun = next(
            (t for t in parse.tokens[number.last + 1 : min(number.last + 5, end)] if t.tag in {"NN", "NNS"}), None
        )
        if noun and not any(t.pos in {"VERB", "PUNCT", "NUM"} for t in parse.tokens[number.last + 1 : noun.index]):
            return Thing(f"{unit} of {noun.lower}", "money", None, 0.85)
    return Thing(unit, "money", None, 0.9)


def _named(parse: Parse, number: NumberReading, pack: Pack) -> Thing | None:
    """The noun beside the number, made plain."""
    head = parse.tokens[number.head if number.head is not None else number.last - 1]
    if head.lemma.lower() in pack.uncounted or head.lower in pack.uncounted:
        return None
    if number.quantity.surface.lower() == "one" and parse.tokens[number.first + 1].lower == "of":
        return None
    unit = pack.unit_of.get(head.lower) or _nationals(head)
    if unit is None and (_is_hyphened(parse, number) or _only_points(parse, number)):
        return None
    words = list(_kind_words(parse, number, head, pack))
    plain = (unit.counts if unit else None) or (head.text if head.tag.startswith("NNP") else head.lower)
    return Thing(" ".join([*words, plain]), unit.kind if unit else "thing", unit, 0.9 if unit else 0.75)


def _only_points(parse: Parse, number: NumberReading) -> bool:
    """Whether a small number of things points at what was named ("the two allies"), or "one" at any of them."""
    value = number.quantity.value
    if number.quantity.surface.lower() == "one":
        return True
    before = parse.tokens[number.first - 1].lower if number.first else ""
    return value is not None and value <= TEN and before in _POINTING


_POINTING = frozenset({"the", "these", "those", "its", "their", "his", "her", "both"})


def _is_hyphened(parse: Parse, number: NumberReading) -> bool:
    """Whether a hyphen makes it an adjective: "an eight-country tour" counts no countries."""
    after = number.start + len(number.quantity.surface)
    return parse.text[after : after + 1] in {"-", "‑"}


def _nationals(head: Token) -> CountedUnit | None:
    """People by their nation's name for them, who may be its soldiers."""
    name = countries().get(head.lower)
    named = head.tag in {"NNPS", "NNP", "NNS"} and (
        (head.entity == "NORP" and head.lower.endswith("s")) or head.lower.endswith(("ans", "ites"))
    )
    if not head.text[:1].isupper() or not (named or (name and head.lower != name.lower())):
        return None
    return CountedUnit("people", NATIONAL, (head.text.removesuffix("s"),))


def _kind_words(parse: Parse, number: NumberReading, head: Token, pack: Pack) -> Iterator[str]:
    """The words before the noun that make it another thing: "suspected", "special-forces", "self-propelled"."""
    after = number.start + len(number.quantity.surface)
    first = next((t.index for t in parse.tokens[number.first : head.index] if t.start >= after), head.index)
    yield from qualifying(parse, first, head.index, pack)


def qualifying(parse: Parse, first: int, last: int, pack: Pack) -> Iterator[str]:
    """The qualifying words of a stretch, those that a hyphen joins as one."""
    runs: list[list[Token]] = []
    for token in parse.tokens[first:last]:
        if runs and runs[-1][-1].end == token.start and "-" in {token.text, runs[-1][-1].text}:
            runs[-1].append(token)
        else:
            runs.append([token])
    words = [
        "".join(t.lower for t in run)
        for run in runs
        if any(t.lower in pack.qualifiers or t.tag == "NN" for t in run) and not run[0].tag.startswith("NNP")
    ]
    if words[-2:] in (["special", "forces"], ["special", "operations"]):
        words[-2:] = ["-".join(words[-2:])]
    yield from (w for w in words if w not in {"forces", "operations"})


def _share(parse: Parse, number: NumberReading, pack: Pack) -> Thing | None:
    """A share: of what, where that is told."""
    if number.head is None:
        return Thing("percent", "share", None, 0.7)
    head = parse.tokens[number.head]
    if head.lemma.lower() in {"time", "way"}:
        return None
    unit = pack.unit_of.get(head.lower)
    of = (unit.counts if unit else None) or number.counts or head.lower
    return Thing(f"percent of {of}", "share", unit, 0.85)


def _goods(parse: Parse, number: NumberReading, pack: Pack) -> Thing | None:
    """Goods by weight or volume ("10 tons of grain"); lengths, speeds and heats count nothing."""
    del pack
    q = number.quantity
    inside = parse.tokens[number.first : number.last]
    if number.head is None or q.unit not in _GOODS or not any(t.lower == "of" for t in inside):
        return None
    return Thing(f"{q.unit}s of {number.counts}", "goods", None, 0.8)


_GOODS = frozenset(
    {"tonne", "ton", "kilogram", "gram", "pound", "litre", "gallon", "barrel", "bushel", "kiloton", "ounce"}
)


# --- the noun stands elsewhere
def _elsewhere(
    reading: Reading,
    number: NumberReading,
    clause: Clause,
    before: Sequence[tuple[NumberReading, Thing]],
    pack: Pack,
) -> Thing | None:
    """The last thing told that can be counted here: in the sentence, then in those before it."""
    parse = reading.parse
    if _is_pronoun(parse, number, clause):
        return None
    told = (
        _votes(parse, number)
        or _after_it(parse, number, pack)
        or _of_them(parse, number, before, pack)
        or _gauged(parse, number, clause, pack)
        or _beside(reading, number, before)
        or _of_those(parse, number, clause, before)
    )
    return told or _named_before(parse, number, clause, before, pack)


def _after_it(parse: Parse, number: NumberReading, pack: Pack) -> Thing | None:
    """The noun of the number that a change ends in, or that it is an alternative to: "from 450 to 300 soldiers"."""
    sentence = parse.sentence_of(number.first)
    after = parse.tokens[number.last : min(number.last + 6, sentence.last)]
    if not after or after[0].lower not in {"to", "or"} or len(after) < 3 or after[1].tag != "CD":  # noqa: PLR2004 ("to", a number, its noun)
        return None
    head = next((t for t in after[1:] if t.tag in {"NNS", "NNPS"}), None)
    if head is None or any(
        t.tag not in {"CD", "JJ", "NN", "NNP", "VBN"} for t in after[1 : head.index - after[0].index]
    ):
        return None
    unit = pack.unit_of.get(head.lower)
    return Thing((unit.counts if unit else None) or head.lower, unit.kind if unit else "thing", unit, 0.8)


def _gauged(parse: Parse, number: NumberReading, clause: Clause, pack: Pack) -> Thing | None:
    """What the noun tells whose value this is: people of a toll, patients of "the number of patients"."""
    noun = gauge(parse, number, clause)
    if noun is None:
        return None
    if any(noun.lemma.lower() in m.gauges for m in pack.measures if m.name == "killed"):
        return Thing("people", "person", CountedUnit("people", "person", ()), 0.7)
    token = told_of(parse, noun)
    unit = pack.unit_of.get(token.lower) if token else None
    if token is None or token.tag not in {"NNS", "NNPS"} | ({"NN"} if unit else set()):
        return None
    plain = _plain(parse, token, unit, pack) if unit else token.lower
    return Thing(plain, unit.kind if unit else "thing", unit, 0.75)


def _beside(reading: Reading, number: NumberReading, before: Sequence[tuple[NumberReading, Thing]]) -> Thing | None:
    """The thing of the number just before that this one is set against: "17 dead, let alone 23", "40, up from 25"."""
    if not before or not _AGAINST.fullmatch(reading.text[before[-1][0].end : number.start]):
        return None
    return replace(before[-1][1], confidence=0.7, like=before[-1][0].start)


_AGAINST = re.compile(
    r"(?:\W*\w+){0,2}\W*(?:let alone|or|rather than|instead of|and not|not|up from|down from|compared with|compared to"
    r"|against)(?: the)?\s*",
    re.IGNORECASE,
)


def _named_before(
    parse: Parse,
    number: NumberReading,
    clause: Clause,
    before: Sequence[tuple[NumberReading, Thing]],
    pack: Pack,
) -> Thing | None:
    """The last thing told that the verb can be said of."""
    here = parse.sentence_of(number.first)
    wanted = _wanted(parse, clause, pack)
    if before and before[-1][0].first >= here.first and _adds(parse, number) and before[-1][1].kind in wanted:
        return replace(before[-1][1], confidence=0.7)
    if number.quantity.value is None and number.quantity.high is None and wanted != ANY and "person" in wanted:
        return Thing("people", "person", CountedUnit("people", "person", ()), 0.6)
    for token in _nouns_back(parse, number, here.first):
        unit = pack.unit_of.get(token.lower)
        if unit and unit.kind in wanted and token.tag in {"NN", "NNS", "NNP", "NNPS"}:
            return Thing(_plain(parse, token, unit, pack), unit.kind, unit, 0.7)
    noun = _earlier(parse, number, wanted, pack)
    for other, counted in reversed(before):
        if parse.sentence_of(other.first).block < here.block - 1:
            break
        if counted.kind in wanted | {"thing"} and counted.unit:
            nearer = noun is not None and noun[0].index >= other.last and _weight(noun[1]) > _weight(counted)
            return noun[1] if noun and nearer else Thing(counted.counts, counted.kind, counted.unit, 0.55)
    return noun[1] if noun else None


def _weight(counted: Thing) -> int:
    """How much a pack makes of a thing: one with a usual measure is what the story counts."""
    return int(counted.unit is not None and counted.unit.default != "other")


def _votes(parse: Parse, number: NumberReading) -> Thing | None:
    """Votes, where a sentence about a vote sets a number against another: "the vote was 52 to 27"."""
    sentence = parse.sentence_of(number.first)
    if not any(t.lemma.lower() in BALLOTS for t in parse.words(sentence)):
        return None
    beside = parse.tokens[max(number.first - 1, sentence.first) : min(number.last + 1, sentence.last)]
    against = any(t.lower in {"to", "-", "–", "against"} for t in beside)
    return Thing("votes", VOTES, None, 0.8) if against else None


def _of_them(
    parse: Parse, number: NumberReading, before: Sequence[tuple[NumberReading, Thing]], pack: Pack
) -> Thing | None:
    """The noun told of "of them": "24 of them medics", "two of them are children"; else what was counted before."""
    after = parse.tokens[number.last : number.last + 4]
    inside = parse.tokens[max(number.last - 2, number.first) : number.last]
    if [t.lower for t in after[:2]] != ["of", "them"] and [t.lower for t in inside] != ["of", "them"]:
        return None
    rest = [t for t in after if t.lower not in {"of", "them", "are", "were"}]
    last = before[-1] if before else None
    near = last is not None and sentence_index(parse, number.first) - sentence_index(parse, last[0].first) <= 1
    like = last[0].start if last and near else None
    noun = rest[0] if rest else None
    if noun is None or noun.tag not in {"NNS", "NNPS"}:
        return replace(last[1], confidence=0.6, like=like) if last and near and last[1].kind in ANY else None
    unit = pack.unit_of.get(noun.lower)
    return Thing((unit.counts if unit else None) or noun.lower, unit.kind if unit else "thing", unit, 0.75, like)


def _of_those(
    parse: Parse, number: NumberReading, clause: Clause, before: Sequence[tuple[NumberReading, Thing]]
) -> Thing | None:
    """What the sentence before counted, where a number alone is the subject: "There are 61 culverts. 44 are done."."""
    if not before or clause.role != SUBJECT or not _opens(parse, number):
        return None
    other, counted = before[-1]
    near = sentence_index(parse, number.first) - sentence_index(parse, other.first) == 1
    return replace(counted, confidence=0.6, like=other.start) if near and counted.kind != VOTES else None


def _opens(parse: Parse, number: NumberReading) -> bool:
    """Whether it begins its sentence, a quotation mark aside."""
    first = parse.sentence_of(number.first).first
    return number.first == first or (number.first == first + 1 and parse.tokens[first].pos == "PUNCT")


def _is_pronoun(parse: Parse, number: NumberReading, clause: Clause) -> bool:
    """Whether a small number alone points ("those two") or numbers points ("and two, their cost")."""
    value = number.quantity.value
    if value is None or value > TEN or number.quantity.surface.isdigit():
        return False
    before = parse.tokens[number.first - 1] if number.first else None
    if before and before.lower in {"these", "those", "last", "first", "next", "other"}:
        return True
    after = parse.tokens[number.last] if number.last < len(parse.tokens) else None
    named = clause.role == OTHER or (clause.verb is not None and parse.tokens[clause.verb].lemma == "be")
    return named and bool(before and after) and after is not None and after.text in {",", ":", ")"}


def _adds(parse: Parse, number: NumberReading) -> bool:
    """Whether it goes on from the number before: "dozens more", "three others"."""
    after = parse.tokens[number.last - 1 : number.last + 1]
    return any(t.lower in {"more", "others", "other"} for t in after)


def _wanted(parse: Parse, clause: Clause, pack: Pack) -> frozenset[str]:
    """The kinds of unit that the verb over the number can be said of."""
    for verb, role in ((clause.verb, clause.role), *clause.verbs):
        if verb is None:
            continue
        lemma = parse.tokens[verb].lemma.lower()
        for shown in pack.measures:
            listed = shown.objects if role == OBJECT else shown.subjects
            if shown.of and lemma in listed and lemma not in {"be", "have", "give", "provide", "take"}:
                return shown.of
    return ANY


def _nouns_back(parse: Parse, number: NumberReading, first: int) -> Iterator[Token]:
    yield from (parse.tokens[i] for i in range(number.first - 1, first - 1, -1))


def _plain(parse: Parse, token: Token, unit: CountedUnit, pack: Pack) -> str:
    first = token.index
    while first and parse.tokens[first - 1].head == token.index and parse.tokens[first - 1].dep in {"amod", "compound"}:
        first -= 1
    return " ".join([*qualifying(parse, first, token.index, pack), unit.counts or token.lower])


def _earlier(parse: Parse, number: NumberReading, wanted: frozenset[str], pack: Pack) -> tuple[Token, Thing] | None:
    """The last unit named in the sentences before, of those that a number can stand for alone."""
    here = sentence_index(parse, number.first)
    for sentence in reversed(parse.sentences[max(0, here - SENTENCES_BACK) : here]):
        if parse.blocks[sentence.block].zone is not parse.blocks[parse.sentences[here].block].zone:
            continue
        for token in reversed(parse.tokens[sentence.first : sentence.last]):
            unit = pack.unit_of.get(token.lower)
            if unit and unit.kind in wanted and token.tag in {"NNS", "NNPS"}:
                return token, Thing(_plain(parse, token, unit, pack), unit.kind, unit, 0.5)
    return None
