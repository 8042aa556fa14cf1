"""When: the days of which a figure is true, as its own clause says, else as its tense does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from onrecord.extract.figures.grammar import OBJECT, Clause, above, auxiliaries, is_verb, joined
from onrecord.extract.figures.near import beginning_in, sentence_index
from onrecord.model import Attribution, Draft, Interval, NumberReading, Parse, Reading, Timex, TimexType, Token
from onrecord.packs import lexicon

FAR = 60
"""Sentences back to one that has a time, where the publication gives none."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)
QUARTER = timedelta(days=92)
"""The longest stretch to which a saying can be dated and still date what was said."""


def valid(
    reading: Reading, number: NumberReading, clause: Clause, told: Sequence[Draft], said: Interval | None
) -> Interval | None:
    """The time expression over the same verb, else when the source said it, else what the tense gives.

    What is told in the present, or has come to be so, is counted by the day of publication or the day before. A plain
    past of news is that of the sentences before it where they date it, else of the days before publication; what had
    come to be so lies before its telling. `said` is when the statement that holds the figure was made.
    """
    parse = reading.parse
    sentence = parse.sentence_of(number.first)
    beside = [t for t in beginning_in(reading.timexes, sentence.start, sentence.end) if _dates(t)]
    own = [
        t
        for t in beside
        if not (_is_now(t) or _is_cues(parse, t, number, clause, told) or _compared(reading, number, t))
    ]
    ranked = [
        (rank, _apart(parse, t, number), abs(t.start - number.end), t.start, t)
        for t in own
        if (rank := _rank(parse, t, number, clause)) is not None
    ]
    if ranked:
        return _spanned(reading, min(ranked, key=lambda r: r[:4])[4], number, clause)
    narrated = not any(a.start <= number.start < a.end for d in told for a in d.anchors)
    return _undated(reading, number, clause, said, narrated=narrated)


def _undated(
    reading: Reading, number: NumberReading, clause: Clause, said: Interval | None, *, narrated: bool
) -> Interval | None:
    """The days that the saying and the tense give."""
    parse, published = reading.parse, reading.published
    had = _is_before_past(parse, clause)
    if said is not None and said.start and said.end and said.end - said.start <= QUARTER:
        if _reaches_now(parse, number) and published and published.end and said.start < published.end:
            return Interval(said.start, published.end)
        return reaching_back(said, WEEK) if had else said
    past = _is_past(parse, clause) and not _is_there_now(parse, clause)
    carried = _carried(reading, number) if narrated and past and not had else None
    events = had or (past and (narrated or not _is_state(parse, clause)))
    return carried or reaching_back(published, WEEK if events else DAY)


def _is_there_now(parse: Parse, clause: Clause) -> bool:
    """Whether a relative clause tells of the thing in the present: "sent 200 soldiers, who are there now"."""
    return any(_is_present(parse, verb) for verb, _ in clause.verbs)


def _is_present(parse: Parse, verb: int) -> bool:
    present = {"VBZ", "VBP"}
    return parse.tokens[verb].tag in present or any(t.tag in present for t in auxiliaries(parse, verb))


def _is_state(parse: Parse, clause: Clause) -> bool:
    """Whether a past in reported words may be a present put back: "said 300 were in the valley"."""
    return clause.verb is not None and parse.tokens[clause.verb].lemma.lower() in {"be", "have"}


def _reaches_now(parse: Parse, number: NumberReading) -> bool:
    """Whether the sentence counts up to the time of its publication: "so far", "to date"."""
    words = [t.lower for t in parse.words(parse.sentence_of(number.first))]
    return any(pair in {("so", "far"), ("to", "date"), ("until", "now")} for pair in pairwise(words))


def _spanned(reading: Reading, timex: Timex, number: NumberReading, clause: Clause) -> Interval | None:
    """The days of a time: on to publication after "since"; up to it after "until", from publication if that is ahead.

    The first number of a change ("from 450 to 300 as of July") was true before its time.
    """
    interval, parse = timex.interval, reading.parse
    at = parse.tokens_in(timex.start, timex.end)
    if interval is None or not at:
        return interval
    published = reading.published
    if _is_after(parse, at[0].index, {"since"}):
        end = published.end if published else None
        known = interval.start is not None and end is not None and interval.start < end
        return Interval(interval.start, end) if known or interval.start is None or end is None else interval
    if _is_after(parse, at[0].index, {"until", "till"}):
        return _ending(interval, published)
    if _is_left(parse, number, clause) and interval.start:
        return Interval(None, interval.start)
    return interval


