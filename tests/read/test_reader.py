from __future__ import annotations

from dataclasses import replace

from onrecord.model import Revision, Zone, ZoneType

TEXT = "Mayor Ilse Varga said the harbour would open again in April."
REVISION = Revision(TEXT, (Zone(ZoneType.BODY, 0, len(TEXT)),), "story/article.txt")


def test_english_and_what_is_not_established_is_read(reader):
    assert reader.read(replace(REVISION, language="en")).parse.tokens
    assert reader.read(REVISION).parse.tokens


def test_nothing_is_read_in_another_language(reader):
    for code in ("fr", "und"):
        assert not reader.read(replace(REVISION, language=code)).parse.tokens
