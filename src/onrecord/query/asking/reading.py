"""Reading a question: cutting it into parts, and each part into form, subject, measure, speaker and time."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from onrecord.packs import Pack, lexicon
from onrecord.query.asking.answer import QuestionError
from onrecord.query.asking.evidence import Evidence, Zone
from onrecord.query.asking.heads import asks_more, done, head_of, holder_of, is_verb, rate_of
from onrecord.query.asking.lexis import Token, alike, phrase, said_so_too, stems, words
from onrecord.query.asking.measures import measure_words
from onrecord.query.asking.negation import denies, is_denial
from onrecord.query.asking.places import is_led
from onrecord.query.asking.question import Form, Part, Question, Term
from onrecord.query.asking.sayings import alike_in_saying
from onrecord.query.asking.times import Role, When, times

LONGEST = 2_000
"""Characters of the longest question."""
FORMS = (
    ("source", Form.SOURCE),
    ("why", Form.WHY),
    ("when", Form.WHEN),
    ("where", Form.WHERE),
    ("who", Form.WHO),
    ("number", Form.NUMBER),
    ("list", Form.LIST),
    ("what", Form.WHAT),
    ("yes_no", Form.YES_NO),
)
PAST = frozenset({"did", "was", "were", "had"})
PRESENT = frozenset({"is", "are", "do", "does"})
PERFECT = re.compile(r"^\W*(?:has|have)\b|\b(?:has|have) (?:\w+ )?been\b|\b(?:has|have)\b.*ed\b", re.IGNORECASE)
STAYED = re.compile(r"\b(?:is|are|was|were|be|been) left\b", re.IGNORECASE)
ASIDE = re.compile(r",\s*as (?:the )?[^,?]+?(?P<verb>\w+)\s*\??$", re.IGNORECASE)
CUT = re.compile(r"(?:,|;|\?|\.)?\s+and\s+(?=\S)|[?;]\s+(?=\S)", re.IGNORECASE)
BOTH = re.compile(
    r"^(?P<lead>\W*how many )(?P<what>(?:\w+ ){0,3}?)(?P<one>\w+) and (?P<other>\w+) "
    r"(?P<rest>(?:\w+ )?(?:did|does|do|has|have|had|was|were|is|are|will|died|fell|came|went)\b.*?)\??$",
    re.IGNORECASE,
)
"""Two things counted in one: "how many cases and deaths has"."""
BEFORE_WH = re.compile(
    r"(?P<where>in|from|at|near|to|on|around|outside|inside|across|throughout) (?=wh|how)"
    r"|(?:within|for|by|under|with|of|since|until|after|before|about|over|against|through) (?=wh|how)"
)
OF_KIND = re.compile(r"(?:which|what) (?P<words>(?:[a-z-]+ ){0,2}[a-z-]+)")
NAME_OF = re.compile(r"what (?:is|was|are|were) the names? of\b")
DESCRIBED = re.compile(r"\W*(?:what (?:is|was) the name of|who (?:is|was) (?:the|a|an)\b)", re.IGNORECASE)
BEARER = re.compile(r"\W*who (?:is|was|are|were) (?!the\b|an?\b)", re.IGNORECASE)
SINCE = re.compile(r"\W*(?:since when|(?:for )?how long (?:has|have|had))\b", re.IGNORECASE)
AMOUNT = re.compile(
    r"\W*(?:for )?how much (?:money|in|did|does|do|has|have|had|will|would|was|were|is|are)\b", re.IGNORECASE
)
DEGREE = re.compile(r"\W*by how much\b", re.IGNORECASE)
LENGTH = re.compile(r"\W*(?:for )?how (?:much )?long(?:er)? (?!has|have|had)", re.IGNORECASE)
TO_BE = re.compile(
    r"\b(?:is|are|was|were)\b(?: [^?,;]+?)? "
    r"(?:to be|to have been|due to|meant to|supposed to|expected to|scheduled to)\b",
    re.IGNORECASE,
)
MADE = frozenset({"made", "make", "given", "give", "gave", "issued", "issue", "expressed", "offered", "offer"})
HELPERS = frozenset(
    "did does do has have had will would can could may might should shall must".split()  # noqa: SIM905
)
ACCORDING = re.compile(
    r"(?:,\s*)?\b(?:according to|in the words of|in the view of|as told by|by the account of)\s+(?!whom?\b)"
    r"(?P<who>[^,?;]+)",
    re.IGNORECASE,
)


def read(text: str, evidence: Evidence, pack: Pack) -> Question:
    """What a question asks for, as far as its words tell. Raises QuestionError where it has none."""
    asked = " ".join(text.split())
    if not any(c.isalnum() for c in asked):
        message = "the question is empty: ask in words, as “How many were there in May 2018?”"
        raise QuestionError(message)
    if len(asked) > LONGEST:
        message = f"the question is longer than {LONGEST:,} characters"
        raise QuestionError(message)
    reader = _Reader(evidence, pack)
    each = BOTH.sub(r"\g<lead>\g<what>\g<one> \g<rest> and how many \g<what>\g<other> \g<rest>", asked)
    pieces = list(_cut(each, times(each)))
    first = reader.part(*pieces[0])
    return Question(asked, (first, *(p for piece in pieces[1:] if (p := reader.further(first, *piece)))))


def _cut(asked: str, whens: Sequence[When]) -> Iterator[tuple[str, tuple[When, ...]]]:
    """The parts of a question, each with the times that it names: cut where "and" begins another."""
    ends = [m for m in CUT.finditer(asked) if _begins(asked[m.end() :])]
    starts = [0, *(m.end() for m in ends)]
    stops = [*(m.start() for m in ends), len(asked)]
    for start, stop in zip(starts, stops, strict=True):
        inside = (w for w in whens if start <= w.start and w.end <= stop)
        yield asked[start:stop], tuple(When(w.days, w.role, w.start - start, w.end - start) for w in inside)


def _begins(rest: str) -> bool:
    """Whether a part of a question begins so: with an interrogative, or with whose share is asked for besides."""
    line = " ".join(re.findall(r"[\w'’]+", rest.casefold()))
    led = any(re.match(rf"{re.escape(lead)}\b", line) for _, lead in _leads())
    head = line.split()[:4]
    return led or (bool(set(head) & words("numbers", "part")) and any("'" in w or "’" in w for w in head))


@cache
def _leads() -> tuple[tuple[Form, str], ...]:
    """What parts of questions begin with, the longest first."""
    found = [(form, lead) for name, form in FORMS for lead in lexicon("asking")["forms"][name]]
    return tuple(sorted(found, key=lambda f: -len(f[1])))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a part asks for, where what it asks with ends, and of what kind it is to be who is asked for, if told."""

    form: Form
    end: int = 0
    kind: str = ""


