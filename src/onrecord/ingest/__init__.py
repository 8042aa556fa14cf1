"""Ingest: a path given -> revisions, with zones and metadata.

`given` finds the files, `revisions` reads one of them. Both yield findings among what they yield: a fault in one
file never stops the rest.
"""

from onrecord.ingest.digests import seen
from onrecord.ingest.files import SIDECAR, SUFFIXES, Given, given, printable
from onrecord.ingest.revise import revisions

__all__ = ["SIDECAR", "SUFFIXES", "Given", "given", "printable", "revisions", "seen"]
