"""Entries that tell most of what is asked, where none tells all of it: the words that they do not tell are named.

Ranked by the share of the question's words, by weight, that stand in or near an entry (the coverage of a passage, as
in Ittycheriah et al., IBM's statistical question answering system, TREC-10, 2001); what is asked for must be there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher

from onrecord.model import Attribution, Commitment, Event, Figure, Interval, MentionType
from onrecord.query.asking.counted import number
from onrecord.query.asking.evidence import Span, Told, Zone
from onrecord.query.asking.fitting import REAL, Fit, Fitting, Named, Soft, kin
from onrecord.query.asking.lexis import POSSESSIVE, alike, phrase, stems, words
from onrecord.query.asking.places import no_place
from onrecord.query.asking.question import Form, Part, Term
from onrecord.query.asking.reasons import no_reason, with_reason
from onrecord.query.asking.sayings import not_so_said
from onrecord.query.asking.whens import in_time, later

ENOUGH = 0.6
"""The share of what is asked, by weight, that an entry is to tell."""
SURE = 0.72
"""That share where it is asked whether something is so."""
UNKNOWN = 0.6
"""The weight of a word that the record does not have at all: it may have it in others."""
NAME = 1.3
"""The weight of a name."""
SLIGHT = 0.25
"""The weight of a word that tells little."""
WORD_AT = {Zone.OWN: 1.0, Zone.SENTENCE: 1.0, Zone.PARAGRAPH: 0.6, Zone.BESIDE: 0.45, Zone.ARTICLE: 0.2}
NAME_AT = {Zone.OWN: 1.0, Zone.SENTENCE: 1.0, Zone.PARAGRAPH: 0.9, Zone.BESIDE: 0.8, Zone.ARTICLE: 0.4}
"""What a word, and a name, counts by where it is told."""
GOES_WITHOUT = 0.7
"""What a name that the whole story is about counts where an entry's article tells it."""
KIN = 0.85
"""What a word of the same root counts."""
OTHERWISE = 0.8
"""What a name counts that is told in other words."""
LONG_NAME, ALIKE = 6, 0.8
"""Letters of a name that is looked for in other spellings, and how near they are to be."""
FITTING = 0.6
"""What a word counts at least that is told: in the paragraph."""
STRICT = frozenset({Form.NUMBER, Form.WHEN, Form.CHANGE, Form.YES_NO, Form.SOURCE})
"""What is asked of which a word that the record tells elsewhere is not to be lacking."""
SAID = frozenset({Form.SOURCE, Form.YES_NO})
"""What is asked of which the words are to stand in the sentence."""
LENGTH = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|many|some)[ -]"
    r"(?:more |additional )?(?:minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
"""A length of time."""
CLOSE = 0.08
"""How much less of what is asked an entry may tell than the best."""


def nearly(fitting: Fitting, part: Part) -> list[Fit]:
    """The entries that tell enough of what is asked, best first, one a sentence, with what they do not tell."""
    if part.form is Form.WHO or not (part.every or part.speaker):
        return []
    found = [f for t in fitting.evidence.told if (f := _fit(fitting, part, t))]
    found.sort(key=lambda f: (-round(f.score, 3), *f.order[2:]))
    met: set[object] = set()
    once: list[Fit] = []
    for fit in found:
        place = fit.told.entry.revision, fit.told.sentences
        if place not in met and fit.score >= found[0].score - CLOSE:
            met.add(place)
            once.append(fit)
    return once


def _fit(fitting: Fitting, part: Part, told: Told) -> Fit | None:
    counts = {t: _counts(fitting, told, t) for t in part.every}
    weights = {t: _weight(fitting, part, t) for t in part.every}
    share = sum(weights[t] * counts[t] for t in counts) / sum(weights.values()) if counts else 1.0
    if share < (SURE if part.form is Form.YES_NO else ENOUGH) or not _tells_the_core(fitting, part, counts):
        return None
    unsaid = [t.text for t, n in counts.items() if n < FITTING]
    for lack in _lacks(fitting, part, told):
        if not isinstance(lack, Soft):
            return None
        unsaid += [lack] if isinstance(lack, Named) else []
    day = _day(part, told)
    if part.form is Form.WHEN and not part.length and day is None:
        return None
    fits = tuple(t.text for t, n in counts.items() if n >= KIN)
    more = _more(part, told)
    return Fit(told, share + more, (), fits, _passage(part, told), day, unsaid=tuple(dict.fromkeys(unsaid)))


def _passage(part: Part, told: Told) -> Span | None:
    if isinstance(told.entry.body, Figure) and part.form is Form.NUMBER:
        return None
    return (with_reason(told) if part.form is Form.WHY else None) or told.sentences[0]


def _more(part: Part, told: Told) -> float:
    kinds = {Attribution: 0.03, Commitment: 0.02, Event: 0.01}
    return 0.1 * told.entry.confidence + kinds.get(type(told.entry.body), 0.0) + 0.02 * later(part, told.entry)


# --- what must be there ---------------------------------------------------------------------------------------


