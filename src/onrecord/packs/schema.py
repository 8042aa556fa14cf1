"""What a pack may hold: the one place from which the checks, their messages and the reference are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import CommitmentType, MentionType


class Form(StrEnum):
    """What may stand after a key's equals sign."""

    TEXT = "text in quotation marks"
    NAME = "one plain word in quotation marks: lower case, with hyphens for spaces"
    COMMITMENT = "a type of commitment, in quotation marks"
    WORDS = "a list of single words, in lower case"
    VERBS = "a list of single verbs, in lower case, as a dictionary lists them"
    PHRASES = "a list of words or phrases, in lower case"
    NOUNS = "a list of nouns, in lower case and in the singular, with words before them where they have some"
    PHRASAL = "a list of verbs, in lower case, as a dictionary lists them, with the words that go with them"
    COMPANY = "a list of nouns in the singular, kinds of unit, or kinds of name (`person`, `organisation`, `place`)"
    KINDS = "a list of kinds of unit"
    MEASURES = "a list of measures"
    COUNTED = "a list of what is counted: what a record calls it, or the word of a unit"
    COMMITMENTS = "a list of types of commitment"
    NAMED = "a list of kinds of name"
    SLOTS = "a list of slots"
    PRINTED = "a list of names as they are printed, or of sites"

    @property
    def is_list(self) -> bool:
        """Whether it is a list, written in square brackets."""
        return self not in {Form.TEXT, Form.NAME, Form.COMMITMENT}


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what it holds, what that means, and how it is written; `label` is what a list of it is shown under."""

    name: str
    form: Form
    tells: str
    example: str
    needed: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, written `[[NAME]]` as often as wanted; the top of the file has no name.

    Of the keys in `one_of`, one at least must be given.
    """

    name: str
    tells: str
    keys: tuple[Key, ...]
    one_of: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """How a message calls it."""
        return f"[[{self.name}]]" if self.name else "the top of the file"

    def key(self, name: str) -> Key | None:
        """The key of that name."""
        return next((k for k in self.keys if k.name == name), None)


TOP = Table(
    "",
    "What stands first, before any table.",
    (
        Key("name", Form.NAME, "What the pack is called. A record remembers it by this.", '"strike"', needed=True),
        Key("title", Form.TEXT, "What kind of story it is for, in a few words.", '"A strike"', needed=True),
        Key(
            "qualifiers",
            Form.WORDS,
            "Words before a counted noun that say which of them are meant; they are kept with it.",
            '["striking", "unionised"]',
            label="words kept with what is counted",
        ),
        Key(
            "uncounted",
            Form.WORDS,
            "Nouns that stand after numbers without being counted: a number of them makes no figure.",
            '["shift"]',
            label="never counted",
        ),
        Key(
            "speakers",
            Form.WORDS,
            "People and papers that, where they tell something, are its source and are not counted.",
            '["picketer"]',
            label="sources, not counted",
        ),
        Key(
            "increments",
            Form.WORDS,
            "Words that make a number an addition to one told before.",
            '["fresh"]',
            label="words of an addition",
        ),
    ),
)

FOLLOWED = (MentionType.PLACE, MentionType.ORGANISATION, MentionType.GROUP)
"""The kinds of name that a slot can be of."""

SLOTS_OF_THE_PROGRAM = frozenset({"strength", "mandate", "posture", "command", "place", "tasks"})
"""The slots of missions, which no pack may name."""

UNIT = Table(
    "unit",
    "Things that are counted.",
    (
        Key(
            "kind",
            Form.NAME,
            "What sort of thing they are. The program knows more about these: `person` (people), `staff` (people sent "
            "to do a job), `force` (soldiers), `hostile` (armed enemies), `patient`, `case`, `body`, `equipment`, "
            "`goods`, `act` (something done). Any other plain word is a kind of your own.",
            '"person"',
            needed=True,
        ),
        Key(
            "words",
            Form.WORDS,
            "The words for them, one by one, in the singular and in the plural. A word can stand in one unit only.",
            '["striker", "strikers"]',
            needed=True,
            label="words",
        ),
        Key(
            "counts",
            Form.TEXT,
            "What a record calls them all. Without it, each word stands for itself.",
            '"strikers"',
        ),
        Key(
            "default",
            Form.NAME,
            "The measure that a number of them is of where nothing in the sentence says more.",
            '"on-strike"',
        ),
    ),
)

