"""The page of documents that could not be read."""
