"""Dates: the days on which an event is told to lie, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.extract.events.beside import beside, by_when, dates
from onrecord.extract.events.stance import Stance
from onrecord.extract.events.triggers import Trigger, is_answered, lexis
from onrecord.extract.figures.grammar import auxiliaries, is_verb
from onrecord.extract.figures.near import beginning_in, sentence_index
from onrecord.extract.figures.when import QUARTER, WEEK, reaching_back
from onrecord.model import Dating, Interval, Parse, Reading, Timex, TimexType, Words

NEWS = 3
"""Sentences back to one that tells of the week before publication, so that a plain past is of it too."""
BACK = 3
"""Sentences back, in the same paragraph, to one that gives the time."""
FAR = 6
"""Sentences back to one that gives the time, where the publication gives none."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Days, what they rest on, and the words that give them, where words do."""

    interval: Interval | None = None
    dating: Dating | None = None
    words: Words | None = None


def dated(reading: Reading, trigger: Trigger, stance: Stance, said: Interval | None) -> Dated:
    """The time beside the trigger, on the verb that carries it, or over it; else what its tense gives.

    A plan lies ahead of publication; a perfect behind it; a plain past takes the time that the sentences before it in
    the paragraph give, else it is of the days up to publication, or of the saying in whose words it stands. A time
    beside it whose days are unknown dates nothing, and keeps any other from doing so.
    """
    own = beside(reading, trigger)
    if own is not None and not _contradicts(reading, trigger, own.days):
        words = Words(own.timex.text, own.timex.start, own.timex.end)
        return Dated(own.days, Dating.WORDS, words) if own.days else Dated()
    if stance.ahead and (last := by_when(reading, trigger)) is not None:
        return _up_to(reading, last)
    if stance.ahead or stance.possible:
        return Dated() if _was_ahead(reading.parse, trigger) else _from(reading)
    return _behind(reading, trigger, said)


def _from(reading: Reading) -> Dated:
    """From publication on."""
    published = reading.published
    if published is None or published.start is None:
        return Dated()
    return Dated(Interval(published.start, None), Dating.PUBLICATION)


def _contradicts(reading: Reading, trigger: Trigger, days: Interval | None) -> bool:
    """Whether a time ahead stands with a perfect: it is then the time of something else that the sentence tells."""
    end = reading.published.end if reading.published else None
    ahead = days is not None and days.start is not None and end is not None and days.start >= end
    verb = _tensed(reading.parse, trigger) if ahead else None
    return verb is not None and _is_perfect(reading.parse, verb)


def _up_to(reading: Reading, timex: Timex) -> Dated:
    """From publication to the end of a time, where that lies ahead; else any day up to its end."""
    published, days = reading.published, timex.interval
    start = published.start if published else None
    ahead = start is not None and days is not None and (days.end is None or start < days.end)
    interval = Interval(start if ahead else None, days.end) if days and days.end else None
    return Dated(interval, Dating.WORDS, Words(timex.text, timex.start, timex.end)) if interval else Dated()


def _was_ahead(parse: Parse, trigger: Trigger) -> bool:
    """Whether what lay ahead did so before something that is past itself: "had been ordered to leave"."""
    over = [i for i in (trigger.said_by, *parse.ancestors(trigger.said_by)) if is_verb(parse.tokens[i])]
    return any(_is_before_past(parse, v) for v in over)


def _behind(reading: Reading, trigger: Trigger, said: Interval | None) -> Dated:
    """What the tense gives: a perfect any day up to publication, a present that of publication, a past as told."""
    parse, published = reading.parse, reading.published
    verb = _tensed(parse, trigger)
    if (trigger.nominal and is_answered(parse, trigger.head)) or (verb is not None and _is_perfect(parse, verb)):
        return _published(Interval(None, published.end) if published and published.end else None)
    if verb is not None and _is_present(parse, verb):
        return _published(published)
    had = verb is not None and _is_before_past(parse, verb)
    before = None if had else _told_before(reading, trigger)
    if before is not None:
        words = Words(before.text, before.start, before.end)
        return Dated(_then(reading, trigger, before.interval), Dating.CONTEXT, words)
    if said is not None and said.start and said.end and said.end - said.start <= QUARTER:
        return Dated(reaching_back(said, WEEK), Dating.SAID)
    if published is None or published.end is None:
        return _published(published)
    news = reaching_back(published, WEEK)
    fresh = verb is not None and not _is_background(parse, verb) and _is_news(reading, trigger, news)
    return _published(news if fresh else Interval(None, published.end))


