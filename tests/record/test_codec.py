from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from samples import articles

from onrecord.model import Draft, Finding, Revision
from onrecord.record import codec
from onrecord.record.copies import Metadata
from onrecord.record.rows import sealed

Article = tuple[Revision, list[Draft], list[Finding]]


@given(articles())
def test_values_come_back_as_they_were(article: Article) -> None:
    revision, drafts, findings = article
    for entry in sealed(drafts, revision.id, None):
        written = codec.encode(codec.entry_plain(entry))
        again = codec.entry_of(codec.decode(written))
        assert (again, again.id) == (entry, entry.id)
        assert codec.encode(codec.entry_plain(again)) == written
    for finding in findings:
        assert codec.finding_of(codec.decode(codec.encode(codec.finding_plain(finding)))) == finding
    about = Metadata.of(revision)
    assert codec.value(codec.decode(codec.encode(codec.plain(about))), Metadata) == about
    assert about.revision(revision.text, revision.path) == revision


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_decimal_is_written_without_an_exponent(number: Decimal) -> None:
    written = codec.plain(number)
    assert "E" not in written.upper()
    assert Decimal(written) == number


def test_a_round_million_is_a_million() -> None:
    assert codec.plain({"value": Decimal("1E+6")}) == {"value": "1000000"}
