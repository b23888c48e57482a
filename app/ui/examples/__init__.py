"""The page with the examples that a person made of answers."""
