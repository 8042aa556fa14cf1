"""Files for what does not lie in memory while all is judged; they are gone when they are closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import gettempdir

from onrecord.model.errors import OnrecordError


class AsideError(OnrecordError):
    """A temporary file could not be written or read."""

    def __init__(self, reason: object) -> None:
        """Tell where, why, and what to do."""
        super().__init__(f"{gettempdir()}: a temporary file failed ({reason}); free some room, or set TMPDIR")


@contextmanager
def laid_aside() -> Iterator[None]:
    """For what writes or reads a temporary file; raises AsideError where that fails."""
    try:
        yield
    except OSError as error:
        raise AsideError(error.strerror or error) from error
