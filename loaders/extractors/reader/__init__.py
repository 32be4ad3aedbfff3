"""The trained reader: a small model, and what makes entities and assertions of its answers."""
