"""onrecord: the record of a running story, built from its news coverage, that anyone can check."""

__version__ = "0.1.0"
