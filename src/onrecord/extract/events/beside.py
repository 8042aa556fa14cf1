"""A time beside an event: the time expression of its own clause, or of one that shares its time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from onrecord.extract.events.triggers import Trigger, is_answered
from onrecord.extract.figures.grammar import is_verb
from onrecord.extract.figures.near import beginning_in
from onrecord.model import Interval, Parse, Reading, Timex, TimexType, Token

CLOSE = 12
"""Tokens between a trigger and a time behind it that may be its own."""

_ENDS = frozenset({"until", "till", "through", "by", "beyond", "past", "before"})
_SINCE = frozenset({"since", "from"})
_OWN_CLAUSE = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "csubj"})
_SHARING = frozenset({"xcomp", "conj", "oprd"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOW = "PRESENT_REF"
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_DIGITS = 3
"""Digits of the longest count of days, weeks, months or years that is reckoned with."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A time expression beside an event, and the days that it gives the event; None where they are unknown."""

    timex: Timex
    days: Interval | None


def beside(reading: Reading, trigger: Trigger) -> Beside | None:
    """The nearest time of the trigger's own clause; failing that, of the verb over it that shares its time."""
    parse = reading.parse
    sentence = parse.sentence_of(trigger.head)
    here = beginning_in(reading.timexes, sentence.start, sentence.end)
    told = next((t for t in here if _tells_of(parse, t, trigger)), None)
    if told is not None:
        return Beside(told, told.interval)
    given = [t for t in here if dates(parse, t)]
    own = _of_clauses(parse, trigger, given) or _of_antecedent(parse, trigger, given)
    if trigger.nominal and is_answered(parse, trigger.head):
        return own
    return own or next((Beside(t, t.interval) for t in given if _follows(parse, trigger, t)), None)


def by_when(reading: Reading, trigger: Trigger) -> Timex | None:
    """The time in the trigger's own clause by which it is to happen."""
    parse = reading.parse
    sentence = parse.sentence_of(trigger.head)
    inside = own_words(parse, trigger.said_by, below={trigger.head})
    for timex in beginning_in(reading.timexes, sentence.start, sentence.end):
        at = parse.tokens_in(timex.start, timex.end)
        if at and timex.interval and parse.tokens[at[0].index - 1].lower == "by" and _top(parse, timex) in inside:
            return timex
    return None


def _of_clauses(parse: Parse, trigger: Trigger, given: Sequence[Timex]) -> Beside | None:
    """The nearest time in the clauses that share the trigger's, the closest clause first."""
    below = {trigger.head, trigger.said_by}
    for place in _places(parse, trigger):
        inside = own_words(parse, place, below=below)
        found = [t for t in given if (at := _top(parse, t)) in inside and not _names_another(parse, at, trigger)]
        if found:
            nearest = min(found, key=lambda t: (abs(t.start - parse.tokens[trigger.head].start), t.start))
            return Beside(nearest, nearest.interval)
        if relation := _set_beside(parse, place):
            return _around(parse, given, place, *relation)
    return None


def _names_another(parse: Parse, top: int | None, trigger: Trigger) -> bool:
    """Whether a time stands before a noun that is acted on, to tell which: "cancelled the May 9 match"."""
    if top is None:
        return False
    noun = parse.tokens[parse.tokens[top].head]
    acted_on = noun.pos in {"NOUN", "PROPN"} and noun.dep in {"dobj", "pobj"}
    return acted_on and top < noun.index and noun.index != trigger.head


def _of_antecedent(parse: Parse, trigger: Trigger, given: Sequence[Timex]) -> Beside | None:
    """The time on a noun that the trigger's clause tells of."""
    for place in _antecedents(parse, trigger):
        found = [t for t in given if (at := _top(parse, t)) is not None and at in parse.children[place]]
        if found:
            return Beside(found[0], found[0].interval)
    return None


