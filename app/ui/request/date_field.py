"""The field of a date: a line to type it in, and a calendar to choose it from. Empty where it may be."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.messages import Language
from app.ui.plain_text import ElidedLabel
from app.ui.request.fields import FieldWidget, clean
from app.ui.theme import Theme

LINE_WIDTH = 130  # pixels
_TYPED = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def read_date(text: str) -> date | None:
    """The date that a text means: day, month, year, or the other way round as in 2026-12-31."""
    text = text.strip()
    try:
        if typed := _TYPED.fullmatch(text):
            return date(int(typed[3]), int(typed[2]), int(typed[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def shown_date(day: date) -> str:
    """The date as it is typed: 31-12-2026."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


class Calendar(QFrame):
    """A month to choose a day from, over the window until one is chosen.

    Signals:
        chosen: the `QDate`.
    """

    chosen = Signal(QDate)

    def __init__(self, theme: Theme, locale: QLocale, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self._theme = theme
        self._month = QCalendarWidget()
        self._month.setLocale(locale)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._month.clicked.connect(self._choose)
        self._month.activated.connect(self._choose)
        self._name_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._month)
        self.setFocusProxy(self._month)

    def open_at(self, place: QPoint, day: QDate) -> None:
        """Show the month of a day, with its corner at a place on the screen, or as near as there is room."""
        self._dress()
        self._month.setSelectedDate(day)
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @Slot(QDate)
    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day)

    def _name_buttons(self) -> None:
        for name, words in (
            ("qt_calendar_prevmonth", self.tr("Previous month")),
            ("qt_calendar_nextmonth", self.tr("Next month")),
        ):
            if button := self._button(name):
                button.setAccessibleName(words)
                button.setToolTip(words)

    def _button(self, name: str) -> QToolButton | None:
        """A button of Qt's calendar; None where another Qt calls it otherwise."""
        button = self._month.findChild(QToolButton, name)
        return button if isinstance(button, QToolButton) else None

    def _dress(self) -> None:
        """The colours of now; days of the weekend are days like others."""
        bar = self._month.findChild(QWidget, "qt_calendar_navigationbar")
        if isinstance(bar, QWidget):
            bar.setBackgroundRole(QPalette.ColorRole.Base)
        for each in self._month.findChildren(QToolButton):
            each.setProperty("look", "quiet")
        plain = QTextCharFormat()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, plain)
        for name, icon in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "next")):
            if button := self._button(name):
                button.setIcon(self._theme.icon(icon))


class DateField(FieldWidget):
    """A date. Its value is ISO 8601, or what was typed where that is no date."""

    def __init__(
        self, theme: Theme, language: Language, value: str, default: str, parent: QWidget | None = None
    ) -> None:
        """`default` is what an empty field stands for."""
        super().__init__(parent)
        self._theme, self._locale = theme, QLocale(language)
        self._calendar: Calendar | None = None
        day = read_date(value)
        self._line = QLineEdit(shown_date(day) if day else clean(value))
        meant = read_date(default)
        self._line.setPlaceholderText(shown_date(meant) if meant else self.tr("dd-mm-yyyy"))
        self._line.setFixedWidth(LINE_WIDTH)
        self._line.textChanged.connect(self._note)
        self._button = QToolButton()
        self._button.setProperty("look", "quiet")
        self._button.setToolTip(self.tr("Choose from the calendar"))
        self._button.clicked.connect(self.open_calendar)
        self._words = ElidedLabel(name="caption")
        for widget, stretch in ((self._line, 0), (self._button, 0), (self._words, 1)):
            self._row.addWidget(widget, stretch)
        self._watch(self._line)
        self._watch(self._button)
        theme.changed.connect(self._show_icon)
        self.left.connect(self._tidy)
        self._show_icon()
        self._show_words()

    def value(self) -> str:
        day = read_date(self._line.text())
        return day.isoformat() if day else clean(self._line.text())

    def describe(self, name: str, description: str) -> None:
        super().describe(name, description)
        self._button.setAccessibleName(self.tr("{field}: choose from the calendar").format(field=name))

    @Slot()
    def open_calendar(self) -> None:
        """Show the month of the date, or of today."""
        if self._calendar is None:
            self._calendar = Calendar(self._theme, self._locale, self)
            self._calendar.chosen.connect(self._take)
        day = read_date(self._line.text())
        below = self._line.mapToGlobal(QPoint(0, self._line.height() + 2))
        self._calendar.open_at(below, QDate(day.year, day.month, day.day) if day else QDate.currentDate())

    def _passes_on(self, watched: QObject) -> bool:
        return watched is self._line

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
            return True
        return super()._take_key(watched, event)

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        self._line.setText(day.toString("dd-MM-yyyy"))
        self._line.setFocus()

    @Slot()
    def _note(self) -> None:
        self._show_words()
        self.changed.emit()

    @Slot()
    def _tidy(self) -> None:
        """A date that was typed in another way is shown in this one."""
        if day := read_date(self._line.text()):
            self._line.setText(shown_date(day))

    @Slot()
    def _show_icon(self) -> None:
        self._button.setIcon(self._theme.icon("down"))

    def _show_words(self) -> None:
        """The date in words, so that day and month are not mistaken for each other."""
        day = read_date(self._line.text())
        words = self._locale.toString(QDate(day.year, day.month, day.day), "ddd d MMM") if day else ""
        self._words.setText(words)
