"""Actors: who is bound, by name, and what kind of words stand for him."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from onrecord.extract.attributions.sources import bare
from onrecord.extract.attributions.speakers import subject as shared_subject
from onrecord.extract.commitments.found import Found, Scene, words
from onrecord.extract.commitments.grammar import phrase_start
from onrecord.extract.commitments.sides import is_force, side
from onrecord.extract.figures.near import beginning_in, sentence_index
from onrecord.extract.figures.places import as_country
from onrecord.extract.figures.places import words as figure_words
from onrecord.model import Attribution, CommitmentType, Mention, MentionType, Mode, Source, Token
from onrecord.packs import lexicon

_BODIES = frozenset({MentionType.ORGANISATION, MentionType.GROUP, MentionType.PLACE, MentionType.MISSION})


class Bound(StrEnum):
    """What kind of words stand for who is to do something."""

    SPEAKER = "speaker"
    BODY = "body"
    PERSON = "person"
    THING = "thing"


@cache
def _body_nouns() -> frozenset[str]:
    return frozenset(lexicon("bodies")["bodies"]) | words("forces") | figure_words("approving")


@cache
def _capitals() -> dict[str, str]:
    """The country whose government each capital stands for."""
    return {town: country for country, towns in lexicon("commitments")["capitals"].items() for town in towns}


def subject(scene: Scene, verb: int) -> int | None:
    """The token that heads the subject of a verb, its own or one that it shares."""
    return shared_subject(scene.reading, verb)


def kind(scene: Scene, head: int) -> Bound:
    """What kind of words a subject is: the speaker himself, a body or nation or its people, a person, a thing."""
    token, source = scene.parse.tokens[head], scene.source(head)
    mention = _mention(scene, token)
    named = mention is not None and source is not None and mention.name in {source.name, source.affiliation}
    if token.lower in words("first") or named or (mention is None and _is_source(scene, token)):
        return Bound.SPEAKER
    if mention is not None:
        return _of_mention(mention, token)
    return _of_pronoun(token, source) if token.pos == "PRON" else _of_noun(scene, token)


def _of_mention(mention: Mention, token: Token) -> Bound:
    """A name's kind; a party or people by its members' name is many persons."""
    many = mention.type is MentionType.GROUP and token.tag == "NNPS"
    if mention.type in _BODIES:
        return Bound.PERSON if many else Bound.BODY
    return Bound.PERSON if mention.type is MentionType.PERSON else Bound.THING


def _of_noun(scene: Scene, token: Token) -> Bound:
    if is_force(scene, token) or {token.lower, token.lemma.lower()} & _body_nouns():
        return Bound.BODY
    if token.pos == "PROPN" and token.entity in {"ORG", "GPE", "NORP"}:
        return Bound.BODY
    person = token.entity == "PERSON" or token.lemma.lower() in lexicon("bodies")["people"]
    return Bound.PERSON if person else Bound.THING


def is_everyman(scene: Scene, head: int) -> bool:
    """Whether it is nobody in particular, or the writer."""
    told = scene.parse.tokens[head].lower
    return told in words("everybody") or (told in words("first") and scene.statement(head) is None)


def _is_source(scene: Scene, token: Token) -> bool:
    """Whether a pronoun stands for who is reported, though unnamed: "the army said it would", "the mayor said he"."""
    draft, source = scene.statement(token.index), scene.source(token.index)
    body = draft.body if draft else None
    if not isinstance(body, Attribution) or body.mode is Mode.DIRECT or source is None or source.name is None:
        return False
    return token.lower == "it" if _is_body(source) else token.lower in {"he", "she"}


def _of_pronoun(token: Token, source: Source | None) -> Bound:
    """He and she are persons; "they" that a body speaks of are its own people."""
    if token.lower in {"he", "she", "who"}:
        return Bound.PERSON
    speaks = source is not None and (source.affiliation is not None or _is_body(source))
    return Bound.BODY if token.lower == "they" and speaks else Bound.THING


def _is_body(source: Source) -> bool:
    return bool(set((source.text or "").lower().split()[-1:]) & _body_nouns())


def _mention(scene: Scene, head: Token) -> Mention | None:
    """The longest mention that a token stands in and ends."""
    start = scene.parse.tokens[phrase_start(scene.parse, head.index)].start
    inside = [m for m in beginning_in(scene.reading.mentions, start, head.end) if m.end >= head.end]
    ending = [m for m in inside if m.end == head.end]
    return next(iter(ending or inside), None)


def may_bind(source: Source | None) -> bool:
    """Whether who says it may speak for those who are to do it: no analyst, critic or poll."""
    if source is None or not source.is_named:
        return False
    told = {w.strip(",.") for w in f"{source.text or ''} {source.role or ''}".lower().split()}
    return not told & words("bystanders")


def name_of(scene: Scene, head: int) -> str | None:
    """Who a noun phrase stands for: its nation where it is a state's own body, its resolved name, else its words."""
    token, source = scene.parse.tokens[head], scene.source(head)
    if token.lower in {"i", "we", "us"}:
        return _speaker(source)
    first = phrase_start(scene.parse, head)
    mention = _mention(scene, token)
    forces = is_force(scene, token) or _holds_forces(scene, head)
    described = mention is None or mention.name.lower() in {mention.text.lower(), token.lower}
    state = token.lower in figure_words("national") | figure_words("approving") | {"authorities", "troops", "soldiers"}
    nation = scene.story.nation(first, head + 1) if token.pos != "PRON" else None
    if nation and (state or forces or as_country(mention.name if mention else None) or token.pos == "PROPN"):
        return nation
    if forces and described and side(scene):
        return side(scene)
    if mention is not None:
        return as_country(mention.name) or _capitals().get(mention.name) or _nation_of(scene, mention) or mention.name
    if token.pos == "PRON":
        return source.name if source is not None and _is_source(scene, token) else None
    first = first + 1 if first < head and scene.parse.tokens[first].tag == "PRP$" else first
    told = bare(scene.reading.text[scene.parse.tokens[first].start : token.end])
    return told if any(c.isalpha() for c in told) else None


