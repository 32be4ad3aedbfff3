"""The baseline reader: words as data, no parser and no statistical model."""
