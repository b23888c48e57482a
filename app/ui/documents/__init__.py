"""The place of the documents."""
