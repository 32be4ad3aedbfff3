"""A graph of actors and disputes, read from news articles; every edge shows the words it was read from."""

__version__ = "0.1.0"
