"""An article becomes a reading: one protocol, several readers."""
