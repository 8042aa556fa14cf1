"""A fictional story for the pages: articles written here, entries found by their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.model import (
    Anchor,
    Attribution,
    Body,
    Credit,
    Entry,
    Evidence,
    Factuality,
    Figure,
    Finding,
    Holder,
    Interval,
    Mode,
    Modifier,
    Published,
    Quantity,
    Revision,
    Severity,
    Source,
    TimexType,
    TimexValue,
    Words,
    Zone,
    ZoneType,
)
from onrecord.query import View

DAY = Interval.day


def revision(parts: list[tuple[str, str]], path: str, *, on: Interval | None, **facts: object) -> Revision:
    """A revision from (zone, words) pairs, one blank line between them."""
    text, zones = "", []
    for zone, words in parts:
        zones.append(Zone(ZoneType(zone), len(text), len(text) + len(words)))
        text += words + "\n\n"
    seen = Published(on, (Evidence("address", "/2031/05/ in the address"),)) if on else None
    named = {
        name: Credit(value, Evidence("sidecar", f"{name} in the sidecar"))
        for name, value in facts.items()
        if name in {"title", "publisher", "wire"} and isinstance(value, str)
    }
    address = facts.get("address")
    return Revision(
        text,
        tuple(zones),
        path,
        address=address if isinstance(address, str) else None,
        published=seen,
        language="en",
        byline=(Credit("Mira Oduya", Evidence("byline", "By Mira Oduya")),),
        **named,
    )


def entry(held: Revision, body: Body, *words: str, by: tuple[Holder, ...] = (), ordinal: int = 0) -> Entry:
    """An entry on words that stand once in the revision's text."""
    anchors = []
    for exact in words:
        assert held.text.count(exact) == 1, f"{exact!r} stands {held.text.count(exact)} times"
        start = held.text.index(exact)
        anchors.append(Anchor.of(held.text, start, start + len(exact)))
    seen = held.published.interval if held.published else None
    return Entry(held.id, body, tuple(anchors), "fixture/1", 0.9, by, seen, ordinal)


def said(name: str | None, mode: str = "indirect", *, on: Interval | None = None, **facts: object) -> Attribution:
    """A statement of a named speaker, or of nobody."""
    source = None
    if name is not None:
        source = Source(
            name,
            str(facts.get("text", name)),
            None,
            None,
            role=str(facts["role"]) if "role" in facts else None,
            anonymous=bool(facts.get("anonymous")),
            resolution="surname" if "text" in facts else None,
        )
    factuality = Factuality(str(facts.get("factuality", "asserted")))
    return Attribution(source, Words("said", 0, 4), Mode(mode), on, factuality)


def figure(surface: str, counts: str, measure: str, valid: Interval | None, **facts: object) -> Figure:
    """A figure; value, low and high as text."""
    ends = {k: Decimal(str(facts[k])) if k in facts else None for k in ("value", "low", "high")}
    modifier = Modifier(str(facts.get("modifier", "exact")))
    subject, unit, place = (facts.get(k) for k in ("subject", "unit", "place"))
    quantity = Quantity(ends["value"], ends["low"], ends["high"], modifier, surface, str(unit) if unit else None)
    return Figure(
        quantity,
        counts,
        str(subject) if subject else None,
        measure,
        valid,
        place=str(place) if place else None,
        excludes="support staff" if facts.get("excludes") else None,
    )


def timex(value: str, interval: Interval | None, kind: TimexType = TimexType.DATE) -> TimexValue:
    return TimexValue(kind, value, interval)


ADDRESS = "https://herald.example/2031/05/ferry-patrol,-extended?id=7&x=1"

HERALD = revision(
    [
        ("boilerplate", "Home"),
        ("boilerplate", "World"),
        ("boilerplate", "Sport"),
        ("boilerplate", "Subscribe for 1 crown a week"),
        ("title", "Vessmark extends its ferry patrol in the Sound of Orla"),
        ("byline", "By Mira Oduya"),
        (
            "body",
            (
                "Vessmark will keep as many as 640 sailors in the Sound of Orla until March 2032, Defence Minister "
                "Tomas Arkel said on Wednesday. “We sent 410 sailors in January, and we are not leaving the "
                "ferries alone,” Arkel told reporters, adding that the mandate “was never meant to be short”."
            ),
        ),
        (
            "body",
            (
                "A harbour official who asked not to be named said between 35 and 50 boats had been turned "
                "back, and that about 1,200 passengers were stranded at the weekend. At least 3.5 tonnes of "
                "freight had been lost."
            ),
        ),
        ("caption", "A patrol boat leaves Port Lenna. Photo: R. Sund"),
        (
            "body",
            (
                "“The admiral told us that 90 sailors were ill, and the minister knew,” Ilse Brandt, of the "
                "seamen’s union, said in a statement. The ministry denied that."
            ),
        ),
        ("boilerplate", "Read more: five things to know about the Sound"),
    ],
    "story/herald-0512.html",
    on=DAY(date(2031, 5, 14)),
    title="Vessmark extends its ferry patrol in the Sound of Orla",
    publisher="The Lenna Herald",
    address=ADDRESS,
)

