"""Articles in, assertions out."""
