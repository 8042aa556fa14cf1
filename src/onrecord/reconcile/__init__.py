"""What entries have to do with each other: entries in, judgements out."""

from onrecord.reconcile.entities import BY, same_entities

__all__ = ["BY", "same_entities"]
