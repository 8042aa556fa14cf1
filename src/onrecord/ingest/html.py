"""A saved web page -> the article's text, and what the page says of it in its metadata."""

from __future__ import annotations

import contextlib
import html
import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

import htmldate
import lxml.html
import trafilatura
from lxml import etree

from onrecord.ingest import dates, debris, signs, told
from onrecord.ingest.assemble import Page
from onrecord.ingest.findings import error
from onrecord.ingest.lines import plain
from onrecord.ingest.told import Sign, Told
from onrecord.model import Credit, Evidence, Finding
from onrecord.packs import lexicon

RANK = 1
_LXML: Any = lxml.html
NEAR = 1000
"""Characters from the top in which a headline stands that need not be added."""
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")

for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)  # what a page lacks is told as a finding


def page_of(text: str, path: str, side: Told) -> Iterator[Page | Finding]:
    """The article of a page: its headline, then its text; scripts and styles are never in it."""
    tree = _tree(text)
    told_here = _told(tree) if tree is not None else Told()
    article = _article(text, tree)
    if not article:
        yield error("no-words", path, "no text in the page; save the article's text, or leave it out")
        return
    title = (side.title or told_here.title) if tree is not None else None
    if title and plain(title.value) not in {plain(line) for line in article[:NEAR].splitlines()}:
        article = f"{title.value}\n\n{article}"
    yield Page(article, path, told_here, side, extracted=True)