HERALD_LATER = revision(
    [
        ("title", "Vessmark extends its ferry patrol in the Sound of Orla"),
        (
            "body",
            (
                "Vessmark will keep up to 660 sailors in the Sound of Orla until March 2032, Defence Minister "
                "Tomas Arkel said on Wednesday. An earlier text of this article gave a wrong ceiling."
            ),
        ),
    ],
    "story/herald-0512-later.html",
    on=DAY(date(2031, 5, 16)),
    title="Vessmark extends its ferry patrol in the Sound of Orla",
    publisher="The Lenna Herald",
    address=ADDRESS,
)

WIRE = revision(
    [
        ("title", "Patrol numbers fall in Orla"),
        (
            "body",
            (
                "Some 380 sailors from Vessmark remained in the sound in the autumn of 2031, the Orla "
                "Monitoring Group said in its report of November, which put the number of boats turned back at "
                "212. Dozens of crews have sued."
            ),
        ),
        (
            "body",
            (
                "Fewer than 300 will stay after the new year, according to one officer. In June the group had "
                "counted 405 sailors. Its work costs 1.25 million crowns a month, or 12.5 crowns a head."
            ),
        ),
    ],
    "story/wire.txt",
    on=Interval(date(2031, 11, 1), date(2031, 12, 1)),
    title="Patrol numbers fall in Orla",
    publisher="Coast Dispatch",
    wire="Norrwire",
)

HOSTILE = revision(
    [
        ("body", "<script>alert(1)</script> The <b>council</b> said “</p><img src=x onerror=alert(2)>” & more."),
        ("body", "=HYPERLINK(1) {{ 7*7 }} {% raw %} was heard.\tTabs\x0b and\r\nbreaks stay."),
    ],
    'story/<i>odd</i> "name".txt',
    on=None,
    title="<script>alert('title')</script>",
    publisher="<b>Bold</b> & Sons",
    address="javascript:alert(3)",
)


