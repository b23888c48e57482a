"""The place of the answer."""
