"""Folders that are kept in step: which there are, what is otherwise in them, and making it so."""
