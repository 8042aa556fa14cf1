"""Parts: who has to do with an event, and where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from onrecord.extract.events.beside import own_words
from onrecord.extract.events.triggers import Trigger, conjoined, lexis, objects, subjects
from onrecord.extract.figures.grammar import is_verb, listed_first
from onrecord.extract.figures.nations import Story
from onrecord.extract.figures.near import beginning_in
from onrecord.extract.figures.places import as_country, words
from onrecord.model import Mention, MentionType, Parse, Part, Participant, Token
from onrecord.packs import lexicon

REACH = 60
"""Characters back to where a name that ends in a noun phrase may begin."""


def participants(story: Story, trigger: Trigger, happenings: Collection[int]) -> tuple[Participant, ...]:
    """Who does it and who undergoes it, by the names that the article gives, each once.

    `happenings` are the nouns that are events themselves, and nobody.
    """
    found = _of_noun(story, trigger) if trigger.nominal else _of_verb(story, trigger.head)
    if trigger.nominal and trigger.carrier is not None:
        found = [*found, *(p for p in _of_verb(story, trigger.carrier) if p[0] != trigger.head)]
    elif trigger.nominal:
        found = [*found, *((a, Part.OTHER) for a in _who_is_there(story, trigger) if _may_act(story, a))]
    named = [
        (name, role)
        for index, role in found
        if index not in happenings
        and not _is_part_of(story, trigger, index)
        and (name := name_of(story, index, trigger.head))
    ]
    return tuple(Participant(name, role) for name, role in dict(reversed(named)).items())[::-1]


def _of_verb(story: Story, verb: int) -> list[tuple[int, Part]]:
    parse = story.reading.parse
    agents = list(_agents(story, verb))
    patients = [o for o in objects(parse, verb) if o not in agents and not parse.tokens[o].text.isdigit()]
    undergone = parse.tokens[verb].lemma.lower() in lexis("undergoing") or _shares_passive(parse, verb)
    doing = Part.PATIENT if undergone else Part.AGENT
    return [*((a, doing) for a in agents), *((p, Part.PATIENT) for p in patients)]


def _shares_passive(parse: Parse, verb: int) -> bool:
    """Whether a participle is listed behind a passive, whose "were" it shares: "were killed or injured"."""
    first = listed_first(parse, verb)
    return first != verb and any(parse.tokens[c].dep == "auxpass" for c in parse.children[first])


def _agents(story: Story, verb: int) -> Iterator[int]:
    """Who stands after "by" with a passive, else what acts."""
    parse = story.reading.parse
    on = [parse.tokens[c] for c in parse.children[verb]]
    by = [n for t in on if t.dep == "agent" for c in parse.children[t.index] for n in conjoined(parse, c)]
    yield from by
    if not by and not any(t.dep == "nsubjpass" for t in on):
        yield from subjects(parse, verb)


def _who_is_there(story: Story, trigger: Trigger) -> Iterator[int]:
    """Who does something during it: "said in a visit to"."""
    parse = story.reading.parse
    joint = parse.tokens[parse.tokens[trigger.head].head]
    if joint.lower in {"during", "in", "at", "on"} and is_verb(parse.tokens[joint.head]):
        yield from _agents(story, joint.head)


def _may_act(story: Story, index: int) -> bool:
    """Whether a noun is of somebody: a name, persons, a body."""
    token = story.reading.parse.tokens[index]
    of_people = {token.lower, token.lemma.lower()} & (_people() | words("approving") | words("armed"))
    unit = story.pack.unit_of.get(token.lower) or story.pack.unit_of.get(token.lemma.lower())
    return bool(of_people or unit) or _mention_at(story, token) is not None


@cache
def _people() -> frozenset[str]:
    return frozenset(lexicon("bodies")["people"]) | frozenset(lexicon("bodies")["bodies"])


def _of_noun(story: Story, trigger: Trigger) -> list[tuple[int, Part]]:
    """Whose it is and by whom; of whom, on or against whom; who stands in its name ("the coalition assault").

    Whose it is undergoes what is done to somebody ("the envoy's arrest"), unless it is told of whom.
    """
    parse = story.reading.parse
    upon = {"of"} if trigger.type in lexis("about") else {"of", "on", "against"}
    of_whom = any(parse.tokens[c].lower == "of" for c in parse.children[trigger.head])
    is_done_to = trigger.lemma.rpartition(" ")[2] in lexis("undergone") and not of_whom
    found: list[tuple[int, Part]] = []
    for child in parse.children[trigger.head]:
        token = parse.tokens[child]
        below = [n for c in parse.children[child] if parse.tokens[c].dep == "pobj" for n in conjoined(parse, c)]
        if is_done_to and (token.dep == "poss" or (token.dep == "compound" and token.entity == "PERSON")):
            found.append((child, Part.PATIENT))
        elif token.dep == "poss" or (token.dep in {"compound", "amod"} and _is_somebody(story, token)):
            found.append((child, Part.AGENT))
        elif token.dep in {"prep", "agent"} and token.lower == "by":
            found += [(c, Part.AGENT) for c in below]
        elif token.dep == "acl" and token.tag == "VBN":
            found += [(a, Part.AGENT) for a in _agents(story, child)]
        elif token.dep == "prep" and token.lower in upon:
            found += [(c, Part.PATIENT) for c in below]
        elif token.dep == "prep" and token.lower in {"with", "between"}:
            found += [(c, Part.OTHER) for c in below]
    return found


def _is_part_of(story: Story, trigger: Trigger, index: int) -> bool:
    """Whether a noun only belongs to the words that tell of the event: "take part in", "claim responsibility"."""
    first, last = min(trigger.first, trigger.said_by), max(trigger.last, trigger.said_by)
    return first <= index < last and (not trigger.nominal or story.reading.parse.tokens[index].dep == "dobj")


def _is_somebody(story: Story, token: Token) -> bool:
    """Whether a word on a noun names somebody: "the rebel attack", "a coalition assault"."""
    unit = story.pack.unit_of.get(token.lower)
    armed = unit is not None and unit.kind in {"force", "hostile", "staff"}
    acting = words("approving") | words("armed") | lexis("acting")
    return armed or token.entity in {"ORG", "GPE", "NORP", "PERSON"} or token.lower in acting


def name_of(story: Story, index: int, happening: int) -> str | None:
    """The name that a noun phrase resolves to; of common nouns, its words to the head, less the article.

    No name has in it what tells of the event, whose head `happening` is.
    """
    reading, parse = story.reading, story.reading.parse
    token = parse.tokens[index]
    if (nation := _governed(story, index)) is not None:
        return nation
    mention = _mention_at(story, token)
    if mention is not None and not mention.start <= parse.tokens[happening].start < mention.end:
        return as_country(mention.name) or mention.name
    gathers = token.lemma.lower() in lexis("gathering") and any(
        parse.tokens[c].lower == "of" for c in parse.children[index]
    )
    if token.pos == "PRON" or token.entity in {"DATE", "TIME"} or gathers or token.lemma.lower() in lexis("means"):
        return None
    if token.pos == "NUM" or token.lower in {"some", "many", "several", "most"}:
        of = next((c for c in parse.children[index] if parse.tokens[c].lower == "of"), None)
        below = [c for c in parse.children[of] if parse.tokens[c].dep == "pobj"] if of is not None else []
        return name_of(story, below[0], happening) if below else None
    first = _first(story, index)
    while first < index and parse.tokens[first].dep in {"det", "poss", "punct"}:
        first += 1
    return reading.text[parse.tokens[first].start : token.end] if token.pos in {"NOUN", "PROPN"} else None


def _governed(story: Story, index: int) -> str | None:
    """The country whose government a noun phrase is: what its government does, a country does."""
    if story.reading.parse.tokens[index].lower not in {"government", "authorities", "administration", "cabinet"}:
        return None
    return story.nation(_first(story, index), index + 1)


def _first(story: Story, index: int) -> int:
    """Where the unbroken run of words that stand on a noun begins."""
    parse = story.reading.parse
    first = index
    while first and parse.tokens[first - 1].dep in _ON_NOUN and index in list(parse.ancestors(first - 1))[:2]:
        first -= 1
    at_least = first and parse.tokens[first].lower in {"least", "most"} and parse.tokens[first - 1].lower == "at"
    return first - 1 if at_least else first


_ON_NOUN = frozenset({"det", "amod", "compound", "nmod", "nummod", "quantmod", "advmod", "npadvmod", "poss", "punct"})


def _mention_at(story: Story, token: Token) -> Mention | None:
    """The mention that holds a token, the longest."""
    near = beginning_in(story.reading.mentions, token.start - REACH, token.end)
    holding = [m for m in near if m.start <= token.start and token.end <= m.end]
    return max(holding, key=lambda m: m.end - m.start, default=None)


def place(story: Story, trigger: Trigger) -> str | None:
    """The nearest place of the event's own clause that stands after "in", "at", "near" and their like."""
    parse = story.reading.parse
    over = [i for i in parse.ancestors(trigger.head) if is_verb(parse.tokens[i])][:1] if trigger.nominal else []
    for at in dict.fromkeys((trigger.head, trigger.said_by, *over)):
        inside = own_words(parse, at, below={trigger.head})
        found = [p for i in sorted(inside) if (p := _placed(story, i))]
        if found:
            return min(found, key=lambda p: (p[0] < trigger.head, abs(p[0] - trigger.head)))[1]
    return None


def _placed(story: Story, index: int) -> tuple[int, str] | None:
    parse = story.reading.parse
    token = parse.tokens[index]
    if token.dep != "pobj" or parse.tokens[token.head].lower not in words("placing") | {"to", "into", "from"}:
        return None
    mention = _mention_at(story, token)
    if mention is None or mention.type not in {MentionType.PLACE, MentionType.FACILITY}:
        return None
    return index, as_country(mention.name) or mention.name