def _is_news(reading: Reading, trigger: Trigger, days: Interval | None) -> bool:
    """Whether the sentence, or one of those before it, tells of some days."""
    parse = reading.parse
    here = sentence_index(parse, trigger.head)
    start = parse.sentences[max(here - NEWS, 0)].start
    given = beginning_in(reading.timexes, start, parse.sentences[here].end)
    return any(t.interval and days and t.interval.start and t.interval.within(days) for t in given)


def _published(days: Interval | None) -> Dated:
    """Days that rest on the publication."""
    return Dated(days, Dating.PUBLICATION) if days else Dated()


def _is_background(parse: Parse, verb: int) -> bool:
    """Whether a past is told beside the news and may lie far behind it: in a clause on a noun, or before a past."""
    if _is_before_past(parse, verb):
        return True
    over = [verb, *(i for i in parse.ancestors(verb) if is_verb(parse.tokens[i]))]
    once = any(parse.tokens[c].lower in lexis("once") for v in over for c in parse.children[v])
    return once or any(parse.tokens[v].dep in {"relcl", "acl", "advcl", "pcomp"} for v in over)


def _is_before_past(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the past perfect: it lies before what is told, by nobody knows how much."""
    return any(t.lower in {"had", "'d"} and t.lemma == "have" for t in auxiliaries(parse, verb))


def _tensed(parse: Parse, trigger: Trigger) -> int | None:
    """The verb whose tense is the event's: its own, its carrier's, or the one over it."""
    at = trigger.said_by
    while not is_verb(parse.tokens[at]) or parse.tokens[at].tag in {"VB", "VBG"}:
        token = parse.tokens[at]
        helped = is_verb(token) and any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in auxiliaries(parse, at))
        if helped or token.head == at:
            break
        at = token.head
    return at if is_verb(parse.tokens[at]) else None


def _is_perfect(parse: Parse, verb: int) -> bool:
    helpers = auxiliaries(parse, verb)
    return any(t.lemma == "have" and t.tag in {"VBZ", "VBP"} for t in helpers)


def _is_present(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    helpers = auxiliaries(parse, verb)
    if helpers:
        return any(t.tag in {"VBZ", "VBP"} for t in helpers)
    return token.tag in {"VBZ", "VBP"}


def _told_before(reading: Reading, trigger: Trigger) -> Timex | None:
    """The last time that the sentences before it in the paragraph give, where it lies behind publication.

    Where the publication is unknown, or only known to lie after some day, that of any sentence before.
    """
    parse, published = reading.parse, reading.published
    end = published.end if published else None
    here = sentence_index(parse, trigger.head)
    block = parse.sentences[here].block
    for place in range(here - 1, max(here - (FAR if end is None else BACK), 0) - 1, -1):
        sentence = parse.sentences[place]
        if end is not None and sentence.block != block:
            return None
        given = [t for t in beginning_in(reading.timexes, sentence.start, sentence.end) if _is_past(parse, t, end)]
        if given:
            return given[-1]
    return None


def _is_past(parse: Parse, timex: Timex, end: date | None) -> bool:
    """Whether a time dates what is told, and lies before a day."""
    if timex.type is TimexType.DURATION or timex.interval is None or timex.interval.end is None:
        return False
    return (dates(parse, timex) or _is_told_of(parse, timex)) and (end is None or timex.interval.end <= end)


def _is_told_of(parse: Parse, timex: Timex) -> bool:
    """Whether a clause with "when" follows a time."""
    at = parse.tokens_in(timex.start, timex.end)
    after = parse.tokens[at[-1].index + 1 : at[-1].index + 3] if at else ()
    return any(t.lower == "when" for t in after)


def _then(reading: Reading, trigger: Trigger, days: Interval | None) -> Interval | None:
    """The days told before; from then to publication where the sentence says that it came later."""
    parse = reading.parse
    later = {t.lower for t in parse.words(parse.sentence_of(trigger.head))} & lexis("later")
    if not later or days is None:
        return days
    return Interval(days.start, reading.published.end if reading.published else None)
