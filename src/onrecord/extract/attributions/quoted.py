"""Quotations settled: which attribution each belongs to, and how far its words reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extract.attributions.cues import Cue, verbs
from onrecord.extract.attributions.found import Found, Span, overlap
from onrecord.extract.attributions.making import cue_span
from onrecord.extract.attributions.speakers import SUBJECTS, can_speak, subject
from onrecord.model import Factuality, MentionType, Parse, Quotation, Reading, ZoneType

NEAR = 14
"""Words between a quotation and its cue."""
FEWEST = 4
"""Words that a quotation without a cue of its own must have to be a statement."""
CREDIT_LONGEST = 90
FEWEST_NAMES, MOST_NAMES = 2, 5
"""Words of a name that signs a quotation."""
DASHES = ("―", "—", "–", "-", "~")
SLACK = 2
ANSWERS = frozenset(
    {"answer", "reply", "respond", "explain", "add", "continue", "recall", "say", "go", "shrug", "laugh"}
)
"""Verbs that, with nothing said after them, lead to the quotation in the next paragraph."""
CLAUSES = frozenset({"ccomp", "dobj", "xcomp"})
ASSERTED = Cue(Factuality.ASSERTED)


@dataclass(frozen=True)
class Run:
    """A quotation with the unmarked paragraphs that it runs on over. `start`, `end` take the marks in."""

    start: int
    end: int
    inner: Span
    block: int
    last_block: int

    @property
    def outer(self) -> Span:
        """With its marks."""
        return self.start, self.end


def runs(reading: Reading) -> list[Run]:
    """The quotations of a reading's body, in order; one that is carried on without marks is one run."""
    found: list[Run] = []
    for quotation in reading.parse.quotations:
        if reading.parse.blocks[quotation.block].zone is not ZoneType.BODY:
            continue
        if found and quotation.start == quotation.inner_start and found[-1].last_block == quotation.block - 1:
            last = found.pop()
            inner = (last.inner[0], quotation.inner_end)
            found.append(Run(last.start, quotation.end, inner, last.block, quotation.block))
        else:
            found.append(_run(quotation))
    return found


def _run(quotation: Quotation) -> Run:
    inner = (quotation.inner_start, quotation.inner_end)
    return Run(quotation.start, quotation.end, inner, quotation.block, quotation.block)


def settle(reading: Reading, found: list[Found]) -> list[Found]:
    """The attributions with their quotations fitted, and those of quotations that no clause led to."""
    settled = list(found)
    owners: dict[Run, Found] = {}
    previous: Run | None = None
    for run in runs(reading):
        owner = _owner(run, settled)
        if owner is not None:
            _fit(owner, run)
        elif _is_whole(reading.parse, run):
            owner = (
                _joined(reading, run, previous, owners)
                or _beside(reading, run)
                or _introduced(reading, run)
                or _continued(reading, run, previous, owners)
                or _credited(reading, run)
            )
            if owner is not None and owner not in settled:
                settled.append(owner)
        if owner is not None:
            owners[run] = owner
            previous = run
    return settled