def _opening(text: str) -> _Opening:
    lower = text.casefold().lstrip("“\"'( ")
    skipped = len(text) - len(lower)
    name = NAME_OF.match(lower)
    if name:
        return _Opening(Form.WHO, skipped + name.end())
    plain, led = _lead(lower)
    before = BEFORE_WH.match(lower)
    cut = before.end() if before else 0
    asked, at = lower[cut:], skipped
    if plain is None and before:
        plain, led = _lead(asked)
        at += cut
        place = _is_of(asked, "place") if before["where"] and plain is Form.WHAT else 0
        if place:
            return _Opening(Form.WHERE, at + place)
    if plain is None:
        return _Opening(Form.LIST)
    person = _is_of(asked, "person")
    kind = asked[:person].split()[-1] if person else ""
    time = _is_of(lower[at - skipped :], "time") if plain is Form.WHAT else 0
    if time:
        return _Opening(Form.WHEN, at + time)
    if plain is Form.WHAT and _is_of(lower[at - skipped :], "person"):
        return _Opening(Form.WHO, at + led, kind)
    return _Opening(plain, at + led, kind)


def _lead(lower: str) -> tuple[Form | None, int]:
    found = ((form, len(lead)) for form, lead in _leads() if re.match(rf"{re.escape(lead)}\b", lower))
    return next(found, (None, 0))


