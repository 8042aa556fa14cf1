"""From a path to revisions with zones and metadata."""
