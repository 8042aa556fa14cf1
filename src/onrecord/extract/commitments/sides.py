"""Sides: the nation whose mission, mandate or force a text is about, where the sentence at hand does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.extract.commitments.found import Scene
from onrecord.extract.commitments.grammar import phrase_start
from onrecord.extract.figures.near import beginning_in
from onrecord.extract.figures.places import as_country
from onrecord.extract.figures.places import words as figure_words
from onrecord.model import CommitmentType, MentionType, Token


def side(scene: Scene) -> str | None:
    """The nation that most often stands as the owner or sender of a mission or force; None where two do so as often."""
    if not scene.kept:
        scene.kept.append(_most(scene))
    return scene.kept[0]


def _most(scene: Scene) -> str | None:
    ranked = Counter(_owners(scene)).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        home = scene.story.home
        return home if as_country(home) or home in {name for name, _ in ranked} else None
    return ranked[0][0]


def _owners(scene: Scene) -> Iterator[str]:
    parse = scene.parse
    for token in parse.tokens:
        if token.pos not in {"NOUN", "PROPN"}:
            continue
        people = token.tag == "NNPS" and any(parse.tokens[c].pos == "NUM" for c in parse.children[token.index])
        if people:
            found = scene.story.nation(token.index, token.index + 1)
        elif is_force(scene, token) or scene.names(CommitmentType.MANDATE, token):
            found = _owner(scene, token) or _sender(scene, token)
        else:
            continue
        if found is not None:
            yield found


def is_force(scene: Scene, token: Token) -> bool:
    """Whether a noun is of people who are sent to do a job."""
    unit = scene.story.pack.unit_of.get(token.lower)
    return unit is not None and unit.kind in {"force", "staff"}


def _owner(scene: Scene, noun: Token) -> str | None:
    """Whose a noun is by its possessor, also as "its"; the nation of the adjective on a force.

    An adjective on a mission may be the place that it is in.
    """
    parse = scene.parse
    possessor = next((c for c in parse.children[noun.index] if parse.tokens[c].dep == "poss"), None)
    if possessor is not None:
        return _name(scene, possessor)
    return scene.story.nation(phrase_start(parse, noun.index), noun.index + 1) if is_force(scene, noun) else None


def _sender(scene: Scene, noun: Token) -> str | None:
    """Who sends or keeps what is the object of a verb of sending or keeping."""
    parse, verb = scene.parse, scene.parse.tokens[noun.head]
    if noun.dep != "dobj" or verb.lemma.lower() not in figure_words("sending") | {"keep", "extend", "end", "maintain"}:
        return None
    doer = next((c for c in parse.children[verb.index] if parse.tokens[c].dep == "nsubj"), None)
    return _name(scene, doer) if doer is not None else None


def _name(scene: Scene, index: int) -> str | None:
    """The country or body that a word stands for; a parliament or ministry is a nation's own, and none."""
    token = scene.parse.tokens[index]
    at = beginning_in(scene.reading.mentions, token.start, token.end)
    named = next((m.name for m in at if m.type in {MentionType.PLACE, MentionType.ORGANISATION}), None)
    own = bool({w.lower() for w in (named or "").split()} & figure_words("approving") | {token.lower} & {"my", "your"})
    known = as_country(named) or scene.story.nation(phrase_start(scene.parse, index), index + 1)
    return known or (None if own else named or (token.text if token.entity == "GPE" else None))