def _tree(text: str) -> Any:  # noqa: ANN401 (lxml has no types)
    """The page as a tree, however broken; None where there is nothing to make one of."""
    try:
        return _LXML.document_fromstring(text.encode("utf-8"), parser=_LXML.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _article(text: str, tree: Any) -> str:  # noqa: ANN401 (lxml has no types)
    """What trafilatura takes for the article; where it finds none, all the page's words."""
    try:
        found = trafilatura.extract(text, include_comments=False, favor_precision=True)
        found = found or trafilatura.extract(text, include_comments=False)
    except Exception:  # noqa: BLE001 (a hostile page breaks the extractor in ways that it does not name)
        found = None
    return (found or ("\n\n".join(_words(tree)) if tree is not None else "")).replace("\0", "")


def _words(tree: Any) -> Iterator[str]:  # noqa: ANN401 (lxml has no types)
    path = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
    for words in tree.xpath(path):
        line = " ".join(words.split())
        if line:
            yield line


# ------------------------------------------------------------------ metadata


def _told(tree: Any) -> Told:  # noqa: ANN401 (lxml has no types)
    metas, article = _metas(tree), _schema(tree)
    byline, wire = _authors(metas, article)
    place = _address(tree, metas, article)
    return Told(
        address=place,
        title=_title(tree, metas, article),
        publisher=_publisher(metas, article, place),
        byline=byline,
        wire=wire or _agency(article),
        published=tuple(_published(tree, metas, article)),
        language=_language(tree, article),
        captions=tuple(" ".join(c.text_content().split()) for c in tree.iter("figcaption")),
    )


def _metas(tree: Any) -> dict[str, list[str]]:  # noqa: ANN401 (lxml has no types)
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        value = told.one_line(meta.get("content"))
        for key in {(meta.get(a) or "").strip().lower() for a in ("property", "name", "itemprop")} - {""}:
            found.setdefault(key, []).extend([value] if value else [])
    for time in tree.xpath("//time[@itemprop='datePublished' or @pubdate][@datetime]"):
        found.setdefault("datepublished", []).append(time.get("datetime"))
    return found


def _first(metas: Mapping[str, list[str]], name: str) -> Iterator[tuple[str, str]]:
    for key in lexicon("metadata")["meta"][name]:
        for value in metas.get(key, ()):
            yield key, value


def _schema(tree: Any) -> dict[str, Any]:  # noqa: ANN401 (lxml has no types)
    """The page's article in schema.org's words: the most fitting type, and of several the first."""
    kinds = lexicon("metadata")["schema"]["types"]
    items = [i for i in _items(tree) if _kind(i) in kinds]
    return min(items, key=lambda i: kinds.index(_kind(i)), default={})


def _kind(item: Mapping[str, Any]) -> str:
    kind = item.get("@type")
    kinds = lexicon("metadata")["schema"]["types"]
    every = [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]
    return min(every, key=lambda k: kinds.index(k) if k in kinds else len(kinds), default="")


def _items(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (lxml has no types)
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            waiting = [json.loads(_COMMENT.sub("", script.text or "").strip(), strict=False)]
        except (ValueError, RecursionError):
            continue  # a page's own broken metadata: the meta tags are read all the same
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting[:0] = item
            elif isinstance(item, dict):
                yield item
                waiting += [
                    item[k]
                    for k in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(item.get(k), (dict, list))
                ]


def _address(tree: Any, metas: Mapping[str, list[str]], article: Mapping[str, Any]) -> str | None:  # noqa: ANN401 (lxml)
    links = [link.get("href") for link in tree.xpath("//link[translate(@rel, 'CANONICAL', 'canonical')='canonical']")]
    page = article.get("mainEntityOfPage")
    schema = [article.get("url"), page.get("@id") if isinstance(page, dict) else page]
    every = [*links, *(v for _, v in _first(metas, "address")), *schema]
    return next((a for v in every if (a := told.address(v))), None)


def _title(tree: Any, metas: Mapping[str, list[str]], article: Mapping[str, Any]) -> Credit | None:  # noqa: ANN401 (lxml)
    every = [(article.get("headline"), "schema.org's headline")]
    every += [(value, f"the meta tag {key}") for key, value in _first(metas, "title")]
    every += [(tree.findtext(".//title"), "the page's title")]
    found = next((c for value, where in every if (c := _credit(value, where))), None)
    publisher = _publisher(metas, article, None)
    return Credit(_bare(found.value, publisher), found.evidence) if found else None


def _bare(title: str, publisher: Credit | None) -> str:
    """A headline without the site's name that the page's title puts behind it."""
    head, mark, site = (
        re.split(r"( [|•·»–—-] )(?!.* [|•·»–—-] )", title) if re.search(r" [|•·»–—-] ", title) else (title, "", "")
    )
    same = mark and publisher and plain(site).removeprefix("the ") == plain(publisher.value).removeprefix("the ")
    return head.strip() if same or mark == " | " else title


def _credit(value: object, where: str) -> Credit | None:
    return told.credit(html.unescape(value) if isinstance(value, str) else value, "metadata", where)


def _publisher(metas: Mapping[str, list[str]], article: Mapping[str, Any], place: str | None) -> Credit | None:
    """Who publishes the page. A site that names an agency there prints its copy: its own name comes first then."""
    names = [i.get("name") if isinstance(i, dict) else i for i in _listed(article.get("publisher"))]
    every = [(name, "schema.org's publisher") for name in names]
    every += [(value, f"the meta tag {key}") for key, value in _first(metas, "publisher")]
    found = [c for value, where in every if (c := _credit(value, where))]
    own = next((c for c in found if c.value not in debris.agencies()), None)
    own = next((c for c in found if _is_home(c.value, place)), own) or next(iter(found), None)
    return Credit(told.host(own.value) or own.value.lstrip("@"), own.evidence) if own else None


def _is_home(name: str, place: str | None) -> bool:
    """Whether an address is the agency's own."""
    agency = debris.agencies().get(name)
    return bool(agency and place) and plain(str(agency)).removeprefix("the ").replace(" ", "") in told.host(str(place))


def _agency(article: Mapping[str, Any]) -> Credit | None:
    names = [i.get("name") if isinstance(i, dict) else i for i in _listed(article.get("publisher"))]
    found = next((debris.agencies()[n] for n in names if isinstance(n, str) and n in debris.agencies()), None)
    return told.credit(found, "metadata", "schema.org's publisher")


def _authors(metas: Mapping[str, list[str]], article: Mapping[str, Any]) -> tuple[tuple[Credit, ...], Credit | None]:
    """The authors, and the wire service that they sign for."""
    given = [i.get("name") if isinstance(i, dict) else i for i in _listed(article.get("author"))]
    where = "schema.org's author"
    if not any(told.one_line(g) for g in given):
        key, _ = next(_first(metas, "byline"), ("", ""))
        given, where = list(metas.get(key, [])), f"the meta tag {key}"
    lines = [c.value for g in given if (c := _credit(g, where)) and not c.value.startswith(("http", "/", "@"))]
    return told.authors(lines, where)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _published(tree: Any, metas: Mapping[str, list[str]], article: Mapping[str, Any]) -> Iterator[Sign]:  # noqa: ANN401
    if interval := dates.loose(article.get("datePublished")):
        yield Sign(interval, Evidence("metadata", f"schema.org's datePublished: {interval}"), RANK)
        return
    for key, value in _first(metas, "published"):
        if interval := dates.loose(value):
            yield Sign(interval, Evidence("metadata", f"the meta tag {key}: {value}"), RANK)
            return
    with contextlib.suppress(Exception):  # a hostile page breaks the library in ways that it does not name
        yield from signs.from_page(htmldate.find_date(tree, original_date=True, extensive_search=False))


def _language(tree: Any, article: Mapping[str, Any]) -> str | None:  # noqa: ANN401 (lxml has no types)
    return told.language(tree.get("lang")) or told.language(article.get("inLanguage"))