def _ending(interval: Interval, published: Interval | None) -> Interval:
    """Up to the end of some days; from publication on where they lie ahead."""
    ahead = published and published.start and interval.start and published.start <= interval.start
    return Interval(published.start if ahead and published else None, interval.end)


def _is_after(parse: Parse, index: int, words: set[str]) -> bool:
    """Whether a time stands after one of some words, or in a clause that one opens: "since the dam broke in May"."""
    before = parse.tokens[index - 1].lower if index else ""
    if {before, parse.tokens[index].lower} & words:
        return True
    verb = next((i for i in parse.ancestors(index) if parse.tokens[i].pos in {"VERB", "AUX"}), None)
    return verb is not None and any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].lower in words for c in parse.children[verb]
    )


def _is_left(parse: Parse, number: NumberReading, clause: Clause) -> bool:
    """Whether it is what a change departs from: "from 450 to 300"."""
    before = parse.tokens[number.first - 1].lower if number.first else ""
    after = {t.lower for t in parse.tokens[number.last : number.last + 1]}
    return before == "from" and "to" in after and clause.verb is not None


def reaching_back(interval: Interval | None, by: timedelta) -> Interval | None:
    """Some days and those before them; as they are where they are open at an end."""
    if interval is None or interval.start is None or interval.end is None or interval.start - date.min < by:
        return interval
    return Interval(interval.start - by, interval.end)


def _carried(reading: Reading, number: NumberReading) -> Interval | None:
    """The time of the sentence before, where it lies before publication and in the same paragraph.

    Where the publication is unknown, or known only to lie after some day, that of the last sentence that has one.
    """
    parse, published = reading.parse, reading.published
    end = published.end if published else None
    here = sentence_index(parse, number.first)
    for place in range(here - 1, max(here - FAR, 0) - 1, -1):
        before = parse.sentences[place]
        if end is not None and (place < here - 1 or before.block != parse.sentences[here].block):
            return None
        found = [t.interval for t in beginning_in(reading.timexes, before.start, before.end) if _is_day(t)]
        past = [i for i in found if i and i.end and (end is None or i.end <= end)]
        if past:
            return past[-1]
    return None


def _is_day(timex: Timex) -> bool:
    return timex.type is not TimexType.DURATION and _dates(timex) and not _is_now(timex)


def _is_now(timex: Timex) -> bool:
    """Whether it only says that the present is meant: "now", "currently"."""
    return timex.value == "PRESENT_REF"


def _apart(parse: Parse, timex: Timex, number: NumberReading) -> int:
    """How many joints of clauses stand between a time and a number."""
    start, end = min(timex.end, number.end), max(timex.start, number.start)
    between = parse.tokens_in(start, end)
    return sum(t.text in {";", ":", "—", "–"} or (t.tag == "CC" and _opens_clause(parse, t)) for t in between)


def _opens_clause(parse: Parse, token: Token) -> bool:
    """Whether a conjunction joins verbs, or stands after a comma."""
    return is_verb(parse.tokens[token.head]) or (token.index > 0 and parse.tokens[token.index - 1].text == ",")


def _dates(timex: Timex) -> bool:
    return timex.type in {TimexType.DATE, TimexType.TIME} or (
        timex.type is TimexType.DURATION and timex.interval is not None
    )


def _is_cues(parse: Parse, timex: Timex, number: NumberReading, clause: Clause, told: Sequence[Draft]) -> bool:
    """Whether it dates the telling: it stands outside the words of a statement that hold the figure.

    What a telling itself does with the figure ("approved up to 450") is done at the same time.
    """
    does = parse.tokens[clause.verb].start if clause.verb is not None and clause.role == OBJECT else -1
    for draft in told:
        body = draft.body
        holds = any(a.start <= number.start and number.end <= a.end for a in draft.anchors)
        inside = any(a.start <= timex.start and timex.end <= a.end for a in draft.anchors)
        if holds and not inside and isinstance(body, Attribution) and body.cue:
            return not body.cue.start <= does < body.cue.end
    return False