def _lacks(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What is not told besides words: another's word or name, another time, and that what is asked for is there."""
    yield from fitting.speaker(part, told)
    yield from (t.text for t in part.every if t.name and not _named(fitting, part, told, t))
    yield from (fitting.late(part, told, w) for w in part.limits if not in_time(part, told, w))
    yield from _TESTS.get(part.form, _telling)(fitting, part, told)


def _telling(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    yield from fitting.tells(part, told)
    if part.done and isinstance(told.entry.body, Event) and not fitting.about(part, told):
        yield "it is told beside it only"


def _counting(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    if not isinstance(told.entry.body, Figure):
        yield "a number"
    yield from number(fitting, part, told)


def _saying(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    if not _tells_whose(told):
        yield "who says so"
    yield from not_so_said(fitting, part, told)
    yield from fitting.tells(part, told)


def _reasoning(_: Fitting, _part: Part, told: Told) -> Iterator[str]:
    yield from no_reason(told)


def _dating(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What an entry lacks to tell a day: it is to be what is asked for, and to have come about where that is asked."""
    body = told.entry.body
    if isinstance(body, Commitment) and body.due is not None and (part.ends or part.coming):
        return
    if part.length and any(LENGTH.search(told.text.printed(s)) for s in told.sentences):
        return
    if not isinstance(body, Event) or not fitting.about(part, told):
        yield "it is told beside it only"
    elif part.done and body.factuality not in REAL:
        yield "it is only planned"
    else:
        yield from fitting.undergone(part, body)


_TESTS: Mapping[Form, Callable[[Fitting, Part, Told], Iterator[str]]] = {
    Form.NUMBER: _counting,
    Form.CHANGE: _counting,
    Form.WHERE: no_place,
    Form.SOURCE: _saying,
    Form.WHY: _reasoning,
    Form.WHEN: _dating,
}


def _named(fitting: Fitting, part: Part, told: Told, term: Term) -> bool:
    zone = fitting.zone(told, term)
    if part.form is Form.WHEN and fitting.is_whose(part, term):
        return zone >= Zone.SENTENCE
    told_so = zone >= Zone.BESIDE or (zone is Zone.ARTICLE and fitting.common(term))
    return told_so or _named_otherwise(fitting, told, term)


def _tells_whose(told: Told) -> bool:
    body = told.entry.body
    if isinstance(body, Attribution):
        return body.source is not None and body.source.is_named
    return isinstance(body, Figure) and bool(told.entry.attributed_to)


def _day(part: Part, told: Told) -> Interval | None:
    body = told.entry.body
    if part.form is not Form.WHEN or part.length or part.since:
        return None
    if isinstance(body, Commitment) and body.due and (part.ends or part.coming):
        return body.due
    if isinstance(body, Event) and body.date and body.dated and body.date.start and body.date.end:
        return body.date
    return None


# --- how much of what is asked ---------------------------------------------------------------------------------


def _tells_the_core(fitting: Fitting, part: Part, told: Mapping[Term, float]) -> bool:
    """Whether what is lacking is not what is asked: what the record tells elsewhere, it would tell here.

    A word that the record has nowhere may be told in others.
    """
    core = [t for t in told if not t.name and not _is_light(part, t)]
    if part.form is Form.SOURCE:
        core = [t for t in core if phrase(t.text) not in stems("verbs", "say")]
    known = [t for t in core if fitting.share(t) > 0]
    lacking = [t for t in core if told[t] < (KIN if part.form in SAID else FITTING)]
    if part.form in STRICT and any(t in known for t in lacking):
        return False
    rarest = min(known, key=fitting.share, default=None)
    few = part.form is Form.SOURCE or len(lacking) * 2 <= len(core)
    return (rarest is None or rarest not in lacking) and few


def _weight(fitting: Fitting, part: Part, term: Term) -> float:
    if term.name:
        return NAME
    if _is_light(part, term):
        return SLIGHT
    share = fitting.share(term)
    return UNKNOWN if share == 0 else 1.2 - 0.8 * share


def _is_light(part: Part, term: Term) -> bool:
    return term.text.casefold() in {*words("small", "light"), part.kind}


def _counts(fitting: Fitting, told: Told, term: Term) -> float:
    zone = fitting.zone(told, term)
    if term.name:
        plain = GOES_WITHOUT if zone is Zone.ARTICLE and fitting.common(term) else NAME_AT.get(zone, 0.0)
        return max(plain, OTHERWISE) if plain < OTHERWISE and _named_otherwise(fitting, told, term) else plain
    at = WORD_AT.get(zone, 0.0)
    return max(at, KIN) if at < KIN and _has_kin(told, term) else at


def _named_otherwise(fitting: Fitting, told: Told, term: Term) -> bool:
    """Whether an entry's sentences tell a name otherwise.

    They may have all its words apart, another spelling, or, of the mission that the story is about, "the mission".
    """
    parts = next(iter(term.ways)).split()
    lines = [told.text.line(s) for s in told.sentences]
    if len(parts) > 1 and all(any(_tells(line, w) for line in lines) for w in parts):
        return True
    if fitting.is_type(term, MentionType.MISSION) and fitting.common(term):
        there = {t.text.casefold() for s in told.sentences for t in told.text.lexis.tokens(told.text.printed(s))}
        return bool(there & words("kinds", "mission"))
    return (
        len(parts) == 1 and len(term.text) >= LONG_NAME and any(_is_spelled_as(told, s, term) for s in told.sentences)
    )


def _tells(line: str, word: str) -> bool:
    return any(f" {w} " in line for w in alike(word))


def _is_spelled_as(told: Told, span: tuple[int, int], term: Term) -> bool:
    """Whether a name stands there in another transliteration: as long, near to it, alike at both ends."""
    name = term.text.casefold()
    if term.ways & told.text.lexis.countries:
        return False
    for token in told.text.lexis.tokens(told.text.printed(span)):
        other = POSSESSIVE.sub("", token.text.casefold())
        ends = other[:1] == name[:1] and other[-1:] == name[-1:] and abs(len(other) - len(name)) <= 1
        if token.is_name and ends and SequenceMatcher(None, name, other, autojunk=False).ratio() >= ALIKE:
            return True
    return False


def _has_kin(told: Told, term: Term) -> bool:
    """Whether a word of the same root stands in an entry's sentences."""
    there = {w for s in told.sentences for w in told.text.line(s).split()}
    return any(kin(way, word) for way in term.ways if " " not in way for word in there)
