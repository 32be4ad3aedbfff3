"""A file, a page or a feed becomes articles."""