def _is_of(lower: str, kind: str) -> int:
    """Where "which" and "what" with one of a kind, a place, a time, a person or body, end; 0 where there is none."""
    asked = OF_KIND.match(lower)
    at = asked.start("words") if asked else 0
    for word in asked["words"].split() if asked else ():
        if word in HELPERS or word in words("verbs", "being"):
            return 0
        at += len(word) + 1
        if word in words("kinds", kind):
            return at - 1
    return 0


@dataclass(frozen=True)
class _Reader:
    evidence: Evidence
    pack: Pack

    def part(self, text: str, whens: tuple[When, ...]) -> Part:
        """One part, by itself."""
        opening = _opening(text)
        form, at = opening.form, opening.end
        plain = _blanked(text, whens)
        speaker_words, plain = _according(_without_aside(plain))
        tokens = [t for t in self.evidence.lexis.tokens(plain) if t.start >= at]
        said, tokens, speaker = self._speaker(form, tokens)
        if speaker_words:
            speaker = list(self.evidence.lexis.tokens(speaker_words))
        refined = _refined(form, plain, said, whens)
        kind = opening.kind if refined in {Form.WHO, Form.SOURCE} else ""
        part = Part(refined, text, whens=whens, kind=kind)
        return self._about(part, plain, tokens, speaker, said=said)

    def further(self, first: Part, text: str, whens: tuple[When, ...]) -> Part | None:
        """A later part, about what the first is about as well; None where the first's answer tells it too."""
        own = self.part(text, whens)
        if own.form is Form.SOURCE or (own.said and not own.terms and not own.speaker):
            return None
        if own.form is Form.LIST and not own.peak:
            own = replace(own, form=first.form, share=True)
        names = tuple(t for t in first.terms if t.name)
        if first.form is Form.NUMBER and own.form in {Form.NUMBER, Form.WHAT} and not own.head:
            head = () if own.share else first.head
            own = replace(own, form=Form.NUMBER, head=head, measures=first.measures)
            names = () if own.share else first.terms
        known = {t.ways for t in own.every}
        carried = tuple(replace(t, near=Zone.ARTICLE) for t in (*first.head, *names) if t.ways not in known)
        kept = tuple(t for t in carried if own.form is not Form.NUMBER or t not in first.head)
        return replace(own, terms=(*own.terms, *kept), whens=own.whens or (() if own.peak else first.whens))

    def _speaker(self, form: Form, tokens: list[Token]) -> tuple[bool, list[Token], list[Token]]:
        """Whether it is asked what is said, the words of what, and of whose word: those before a verb of saying."""
        made = _made(tokens)
        if made:
            return True, [*tokens[: made[0]], *tokens[made[1] + 1 :]], _telling(tokens[made[0] : made[1]])
        at = next((n for n in range(len(tokens)) if _says(tokens, n)), None)
        if at is None:
            return False, tokens, []
        if form in {Form.WHO, Form.SOURCE}:
            return True, tokens, []
        helper = next((n for n in range(at - 1, -1, -1) if tokens[n].text.casefold() in HELPERS), None)
        who = _telling(tokens[(-1 if helper is None else helper) + 1 : at])
        between = {t.text.casefold() for t in tokens[(helper or 0) : at]}
        done_before = helper is None and any(is_verb(t) and not t.is_name for t in who)
        done_before = done_before or bool(between & {"if", "when", "whether", "once", "unless", "after", "before"})
        if form not in {Form.WHAT, Form.WHY, Form.YES_NO, Form.LIST} or len(who) > 6 or done_before:  # noqa: PLR2004 (words of the longest name and office)
            return False, tokens, []
        return True, [*tokens[: helper or 0], *tokens[at:]], who

    def _about(self, part: Part, plain: str, tokens: list[Token], speaker: Sequence[Token], *, said: bool) -> Part:
        lower = set(_plain(plain))
        line = f" {' '.join(_plain(plain))} "
        measures = self._measures(part, tokens, lower)
        head_tokens = head_of(part, plain, tokens)
        holder = holder_of(tokens, head_tokens)
        head = [*self._terms(holder, part.form, head=True), *self._terms(head_tokens, part.form, head=True)]
        rate = rate_of(plain) if part.form is Form.NUMBER else frozenset[str]()
        head_tokens = [*head_tokens, *holder]
        beside = part.form in {Form.NUMBER, Form.CHANGE} and measures is not None
        beside = beside or (part.form is Form.WHAT and said and bool(speaker))
        terms = self._terms([t for t in tokens if t not in head_tokens], part.form, beside=beside)
        if said and part.form is Form.SOURCE:
            terms = [alike_in_saying(t) for t in terms if not is_denial(t)]
            terms = [
                replace(t, ways=frozenset({t.text.casefold()})) if t.text.casefold() == "never" else t for t in terms
            ]
        decided = part.form is Form.NUMBER and bool(lower & words("verbs", "decide"))
        identity = part.form is Form.WHO and not said and bool(terms) and all(t.name for t in terms)
        described = part.form is Form.WHO and not said and bool(DESCRIBED.match(part.text))
        return replace(
            part,
            identity=identity and bool(BEARER.match(part.text)),
            length=part.form is Form.WHEN and bool(LENGTH.match(part.text)),
            since=part.form is Form.WHEN and bool(SINCE.match(part.text)),
            head=tuple(h for h in head if h.text.casefold() not in words("numbers", "empty")),
            terms=tuple(terms),
            speaker=tuple(self._terms([t for t in speaker if t.text.casefold() not in _indefinite()], part.form)),
            measures=measures,
            money=(bool(lower & words("numbers", "money")) or bool(AMOUNT.match(plain)))
            and part.form in {Form.NUMBER, Form.CHANGE},
            degree=part.form is Form.NUMBER and bool(DEGREE.match(plain)),
            peak=bool(lower & words("numbers", "peak")),
            office=described or (part.form is Form.WHO and not said and bool(lower & words("verbs", "office"))),
            said=said,
            ends=any(f" {w} " in line for w in words("verbs", "ends")),
            coming=bool(lower & words("verbs", "coming")) or bool(TO_BE.search(plain)) or decided,
            past=_is_past(lower),
            done=(_is_past(lower) or bool(PERFECT.search(plain))) and not TO_BE.search(plain),
            denied=denies(plain, said=said),
            share=bool(lower & words("numbers", "part")),
            more=asks_more(plain),
            least=bool(lower & words("numbers", "least")),
            rate=rate,
        )

    # --- terms -------------------------------------------------------------------------------------------

    def _terms(self, tokens: Sequence[Token], form: Form, *, head: bool = False, beside: bool = False) -> list[Term]:
        """What some words are about. Of a number, only what is said of the counted is to stand in its sentence."""
        found: list[Term] = []
        counted = form in {Form.NUMBER, Form.CHANGE}
        n = 0
        while n < len(tokens):
            token = tokens[n]
            if (
                token.is_name
                and token.text in month_name
                and n
                and tokens[n - 1].text.casefold() in words("small", "dating")
            ):
                n += 1
                continue
            length = self._name(tokens, n)
            if length:
                found.append(self._placed(self._named(tokens[n : n + length]), tokens[:n], found))
                n += length
                continue
            if token.text.casefold() in words("small", "beside"):
                beside = True
            length = self._phrase(tokens, n)
            if length > 1 or _tells(token):
                modifies = self._modifies(tokens, n + length - 1)
                near = Zone.BESIDE if beside or modifies else Zone.SENTENCE
                found.append(
                    replace(self._word(tokens[n : n + length], near, head=head), modifies=modifies and not beside)
                )
                beside = beside or counted
            n += length
        return found

    @staticmethod
    def _placed(term: Term, before: Sequence[Token], found: Sequence[Term]) -> Term:
        """A name with whether something is asked to be there, and what: the word before "in" that is no verb."""
        thing = next((t for t in reversed(before) if not t.small), None)
        nouns = [t.ways for t in found[-1:] if thing and (t.name or not is_verb(thing))]
        return replace(term, at=is_led(before), thing=nouns[0] if nouns else frozenset())

    def _modifies(self, tokens: Sequence[Token], n: int) -> bool:
        """Whether a word stands before another of its phrase, which says what it is."""
        following = tokens[n + 1] if n + 1 < len(tokens) else None
        return following is not None and following.start == tokens[n].end + 1 and _tells(following)

    def _name(self, tokens: Sequence[Token], n: int) -> int:
        """How many words from here on are a name: the longest that is one on record, else those with a capital."""
        if not tokens[n].is_name or tokens[n].small:
            return 0
        for length in range(min(7, len(tokens) - n), 1, -1):
            held = tokens[n : n + length]
            if _together(held) and self.evidence.lexis.joined(t.stem for t in held).strip() in self.evidence.names:
                return length
        length = 1
        while n + length < len(tokens) and _goes_on(tokens, n, n + length):
            length += 1
        return 1 if length > 1 and self.evidence.lexis.is_of_nation(tokens[n]) else length

    def _named(self, tokens: Sequence[Token]) -> Term:
        text = " ".join(t.text for t in tokens)
        line = self.evidence.lexis.joined(t.stem for t in tokens).strip()
        return Term(text, frozenset({line}), name=True, near=Zone.BESIDE)

    @staticmethod
    def _phrase(tokens: Sequence[Token], n: int) -> int:
        """How many words from here on are one of the lexicon's phrases, else one."""
        for length in (4, 3, 2):
            held = tokens[n : n + length]
            if len(held) == length and _together(held) and " ".join(t.stem for t in held) in said_so_too():
                return length
        return 1

    @staticmethod
    def _word(tokens: Sequence[Token], near: Zone, *, head: bool) -> Term:
        line = " ".join(t.stem for t in tokens)
        return Term(" ".join(t.text for t in tokens), alike(line), head=head, near=near)

    # --- measures ----------------------------------------------------------------------------------------

    def _measures(self, part: Part, tokens: Sequence[Token], lower: set[str]) -> frozenset[str] | None:
        """The measures that a figure may be of to answer; None where no word tells."""
        if part.form not in {Form.NUMBER, Form.CHANGE}:
            return None
        if lower & words("verbs", "allow"):
            return frozenset({"authorised"})
        said = {t.text.casefold() for t in tokens if not t.is_name}
        told = {
            w
            for n, t in enumerate(tokens)
            if (size := self._phrase(tokens, n)) > 1
            for w in alike(" ".join(t.stem for t in tokens[n : n + size]))
        }
        shown = {m.name: measure_words(m) for m in self.pack.measures if m.name != "other"}
        found = {name for name, held in shown.items() if said & held or phrase(name) in told}
        if lower & words("numbers", "strength"):
            found.add("deployed")
        if lower & words("numbers", "toll"):
            found.add("killed")
        found -= {"authorised"}
        if STAYED.search(part.text):
            found -= {"withdrawn"}
        if found & {"killed", "injured", "treated", "withdrawn"}:
            found -= {"deployed", "sent", "planned", "estimated"}
        return frozenset(found) or None


