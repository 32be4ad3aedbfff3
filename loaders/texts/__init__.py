"""An article as a reader is given it: without stray marks, in the usual case."""
