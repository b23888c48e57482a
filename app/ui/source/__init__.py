"""A source, on the page it is from."""