def _holds_forces(scene: Scene, head: int) -> bool:
    """Whether a noun only holds together a force: "a team of 25 engineers"."""
    parse = scene.parse
    if parse.tokens[head].lower not in figure_words("collecting"):
        return False
    of = [d for c in parse.children[head] if parse.tokens[c].lower == "of" for d in parse.children[c]]
    return any(is_force(scene, parse.tokens[i]) for i in of)


def _nation_of(scene: Scene, mention: Mention) -> str | None:
    """The nation of a state's own body: of the "Rhenish armed forces"."""
    first, *rest = mention.name.split()
    if not rest or rest[-1].lower() not in figure_words("national") | {"mission", "war"}:
        return None
    return as_country(first) or scene.story.made_from.get(first)


def _speaker(source: Source | None) -> str | None:
    return (source.affiliation or source.name) if source is not None else None


def actor(scene: Scene, found: Found) -> str | None:
    """Who is bound: the subject, else the owner of what holds, else who says it."""
    return _ceilings(scene, found) if found.figure is not None else _bound(scene, found)


def _ceilings(scene: Scene, found: Found) -> str | None:
    """Whose the limited number is; of a force on a mission the nation's that has it."""
    figure = found.figure
    own = figure.subject if figure else None
    if own is None and found.owner is not None:
        own = _owner(scene, found.owner)
    if own is None and found.subject is not None:
        own = name_of(scene, found.subject)
    mission = own is None or own == scene.story.mission or approves(own) or bool({*own.lower().split()} & _MISSIONS)
    forces = figure is not None and figure.counts in {"personnel", "advisers", "instructors", "trainers"}
    return (side(scene) if mission and forces else None) or own


_MISSIONS = frozenset({"mission", "operation"})


