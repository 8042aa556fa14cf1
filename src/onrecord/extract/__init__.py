"""From a reading to drafts of entries."""
