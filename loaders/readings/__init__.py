"""What a reader has found, set right and checked before it is stored."""
