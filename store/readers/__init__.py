"""Readers: each turns one opened file into a title and pages; `store.parsing` chooses among them."""
