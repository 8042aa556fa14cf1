"""What a single line shows of itself: debris, caption, byline, credit. The words are data (lexicons/debris.toml)."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from onrecord.ingest.dates import FULL
from onrecord.ingest.lines import Line
from onrecord.ingest.opening import date_line_alone
from onrecord.packs import lexicon

LONG, ASKING = 6, 14
"""Words of a sentence, and of a question, that is too long to be a label."""

_NAME = r"[A-Z][\w’'.-]*[\w.](?: (?:(?:de|van|von|der|den|al|bin|ben|del|da|di|la|le|el|of the) )*[A-Z][\w’'.-]*){1,4}"
_NAMES = rf"{_NAME}(?:(?:,? and |, | & ){_NAME}){{0,6}}"
_WROTE = r"(?:(?:[Aa]rticles?|[Ss]tory|[Ww]ritten|[Rr]eported|[Pp]osted|[Rr]eport|Words)? ?(?:[Bb]y|BY):? ?)"
_ROLE = r"(?:(?: ?[,|•·/–—-] ?| in | for |, ).{2,80})"
BY = re.compile(rf"{_WROTE}(?P<names>{_NAMES}|[A-Z .’'-]{{5,60}})(?P<role>{_ROLE})?")
_HEADED = re.compile(r"[Aa]rticles? by: ?(?P<names>.{2,80})")
_SIGNED = re.compile(rf"(?P<names>{_NAMES}) ?[,|•·/–—-] ?(?P<role>.{{2,60}})")
_AUTHOR = re.compile(r"(?P<names>[^,|•·/]{4,80}), (?P<role>[^,]{2,60})")
_STAFF = re.compile(
    r"\b(?:staff|reporter|correspondent|writer|editor|columnist|contributor|special to .+|for .+)\b", re.IGNORECASE
)
_CONTRIBUTED = re.compile(
    r"\(?(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|translated) by [^()]{2,300}"
    r"|.{2,300} contributed (?:reporting )?to this (?:report|story|article)\.?"
    r"|(?:with|-+ ?with) files from .{2,160}|with (?:reporting|additional reporting) (?:by|from) .{2,160}"
    r"|this (?:report|story|article|content) (?:by .{2,60} )?was (?:first|originally) published .{4,80})\)?\.?",
    re.IGNORECASE,
)
_ISSUED = r"(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|date)"
_DATED = re.compile(rf"(?:{_ISSUED}\b[ :]*(?:on |at )?)+.{{0,80}}", re.IGNORECASE)
_ZONES = r"gmt|utc|[ecmp]?[sd]t|bst|cet|ist"
_CLOCK_WORDS = re.compile(
    rf"(?:{_ISSUED}|last|on|at|by|a\.?m\.?|p\.?m\.?|{_ZONES}|hours?|min(?:ute)?s?(?: read)?|ago|\d|[\W_])*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[A-Z]\w+ ?: [^/]{2,40}?/ ?[\w-]+(?: Images)?")
LONGEST = {"credit": 200, "caption": 120, "contribution": 60, "date line": 20}
"""Words that a line of each kind has at most."""
LABEL = 4
"""Words of a label between bars, at most."""
_BARS = re.compile(r"[|•·›»]")
BYLINE_WIDTH = 160
"""Characters of a byline, at most."""


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in lexicon("debris")[name])


@cache
def agencies() -> dict[str, str]:
    """Every way that a wire service signs, to the name that is recorded."""
    table = lexicon("wire-services")["agencies"]
    return {sign: name for name, signs in table.items() for sign in (name, name.removeprefix("The "), *signs)}


@cache
def _credits() -> re.Pattern[str]:
    """A photo credit at the end of a paragraph; agencies in capitals count, as The Canadian Press prints itself."""
    names = {*agencies(), *lexicon("debris")["picture_agencies"]}
    every = sorted({n for name in names for n in (name, name.upper())}, key=lambda n: (-len(n), n))
    either = "|".join(re.escape(n) for n in every)
    patterns = [p.replace("AGENCY", either) for p in lexicon("debris")["credits"]]
    return re.compile(rf"(?:^|(?<=[\s.]))(?:{'|'.join(patterns)})\s*$")


def _matches(name: str, line: Line) -> bool:
    words = line.plain.strip("•*·-> ")
    return any(p.fullmatch(words) for p in _patterns(name))


def is_debris(line: Line) -> bool:
    """Whether no paragraph of an article reads like this, wherever it stands."""
    return _matches("between", line) or (not _is_sentence(line) and _matches("anywhere", line))


def is_edge_debris(line: Line) -> bool:
    """Whether it is debris before the first paragraph or after the last one."""
    return is_debris(line) or _matches("prose", line) or (not _is_sentence(line) and _matches("edges", line))


def _is_sentence(line: Line) -> bool:
    return line.stopped and line.words > (ASKING if "?" in line.text[-3:] else LONG)


def ends_article(line: Line) -> bool:
    """Whether it is one of the lines that close an article."""
    return _matches("ends", line)


def has_credit(line: Line) -> bool:
    """Whether it ends in a photo credit."""
    return line.words <= LONGEST["credit"] and bool(_credits().search(line.text))


def is_caption(line: Line) -> bool:
    """Whether it says of itself that it tells what a picture shows."""
    if has_credit(line):
        return True
    return line.words <= LONGEST["caption"] and _matches("captions", line) and not _goes_on(line)


def _goes_on(line: Line) -> bool:
    """Whether a photo credit stands in mid-line, so that what follows it may be the article: in doubt it is."""
    found = _GLUED.match(line.text)
    return found is not None and len(line.text) - found.end() > BYLINE_WIDTH // 4


def is_byline(line: Line) -> bool:
    """Whether it says who wrote this, when it appeared, or whose report it is."""
    if date_line_alone(line.text):
        return True
    return bool(author_names(line.text)) or is_wire_line(line.text) or is_contribution(line) or is_date_line(line)


def is_contribution(line: Line) -> bool:
    """Whether it says who else worked on this, or whose report it is."""
    return line.words <= LONGEST["contribution"] and bool(_CONTRIBUTED.fullmatch(line.plain))


def is_date_line(line: Line) -> bool:
    """Whether it is a date and hardly more: when the article appeared or was changed."""
    if _is_dated_path(line.text):
        return True
    return line.words <= LONGEST["date line"] and bool(FULL.search(line.text)) and _is_clock(line.text)


def _is_dated_path(text: str) -> bool:
    """Whether it is labels between bars, one of them a date: "Site | Section | 6 November 2019"."""
    parts = [part.strip() for part in _BARS.split(text) if part.strip()]
    dated = [part for part in parts if FULL.fullmatch(part)]
    return len(parts) > 1 and bool(dated) and all(len(part.split()) <= LABEL or part in dated for part in parts)


def _is_clock(text: str) -> bool:
    rest = FULL.sub(" ", text)
    return bool(_CLOCK_WORDS.fullmatch(rest)) or (bool(_DATED.fullmatch(text)) and not text.endswith("."))


def is_wire_line(text: str) -> bool:
    """Whether it is the name of a wire service and no more."""
    return text.strip(" -–—()•|.") in agencies()


def author_names(text: str) -> tuple[str, ...]:
    """The names of a byline that stands as a line of its own: "By A and B", "A, The Wire Service"; () if it is none."""
    text = " ".join(text.split())
    if len(text) > BYLINE_WIDTH or text.endswith((".", "!", "?")):
        return ()
    if found := _HEADED.fullmatch(text) or BY.fullmatch(text):
        return _split(found["names"])
    found = _SIGNED.fullmatch(text)
    if found and (found["role"].strip() in agencies() or _STAFF.search(found["role"])):
        return _split(found["names"])
    return ()


def signed(text: str) -> tuple[tuple[str, ...], str | None]:
    """The names in an author's field, and the wire service that they sign for: "By A and B, The Wire Service"."""
    text = re.sub(r"^(?:\w+ )?[Bb][Yy]:? ", "", " ".join(text.split()))
    if text in agencies():
        return (text,), agencies()[text]
    found = _SIGNED.fullmatch(text.title() if text.isupper() else text) or _AUTHOR.fullmatch(text)
    if not found:
        return (text,), None
    role = found["role"].strip()
    wire = next((agencies()[s] for s in sorted(agencies(), key=len, reverse=True) if role.split(" - ")[0] == s), None)
    wire = wire or next((agencies()[w] for w in role.split()[:1] if w in agencies()), None)
    return _split(found["names"]), wire


def _split(names: str) -> tuple[str, ...]:
    """The names one by one, up to the first that is a role."""
    parts = [p.strip(" ,") for p in re.split(r",? and |, | & ", names)]
    return tuple(p for p in takewhile(lambda p: not _STAFF.search(p), parts) if p)
