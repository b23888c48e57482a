"""The settings dialog: look, language, models, how fast this computer is, and where everything is."""

from importlib.metadata import version

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.models import ModelChoice, Models
from app.ui.plain_text import ElidedLabel, PlainLabel
from app.ui.services import Services
from app.ui.this_computer import ThisComputer
from app.ui.word_template import WordTemplate

_MOST_OF_SCREEN = 0.85


class SettingsDialog(QDialog):
    """Every choice holds at once, but the language: that is for the next start."""

    def __init__(self, services: Services, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._preferences = services.theme, services.preferences
        self._root = services.paths.root
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(640)
        self._language, self._appearance = QComboBox(), QComboBox()
        self._later = PlainLabel(self.tr("The language changes at the next start."), name="hint")
        self._later.hide()
        self._template = WordTemplate(services)
        self._fill()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.close)
        self._content = QWidget()
        self._content.setLayout(self._places(services, models))
        self._content.setObjectName("content")  # without a ground of its own
        self._scrolled = QScrollArea(widgetResizable=True)
        self._scrolled.setWidget(self._content)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(self._scrolled, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        foot.addWidget(close)
        layout.addLayout(foot)
        self._content.installEventFilter(self)
        self._language.activated.connect(self._choose_language)
        self._appearance.activated.connect(self._choose_appearance)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As high as what it holds, which may grow while it is open, and as the screen allows."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        content, around = self._content.layout(), self.height() - self._scrolled.viewport().height()
        assert content is not None
        wanted = content.totalHeightForWidth(self._content.width()) + around
        height = min(wanted, int(self.screen().availableGeometry().height() * _MOST_OF_SCREEN))
        if height > self.height():
            self.resize(self.width(), height)

    def _places(self, services: Services, models: Models) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setContentsMargins(20, 18, 20, 0)
        layout.setSpacing(14)
        layout.addWidget(PlainLabel(self.tr("Settings"), name="title"))
        layout.addLayout(self._look())
        layout.addWidget(_line())
        layout.addWidget(PlainLabel(self.tr("Models"), name="place"))
        layout.addWidget(ModelChoice(services, models))
        layout.addWidget(_line())
        layout.addWidget(PlainLabel(self.tr("This computer"), name="place"))
        computer = ThisComputer(services)
        models.listed.connect(computer.load)
        layout.addWidget(computer)
        layout.addWidget(_line())
        layout.addLayout(self._about())
        layout.addStretch()
        return layout

    def _fill(self) -> None:
        now = self._preferences.now
        languages = ((self.tr("As the system"), None), ("Nederlands", "nl"), ("English", "en"))
        looks = (
            (self.tr("As the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
        )
        for box, entries, current in (
            (self._language, languages, now.language),
            (self._appearance, looks, now.appearance),
        ):
            with QSignalBlocker(box):
                for name, value in entries:
                    box.addItem(name, value)
                box.setCurrentIndex([value for _, value in entries].index(current))

    def _look(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in (
            (self.tr("&Language"), self._language),
            (self.tr("&Appearance"), self._appearance),
        ):
            label = PlainLabel(words, name="field")
            label.setBuddy(box)
            box.setAccessibleName(words.replace("&", ""))
            form.addRow(label, box)
        form.addRow("", self._later)
        template = PlainLabel(self.tr("&Word template"), name="field")
        template.setBuddy(self._template)
        form.addRow(template, self._template)
        return form

    def _about(self) -> QVBoxLayout:
        column = QVBoxLayout()
        row = QHBoxLayout()
        where = ElidedLabel(str(self._root), name="hint", mode=Qt.TextElideMode.ElideMiddle)
        show = QPushButton(self.tr("&Show the folder"))
        show.clicked.connect(self._show_folder)
        row.addWidget(PlainLabel(self.tr("Your data"), name="field"))
        row.addWidget(where, 1)
        row.addWidget(show)
        column.addLayout(row)
        number = self.tr("Binnenshuis {version}. It opens no connection to anything.")
        licence = self.tr("Apache licence 2.0; Qt under the LGPL 3.")
        for text in (number.format(version=version("binnenshuis")), licence):
            label = PlainLabel(text, name="hint")
            label.setWordWrap(True)
            column.addWidget(label)
        return column

    @Slot(int)
    def _choose_language(self, row: int) -> None:
        self._preferences.change(language=self._language.itemData(row))
        self._later.show()

    @Slot(int)
    def _choose_appearance(self, row: int) -> None:
        appearance = self._appearance.itemData(row)
        self._preferences.change(appearance=appearance)
        self._theme.choose(appearance)

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._root)))


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    return line
