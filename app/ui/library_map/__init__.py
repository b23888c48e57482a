"""The place of the map of the library."""
