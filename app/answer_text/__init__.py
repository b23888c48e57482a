"""The text of an answer: read into lines of a form, and put into other forms. No Qt and no engine."""
