"""What a person sees: terminal, pages, export formats."""
