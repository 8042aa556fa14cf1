"""Lexicons and story packs: what is particular to news, or to a kind of story, as TOML data."""

from onrecord.packs.lexicon import lexicon

__all__ = ["lexicon"]