MEASURE = Table(
    "measure",
    "What a number can be a number of (the killed, a ceiling, those on strike), and the words that show it. A measure "
    "of the same name in another pack is the same measure: the words add up.",
    (
        Key("name", Form.NAME, "What the measure is called.", '"on-strike"', needed=True),
        Key(
            "nouns",
            Form.WORDS,
            "Nouns that are themselves counted and show it: 40 deaths.",
            '["walkouts"]',
            label="counted nouns",
        ),
        Key(
            "modifiers",
            Form.WORDS,
            "Words on the counted noun: 40 striking nurses.",
            '["striking"]',
            label="words on the counted noun",
        ),
        Key(
            "objects",
            Form.VERBS,
            "Verbs that are done to what is counted: they suspended 40 nurses.",
            '["suspend"]',
            label="verbs done to them",
        ),
        Key(
            "subjects",
            Form.VERBS,
            "Verbs that what is counted does: 40 nurses picketed.",
            '["picket"]',
            label="verbs that they do",
        ),
        Key(
            "approvals",
            Form.VERBS,
            "Verbs over one of sending or leaving that make the number one of this measure: they agreed to send 40.",
            '["agree"]',
            label="verbs over such a verb",
        ),
        Key("phrases", Form.PHRASES, "Words close by in the same sentence.", '["on strike"]', label="words close by"),
        Key(
            "gauges",
            Form.WORDS,
            "Nouns whose value the number is: the ceiling is 40.",
            '["turnout"]',
            label="nouns whose value the number is",
        ),
        Key(
            "of",
            Form.KINDS,
            "The kinds of unit that it is said of. Without it, any.",
            '["person", "staff"]',
            label="said of",
        ),
    ),
    one_of=("nouns", "modifiers", "objects", "subjects", "approvals", "phrases", "gauges"),
)

OUTCOME = Table(
    "outcome",
    "What befalls people and is itself counted: 40 people killed are 40 deaths among people.",
    (
        Key("counts", Form.TEXT, "What is then counted.", '"dismissals"', needed=True),
        Key("measure", Form.NAME, "The measure that shows it.", '"dismissed"'),
        Key(
            "objects",
            Form.VERBS,
            "Verbs that are done to people and show it.",
            '["dismiss"]',
            label="verbs done to people",
        ),
        Key(
            "subjects", Form.VERBS, "Verbs that people do and that show it.", '["resign"]', label="verbs that people do"
        ),
    ),
    one_of=("measure", "objects", "subjects"),
)

EVENT = Table(
    "event",
    "Words that tell of an event. The same type may be given in several tables.",
    (
        Key("type", Form.NAME, "What the event is called.", '"walkout"', needed=True),
        Key("nouns", Form.NOUNS, "Nouns that tell of it.", '["walkout", "stoppage"]', label="nouns"),
        Key("verbs", Form.PHRASAL, "Verbs that tell of it.", '["strike", "walk out"]', label="verbs"),
        Key(
            "objects",
            Form.COMPANY,
            "The verbs count only where they are done to one of these; with `subjects` too, one of either will do.",
            '["depot", "line"]',
            label="only where done to",
        ),
        Key(
            "subjects",
            Form.COMPANY,
            "The verbs count only where one of these does them; with `objects` too, one of either will do.",
            '["person", "union"]',
            label="only where done by",
        ),
    ),
    one_of=("nouns", "verbs"),
)

COMMITMENT = Table(
    "commitment",
    "Words that tell of something that somebody is bound to.",
    (
        Key("type", Form.COMMITMENT, f"One of {', '.join(f'`{t}`' for t in CommitmentType)}.", '"pledge"', needed=True),
        Key("nouns", Form.NOUNS, "Nouns that tell of it.", '["offer"]', label="nouns"),
        Key("verbs", Form.VERBS, "Verbs that tell of it.", '["offer"]', label="verbs"),
    ),
    one_of=("nouns", "verbs"),
)

PUBLISHERS = Table(
    "publishers",
    "Publishers that belong together: what two of them print is no word of two sources.",
    (
        Key("group", Form.TEXT, "What a record calls them together.", '"Harbour Group"', needed=True),
        Key(
            "names",
            Form.PRINTED,
            "The publishers, as the record names them, or their sites. One that the program knows as another group's "
            "is taken over by this one.",
            '["Harbour Gazette", "harbourgazette.example"]',
            needed=True,
            label="publishers",
        ),
    ),
)

SLOT = Table(
    "slot",
    "A line of the board: what is followed of a place or a body, beside what the program follows of missions. Whoever "
    "has numbers of one thing in articles of two days is on the board. A slot of one name may be given several times.",
    (
        Key("name", Form.NAME, "What the board calls it.", '"strikers"', needed=True),
        Key("measures", Form.MEASURES, "Numbers of these measures.", '["on-strike"]', label="numbers of"),
        Key(
            "counts",
            Form.COUNTED,
            "Numbers of these, of any measure. With `measures` too, those that are of both.",
            '["strikers"]',
            label="numbers that count",
        ),
        Key(
            "commitments",
            Form.COMMITMENTS,
            "What stands of these types of commitment. They put nobody on the board by themselves.",
            '["deadline"]',
            label="commitments",
        ),
        Key(
            "of",
            Form.NAMED,
            f"Whose: one or more of {', '.join(f'`{t}`' for t in FOLLOWED)}. Without it, any of these.",
            '["organisation"]',
            label="of",
        ),
        Key(
            "beside",
            Form.SLOTS,
            "Only of those whom one of these slots puts on the board: deaths beside cases.",
            '["strikers"]',
            label="only beside",
        ),
    ),
    one_of=("measures", "counts", "commitments"),
)

TABLES = (UNIT, MEASURE, OUTCOME, EVENT, COMMITMENT, PUBLISHERS, SLOT)
"""The tables of a pack, in the order of the reference."""

KINDS_OF_THE_PROGRAM = frozenset({"national", "thing"})
"""Kinds that a number can be of without a unit: people by their nation, and what no pack lists."""

NO_MEASURE = "other"
"""The measure of a number that is of none."""
