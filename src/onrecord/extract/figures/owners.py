"""Owners: the country, body or place whose a number is."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.figures.frames import named_mission
from onrecord.extract.figures.grammar import Clause
from onrecord.extract.figures.nations import Story
from onrecord.extract.figures.near import beginning_in
from onrecord.extract.figures.places import as_country, place, words
from onrecord.extract.figures.things import VOTES
from onrecord.model import MentionType, NumberReading, Parse

MOVES = frozenset({"authorised", "deployed", "planned", "sent", "withdrawn"})
"""Measures of what somebody does with what is counted: any verb's subject is whose it is."""

TOLLS = frozenset({"killed", "injured", "treated"})

_BODIES = frozenset({MentionType.ORGANISATION, MentionType.GROUP, MentionType.PLACE})
_CARRIES = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl"})
FAR = 300
"""Words back from a number of votes to the body that cast them."""
LEADING = frozenset({"led", "backed", "based", "born", "run", "held"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The number of which the owner is asked, and what is known of it: `home` is the nation that the text is about."""

    number: NumberReading
    clause: Clause
    kind: str
    measure: str
    home: str | None = None
    mission: str | None = None
    spoken: tuple[int, int] | None = None
    before: str | None = None


def subject(story: Story, asked: Asked) -> str | None:
    """Whose the number is: the nation in its noun phrase, its possessor, the subject of its verb.

    Of soldiers and others who are sent it is, failing that, the nation that the text is about, or their mission; of
    tolls and counts where it is, then the country whose officials tell it (`spoken`, their words); of votes the body
    that voted. Last, whose the number of such persons `before` it in the paragraph was.
    """
    head = asked.number.head
    if asked.kind == VOTES or (head is not None and story.reading.parse.tokens[head].lemma == "vote"):
        return _voting(story, asked.number)
    number, parse = asked.number, story.reading.parse
    own = story.nation(number.first, number.last) or _possessor(story, number)
    own = own or (_body_on(story, number) if asked.kind in SENT else None)
    near = place(story.reading, number)
    moved = asked.measure in MOVES
    if own or (not moved and near and _adjoins(parse, number)):
        return own or near
    teller = story.nation(*_tokens(parse, asked.spoken)) if asked.spoken else None
    actor = _actor(story, asked.clause, asked.measure, teller)
    if asked.kind in SENT or (moved and asked.kind == "equipment"):
        return _sender(actor, asked) or teller
    costs = asked.mission if asked.kind == "money" else None
    return actor or (None if moved else near) or costs or teller or asked.before


def _body_on(story: Story, number: NumberReading) -> str | None:
    """The body whose name stands on those who are counted: of "3,000 UN peacekeepers" the United Nations."""
    named = beginning_in(story.reading.mentions, number.start, number.end)
    return next((m.name for m in named if m.type is MentionType.ORGANISATION and m.end < number.end), None)


SENT = frozenset({"force", "staff", "national"})


def _sender(actor: str | None, asked: Asked) -> str | None:
    """Whose those are who are sent: of an act of a parliament or a ministry its nation's."""
    approves = actor is not None and bool({w.lower() for w in actor.split()} & words("approving"))
    if actor is not None and not (approves and asked.home):
        return _nation_of(actor) or actor
    return asked.home or asked.mission or actor


def _voting(story: Story, number: NumberReading) -> str | None:
    """The parliament named last up to the number."""
    tokens = story.reading.parse.tokens
    for i in range(number.first, max(number.first - FAR, -1), -1):
        if tokens[i].lower in words("approving") and tokens[i].lower in words("voting"):
            at = beginning_in(story.reading.mentions, tokens[max(i - 2, 0)].start, tokens[i].end)
            named = [m.name for m in at if m.type in _BODIES and m.end >= tokens[i].end]
            return named[0] if named and " " in named[0] else tokens[i].lower
    return None


def _adjoins(parse: Parse, number: NumberReading) -> bool:
    """Whether a place follows at once: "eight cases in …"."""
    return number.last < len(parse.tokens) and parse.tokens[number.last].lower in words("placing")


def _tokens(parse: Parse, span: tuple[int, int]) -> tuple[int, int]:
    inside = parse.tokens_in(*span)
    return (inside[0].index, inside[-1].index + 1) if inside else (0, 0)


def _possessor(story: Story, number: NumberReading) -> str | None:
    parse = story.reading.parse
    at = number.first - 1
    if at < 1 or parse.tokens[at].tag not in {"POS", "PRP$"}:
        return None
    first = at if parse.tokens[at].tag == "PRP$" else at - 1
    return _named(story, first, at + 1)


def _actor(story: Story, clause: Clause, measure: str, teller: str | None) -> str | None:
    """The subject of the verb over the number, or of the verb that shares its subject.

    Of what befell people it is no doer; of other counts it is one where it is a country or the verb is of having.
    """
    parse, verb = story.reading.parse, clause.verb
    while verb is not None:
        doing = {"nsubj", "agent"} if verb == clause.verb else {"nsubj", "nsubjpass", "agent"}
        subjects = [c for c in parse.children[verb] if parse.tokens[c].dep in doing and c != clause.node]
        if subjects:
            name = _name_of(story, subjects[0], verb, teller)
            having = parse.tokens[verb].lemma.lower() in words("holding")
            a_country = measure not in TOLLS and as_country(name) is not None
            if measure == "treated":
                return name or _words_of(story, subjects[0])
            return name if measure in MOVES or having or a_country else None
        if any(parse.tokens[c].lower == "where" for c in parse.children[verb]):
            return _antecedent(story, verb)
        head = parse.tokens[verb].head
        verb = head if head != verb and parse.tokens[verb].dep in _CARRIES else None
    return None


def _nation_of(actor: str) -> str | None:
    """The nation whose soldiers or whose state a name is: "Rhenish armed forces" are Rhenland's."""
    first, *rest = actor.split()
    return as_country(first) if rest and rest[-1].lower() in words("national") else None


def _name_of(story: Story, index: int, verb: int, teller: str | None) -> str | None:
    """The name of a subject; a relative pronoun's is its noun's, "it" in what a country says is that country."""
    parse = story.reading.parse
    token = parse.tokens[index]
    if token.tag in {"WDT", "WP"}:
        return _antecedent(story, verb)
    if token.pos == "PRON":
        at = beginning_in(story.reading.mentions, token.start, token.end)
        found = next((m.name for m in at if m.type in _BODIES), None)
        return as_country(found) or found or (teller if token.lower in {"it", "we"} else None)
    return _named(story, *_noun_phrase(parse, index))


def _words_of(story: Story, head: int) -> str | None:
    """A noun and the place on it as printed, without its article: "field hospital at Larkhaven"."""
    parse = story.reading.parse
    if parse.tokens[head].pos not in {"NOUN", "PROPN"}:
        return None
    first, last = _noun_phrase(parse, head)
    if parse.tokens[first].dep in {"det", "poss"} and first < head:
        first += 1
    on = [c for c in parse.children[head] if c > head and parse.tokens[c].lower in words("placing")]
    last = parse.subtree(on[0])[-1] + 1 if on else last
    return story.reading.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _antecedent(story: Story, verb: int) -> str | None:
    parse = story.reading.parse
    if parse.tokens[verb].dep != "relcl":
        return None
    return _named(story, *_noun_phrase(parse, parse.tokens[verb].head))


def _noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """The words of a noun phrase from its first to its head."""
    return min([head, *(c for c in parse.children[head] if c < head)]), head + 1


def _named(story: Story, first: int, last: int) -> str | None:
    """The country that some words name, but for "X-led", else the body."""
    parse = story.reading.parse
    led = any(t.lower in LEADING and parse.tokens[t.index - 1].text == "-" for t in parse.tokens[first:last])
    if not led and (found := story.nation(first, last)):
        return found
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    inside = beginning_in(story.reading.mentions, start, end)
    body = next((m.name for m in inside if m.type in _BODIES | {MentionType.MISSION} and m.end <= end), None)
    return named_mission(story.reading.text, start, end) or body
