"""Local entities become canonical ones."""
