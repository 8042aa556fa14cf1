"""Whether words tell that something was done, or only that it is to be."""

from __future__ import annotations

import pytest

from onrecord.query.asking.fitting import is_told


@pytest.mark.parametrize(
    ("line", "done", "told"),
    [
        (" the governor step down on ", True, True),
        (" they call for the governor to step down on ", True, False),
        (" they call for the governor to step down on ", False, True),
        (" he will step down but he step down on ", True, True),
        (" he walk on ", True, False),
    ],
)
def test_what_is_to_be_is_not_done(line: str, *, done: bool, told: bool) -> None:
    assert is_told(line, "step down", done=done) is told
