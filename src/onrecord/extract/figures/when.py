"""When: the days of which a figure is true, as its own clause says, else as its tense does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from onrecord.extract.figures.grammar import Clause, above, auxiliaries, joined
from onrecord.extract.figures.near import beginning_in, sentence_index
from onrecord.model import Attribution, Draft, Interval, NumberReading, Parse, Reading, Timex, TimexType
from onrecord.packs import lexicon

QUARTER = timedelta(days=92)
"""The longest stretch to which a saying can be dated and still date what was said."""


def valid(
    reading: Reading, number: NumberReading, clause: Clause, told: Sequence[Draft], said: Interval | None
) -> Interval | None:
    """The time expression over the same verb, else when the source said it, else what the tense gives.

    A present is true on the days of publication; a perfect or plain past of news reaches back over the day before,
    unless the sentence before dates what it tells. `said` is when the statement that holds the figure was made.
    """
    parse = reading.parse
    sentence = parse.sentence_of(number.first)
    beside = [t for t in beginning_in(reading.timexes, sentence.start, sentence.end) if _dates(t)]
    own = [t for t in beside if not _is_cues(t, number, told) and not _compared(reading, number, t)]
    ranked = [
        (rank, abs(t.start - number.end), t.start, t)
        for t in own
        if (rank := _rank(parse, t, number, clause)) is not None
    ]
    if ranked:
        return _spanned(reading, min(ranked, key=lambda r: r[:3])[3])
    if said is not None and said.start and said.end and said.end - said.start <= QUARTER:
        return said
    if _is_present(parse, clause):
        return reading.published
    narrated = not any(a.start <= number.start < a.end for d in told for a in d.anchors)
    carried = _carried(reading, number) if narrated and _is_past(parse, clause) else None
    return carried or _news(reading.published)


def _spanned(reading: Reading, timex: Timex) -> Interval | None:
    """The days of a time, on to publication after "since", from no known day after "until"."""
    interval, parse = timex.interval, reading.parse
    at = parse.tokens_in(timex.start, timex.end)
    before = parse.tokens[at[0].index - 1].lower if at and at[0].index else ""
    if interval is None or not ({before, at[0].lower if at else ""} & {"since", "until", "till"}):
        return interval
    if "since" in {before, at[0].lower}:
        end = reading.published.end if reading.published else None
        return (
            Interval(interval.start, end) if interval.start is None or end is None or interval.start < end else interval
        )
    return Interval(None, interval.end)


def _news(published: Interval | None) -> Interval | None:
    """The days that a report of what has happened is of: those of publication and the day before."""
    if published is None or published.start is None or published.start == date.min:
        return published
    return Interval(published.start - timedelta(days=1), published.end)


def _carried(reading: Reading, number: NumberReading) -> Interval | None:
    """The time of the sentence before, where it lies before publication and in the same paragraph."""
    parse = reading.parse
    here = sentence_index(parse, number.first)
    if here == 0 or parse.sentences[here].block != parse.sentences[here - 1].block:
        return None
    before = parse.sentences[here - 1]
    found = [t.interval for t in beginning_in(reading.timexes, before.start, before.end) if _dates(t) and t.interval]
    past = [
        i for i in found if i.end and reading.published and reading.published.end and i.end <= reading.published.end
    ]
    return past[-1] if past else None


def _dates(timex: Timex) -> bool:
    return timex.type in {TimexType.DATE, TimexType.TIME} or (
        timex.type is TimexType.DURATION and timex.interval is not None
    )


def _is_cues(timex: Timex, number: NumberReading, told: Sequence[Draft]) -> bool:
    """Whether it dates the telling: it stands outside the words of a statement that hold the figure."""
    for draft in told:
        body = draft.body
        holds = any(a.start <= number.start and number.end <= a.end for a in draft.anchors)
        inside = any(a.start <= timex.start and timex.end <= a.end for a in draft.anchors)
        if holds and not inside and isinstance(body, Attribution) and body.cue:
            return True
    return False


@cache
def _comparing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('figures')['comparing'])})\b", re.IGNORECASE)


def _compared(reading: Reading, number: NumberReading, timex: Timex) -> bool:
    """Whether the time is that of another number that this one is set against: "17, down from 400 in May"."""
    between = reading.text[number.end : timex.start] if number.end < timex.start else ""
    match = _comparing().search(between)
    return bool(match) and bool(beginning_in(reading.numbers, number.end, timex.start))


def _rank(parse: Parse, timex: Timex, number: NumberReading, clause: Clause) -> int | None:
    """How closely a time belongs to the number: on its noun, on its verb, on a verb over that; None where not."""
    tokens = parse.tokens_in(timex.start, timex.end)
    if not tokens:
        return None
    top = next(
        (t for t in tokens if t.head == t.index or not timex.start <= parse.tokens[t.head].start < timex.end), tokens[0]
    )
    path = list(parse.ancestors(top.index))
    if clause.node in path or any(v in path[:3] for v, _ in clause.verbs):
        return 0
    if top.start >= number.end and not _between(parse, number, timex):
        return 0
    return 2 if clause.verb is None else _rank_by_verb(parse, path, clause.verb)


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


def _is_present(parse: Parse, clause: Clause) -> bool:
    """Whether the verb is in the present, or there is none."""
    verb = clause.verb
    if verb is None:
        return True
    helpers = auxiliaries(parse, verb)
    if any(t.lemma == "have" for t in helpers):
        return False
    return parse.tokens[verb].tag in {"VBZ", "VBP"} or any(t.tag in {"VBZ", "VBP", "MD"} for t in helpers)


def _is_past(parse: Parse, clause: Clause) -> bool:
    """Whether the verb is in the plain past."""
    verb = clause.verb
    if verb is None:
        return False
    helpers = auxiliaries(parse, verb)
    if any(t.lemma == "have" or t.tag == "MD" for t in helpers):
        return False
    return parse.tokens[verb].tag == "VBD" or any(t.tag == "VBD" for t in helpers) or _under_past(parse, verb)


def _under_past(parse: Parse, verb: int) -> bool:
    """Whether an infinitive or participle hangs on a verb in the plain past."""
    tagged = parse.tokens[verb].tag in {"VB", "VBG"}
    over = above(parse, verb)
    return tagged and bool(over) and parse.tokens[over[0]].tag == "VBD"