def story() -> View:
    """The record of the story."""
    minister = {"role": "Defence Minister"}
    arkel = (Holder("Tomas Arkel"),)
    official = (Holder("a harbour official", anonymous=True),)
    group = (Holder("Orla Monitoring Group"),)
    quote = "We sent 410 sailors in January, and we are not leaving the ferries alone,"
    nested = "The admiral told us that 90 sailors were ill, and the minister knew,"
    norland = {"subject": "Vessmark"}
    entries = [
        entry(
            HERALD,
            said("Tomas Arkel", on=DAY(date(2031, 5, 14)), **minister),
            "Vessmark will keep as many as 640 sailors in the Sound of Orla until March 2032",
        ),
        entry(
            HERALD,
            figure(
                "as many as 640",
                "sailors",
                "authorised",
                DAY(date(2031, 5, 14)),
                value=640,
                high=640,
                modifier="at_most",
                **norland,
            ),
            "as many as 640 sailors",
            by=arkel,
        ),
        entry(HERALD, timex("2032-03", Interval.month(2032, 3)), "March 2032"),
        entry(HERALD, timex("2031-05-14", DAY(date(2031, 5, 14))), "Wednesday"),
        entry(HERALD, said("Tomas Arkel", "direct", on=DAY(date(2031, 5, 14)), text="Arkel", **minister), quote),
        entry(
            HERALD,
            figure("410", "sailors", "sent", Interval.month(2031, 1), value=410, **norland),
            "410 sailors",
            by=arkel,
        ),
        entry(HERALD, timex("2031-01", Interval.month(2031, 1)), "January"),
        entry(
            HERALD,
            said("Tomas Arkel", "mixed", on=DAY(date(2031, 5, 14)), text="Arkel"),
            "the mandate “was never meant to be short”",
        ),
        entry(
            HERALD,
            said("a harbour official", anonymous=True),
            "between 35 and 50 boats had been turned back",
            "about 1,200 passengers were stranded at the weekend",
        ),
        entry(
            HERALD,
            figure(
                "between 35 and 50", "boats", "turned back", DAY(date(2031, 5, 13)), low=35, high=50, modifier="range"
            ),
            "between 35 and 50 boats",
            by=official,
        ),
        entry(
            HERALD,
            figure(
                "about 1,200",
                "passengers",
                "stranded",
                Interval(date(2031, 5, 10), date(2031, 5, 12)),
                value=1200,
                modifier="about",
            ),
            "about 1,200 passengers",
            by=official,
        ),
        entry(
            HERALD,
            figure("At least 3.5", "freight", "lost", None, value="3.5", low="3.5", modifier="at_least", unit="tonnes"),
            "At least 3.5 tonnes of freight",
        ),
        entry(HERALD, timex("2031-W19-WE", Interval(date(2031, 5, 10), date(2031, 5, 12))), "the weekend"),
        entry(HERALD, said("Ilse Brandt", "direct", role="of the seamen’s union"), nested),
        entry(HERALD, said("the admiral", text="The admiral"), "90 sailors were ill", by=(Holder("Ilse Brandt"),)),
        entry(
            HERALD,
            figure("90", "sailors", "ill", None, value=90, **norland),
            "90 sailors",
            by=(Holder("Ilse Brandt"), Holder("the admiral")),
        ),
        # Overlaps the statement before it and runs over the end of its quotation.
        entry(HERALD, said(None), "ill, and the minister knew,” Ilse Brandt"),
        entry(HERALD, said("Ministry of Defence", factuality="denied"), "The ministry denied that"),
        entry(
            HERALD_LATER,
            figure(
                "up to 660",
                "sailors",
                "authorised",
                DAY(date(2031, 5, 14)),
                value=660,
                high=660,
                modifier="at_most",
                **norland,
            ),
            "up to 660 sailors",
            by=arkel,
        ),
        entry(
            WIRE,
            said("Orla Monitoring Group", on=Interval.month(2031, 11)),
            "Some 380 sailors from Vessmark remained in the sound in the autumn of 2031",
        ),
        entry(
            WIRE,
            figure(
                "Some 380",
                "sailors",
                "deployed",
                Interval(date(2031, 9, 1), date(2031, 12, 1)),
                value=380,
                modifier="about",
                **norland,
            ),
            "Some 380 sailors",
            by=group,
        ),
        entry(
            WIRE,
            figure("212", "boats", "turned back", Interval(None, date(2031, 12, 1)), value=212),
            "212",
            by=group,
        ),
        entry(WIRE, figure("Dozens", "crews", "other", None, low=24, modifier="about"), "Dozens of crews"),
        entry(
            WIRE,
            figure(
                "Fewer than 300",
                "sailors",
                "deployed",
                Interval(date(2032, 1, 1), None),
                high=300,
                modifier="fewer_than",
                **norland,
            ),
            "Fewer than 300",
            by=(Holder("one officer", anonymous=True),),
        ),
        entry(
            WIRE,
            figure(
                "405", "sailors", "deployed", Interval.month(2031, 6), value=405, **norland, excludes=True, place="Orla"
            ),
            "405 sailors",
            by=group,
        ),
        entry(
            WIRE,
            figure("1.25 million", "cost", "other", None, value="1250000", unit="crowns"),
            "1.25 million crowns a month",
        ),
        entry(WIRE, figure("12.5", "cost", "other", None, value="12.5", unit="crowns"), "12.5 crowns a head"),
        entry(HOSTILE, said("<i>council</i>", "direct"), "</p><img src=x onerror=alert(2)>"),
        entry(HOSTILE, said('"><script>alert(4)</script>'), "=HYPERLINK(1) {{ 7*7 }}"),
    ]
    findings = (
        Finding(
            "unreadable-file", Severity.ERROR, "story/<broken>.txt holds no text; save it again", "story/<broken>.txt"
        ),
        Finding(
            "no-date",
            Severity.WARNING,
            "no day of publication was found; name it in a sidecar",
            HOSTILE.path,
            HOSTILE.id,
        ),
    )
    revisions = (HERALD, HERALD_LATER, WIRE, HOSTILE)
    return View(revisions, tuple(entries), findings, digested=lambda _: "0123456789abcdef")


def grown(articles: int, each: int) -> View:
    """A large record: made-up articles of made-up sentences."""
    made = [_long_article(number, each) for number in range(articles)]
    return View(tuple(r for r, _ in made), tuple(e for _, es in made for e in es), ())


def _long_article(number: int, each: int) -> tuple[Revision, list[Entry]]:
    day = date.fromordinal(date(2021, 1, 1).toordinal() + number)
    lines = [f"Speaker {i % 40} of ward {number} said that {i + 100} lamps were lit on row {i}." for i in range(each)]
    held = revision(
        [("title", f"Lamps of ward {number}"), *(("body", line) for line in lines)],
        f"lamps/{number}.txt",
        on=DAY(day),
        title=f"Lamps of ward {number}",
        publisher=f"Gazette {number % 30}",
        address=f"https://lamps.example/{number}",
    )
    entries: list[Entry] = []
    for i, line in enumerate(lines):
        exact = line.split(" that ")[1]
        name = f"Speaker {i % 40} of ward {number % 50}"
        if i % 2:
            entries.append(entry(held, said(name), exact))
        else:
            body = figure(str(i + 100), "lamps", "lit", DAY(day), value=i + 100, subject=f"Ward {number % 60}")
            entries.append(entry(held, body, exact[: exact.index(" were")] + " were", by=(Holder(name),)))
    return held, entries


def without_digest(view: View) -> View:
    return replace(view, digested=None)