def _owner(run: Run, found: Sequence[Found]) -> Found | None:
    """The attribution whose content shares most with a quotation."""
    scored = [(sum(overlap(s, run.inner) for s in f.spans), f) for f in found]
    best = max(scored, key=lambda s: s[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _fit(owner: Found, run: Run) -> None:
    """Let content that lies in a quotation take all its words, and content that runs into one keep its marks."""
    fitted: list[Span] = []
    for span in owner.spans:
        if not overlap(span, run.outer):
            fitted.append(span)
        elif span[0] >= run.start - 1 and span[1] <= run.end + SLACK:
            fitted.append(run.inner)
        else:
            fitted.append((min(span[0], run.start), max(span[1], run.end)))
    owner.spans = _merged(fitted)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if merged and span[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return merged


def _is_whole(parse: Parse, run: Run) -> bool:
    """Whether a quotation says something: words enough, one of them a verb, or it stands as a sentence."""
    tokens = parse.tokens_in(*run.inner)
    words = [t for t in tokens if t.text[:1].isalnum()]
    if not words:
        return False
    if _is_headline([t.text for t in words]):
        return False
    verbal = any(t.pos in {"VERB", "AUX"} for t in tokens)
    before = parse.text[parse.blocks[run.block].start : run.start].rstrip()[-1:]
    free = before in {"", ",", ":", ".", "?", "!", "”", '"', "—", "–", "-"}
    sentence = free and words[0].text[:1].isupper() and tokens[-1].text[-1:] in ".,?!…—-"
    return (len(words) >= FEWEST and verbal) or sentence


def _is_headline(words: Sequence[str]) -> bool:
    """Whether words are capitalised throughout, as titles of works are."""
    long = [w for w in words if len(w) > len("with")]
    return len(long) > 1 and len(words) > FEWEST - 2 and all(w[0].isupper() for w in long)


def _joined(reading: Reading, run: Run, previous: Run | None, owners: dict[Run, Found]) -> Found | None:
    """As in "A," X said, "B": B is more of A's clause after a comma, and a continuation after a full stop."""
    if previous is None or previous.last_block != run.block or previous not in owners:
        return None
    between = reading.text[previous.end : run.start]
    before, owner = owners[previous], owners[previous]
    if (
        len(between.split()) > 2 * NEAR
        or before.cue is None
        or not previous.end <= reading.parse.tokens[before.cue].start < run.start
    ):
        return _reopened(between, owner, run) if not between.strip() else None
    if between.rstrip().endswith((",", "—", "–", "-")):
        owner.spans = _merged([*owner.spans, run.inner])
        return owner
    if any(
        t.start >= previous.end and t.end <= run.start and t.text in ".;:"
        for t in reading.parse.tokens_in(previous.end, run.start)
    ):
        return _reopened(between, owner, run)
    return None


def _reopened(_between: str, owner: Found, run: Run) -> Found:
    return Found(None, None, None, [run.inner], owner.factuality, 0.8, continues=owner, rule="continued")


def _beside(reading: Reading, run: Run) -> Found | None:
    """The attribution of a quotation by the cue that stands next to it, after it first."""
    for cue in (*_after(reading, run), *_before(reading, run)):
        source = _source_beside(reading, cue, run)
        if source is not None:
            lemma = reading.parse.tokens[cue].lemma.lower()
            kind = verbs("quote").get(lemma, ASSERTED)
            return Found(source, cue, cue_span(reading.parse, cue), [run.inner], kind.factuality, 0.85, rule="beside")
    return None


def _after(reading: Reading, run: Run) -> Iterator[int]:
    """Cues in the words right after a quotation, in its block, before the next full stop or mark."""
    parse = reading.parse
    block = parse.blocks[run.last_block]
    for number, token in enumerate(parse.tokens_in(run.end, block.end)):
        if number > NEAR or token.text in {".", "?", "!", "“", '"', ";"}:
            return
        if token.pos == "VERB" and token.lemma.lower() in verbs("quote"):
            yield token.index


def _before(reading: Reading, run: Run) -> Iterator[int]:
    """Cues in the words right before a quotation, back to the last full stop."""
    parse = reading.parse
    block = parse.blocks[run.block]
    tokens = parse.tokens_in(block.start, run.start)
    if not tokens or tokens[-1].text in {".", "?", "!", "”", '"'}:
        return
    for number, token in enumerate(reversed(tokens)):
        if number > NEAR or token.text in {".", "?", "!", "”", '"'}:
            return
        if token.pos == "VERB" and token.lemma.lower() in verbs("quote"):
            yield token.index


def _source_beside(reading: Reading, cue: int, run: Run) -> int | None:
    parse = reading.parse
    own = subject(reading, cue)
    if own is not None and can_speak(reading, own) and not run.start <= parse.tokens[own].start < run.end:
        return own
    after = next(
        (c for c in parse.children[cue] if c > cue and parse.tokens[c].dep in {"dobj", "dep", "npadvmod", *SUBJECTS}),
        None,
    )
    if after is not None and can_speak(reading, after):
        return after
    near = [i for i in (cue - 1, cue + 1) if 0 <= i < len(parse.tokens)]
    return next((i for i in near if parse.tokens[i].pos in {"PROPN", "PRON"} and can_speak(reading, i)), None)


def _introduced(reading: Reading, run: Run) -> Found | None:
    """A paragraph of quotation after one that ends "she answered without a pause.": the answer."""
    parse = reading.parse
    block = parse.blocks[run.block]
    if run.block == 0 or reading.text[block.start : run.start].strip() or not _fills(reading, run):
        return None
    before = [s for s in parse.sentences if s.block == run.block - 1]
    if not before or any(q.block == run.block - 1 for q in parse.quotations):
        return None
    root = next((t for t in parse.words(before[-1]) if t.head == t.index), None)
    colon = reading.text[before[-1].start : before[-1].end].endswith(":")
    if (
        root is None
        or not _leads(root.lemma.lower(), colon=colon)
        or any(c in CLAUSES for c in _deps(parse, root.index))
    ):
        return None
    source = subject(reading, root.index)
    if source is None or not can_speak(reading, source):
        return None
    return Found(
        source, root.index, cue_span(parse, root.index), [run.inner], Factuality.ASSERTED, 0.7, rule="introduced"
    )


def _leads(lemma: str, *, colon: bool) -> bool:
    """Whether a verb with nothing after it leads to the quotation in the next paragraph."""
    return lemma in ANSWERS or (colon and lemma in verbs("quote"))


def _fills(reading: Reading, run: Run) -> bool:
    """Whether nothing but the quotation stands in its paragraphs."""
    return not reading.text[run.end : reading.parse.blocks[run.last_block].end].strip(" .,;")


def _deps(parse: Parse, index: int) -> set[str]:
    return {parse.tokens[c].dep for c in parse.children[index] if c > index}


def _continued(reading: Reading, run: Run, previous: Run | None, owners: dict[Run, Found]) -> Found | None:
    """A paragraph of quotation with no cue goes on from the paragraph before, where that is the same speech."""
    if previous is None or previous not in owners:
        return None
    block = reading.parse.blocks[run.block]
    starts = not reading.text[block.start : run.start].strip()
    ends = _fills(reading, run)
    near = run.block - previous.last_block <= 1 and not _speaks_between(reading, previous, run)
    if not (starts and ends and near):
        return None
    owner = owners[previous]
    return Found(None, None, None, [run.inner], owner.factuality, 0.75, continues=owner, rule="continued")


def _speaks_between(reading: Reading, previous: Run, run: Run) -> bool:
    """Whether another sentence stands between two quotations."""
    between = [s for s in reading.parse.sentences if previous.end <= s.start and s.end <= run.start]
    return any(len(reading.parse.words(s)) > len(["he", "said", "."]) for s in between)


def _credited(reading: Reading, run: Run) -> Found | None:
    """A pull quote: a paragraph of quotation over, or with a dash before, words that are a name and its role."""
    parse = reading.parse
    own = parse.blocks[run.last_block]
    after = reading.text[run.end : own.end].strip()
    if after[:1] in DASHES:
        return _credit(reading, run, run.end, own.end) or _signed(reading, run, own.end)
    if after or run.last_block + 1 >= len(parse.blocks):
        return None
    block = parse.blocks[run.last_block + 1]
    return _credit(reading, run, block.start, block.end)


def _signed(reading: Reading, run: Run, end: int) -> Found | None:
    """The attribution of a quotation to the name that alone stands after a dash, though the model sees none there."""
    words = [t for t in reading.parse.tokens_in(run.end, end) if t.text[0].isalnum()]
    if not FEWEST_NAMES <= len(words) <= MOST_NAMES or not all(t.text[0].isupper() for t in words):
        return None
    return Found(words[-1].index, None, None, [run.inner], Factuality.ASSERTED, 0.7, rule="credit")


def _credit(reading: Reading, run: Run, start: int, end: int) -> Found | None:
    """The attribution of a quotation to the person whom a short line without a verb names."""
    parse = reading.parse
    tokens = parse.tokens_in(start, end)
    mention = next((m for m in reading.mentions if m.type is MentionType.PERSON and start <= m.start < end), None)
    if mention is None or end - start > CREDIT_LONGEST or any(t.pos in {"VERB", "AUX"} for t in tokens):
        return None
    head = next((t.index for t in reversed(tokens) if t.end <= mention.end), None)
    if head is None:
        return None
    return Found(head, None, None, [run.inner], Factuality.ASSERTED, 0.7, rule="credit")


def directness(quotations: Sequence[Quotation], spans: Sequence[Span]) -> str:
    """How content is reported, by the marks about and within it."""
    inner = [(q.inner_start, q.inner_end) for q in quotations]
    joined = _merged([*inner, *((a[1], b[0]) for a, b in pairwise(sorted(inner)) if b[0] - a[1] <= SLACK)])
    if all(any(s >= a and e <= b for a, b in joined) for s, e in spans):
        return "direct"
    return "mixed" if any(overlap(s, i) for s in spans for i in inner) else "indirect"
