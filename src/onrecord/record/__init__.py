"""The store: append, supersede, check, journal."""
