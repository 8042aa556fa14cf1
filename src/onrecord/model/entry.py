"""Entries: what a record holds, each resting on words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from onrecord.model.article import Anchor
from onrecord.model.ids import entry_id
from onrecord.model.interval import Interval


class Mode(StrEnum):
    """How words are reported: all within quotation marks, none, or some (PARC's direct, indirect, mixed)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Factuality(StrEnum):
    """How the source presents the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PROMISED = "promised"
    HOPED = "hoped"
    ASKED = "asked"
    DOUBTED = "doubted"


class Modifier(StrEnum):
    """What the words around a number make of it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    FEWER_THAN = "fewer_than"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the entry's revision and what it says."""

    text: str
    start: int
    end: int


UNSPECIFIED = "unspecified"
"""The name of a source where words report and name none ("are believed to")."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. `name` is the resolved name, `text` the words that the article prints for it here.

    `start` and `end` are None where the words stand nowhere near (a quotation that runs on);
    `role` is the role as printed; `anonymous` where no person or body puts its name to it, or a spokesperson
    without a name speaks for `name`; `collective` for "officials", "many observers"; `resolution` says in a word
    or two how `text` was led to `name` ("surname", "he", "the commander"), None where they are the same.
    """

    name: str | None
    text: str | None
    start: int | None
    end: int | None
    role: str | None = None
    affiliation: str | None = None
    anonymous: bool = False
    collective: bool = False
    entity: str | None = None
    resolution: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether it has a name at all."""
        return self.name not in {None, UNSPECIFIED}


@dataclass(frozen=True, slots=True)
class Holder:
    """One link of `attributed_to`: a source by name."""

    name: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (PARC); the content is what the entry is anchored to.

    `continues` is the id of the attribution that this one runs on from, in the same article. `negated` where "not",
    "never" or "no" stands with the content's main verb; `modality` is its modal verb in full ("may", "will"), None
    where it has none.
    """

    source: Source | None
    cue: Words | None
    mode: Mode
    said: Interval | None
    factuality: Factuality = Factuality.ASSERTED
    addressee: str | None = None
    continues: str | None = None
    negated: bool = False
    modality: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed (`surface`) and as decimals.

    `value` is None where the words give none ("dozens") or give two ends (a range); `low` and `high` are the ends
    that the words set, inclusive, None where they set none. `unit` is the unit read beside it, where there is one.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    surface: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something: what it counts, whose, which measure of it, true of when.

    `within` is the id of the attribution whose words hold it, where one does; `increment` where the words say that
    it comes on top of what was there ("200 more").
    """

    quantity: Quantity
    counts: str
    subject: str | None
    measure: str
    valid: Interval | None
    place: str | None = None
    mission: str | None = None
    excludes: str | None = None
    part_of: str | None = None
    within: str | None = None
    increment: bool = False


class MentionType(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    MISSION = "mission"
    FACILITY = "facility"


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of the entry's revision that stand for someone or something; `reason` says how, where they are no name.

    The reason is "surname", "initials", "description" and the like, or the words themselves for what only points.
    """

    text: str
    start: int
    end: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that one article names, with all that it calls them there.

    `name` is the fullest name that the article gives; `aliases` are its other words for them, pronouns left out, each
    once, in order of place; `roles` are as printed; `mentions` are in order of place. Which entities of different
    articles are one is a Judgement.
    """

    name: str
    type: MentionType
    aliases: tuple[str, ...]
    roles: tuple[Words, ...]
    mentions: tuple[Naming, ...]


class TimexType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimexValue:
    """A time expression's TIMEX3 type and value, and the days it can mean (None: a duration, a set, unknown)."""

    type: TimexType
    value: str
    interval: Interval | None


class EventFactuality(StrEnum):
    """How an event is presented (FactBank's scale, made coarse): `claimed` is what only a source asserts."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    CLAIMED = "claimed"


class Dating(StrEnum):
    """What the date of an event rests on: a time beside its words, one told before, a saying's day, publication."""

    WORDS = "words"
    CONTEXT = "context"
    SAID = "said"
    PUBLICATION = "publication"


class Part(StrEnum):
    """What a participant has to do with an event: does it, undergoes it, or has another place in it."""

    AGENT = "agent"
    PATIENT = "patient"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone or something in an event, by its resolved name, and what it has to do with it."""

    name: str
    role: Part


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: its type as a pack names it, who, where, when, and how sure; anchored to its trigger.

    `lemma` is what the pack calls the trigger; `dating` says what `date` rests on, None where there is no date, and
    `dated` gives the words, None where no words of the article tell it; `within` is the id of the attribution whose
    words hold it, where one does.
    """

    type: str
    lemma: str
    factuality: EventFactuality
    date: Interval | None
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    dating: Dating | None = None
    dated: Words | None = None
    within: str | None = None


class CommitmentType(StrEnum):
    """What kind of thing binds somebody."""

    MANDATE = "mandate"
    DEADLINE = "deadline"
    CEILING = "ceiling"
    PLEDGE = "pledge"
    VOW = "vow"
    THREAT = "threat"
    INTENTION = "intention"


class Strength(StrEnum):
    """How far a commitment binds."""

    BINDING = "binding"
    PLEDGE = "pledge"
    INTENTION = "intention"
    VAGUE = "vague"
    THREAT = "threat"


class State(StrEnum):
    """How an article leaves a commitment; `due` where its end is near, `unknown` where it implies a breach."""

    STANDING = "standing"
    DUE = "due"
    EXTENDED = "extended"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody is bound to: a mandate, deadline, ceiling or promise; anchored to the words that bind.

    `actor` is bound, `authority` binds it; `action` is what it is to do, in the article's words. `start` and `due`
    are the days on which it begins and by which it ends, None where unsaid; `cap` is a ceiling's number and `counts`
    what it counts. `mission` is what a mandate or ceiling is of, where it has a name. `negated` where it is not to be
    done; `condition` in the article's words; `dated` are the words that `due` rests on; `within` is the id of the
    attribution whose words hold it, where one does.
    """

    type: CommitmentType
    actor: str | None
    action: str
    strength: Strength
    state: State
    start: Interval | None = None
    due: Interval | None = None
    cap: Decimal | None = None
    counts: str | None = None
    authority: str | None = None
    mission: str | None = None
    negated: bool = False
    condition: str | None = None
    dated: Words | None = None
    within: str | None = None


Body = Attribution | Commitment | Entity | Event | Figure | TimexValue


class Kind(StrEnum):
    """The kinds of entry, in the order that an export lists them."""

    TIMEX = "timex"
    ENTITY = "entity"
    ATTRIBUTION = "attribution"
    FIGURE = "figure"
    EVENT = "event"
    COMMITMENT = "commitment"


KIND_OF: dict[type, Kind] = {
    TimexValue: Kind.TIMEX,
    Entity: Kind.ENTITY,
    Attribution: Kind.ATTRIBUTION,
    Figure: Kind.FIGURE,
    Event: Kind.EVENT,
    Commitment: Kind.COMMITMENT,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What an extractor proposes: a body, the words it rests on, and whose word it is (outermost first).

    `extractor` is `name/version`; `confidence` lies in 0 to 1.
    """

    body: Body
    anchors: tuple[Anchor, ...]
    extractor: str
    confidence: float
    attributed_to: tuple[Holder, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind that the body is of."""
        return KIND_OF[type(self.body)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft taken into a record: tied to its revision, with its identity and the article's own time."""

    revision: str
    body: Body
    anchors: tuple[Anchor, ...]
    extractor: str
    confidence: float
    attributed_to: tuple[Holder, ...] = ()
    published: Interval | None = None
    ordinal: int = 0
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def kind(self) -> Kind:
        """The kind that the body is of."""
        return KIND_OF[type(self.body)]

    @property
    def id(self) -> str:
        """The digest of what it is about: revision, kind and anchors. It is reckoned once."""
        if not self._id:
            found = entry_id(self.revision, self.kind, (a.span for a in self.anchors), self.ordinal)
            object.__setattr__(self, "_id", found)
        return self._id
