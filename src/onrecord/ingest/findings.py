"""Findings about files, told in one voice: the file first, then what is wrong and what to do."""

from __future__ import annotations

from onrecord.model import Finding, Severity


def error(code: str, path: str, message: str) -> Finding:
    """Something of this file is not in the record."""
    return Finding(code, Severity.ERROR, f"{path}: {message}", path)


def warning(code: str, path: str, message: str) -> Finding:
    """Something of this file may be wrong in the record."""
    return Finding(code, Severity.WARNING, f"{path}: {message}", path)


def note(code: str, path: str, message: str) -> Finding:
    """Something about this file that a reader of the record may want to know."""
    return Finding(code, Severity.NOTE, f"{path}: {message}", path)
