"""The line under an answer that says where it has not the form or the language that was asked for."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.plain_text import PlainLabel, one_line
from app.ui.theme import ICON_SIZE, Theme, picture


class FormLine(QWidget):
    """Hidden where all is as it should be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self._says = QLabel(), PlainLabel(name="remark")
        self._says.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._says, 1)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self.hide()

    def show_record(self, record: AnswerRecord) -> None:
        """Say what is amiss with a finished answer."""
        parts = []
        if record.closed and record.form.unfilled:
            parts.append(self.tr("%n places could not be filled.", "", record.form.unfilled))
        if record.closed and record.form.drifted:
            parts.append(self._drifted(record))
        self._says.setText(" ".join(parts))
        self.setVisible(bool(parts))

    def _drifted(self, record: AnswerRecord) -> str:
        """Which sections are in another language, by name where all have one."""
        places, sections = record.form.drifted, record.sections
        titles = [one_line(sections[place].title) for place in places if place < len(sections)]
        if len(sections) < 2:
            return self.tr("This is not in the language that was asked for.")
        if not titles or not all(titles):
            return self.tr("%n parts are not in the language that was asked for.", "", len(places))
        quoted = ", ".join(f"“{title}”" for title in titles)
        return self.tr("Not in the language that was asked for: {titles}.").format(titles=quoted)

    @Slot()
    def _show_icon(self) -> None:
        shown = picture("info", self._theme.colours.notice, ICON_SIZE * 0.9, self.devicePixelRatioF())
        self._icon.setPixmap(shown)
