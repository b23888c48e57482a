"""Which earlier answers are listed: of which task, and from when."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.request.date_field import DateField, read_date
from app.ui.scope import DOWN
from app.ui.services import Services


class HistoryFilters(QWidget):
    """Two buttons with menus, and below them two dates when the person wants to say them.

    Signals:
        changed: other answers are wanted.
    """

    changed = Signal()

    def __init__(self, services: Services, tasks: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`tasks` are their names by id."""
        super().__init__(parent)
        language = services.sentences.language
        self.task = ""
        self._period = ""
        self._told = ("", "")  # the days that were told of last
        self._tasks = dict(tasks)
        self._task_button, self._period_button = QToolButton(), QToolButton()
        self._dates = QWidget()
        self._first = DateField(services.theme, language, "", "")
        self._last = DateField(services.theme, language, "", "")
        self._build()
        for field in (self._first, self._last):
            field.changed.connect(self._take_days)
        self._show()

    def set_tasks(self, tasks: Mapping[str, str]) -> None:
        """The tasks to choose from, by id; one that is gone is chosen no more."""
        self._tasks = dict(tasks)
        was, self.task = self.task, self.task if self.task in self._tasks else ""
        menu = self._task_button.menu()
        assert isinstance(menu, QMenu)
        self._fill(menu, self._task_choice, self._task_choices, self.task)
        if was != self.task:
            self._follow()
        else:
            self._show()

    @property
    def _task_choices(self) -> list[tuple[str, str]]:
        return [("", self.tr("All tasks")), *self._tasks.items()]

    @property
    def days(self) -> tuple[str, str]:
        """From the first to the last day, ISO 8601; "" where there is no bound, or no date yet."""
        today = date.today()
        first = {
            "today": today,
            "week": today - timedelta(days=today.weekday()),
            "month": today.replace(day=1),
        }.get(self._period)
        if first is not None:
            return first.isoformat(), ""
        if self._period != "between":
            return "", ""
        days = [read_date(field.value()) for field in (self._first, self._last)]
        since, until = ("" if day is None else day.isoformat() for day in days)
        return since, until

    @property
    def is_set(self) -> bool:
        """Whether not everything is wanted."""
        return bool(self.task or self._period)

    @Slot()
    def clear(self) -> None:
        """Everything again."""
        if self.is_set:
            self.task = self._period = ""
            for action in (*self._task_choice.actions(), *self._period_choice.actions()):
                action.setChecked(action.data() == "")
            self._follow()

    def _build(self) -> None:
        self._task_choice = self._menu(self._task_button, self._task_choices, self.tr("Of which task"))
        periods = [
            ("", self.tr("Any day")),
            ("today", self.tr("Today")),
            ("week", self.tr("This week")),
            ("month", self.tr("This month")),
            ("between", self.tr("Chosen days…")),
        ]
        self._period_choice = self._menu(self._period_button, periods, self.tr("From when"))
        self._task_choice.triggered.connect(self._take_task)
        self._period_choice.triggered.connect(self._take_period)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self._task_button, 1)
        buttons.addWidget(self._period_button, 1)
        grid = QGridLayout(self._dates)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(
            ((self.tr("From"), self._first), (self.tr("until"), self._last))
        ):
            field.describe(self.tr("Written: {which}").format(which=words), "")
            grid.addWidget(PlainLabel(words, name="caption"), row, 0)
            grid.addWidget(field, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self._dates)

    def _menu(self, button: QToolButton, choices: list[tuple[str, str]], told: str) -> QActionGroup:
        menu, group = QMenu(self), QActionGroup(self)
        self._fill(menu, group, choices, "")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("look", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setToolTip(tooltip(told))
        return group

    @staticmethod
    def _fill(menu: QMenu, group: QActionGroup, choices: list[tuple[str, str]], chosen: str) -> None:
        for action in group.actions():
            group.removeAction(action)
            menu.removeAction(action)
            action.deleteLater()
        for value, words in choices:
            action = menu.addAction(one_line(words).replace("&", "&&"))
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            action.setChecked(value == chosen)

    @Slot(QAction)
    def _take_task(self, action: QAction) -> None:
        self.task = action.data()
        self._follow()

    @Slot(QAction)
    def _take_period(self, action: QAction) -> None:
        self._period = action.data()
        self._follow()
        if self._period == "between":
            self._first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _take_days(self) -> None:
        """Not for every letter of a date."""
        if self.days != self._told:
            self._told = self.days
            self.changed.emit()

    def _follow(self) -> None:
        self._told = self.days
        self._show()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        period = {
            "today": self.tr("Today"),
            "week": self.tr("This week"),
            "month": self.tr("This month"),
            "between": self.tr("Chosen days"),
        }.get(self._period, self.tr("Any day"))
        task = one_line(self._tasks.get(self.task, "")) or self.tr("All tasks")
        self._dates.setVisible(self._period == "between")
        for button, words in ((self._task_button, task), (self._period_button, period)):
            room = self.width() // 2 - button.fontMetrics().horizontalAdvance(f" {DOWN}") - 24
            shown = button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(room, 20))
            button.setText(f"{shown} {DOWN}")
            button.setAccessibleName(f"{button.toolTip()}: {words}")