def _follows(parse: Parse, trigger: Trigger, timex: Timex) -> bool:
    """Whether a time stands behind the trigger with no verb or clause between them, wherever the parse has hung it.

    Or right before it: "the storm on 12 May killed two".
    """
    if timex.start < parse.tokens[trigger.last - 1].end:
        return parse.tokens_in(timex.end, parse.tokens[trigger.first].start) == ()
    between = parse.tokens_in(parse.tokens[trigger.last - 1].end, timex.start)
    return len(between) <= CLOSE and not any(_opens(parse, t) for t in between)


def _opens(parse: Parse, token: Token) -> bool:
    """Whether a word begins another clause; a capital within a sentence is a name that was taken for a verb."""
    verb = is_verb(token) and token.text[:1].islower()
    joint = token.tag == "CC" and is_verb(parse.tokens[token.head])
    return verb or joint or token.tag in {"WDT", "WP", "WRB"} or token.text == ";"


def _tells_of(parse: Parse, timex: Timex, trigger: Trigger) -> bool:
    """Whether the trigger stands in a clause that tells of that time: "since 2014, when …"."""
    at = parse.tokens_in(timex.start, timex.end)
    verb = trigger.said_by
    after = [t for t in parse.tokens[at[-1].index + 1 : at[-1].index + 3] if t.text != ","] if at else []
    if not after or after[0].lower != "when" or verb < after[0].index:
        return False
    between = parse.tokens[after[0].index : trigger.first]
    return not any(t.tag in {"VBD", "VBZ", "VBP"} for t in between)


def _set_beside(parse: Parse, verb: int) -> tuple[str, Token | None] | None:
    """What sets a clause before or after the one over it: the word, and the noun of how long ("a month after …")."""
    token = parse.tokens[verb]
    if token.dep not in {"advcl", "pcomp"} or not is_verb(token):
        return None
    joints = [parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep == "mark"]
    joints += [parse.tokens[token.head]] if token.dep == "pcomp" else []
    joint = next((t for t in joints if t.lower in {"after", "before", "since"}), None)
    if joint is None:
        return None
    spans = [parse.tokens[c] for c in parse.children[joint.index] if parse.tokens[c].dep == "npadvmod"]
    before = parse.tokens[joint.index - 1] if joint.index else None
    spans += [before] if before is not None and before.dep == "npadvmod" else []
    return joint.lower, spans[0] if spans else None


def _around(parse: Parse, given: Sequence[Timex], verb: int, joint: str, span: Token | None) -> Beside | None:
    """The time of an event that another, dated one follows or comes before, by how long where that is told."""
    over = next((i for i in parse.ancestors(verb) if is_verb(parse.tokens[i])), None)
    inside = own_words(parse, over, below=frozenset()) if over is not None else set()
    found = [t for t in given if t.interval and (at := _top(parse, t)) is not None and at in inside]
    if not found:
        return None
    days = found[0].interval
    if days is None:
        return Beside(found[0], None)
    by = _length(parse, span) if span is not None else None
    return Beside(found[0], _moved(days, by, back=joint != "before"))


def _moved(days: Interval, by: relativedelta | None, *, back: bool) -> Interval | None:
    """Some days moved back or on; where it is not told by how much, all days up to them, or from them on."""
    if by is None:
        return Interval(None, days.end) if back else Interval(days.start, None)
    if days.start is None or days.end is None:
        return None
    try:
        return Interval(days.start - by, days.end - by) if back else Interval(days.start + by, days.end + by)
    except (OverflowError, ValueError):  # a day that the calendar does not have
        return None


def _length(parse: Parse, span: Token) -> relativedelta | None:
    """How long "a month", "two weeks" is; None for what is no count of days, weeks, months or years."""
    on = (parse.tokens[c] for c in parse.children[span.index])
    count = next((t.lower for t in on if t.dep in {"det", "nummod"}), "")
    number = int(count) if count.isdecimal() and len(count) <= _DIGITS else _NUMBERS.get(count)
    match span.lemma.lower():
        case _ if number is None:
            return None
        case "day":
            return relativedelta(days=number)
        case "week":
            return relativedelta(weeks=number)
        case "month":
            return relativedelta(months=number)
        case "year":
            return relativedelta(years=number)
    return None