def _bound(scene: Scene, found: Found) -> str | None:
    if found.subject is not None:
        name = name_of(scene, found.subject)
        if name is None and scene.parse.tokens[found.subject].lower == "it":
            name = _speaking_of_itself(scene, found.subject) or body_before(scene, found.subject)
        if name and found.rule == "term" and approves(name):
            return side(scene) or name
        if name:
            speaks = scene.parse.tokens[found.subject].lower in words("first")
            return name if speaks else _nation(scene, name)
    if found.owner is not None and (name := _owner(scene, found.owner)):
        return name
    source = scene.source(found.act)
    if found.type in {CommitmentType.MANDATE, CommitmentType.DEADLINE}:
        return side(scene) or scene.story.mission or _told_by(scene, source)
    if source is not None and source.name and source.is_named:
        return _nation(scene, source.name)
    return body_before(scene, found.act) if found.rule == "done narrated" else None


def _speaking_of_itself(scene: Scene, it: int) -> str | None:
    """Who says what an "it" is to do, where that is no person: "Harrow said it plans to"."""
    source = scene.source(it)
    return source.name if source is not None and source.is_named and not _is_person(scene, source.name) else None


def _is_person(scene: Scene, name: str | None) -> bool:
    return any(m.name == name and m.type is MentionType.PERSON for m in scene.reading.mentions)


def _told_by(scene: Scene, source: Source | None) -> str | None:
    """The body that tells it, or that who tells it speaks for; a person of none is not bound by what lapses."""
    name = source.name if source is not None else None
    return _speaker(source) if not _is_person(scene, name) or (source and source.affiliation) else None


def body_before(scene: Scene, act: int) -> str | None:
    """The one body that the sentence or the one before it names."""
    parse = scene.parse
    here = sentence_index(parse, act)
    for sentence in reversed(parse.sentences[max(here - 1, 0) : here + 1]):
        named = beginning_in(scene.reading.mentions, sentence.start, sentence.end)
        bodies = {m.name for m in named if m.type is MentionType.ORGANISATION}
        if bodies:
            return bodies.pop() if len(bodies) == 1 else None
    return None


def _nation(scene: Scene, name: str) -> str:
    """The nation whose own body a name is: of "Rhenish government" the country."""
    first, *rest = name.split()
    own = rest and rest[-1].lower() in figure_words("national") | {"authorities", "officials"}
    return ((as_country(first) or scene.story.made_from.get(first)) if own else None) or name


def approves(name: str) -> bool:
    """Whether a name is that of a parliament or another of a state's bodies, which decides for the nation."""
    return bool({w.lower() for w in name.split()} & figure_words("approving"))


def _owner(scene: Scene, noun: int) -> str | None:
    """Whose a mandate or mission is: its possessor, the nation in its words."""
    parse = scene.parse
    possessor = next((c for c in parse.children[noun] if parse.tokens[c].dep == "poss"), None)
    if possessor is not None and parse.tokens[possessor].entity in {"DATE", "TIME"}:
        return side(scene)
    if possessor is not None and parse.tokens[possessor].lower not in {"my", "our", "your"}:
        name = name_of(scene, possessor)
        if name and any(c.isalpha() for c in name) and name != scene.story.mission:
            return _nation_in(scene, name) or name
    first = phrase_start(parse, noun)
    named = scene.story.nation(first, noun + 1)
    if named:
        return named
    mention = _mention(scene, parse.tokens[noun])
    return side(scene) or (mention.name if mention else _named_on(scene, noun))


def _named_on(scene: Scene, noun: int) -> str | None:
    """The body whose name stands on a noun: of "a Norda Oil lease" the firm."""
    on = (scene.parse.tokens[c] for c in scene.parse.children[noun] if scene.parse.tokens[c].dep == "compound")
    named = (m for token in on if (m := _mention(scene, token)) and m.type is MentionType.ORGANISATION)
    return next((m.name for m in named), None)


def _nation_in(scene: Scene, name: str | None) -> str | None:
    """The nation whose mission a name is: "Norvaldan dam mission"."""
    first, *rest = (name or "").split()[:2] or [""]
    return (as_country(first) or scene.story.made_from.get(first)) if rest else None


def authority(scene: Scene, found: Found) -> str | None:
    """Who binds: the parliament or court that decides, else who says it."""
    if found.by is not None:
        return found.by
    source = scene.source(found.act)
    return source.name if source is not None and source.is_named else None
