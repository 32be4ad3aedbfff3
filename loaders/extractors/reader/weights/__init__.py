"""The trained reader that ships, as data: its model card is README.md."""