def _says(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word is a verb of saying that somebody does: not a noun, and not done to who is asked about."""
    token = tokens[n]
    that = tokens[n + 1].text.casefold() == "that" if n + 1 < len(tokens) else False
    holds = that and token.text.casefold() in words("verbs", "hold")
    if token.is_name or not (holds or token.stem in stems("verbs", "say")):
        return False
    before = [t.text.casefold() for t in tokens[:n]]
    if before[-1:] and before[-1] in words("verbs", "being") | words("verbs", "no_verb"):
        return False
    helped = any(w in HELPERS for w in before)
    if token.text.casefold() == "state" and not any(t.small for t in tokens[n + 1 : n + 2]):
        return False
    noun = token.text.casefold() in words("verbs", "nouns") and not helped
    return not (
        noun and ({"the", "a", "an", "of", "any", "no"} & set(before[-3:]) or any("'" in w for w in before[-1:]))
    )


def _made(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where somebody stands of whom it is asked what they have said, by a noun: "what promises has X made"."""
    helper = next((n for n, t in enumerate(tokens) if t.text.casefold() in HELPERS), None)
    if not helper or not any(t.text.casefold() in words("verbs", "nouns") for t in tokens[:helper]):
        return None
    made = next((n for n in range(helper + 2, len(tokens)) if tokens[n].text.casefold() in MADE), None)
    return (helper + 1, made) if made else None


def _telling(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if not t.small and t.text.casefold() not in words("forms", "yes_no")]


@cache
def _indefinite() -> frozenset[str]:
    return frozenset({"anyone", "anybody", "someone", "somebody", "sources", "source", "articles", "people"})


def _is_past(lower: set[str]) -> bool:
    """Whether it is asked of what has been: by an auxiliary, or by a verb in the past where no other tells the time."""
    if lower & words("verbs", "coming"):
        return False
    if lower & PAST:
        return True
    return not lower & PRESENT and any(w.endswith("ed") or (w in done() and w != "has") for w in lower)


def _plain(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [w.casefold() for w in re.findall(r"[^\W_]+", text)]


def _tells(token: Token) -> bool:
    plain = token.text.casefold()
    return not token.small and plain not in words("numbers", "empty") and len(plain) > 1


def _together(tokens: Sequence[Token]) -> bool:
    """Whether words stand one after the other, with no more than a blank or a hyphen between."""
    return all(b.start - a.end <= 1 for a, b in pairwise(tokens))


def _goes_on(tokens: Sequence[Token], first: int, n: int) -> bool:
    """Whether a name goes on with a word: with a capital, or after "of" and "the" before one."""
    token, last = tokens[n], tokens[n - 1]
    if token.start - last.end > 1:
        return False
    if token.is_name or token.is_number:
        return last.text[-1] in "’'" or not any(sign in last.text for sign in "’'")
    joins = token.text.casefold() == "of" and n + 1 < len(tokens) and tokens[n + 1].is_name
    return joins and n - first >= 1 and _together(tokens[n : n + 2])


def _blanked(text: str, whens: Sequence[When]) -> str:
    """A text with the times in it blanked out, and what "mid-2017" in brackets leaves."""
    for when in whens:
        text = f"{text[: when.start]}{' ' * (when.end - when.start)}{text[when.end :]}"
    return text


def _without_aside(text: str) -> str:
    """A question without a clause that only says who told of it: ", as the minister promised"."""
    found = ASIDE.search(text)
    told = found and phrase(found["verb"]) in stems("verbs", "say")
    return f"{text[: found.start()]}?" if found and told else text


def _according(text: str) -> tuple[str, str]:
    """Whose account is asked for by "according to", and the text without it."""
    found = ACCORDING.search(text)
    if not found:
        return "", text
    who = re.split(r"\s{2,}|\b(?:in|on|about|during|at)\s*$", found["who"])[0]
    end = found.start("who") + len(who)
    return who, f"{text[: found.start()]}{' ' * (end - found.start())}{text[end:]}"


def _refined(form: Form, text: str, said: bool, whens: Sequence[When]) -> Form:  # noqa: FBT001
    """What is asked for, by more than the first words."""
    lower = _plain(text)
    if {"conflict", "disagreement"} & set(lower) or (
        set(lower) & words("verbs", "conflict") and form in {Form.LIST, Form.WHAT, Form.SOURCE, Form.WHERE, Form.WHO}
    ):
        return Form.CONFLICT
    asks_of_all = (lower[:1] and lower[0] in words("verbs", "being")) or set(lower) & words("small", "tellers")
    at_odds = set(lower) & (words("verbs", "conflict") | words("verbs", "agree"))
    if form is Form.YES_NO and asks_of_all and at_odds:
        return Form.CONFLICT
    two = {Role.FROM, Role.TO} <= {w.role for w in whens}
    counted = set(lower) & (words("numbers", "nouns") | words("numbers", "strength") | {"many", "much"})
    if set(lower) & words("verbs", "change") and (two or (form is Form.WHAT and counted)) and form is not Form.WHY:
        return Form.CHANGE
    if form in {Form.WHAT, Form.LIST} and set(lower) & words("numbers", "nouns") and not said:
        return Form.NUMBER
    return Form.SOURCE if form is Form.WHO and said else form
