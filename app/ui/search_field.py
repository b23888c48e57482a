"""One line to search in."""

from PySide6.QtWidgets import QLineEdit, QToolButton


class SearchField(QLineEdit):
    """Has a button that clears it, which Qt leaves without a name for who hears the window."""

    def __init__(self) -> None:
        super().__init__(clearButtonEnabled=True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))