def _places(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """The words whose own clause may give the time: the trigger's, then those of verbs that share it.

    A noun shares that of the verb that it is subject or object of, or that happens "during", "in", "at" it.
    """
    yield trigger.head
    at = trigger.said_by
    if at != trigger.head:
        yield at
    if not is_verb(parse.tokens[at]):
        over = _verb_of(parse, at)
        if over is not None:
            yield over
        return
    while True:
        token = parse.tokens[at]
        with_it = token.dep == "advcl" and token.tag == "VBG"  # "exploded on Monday, killing two"
        shares = token.dep in _SHARING or with_it
        if token.head == at or not shares or not is_verb(parse.tokens[token.head]):
            return
        if token.dep == "conj" and any(parse.tokens[c].dep in _SUBJECTS for c in parse.children[at]):
            return
        at = token.head
        yield at


def _antecedents(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """The nouns that a relative clause or participle tells of: "the May 3 crash on the line, which killed two"."""
    verb = trigger.said_by
    token = parse.tokens[verb]
    if token.dep not in {"relcl", "acl"} or not is_verb(token):
        return
    at = token.head
    yield at
    while parse.tokens[at].dep in {"pobj", "prep"} and not is_verb(parse.tokens[parse.tokens[at].head]):
        at = parse.tokens[at].head
        yield at


def _verb_of(parse: Parse, noun: int) -> int | None:
    """The finite verb that a noun is subject or object of, or happens "during", "in", "at"."""
    token = parse.tokens[noun]
    head = parse.tokens[token.head]
    if is_answered(parse, noun):
        return None
    if token.dep == "pobj" and head.lower in {"during", "in", "at", "after", "by", "on"}:
        head = parse.tokens[head.head]
    elif token.dep not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    return head.index if head.tag in {"VBD", "VBZ", "VBP", "VBN"} and is_verb(head) else None


def own_words(parse: Parse, head: int, *, below: Collection[int] = ()) -> set[int]:
    """The tokens under a word, less those of other clauses under it but for the one that holds `below`."""
    found, waiting = set(), [head]
    while waiting:
        index = waiting.pop()
        found.add(index)
        for child in parse.children[index]:
            token = parse.tokens[child]
            on_it = index == head and token.dep == "acl" and token.tag == "VBN"  # "a letter sent on Friday"
            joined = child in below or on_it or _is_when(parse, child)
            apart = is_verb(token) and token.dep in _OWN_CLAUSE and not joined
            if not apart:
                waiting.append(child)
    return found


def _is_when(parse: Parse, verb: int) -> bool:
    """Whether a clause tells at what else's time it was: "died when the boat sank on Monday"."""
    return parse.tokens[verb].dep == "advcl" and any(parse.tokens[c].lower == "when" for c in parse.children[verb])


def _top(parse: Parse, timex: Timex) -> int | None:
    """The token of a time expression that hangs on what is outside it."""
    inside = parse.tokens_in(timex.start, timex.end)
    return next(
        (t.index for t in inside if t.head == t.index or not timex.start <= parse.tokens[t.head].start < timex.end),
        inside[0].index if inside else None,
    )


def dates(parse: Parse, timex: Timex) -> bool:
    """Whether it dates what happens: not how long it lasts, an end that something has, or a bare "now"."""
    lasting = timex.type is TimexType.DURATION and timex.interval is None
    if lasting or timex.type is TimexType.SET or timex.value == _NOW:
        return False
    at = parse.tokens_in(timex.start, timex.end)
    before = parse.tokens[at[0].index - 1].lower if at and at[0].index else ""
    first = at[0].lower if at else ""
    return not {before, first} & (_ENDS | _SINCE)
