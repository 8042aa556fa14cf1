"""What a worker process of a build does. A worker imports this and what it needs, and nothing else of the package."""
