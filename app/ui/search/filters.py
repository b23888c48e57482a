"""What the search is limited to: where, which kinds of files, changed between which days."""

from datetime import date, timedelta

import msgspec
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from app.ui.plain_text import PlainLabel, tooltip
from app.ui.request.date_field import DateField, read_date
from app.ui.scope import DOWN, KINDS, ManyMenu, ScopeChooser
from app.ui.services import Services
from store.schema import EVERYWHERE, Scope

_PERIODS = {"month": 31, "year": 366}  # days


class SearchFilters(QWidget):
    """A row of buttons, and below it the two dates when the person wants to say them.

    Signals:
        changed: the scope is another.
    """

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        language = services.sentences.language
        self.where = ScopeChooser(services)
        self._kinds: tuple[str, ...] = ()
        self._period = ""
        self._kinds_button, self._period_button = QToolButton(), QToolButton()
        self._clear = QPushButton(self.tr("No filters"))
        self._dates, self._rest = QWidget(), QWidget()
        self._first = DateField(services.theme, language, "", "")
        self._last = DateField(services.theme, language, "", "")
        self._build()
        self.where.changed.connect(self._follow)
        self._clear.clicked.connect(self.clear)
        for field in (self._first, self._last):
            field.changed.connect(self._follow)
        self._show()

    @property
    def scope(self) -> Scope:
        """All of it together."""
        first, last = self._days()
        return msgspec.structs.replace(
            self.where.scope, kinds=self._kinds, changed_from=first, changed_to=last
        )

    @Slot()
    def clear(self) -> None:
        """Search everything."""
        if self.scope != EVERYWHERE:
            self.where.set_scope(EVERYWHERE)
            self._kinds, self._period = (), ""
            for action in [*self._kinds_menu.actions(), *self._period_menu.actions()]:
                action.setChecked(action.data() == "")
            self._follow()

    def _build(self) -> None:
        self._kinds_menu = ManyMenu(self)
        for kind, endings in KINDS:
            action = self._kinds_menu.addAction(self.where.words.kinds(endings))
            action.setCheckable(True)
            action.setData(kind)
            action.toggled.connect(self._take_kinds)
        self._period_menu = QMenu(self)
        self._periods = QActionGroup(self)
        for period, words in (
            ("", self.tr("Any time")),
            ("month", self.tr("In the last month")),
            ("year", self.tr("In the last year")),
            ("between", self.tr("Between two days…")),
        ):
            action = self._period_menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(period == "")
            action.setData(period)
            self._periods.addAction(action)
        self._periods.triggered.connect(self._take_period)
        row = QHBoxLayout(self._rest)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button, menu in (
            (self._kinds_button, self._kinds_menu),
            (self._period_button, self._period_menu),
        ):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setProperty("look", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self._clear.setProperty("look", "quiet")
        row.addStretch()
        row.addWidget(self._clear)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.where, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._dates, 2, 0, 1, 2)
        dates = QHBoxLayout(self._dates)
        dates.setContentsMargins(8, 0, 0, 0)
        for words, field in ((self.tr("From"), self._first), (self.tr("until"), self._last)):
            field.describe(self.tr("Changed: {which}").format(which=words), "")
            dates.addWidget(PlainLabel(words, name="caption"))
            dates.addWidget(field)
        dates.addStretch()

    def minimumSizeHint(self) -> QSize:
        """As narrow as two rows are, also while there is one: it becomes two when it has to."""
        parts = (self.where, self._rest, self._dates)
        widest = max(part.minimumSizeHint().width() for part in parts if not part.isHidden())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """All in one row where there is room."""
        needed = self.where.sizeHint().width() + self._rest.sizeHint().width() + self._grid.spacing()
        self._grid.removeWidget(self._rest)
        if needed <= self.width():
            self._grid.addWidget(self._rest, 0, 1)
        else:
            self._grid.addWidget(self._rest, 1, 0, 1, 2)

    def _days(self) -> tuple[str, str]:
        """From the first to the last day, ISO 8601; "" where there is no bound, or no date yet."""
        if self._period in _PERIODS:
            return (date.today() - timedelta(days=_PERIODS[self._period])).isoformat(), ""
        if self._period != "between":
            return "", ""
        days = [read_date(field.value()) for field in (self._first, self._last)]
        first, last = ("" if day is None else day.isoformat() for day in days)
        return first, last

    @Slot()
    def _take_kinds(self) -> None:
        chosen = {action.data() for action in self._kinds_menu.actions() if action.isChecked()}
        kinds = tuple(ending for kind, endings in KINDS if kind in chosen for ending in endings)
        if kinds != self._kinds:
            self._kinds = kinds
            self._follow()

    @Slot(QAction)
    def _take_period(self, action: QAction) -> None:
        self._period = action.data()
        self._follow()
        if self._period == "between":
            self._first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _follow(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        kinds = self.where.words.kinds(self._kinds) or self.tr("all")
        if len(kinds) > 20:
            kinds = self.tr("%n kinds", "", sum(action.isChecked() for action in self._kinds_menu.actions()))
        self._kinds_button.setText(self.tr("Type: {kinds}").format(kinds=kinds) + f" {DOWN}")
        self._kinds_button.setToolTip(tooltip(self.where.words.kinds(self._kinds)))
        period = {
            "month": self.tr("last month"),
            "year": self.tr("last year"),
            "between": self.tr("between"),
        }.get(self._period, self.tr("any time"))
        self._period_button.setText(self.tr("Changed: {period}").format(period=period) + f" {DOWN}")
        self._dates.setVisible(self._period == "between")
        self._clear.setVisible(self.scope != EVERYWHERE)
        self._arrange()
