"""The place of searching: what is found, before any model writes."""
