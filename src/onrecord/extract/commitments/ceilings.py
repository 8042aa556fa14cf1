"""Ceilings: the most that may be sent, kept or carried, from the figures that are read as authorised."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.commitments.actors import approves, name_of, subject
from onrecord.extract.commitments.found import Found, Scene, words
from onrecord.extract.commitments.grammar import is_negated, phrase_start
from onrecord.extract.figures.grammar import clause_of
from onrecord.model import CommitmentType, Draft, Figure, Modifier, NumberReading, Strength, Token


def ceilings(scene: Scene) -> Iterator[Found]:
    """The figures that a limit's words or an "up to" make a ceiling; of a change from one to another the latter."""
    numbers = {(n.start, n.end): n for n in scene.reading.numbers}
    for draft in scene.figures:
        number = numbers.get(draft.anchors[0].span)
        body = draft.body
        if number is None or not isinstance(body, Figure) or body.measure != "authorised":
            continue
        if body.quantity.value is None and body.quantity.high is None:
            continue
        if not _is_left(scene, number) and (limit := _limit(scene, number, draft)) is not None:
            yield _ceiling(scene, number, body, limit)


def _is_left(scene: Scene, number: NumberReading) -> bool:
    """Whether it is the ceiling that was: "from 450 to 300"."""
    tokens = scene.parse.tokens
    before = tokens[number.first - 1].lower if number.first else ""
    return before == "from" and "to" in {t.lower for t in tokens[number.last : number.last + 2]}


def _limit(scene: Scene, number: NumberReading, draft: Draft) -> Token | None:
    """The word that makes it a limit: a noun of limits, a verb of allowing over it, or the number's own "up to"."""
    parse = scene.parse
    clause = clause_of(parse, number)
    sentence = parse.sentence_of(number.first)
    over = [v for v, _ in clause.verbs] + ([clause.verb] if clause.verb is not None else [])
    over += [parse.tokens[v].head for v in over]
    allowing = [
        parse.tokens[v] for v in over if scene.verbs.get(parse.tokens[v].lemma.lower()) is CommitmentType.CEILING
    ]
    allowing = [t for t in allowing if t.lemma.lower() not in words("limiting") or clause.preposition in {"at", "to"}]
    if any(is_negated(parse, t.index) for t in allowing):
        return None
    near = [t for t in parse.words(sentence) if scene.names(CommitmentType.CEILING, t) and not _counted(t, number)]
    governed = [t for t in near if t.index in clause.nouns or t.head in over or t.index in _path(scene, number)]
    body = draft.body
    at_most = isinstance(body, Figure) and body.quantity.modifier is Modifier.AT_MOST
    own = parse.tokens[number.first] if at_most or _says_authorised(scene, number) else None
    return next(iter([*allowing, *governed]), own)


def _counted(token: Token, number: NumberReading) -> bool:
    """Whether a noun is itself what is counted: "85 licences"."""
    return number.first <= token.index < number.last and token.index == number.head


def _path(scene: Scene, number: NumberReading) -> list[int]:
    top = number.head if number.head is not None else number.last - 1
    return list(scene.parse.ancestors(top))[:4]


def _says_authorised(scene: Scene, number: NumberReading) -> bool:
    """Whether a participle of allowing stands beside the number: "the number of authorised troops to 500"."""
    parse = scene.parse
    around = parse.tokens[max(number.first - 8, parse.sentence_of(number.first).first) : number.last + 1]
    return any(t.tag == "VBN" and scene.verbs.get(t.lemma.lower()) is CommitmentType.CEILING for t in around)


def _ceiling(scene: Scene, number: NumberReading, body: Figure, limit: Token) -> Found:
    parse = scene.parse
    low, high = scene.limits(number.first)
    inside = [t for t in (limit,) if low <= t.start and t.end <= high]
    start = min([number.start, *(t.start for t in inside)])
    end = max([number.end, *(t.end for t in inside)])
    verb = limit.index if limit.pos == "VERB" else clause_of(parse, number).verb
    if verb is not None and low <= parse.tokens[verb].start < start and parse.tokens[verb].pos == "VERB":
        start = parse.tokens[verb].start
    doer = subject(scene, verb) if verb is not None else None
    own = doer is not None and doer != limit.index and not number.first <= doer < number.last
    mandate = own and doer is not None and scene.names(CommitmentType.MANDATE, parse.tokens[doer])
    if limit.pos != "VERB":
        start = min(start, parse.tokens[phrase_start(parse, limit.index)].start) if limit.pos == "NOUN" else start
    return Found(
        "ceiling",
        0,
        CommitmentType.CEILING,
        Strength.BINDING,
        number.first,
        (start, end),
        subject=doer if own and not mandate else None,
        owner=doer if mandate else None,
        by=_by(scene, doer) if own else None,
        figure=body,
    )


def _by(scene: Scene, doer: int | None) -> str | None:
    """The parliament or other body that sets the limit."""
    name = name_of(scene, doer) if doer is not None else None
    printed = scene.parse.tokens[doer].text if doer is not None else ""
    return (name if name and approves(name) else printed) if approves(printed) else None
