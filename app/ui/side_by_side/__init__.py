"""The same form answered with several settings or models, one after the other, to be compared as columns."""
