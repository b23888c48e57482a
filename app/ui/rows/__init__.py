"""Many at once: the page on which a spreadsheet makes one answer a row."""
