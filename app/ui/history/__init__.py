"""Earlier answers: the list in the window's left column, searching it, naming, rating, removing,
exporting."""