@cache
def _comparing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('figures')['comparing'])})\b", re.IGNORECASE)


def _compared(reading: Reading, number: NumberReading, timex: Timex) -> bool:
    """Whether the time is that of another number that this one is set against: "17, down from 400 in May"."""
    between = reading.text[number.end : timex.start] if number.end < timex.start else ""
    if _THAN.search(between):
        return True
    match = _comparing().search(between)
    return bool(match) and bool(beginning_in(reading.numbers, number.end, timex.start))


_THAN = re.compile(r"\bthan\b|, as\b", re.IGNORECASE)
"""What follows is only set beside the number: "far closer than a year ago", "as there were in May"."""


def _rank(parse: Parse, timex: Timex, number: NumberReading, clause: Clause) -> int | None:
    """How closely a time belongs to the number: on its noun, on its verb, on a verb over that; None where not."""
    tokens = parse.tokens_in(timex.start, timex.end)
    if not tokens:
        return None
    top = next(
        (t for t in tokens if t.head == t.index or not timex.start <= parse.tokens[t.head].start < timex.end), tokens[0]
    )
    path = list(parse.ancestors(top.index))
    if clause.node in path or any(v in path[:3] for v, _ in clause.verbs) or _tells_of(parse, clause, tokens):
        return 0
    if top.start >= number.end and not _between(parse, number, timex):
        return 0
    rank = 2 if clause.verb is None else _rank_by_verb(parse, path, clause.verb)
    apart = rank == 2 and clause.verb is not None and _is_after(parse, tokens[0].index, {"until", "till"})  # noqa: PLR2004 (the rank of another verb's time)
    return None if apart else rank


def _tells_of(parse: Parse, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether the number stands in a clause that tells of that time: "in March, when … approved up to 450"."""
    if clause.verb is None:
        return False
    verbs = [clause.verb, *joined(parse, clause.verb)]
    after = parse.tokens[tokens[-1].index + 1 : tokens[-1].index + 3]
    when = next((t for t in after if t.text != ","), None)
    if when is not None and when.lower == "when" and when.head in verbs:
        return True
    return any(
        parse.tokens[v].dep in {"relcl", "acl"} and parse.tokens[v].head in {t.index for t in tokens} for v in verbs
    )


def _rank_by_verb(parse: Parse, path: list[int], own: int) -> int | None:
    """1 where the time hangs on the number's own verb or on the noun that its relative clause tells of."""
    if parse.tokens[own].dep in {"relcl", "acl"} and parse.tokens[own].head in path[:2]:
        return 1
    verb = next((i for i in path if parse.tokens[i].pos in {"VERB", "AUX"}), None)
    if verb == own:
        return 1
    return 2 if verb is not None and (verb in joined(parse, own) or own in joined(parse, verb)) else None


def _between(parse: Parse, number: NumberReading, timex: Timex) -> bool:
    """Whether anything but a preposition and its noun stands between a number and a later time."""
    words = parse.tokens_in(number.end, timex.start)
    return any(t.pos in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "NUM"} for t in words)


def _is_before_past(parse: Parse, clause: Clause) -> bool:
    """Whether the verb is in the past perfect."""
    helpers = auxiliaries(parse, clause.verb) if clause.verb is not None else []
    return any(t.lower in {"had", "'d"} and t.lemma == "have" for t in helpers)


def _is_past(parse: Parse, clause: Clause) -> bool:
    """Whether the verb is in the plain past."""
    verb = clause.verb
    if verb is None:
        return False
    helpers = auxiliaries(parse, verb)
    if any(t.lemma == "have" or t.tag == "MD" for t in helpers):
        return False
    own = parse.tokens[verb]
    alone = own.dep == "ROOT" or (own.dep == "acl" and parse.tokens[own.head].dep == "ROOT")
    bare = own.tag == "VBN" and alone and not helpers  # "the bill passed by 60 votes"
    return own.tag == "VBD" or bare or any(t.tag == "VBD" for t in helpers) or _under_past(parse, verb)


def _under_past(parse: Parse, verb: int) -> bool:
    """Whether an infinitive or participle hangs on a verb in the plain past."""
    tagged = parse.tokens[verb].tag in {"VB", "VBG"}
    over = above(parse, verb)
    return tagged and bool(over) and parse.tokens[over[0]].tag == "VBD"
