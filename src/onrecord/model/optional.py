"""Libraries that only some need: brought by an extra, imported where they are first used."""

from __future__ import annotations

import importlib
from typing import Any

from onrecord.model.errors import OnrecordError


class NotInstalledError(OnrecordError):
    """A library that only some need is not there; the message names what to install."""

    def __init__(self, library: str, extra: str) -> None:
        """Name the library, and the extra of this package that brings it."""
        super().__init__(f"{library} is not installed: pip install 'onrecord[{extra}]'")


def library(name: str, extra: str) -> Any:  # noqa: ANN401 (a module)
    """A module of a library that an extra brings; raises NotInstalledError where it is not there."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise NotInstalledError(name.partition(".")[0], extra) from error
