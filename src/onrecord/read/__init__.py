"""From a revision to a reading: the only layer that knows the language library."""
