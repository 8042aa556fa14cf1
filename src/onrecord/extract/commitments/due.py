"""Due: the days in which a commitment ends, as the words over its verb tell them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from onrecord.extract.commitments.found import NEVER, Due, Scene, words
from onrecord.extract.figures.near import beginning_in
from onrecord.model import Attribution, Draft, Interval, Parse, Timex, TimexType, Token, Words

_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
_THROUGH = frozenset({"xcomp", "conj", "acl", "pcomp", "prep", "ccomp"})


def due(scene: Scene, act: int, *, fixed: bool = False) -> Due:
    """The end that a time with "until", "by" and the like gives, else the day on which it is to be done.

    `fixed` where the verb itself tells an end ("expires on"), so that any time is one. A day on which it is to begin
    is its start. Times that the statement's own words do not hold are those of its telling.
    """
    parse, begins = scene.parse, scene.parse.tokens[act].lemma.lower() in words("beginning")
    timed = [(t, _preposition(parse, t)) for t in _times(scene, act)]
    for timex, preposition in timed:
        end = _past(scene, timex) or _within(scene, timex, preposition)
        if end is None and preposition in _ends(fixed=fixed):
            end = _ahead(scene, act, timex)
        if end is not None and _has_end(end):
            return Due(_last(scene, timex, end), _dated(timex), closes=True)
    for timex, preposition in timed:
        day = timex.interval
        if day is None or not _has_end(day) or preposition not in {*words("on"), None} or timex.type is TimexType.SET:
            continue
        if fixed or _is_ahead(scene, day):
            return Due(start=day) if begins else Due(_last(scene, timex, day), _dated(timex))
    return NEVER


def _ahead(scene: Scene, act: int, timex: Timex) -> Interval | None:
    """The days of a time; a year on where a month without its year lies behind and the verb does not."""
    interval, published = timex.interval, scene.reading.published
    if interval is None or interval.start is None or interval.end is None or published is None:
        return interval
    told = scene.parse.tokens[act].tag in {"VBZ", "VBP", "VB", "NNS"}
    if not told or published.start is None or interval.end > published.start or not _MONTH.fullmatch(timex.value):
        return interval
    if any(c.isdigit() for c in timex.text) or _BACK.search(timex.text):
        return interval
    year = relativedelta(years=1)
    return Interval(interval.start + year, interval.end + year) if interval.end.year < date.max.year else interval


_MONTH = re.compile(r"\d{4}-\d{2}")
_BACK = re.compile(r"\b(?:last|past|ago|previous|this)\b", re.IGNORECASE)
_CLOSE = re.compile(r"\b(?:end|close) of\b", re.IGNORECASE)
LOOK = 12
"""Characters before a time in which "the end of" stands."""


def _last(scene: Scene, timex: Timex, days: Interval) -> Interval:
    """The last day where the words say "the end of" a month or year."""
    around = scene.reading.text[max(0, timex.start - LOOK) : timex.end]
    if days.end is None or not _CLOSE.search(around):
        return days
    return Interval.day(days.end - timedelta(days=1))


def _ends(*, fixed: bool) -> frozenset[str]:
    return words("until") | ({"on", "at", "in"} if fixed else frozenset())


def _has_end(interval: Interval) -> bool:
    return interval.start is not None and interval.end is not None


def _dated(timex: Timex) -> Words:
    return Words(timex.text, timex.start, timex.end)


def _times(scene: Scene, act: int) -> list[Timex]:
    """The times of the sentence and statement that hang on a verb or on what it carries on, in order of place."""
    parse, sentence = scene.parse, scene.parse.sentence_of(act)
    held = scene.statement(act)
    beside = beginning_in(scene.reading.timexes, sentence.start, sentence.end)
    return [
        t
        for t in beside
        if t.value not in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}
        and (held is None or any(a.start <= t.start < a.end for a in held.anchors))
        and not _is_of_telling(parse, t, held)
        and _hangs_on(parse, t, act)
    ]


def _is_of_telling(parse: Parse, timex: Timex, held: Draft | None) -> bool:
    """Whether a time stands right behind the cue, and so is that of the telling: "said on Tuesday it would"."""
    body = held.body if held is not None else None
    if not isinstance(body, Attribution) or body.cue is None or body.cue.end > timex.start:
        return False
    between = parse.tokens_in(body.cue.end, timex.start)
    return len(between) <= 1 and all(t.lower in words("on") for t in between)


def top_of(parse: Parse, timex: Timex) -> Token | None:
    """The token that heads a time."""
    inside = parse.tokens_in(timex.start, timex.end)
    indices = {t.index for t in inside}
    return next((t for t in inside if t.head not in indices or t.head == t.index), None)


def _hangs_on(parse: Parse, timex: Timex, act: int) -> bool:
    """Whether the first verb over a time is the act, or one that the act carries on or is joined to."""
    top = top_of(parse, timex)
    if top is None or _only_names(parse, timex):
        return False
    path = list(parse.ancestors(top.index))
    verb = next((i for i in path if i == act or parse.tokens[i].pos in {"VERB", "AUX"}), None)
    while verb is not None and verb != act:
        token = parse.tokens[verb]
        aside = token.dep in {"pcomp", "prep"} and parse.tokens[token.head].lower in words("aside")
        carried = token.dep in _THROUGH and verb > act and not aside and not _is_clause(parse, verb)
        verb = token.head if carried and token.head != verb else None
    return verb == act


def _only_names(parse: Parse, timex: Timex) -> bool:
    """Whether a time only names what a noun after it is: "the morning meetings", "Friday's vote"."""
    after = (parse.tokens[t.head] for t in parse.tokens_in(timex.start, timex.end) if t.dep in _ON_NOUN)
    return any(t.start >= timex.end and t.pos in {"NOUN", "PROPN"} for t in after)


_ON_NOUN = frozenset({"compound", "amod", "poss", "nmod"})


def _is_clause(parse: Parse, verb: int) -> bool:
    """Whether a verb has a subject of its own."""
    return any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[verb])


def _preposition(parse: Parse, timex: Timex) -> str | None:
    """The preposition before a time, over "the end of" and the like."""
    inside = parse.tokens_in(timex.start, timex.end)
    at = inside[0].index - 1 if inside else -1
    if inside and inside[0].lower in words("until"):
        return inside[0].lower
    sentence = parse.sentence_of(inside[0].index).first if inside else 0
    while at >= sentence and parse.tokens[at].lower in words("parts"):
        at -= 1
    found = parse.tokens[at].lower if at >= sentence else ""
    return found if found in words("until") | words("on") or parse.tokens[max(at, 0)].pos == "ADP" else None


def _past(scene: Scene, timex: Timex) -> Interval | None:
    """The end of "for another 90 days past the end of June": so long after that time."""
    before = scene.parse.tokens_in(max(0, timex.start - NEAR), timex.start)[-4:]
    joint = next((t for t in reversed(before) if t.lower in words("adding")), None)
    if joint is None or timex.interval is None or timex.interval.end is None:
        return None
    lengths = beginning_in(scene.reading.timexes, joint.start - NEAR, joint.start)
    length = lengths[-1] if lengths and not scene.reading.text[lengths[-1].end : joint.start].strip() else None
    period = shifted(length.value) if length is not None else None
    return later(timex.interval.end - timedelta(days=1), period) if period is not None else None


def _within(scene: Scene, timex: Timex, preposition: str | None) -> Interval | None:
    """The days up to the end of "within 60 days", counted from publication."""
    published, length = scene.reading.published, shifted(timex.value)
    if preposition != "within" or length is None or published is None or published.start is None:
        return None
    if not published.is_day:
        return None
    last = later(published.start, length)
    return Interval(published.start, last.end) if last else None


NEAR = 30
"""Characters before a time or its preposition in which a length of time stands on it."""


def shifted(value: str) -> relativedelta | None:
    """A TIMEX3 length of time in days, weeks, months or years."""
    match = _PERIOD.fullmatch(value)
    return relativedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None


def later(day: date, by: relativedelta) -> Interval | None:
    """The day so much later; None past either end of the calendar."""
    try:
        return Interval.day(day + by)
    except (OverflowError, ValueError):
        return None


def _is_ahead(scene: Scene, day: Interval) -> bool:
    """Whether a day lies on or after that of publication."""
    published = scene.reading.published
    return (
        published is not None
        and published.start is not None
        and day.end is not None
        and published.start < day.end
        and day.start is not None
        and (published.end is None or published.end <= day.end)
    )
