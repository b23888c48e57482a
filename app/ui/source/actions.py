"""What can be done with a source: copy the quote, open its document in the system's program."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from app.messages import Source
from app.ui.answer.source_list import name_of
from app.ui.copy_button import CopyButton
from app.ui.plain_text import tooltip
from app.ui.theme import Theme


class SourceActions(QWidget):
    """Two buttons, beside each other where there is room.

    Signals:
        failed: the document could not be opened.
    """

    failed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source: Source | None = None
        self.copy = CopyButton(self.tr("Copy quote"), theme)
        self.open = QPushButton(self.tr("Open document"))
        self.open.setProperty("look", "quiet")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self.copy)
        self._row.addWidget(self.open)
        self.copy.clicked.connect(self._copy_quote)
        self.open.clicked.connect(self._open_document)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def show_source(self, source: Source) -> None:
        """From now on it is about this one."""
        self._source = source
        there = _exists(source.path)
        self.open.setEnabled(there)
        self.open.setToolTip(
            tooltip(source.path if there else self.tr("The file is no longer where it was."))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.copy.sizeHint().width() + self.open.sizeHint().width() + self._row.spacing()
        beside = needed <= event.size().width()
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    @Slot()
    def _copy_quote(self) -> None:
        if self._source is not None:
            mime = QMimeData()
            mime.setText(
                self.tr("“{quote}”\n{document}, page {page}").format(
                    quote=self._source.quote.strip(),
                    document=name_of(self._source),
                    page=self._source.page,
                )
            )
            self.copy.copy(mime)

    @Slot()
    def _open_document(self) -> None:
        if self._source is None:
            return
        path = self._source.path
        if not _exists(path) or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.show_source(self._source)
            self.failed.emit()

    @Slot()
    def _show_icon(self) -> None:
        self.open.setIcon(self._theme.icon("open"))


def _exists(path: str) -> bool:
    with suppress(OSError, ValueError):
        return Path(path).is_file()
    return False
