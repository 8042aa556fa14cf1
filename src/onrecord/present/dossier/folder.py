"""Writing the folder: the same view gives the same bytes, and nothing but a dossier's own files is touched."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.model import Verdict
from onrecord.present import wording
from onrecord.present.dossier import addresses, listings, phrases, search, tables
from onrecord.present.dossier.article import article_page, summary
from onrecord.present.dossier.chart import panels
from onrecord.present.dossier.desk import Desk, Speaker, published, quotation, said_on
from onrecord.present.dossier.front import front
from onrecord.present.dossier.registry import Registry
from onrecord.present.dossier.track import track
from onrecord.query import FEWEST, View, pairs

if TYPE_CHECKING:
    from jinja2 import Environment, Template

SUMS = "SHA256SUMS"
SIGN = '<meta name="generator" content="onrecord">'
OURS = re.compile(r"(articles/)?[a-z0-9-]+\.(html|css|csv|js)")
"""What a dossier's files are called: plain names on any system."""


class NotADossierError(FileExistsError):
    """The folder holds an index.html that no dossier wrote; it is left alone."""


def write(view: View, folder: Path, *, record_name: str) -> list[Path]:
    """Write the dossier of a view and return its files, in order; what an earlier one left over is removed.

    Raises NotADossierError where the folder holds somebody else's pages, and OSError where it cannot be written.
    """
    _refuse_strangers(folder)
    former = _former(folder)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    sums = {name: _put(folder / name, content) for name, content in pages(view, record_name)}
    for name in former - sums.keys():
        (folder / name).unlink(missing_ok=True)
    _put(folder / SUMS, "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())))
    return [folder / name for name in [*sums, SUMS]]


def pages(view: View, record_name: str) -> Iterator[tuple[str, str]]:
    """Every file of the dossier by name, the front page first."""
    desk = Desk(view, record_name)
    lists = listings.listings(desk)
    registry = Registry(desk)
    show = _environment(desk, lists, registry).get_template
    yield "index.html", show("index.html").render(here="index", front=front(desk, lists))
    if desk.background:
        yield "brief.html", show("brief.html").render(here="brief", noted=desk.background)
    found = search.index(desk)
    yield "search.html", show("search.html").render(here="search", index=found)
    yield "search-index.js", found.script
    yield "search.js", (files("onrecord.present") / "site" / "search.js").read_text("utf-8")
    for template, stem, listing in _lists(lists):
        for at, sheet in enumerate(listing):
            context = {"sheet": sheet, "sheets": listing, "at": at, "here": stem}
            yield sheet.file, show(template).render(context)
    yield from _registered(registry, show)
    article = show("article.html")
    for revision in view.revisions:
        yield desk.page(revision.id), article.render(page=article_page(desk, revision), root="../", here="article")
    yield "sources.csv", tables.sources_csv(registry)
    yield "entities.csv", tables.names_csv(registry)
    yield "statements.csv", tables.statements_csv(desk)
    yield "figures.csv", tables.figures_csv(desk)
    yield "events.csv", tables.events_csv(desk)
    yield "commitments.csv", tables.commitments_csv(desk)
    yield "conflicts.csv", tables.conflicts_csv(desk)
    yield "dossier.css", (files("onrecord.present") / "site" / "dossier.css").read_text("utf-8")


def _registered(registry: Registry, show: Callable[[str], Template]) -> Iterator[tuple[str, str]]:
    """The pages of sources and names."""
    listed, spoken, named = registry.listed, registry.spoken, registry.entities
    doubtful = pairs(registry.desk.view, Verdict.UNSURE)
    for at, sheet in enumerate(listed):
        context = {"sheet": sheet, "sheets": listed, "at": at, "here": "publishers", "fewest": FEWEST}
        yield sheet.file, show("publishers.html").render(context)
    for row, held in registry.profiles:
        for at, page in enumerate(held):
            about = {"row": row, "heading": row.name, "here": "publisher"}
            yield page.file, show("profile.html").render(about, sheet=page, sheets=held, at=at)
    for at, page in enumerate(spoken):
        about = {"row": None, "heading": "Sources of statements", "here": "speakers"}
        yield page.file, show("profile.html").render(about, sheet=page, sheets=spoken, at=at)
    for at, names in enumerate(named):
        context = {"sheet": names, "sheets": named, "at": at, "here": "entities", "unsure": () if at else doubtful}
        yield names.file, show("entities.html").render(context)


def _lists(lists: listings.Listings) -> list[tuple[str, str, list[Any]]]:
    return [
        ("statements.html", "statements", lists.by_speaker),
        ("statements.html", "statements-by-date", lists.by_date),
        ("figures.html", "figures", lists.figures),
        ("charts.html", "charts", lists.charts),
        ("articles.html", "articles", lists.articles),
        ("articles.html", "articles-by-publisher", lists.by_publisher),
        ("copies.html", "copies", lists.copies),
        ("findings.html", "findings", lists.findings),
        ("timeline.html", "timeline", lists.timeline),
        ("commitments.html", "commitments", lists.commitments),
        ("conflicts.html", "conflicts", lists.conflicts),
    ]


def environment() -> Environment:
    """What the pages' templates are read with: everything is escaped, and nothing may be left unset."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 (only pages need it)

    made = Environment(
        loader=PackageLoader("onrecord.present", "site"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(phrases=phrases)
    made.filters.update(day=phrases.day, days=phrases.days, iso=phrases.iso, number=phrases.number)
    return made


def _environment(desk: Desk, lists: listings.Listings, registry: Registry) -> Environment:
    made = environment()
    made.globals.update(_shared(desk, lists), registry=registry)
    return made


def _shared(desk: Desk, lists: listings.Listings) -> Mapping[str, Any]:
    """What every template may ask."""
    script = (files("onrecord.present") / "site" / "sort.js").read_text("utf-8").strip()
    return {
        "desk": desk,
        "places": lists.places,
        "drawn": lists.drawn,
        "link": addresses.link,
        "quotation": quotation,
        "said_on": said_on,
        "published": published,
        "series_of": desk.series_of,
        "speaker_of": Speaker.of,
        "speaker_id": lambda name, anonymous: Speaker(name, anonymous).id,
        "publisher_id": listings.publisher_id,
        "origin_id": listings.origin_id,
        "panels": lambda chosen: panels(desk, chosen),
        "decimals": listings.decimals,
        "summary": summary,
        "wording": wording,
        "track": track,
        "lines": lists.lines,
        "standings": lists.standings,
        "disputes": lists.disputes,
        "root": "",
        "script": script,
        "script_digest": _script_digest(script),
    }


def _script_digest(script: str) -> str:
    """What the pages' content policy names the one script by that may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _put(path: Path, content: str) -> str:
    """Write UTF-8 as it is and return its SHA-256."""
    data = content.encode("utf-8")
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _refuse_strangers(folder: Path) -> None:
    front_page = folder / "index.html"
    if front_page.exists() and SIGN not in front_page.read_text("utf-8", errors="replace"):
        message = f"{front_page} was not written by onrecord; name an empty folder, or move that file away"
        raise NotADossierError(message)


def _former(folder: Path) -> set[str]:
    """The files that an earlier dossier in this folder wrote, by names that can be none but a dossier's."""
    sums = folder / SUMS
    if not sums.is_file():
        return set()
    names = (line.partition("  ")[2] for line in sums.read_text("utf-8", errors="replace").splitlines())
    return {name for name in names if OURS.fullmatch(name)}
