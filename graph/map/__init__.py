"""The graph as one offline HTML page."""
