"""Web pages: the article's text, its metadata read where the page states it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.model import Interval, Severity, ZoneType

Reader = Callable[..., Any]
PARAGRAPHS = (
    "The new bridge over the Sund opened on Monday, nine years after the first pier was sunk off Hallow Point.",
    "Mayor Petra Hollund cut a ribbon at noon, and the ferry Nora made her last crossing an hour later, said the line.",
    "“It is a great day for the islands,” said Hollund, who has lived on the far side of the water all her life.",
)
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
SCHEMA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Sund Courier", "datePublished": "2001-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge opens over the Sund &#8211; at last",
            "datePublished": "2019-03-04T18:00:00+01:00",
            "dateModified": "2019-03-09T08:00:00+01:00",
            "author": [{"@type": "Person", "name": "By Ann Bell"}, {"name": "Carl Dorn"}],
            "publisher": {"name": "Sund Courier"},
        },
    ],
}


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>Bridge opens | Sund Courier</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article>{body}</article>"
        "<footer>© 2024 Sund Courier</footer></body></html>"
    )


def test_schema_org_is_read(read: Reader) -> None:
    head = (
        f'<script type="application/ld+json">{json.dumps(SCHEMA)}</script>'
        '<link rel="canonical" href="https://sund.example.org/news/bridge?utm_medium=mail">'
        '<meta property="article:modified_time" content="2019-03-09">'
    )
    found = read(page(head), "a.html")
    revision = found.one
    assert revision.published.interval == Interval.day(date(2019, 3, 4))
    assert "datePublished" in revision.published.evidence[0].detail
    assert revision.title.value == "Bridge opens over the Sund – at last"
    assert [c.value for c in revision.byline] == ["Ann Bell", "Carl Dorn"]
    assert revision.publisher.value == "Sund Courier"
    assert revision.address == "https://sund.example.org/news/bridge"
    assert revision.language == "en"
    assert not found.findings


def test_the_text_is_headline_and_paragraphs(read: Reader) -> None:
    revision = read(page(), "a.htm").one
    kinds = [(z.type, revision.text[z.start : z.end]) for z in revision.zones]
    assert kinds == [(ZoneType.TITLE, "Bridge opens"), *((ZoneType.BODY, p) for p in PARAGRAPHS)]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2019-03-04T10:00:00Z">', "2019-03-04"),
        ('<meta name="pubdate" content="Mon, 04 Mar 2019 10:00:00 GMT">', "2019-03-04"),
        ('<meta itemprop="datePublished" content="March 4, 2019">', "2019-03-04"),
        ('<meta name="date" content="20190304">', "2019-03-04"),
        ('<meta name="date" content="03/04/2019">', "2019-03-04/2019-04-03"),
        ('<meta name="date" content="0001-01-01T00:00:00">', ""),
    ],
)
def test_meta_tags_tell_the_day(read: Reader, head: str, day: str) -> None:
    published = read(page(head, BODY.replace("Monday", "a Monday")), "a.html").one.published
    assert (str(published.interval).removeprefix("../2024-12-31") if published else "") == day


def test_scripts_and_styles_are_never_text(read: Reader) -> None:
    body = f"<script>var secret = 'a long sentence of a script.';</script><style>p {{ color: red }}</style>{BODY}"
    text = read(page(body=body), "a.html").one.text
    assert "secret" not in text
    assert "color" not in text


def test_broken_html_is_read(read: Reader) -> None:
    broken = page().replace("</p>", "").replace("</body>", "<p<<div>").replace("</head>", "")
    revision = read(broken, "a.html").one
    assert all(p in revision.text for p in PARAGRAPHS)


def test_broken_metadata_does_not_hide_the_rest(read: Reader) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", }</script><meta name="author" content="Ann Bell">'
    )
    assert [c.value for c in read(page(head), "a.html").one.byline] == ["Ann Bell"]


def test_a_declared_charset_is_followed(read: Reader) -> None:
    found = read(
        page('<meta charset="iso-8859-2">').replace("Nora", "Žofia").encode("iso-8859-2", "xmlcharrefreplace"), "a.html"
    )
    assert "Žofia" in found.one.text
    assert "encoding-assumed" in found.codes


def test_a_page_without_words_is_an_error(read: Reader) -> None:
    found = read("<html><head><script>if (a) { b() }</script></head><body><img src='x.png'></body></html>", "a.html")
    assert not found.revisions
    assert [(f.code, f.severity) for f in found.findings] == [("no-words", Severity.ERROR)]


def test_an_agency_named_as_publisher_is_the_wire(read: Reader) -> None:
    article = {
        "@type": "NewsArticle",
        "publisher": {"name": "Associated Press"},
        "author": "ANN BELL, Associated Press",
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(article)}</script>'
        '<meta property="og:site_name" content="Sund Courier"><meta property="og:url" content="https://sund.example.org/a">'
    )
    revision = read(page(head), "a.html").one
    assert revision.publisher.value == "Sund Courier"
    assert revision.wire.value == "The Associated Press"
    assert [c.value for c in revision.byline] == ["ANN BELL"]


def test_a_picture_s_caption_is_a_caption(read: Reader) -> None:
    caption = "The ferry Nora lies at Hallow Point after her last crossing on Monday"
    revision = read(
        page(body=f"{BODY}<figure><img src='x.png'><figcaption>{caption}</figcaption></figure>"), "a.html"
    ).one
    bodies = [revision.text[z.start : z.end] for z in revision.zones if z.type is ZoneType.BODY]
    assert caption not in bodies
