"""Above an answer of which there are several versions: which one this is, and ways to the others."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.plain_text import ElidedLabel, tooltip
from app.ui.theme import Theme

BEFORE_KEYS, NEXT_KEYS, UNDO_KEYS, COMPARE_KEYS = "Alt+Left", "Alt+Right", "Ctrl+Z", "Ctrl+Shift+D"


class VersionBar(QWidget):
    """Hidden where there is one version only.

    Signals:
        version_wanted: the id of the version to be shown.
        choice_wanted: the id of the version that is to stand for the answer from now on.
        comparison_wanted: two versions are to be seen side by side.
    """

    version_wanted = Signal(str)
    choice_wanted = Signal(str)
    comparison_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._versions: tuple[str, ...] = ()
        self._shown = self._chosen = ""
        self._says = ElidedLabel(name="caption")
        self._before, self._next = QToolButton(), QToolButton()
        self._undo, self._use = QPushButton(self.tr("Undo")), QPushButton(self.tr("Use this one"))
        self._compare = QPushButton(self.tr("Compare…"))
        self._name_all()
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.setSpacing(2)
        for button in (self._before, self._next):
            button.setProperty("look", "quiet")
            button.setObjectName("strip")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self._says, 1)
        for pushed in (self._use, self._undo, self._compare):
            pushed.setProperty("look", "quiet")
            pushed.setObjectName("strip")
            row.addWidget(pushed)
        self._before.clicked.connect(self.show_before)
        self._next.clicked.connect(self.show_next)
        self._undo.clicked.connect(self.undo)
        self._use.clicked.connect(self._choose)
        self._compare.clicked.connect(self.compare)
        theme.changed.connect(self._show_icons)
        self._show_icons()
        self.hide()

    def show_record(self, record: AnswerRecord | None, chosen: str) -> None:
        """Show where this version stands among all; `chosen` is the one that stands for the answer."""
        several = record is not None and record.closed and len(record.versions) > 1
        self.setVisible(several)
        self._versions = record.versions if record is not None and several else ()
        self._shown, self._chosen = record.id if record is not None else "", chosen
        if self._versions:
            place = self._place()
            text = self.tr("Version {number} of {count}")
            self._says.setText(text.format(number=place + 1, count=len(self._versions)))
            self._before.setEnabled(place > 0)
            self._next.setEnabled(place < len(self._versions) - 1)
            self._undo.setVisible(self._can_undo())
            self._use.setVisible(self._shown != self._chosen)

    @Slot()
    def show_before(self) -> None:
        """Show the version before this one."""
        if self._versions and self._place() > 0:
            self.version_wanted.emit(self._versions[self._place() - 1])

    @Slot()
    def show_next(self) -> None:
        """Show the version after this one."""
        if self._versions and self._place() < len(self._versions) - 1:
            self.version_wanted.emit(self._versions[self._place() + 1])

    @Slot()
    def undo(self) -> None:
        """Back to the version before, which stands for the answer then."""
        if self._can_undo():
            before = self._versions[self._place() - 1]
            self.choice_wanted.emit(before)
            self.version_wanted.emit(before)

    @Slot()
    def compare(self) -> None:
        """Two versions side by side."""
        if self._versions:
            self.comparison_wanted.emit()

    @Slot()
    def _choose(self) -> None:
        self.choice_wanted.emit(self._shown)

    def _place(self) -> int:
        return self._versions.index(self._shown) if self._shown in self._versions else len(self._versions) - 1

    def _can_undo(self) -> bool:
        return bool(self._versions) and self._shown == self._chosen and self._place() > 0

    def _name_all(self) -> None:
        for button, name, keys in (
            (self._before, self.tr("Version before this one"), "Alt+\N{LEFTWARDS ARROW}"),
            (self._next, self.tr("Version after this one"), "Alt+\N{RIGHTWARDS ARROW}"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tooltip(f"{name} ({keys})"))
        self._undo.setToolTip(tooltip(self.tr("Back to the version before (Ctrl+Z)")))
        self._use.setToolTip(tooltip(self.tr("Let this version be the answer in the list of earlier ones")))
        self._compare.setToolTip(tooltip(self.tr("Two versions side by side (Ctrl+Shift+D)")))

    @Slot()
    def _show_icons(self) -> None:
        for button, icon in (
            (self._before, "back"),
            (self._next, "next"),
            (self._undo, "undo"),
            (self._use, "done"),
            (self._compare, "compare"),
        ):
            button.setIcon(self._theme.icon(icon, self._theme.colours.muted))
