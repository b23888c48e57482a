"""The choice of the house's own Word template, in which answers are exported."""

import errno
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QSize, Qt, QThread, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import settings
from app.errors import DataFolderUnwritable, fault_of
from app.export import check_target
from app.ui.plain_text import ElidedLabel, PlainLabel, tooltip
from app.ui.services import Services
from store.schema import Fault


class WordTemplate(QWidget):
    """Shows which template is chosen, and takes another. One that cannot be used is not kept."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._checking: _Checking | None = None
        self._name = ElidedLabel(name="hint", mode=Qt.TextElideMode.ElideMiddle)
        self._choose = QPushButton(self.tr("Choose…"))
        self._clear = QToolButton()
        self._trouble = PlainLabel(name="problem")
        self._lay_out()
        self._choose.clicked.connect(self._ask)
        self._clear.clicked.connect(self._forget)
        services.theme.changed.connect(self._show_icon)
        self._show_icon()
        self._show()

    def take(self, chosen: str) -> None:
        """Use this document (an absolute path) from now on, if it can be used."""
        if self._checking is None and chosen:
            self._services.preferences.change(last_folder=str(Path(chosen).parent))
            self._choose.setEnabled(False)
            self._checking = _Checking(Path(chosen), self)
            self._checking.finished.connect(self._keep)
            self._checking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """A document that is looked into is looked into to the end."""
        if self._checking is not None:
            self._checking.wait()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._choose.setAccessibleName(self.tr("Choose a Word template"))
        about = self.tr(
            "Answers that are exported to Word get its styles. "
            "{{title}}, {{date}}, {{answer}} and {{sources}} in it say where what comes."
        )
        hint = PlainLabel(about, name="hint")
        hint.setWordWrap(True)
        self.setFocusProxy(self._choose)
        self._clear.setProperty("look", "quiet")
        self._clear.setIconSize(QSize(14, 14))
        self._clear.setAccessibleName(self.tr("Use no template"))
        self._clear.setToolTip(tooltip(self.tr("Use no template")))
        self._trouble.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._clear)
        row.addWidget(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._trouble)
        layout.addWidget(hint)

    def _show(self, trouble: str = "") -> None:
        chosen = settings.load(self._services.paths.settings).word_template
        self._name.setText(Path(chosen).name if chosen else self.tr("None: a plain document"))
        self._name.setToolTip(tooltip(chosen or ""))
        self._clear.setVisible(bool(chosen))
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))

    @Slot()
    def _ask(self) -> None:
        folder = self._services.preferences.now.last_folder
        dialog = QFileDialog(self.window(), self.tr("Choose a Word template"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Word documents ({patterns})").format(patterns="*.docx *.dotx")])
        dialog.fileSelected.connect(self._take)
        dialog.open()

    @Slot(str)
    def _take(self, chosen: str) -> None:
        self.take(chosen)

    @Slot()
    def _keep(self) -> None:
        assert self._checking is not None
        checking, self._checking = self._checking, None
        self._choose.setEnabled(True)
        if checking.fault is not None:
            self._show(self._services.sentences.error(checking.fault))
        else:
            self._change(str(checking.path))
        checking.deleteLater()

    @Slot()
    def _forget(self) -> None:
        self._change(None)

    def _change(self, template: str | None) -> None:
        path = self._services.paths.settings
        try:
            settings.save(path, msgspec.structs.replace(settings.load(path), word_template=template))
        except OSError as error:
            reason = errno.errorcode.get(error.errno or 0, "OSError")
            fault = fault_of(DataFolderUnwritable(str(self._services.paths.root), reason))
            self._show(self._services.sentences.error(fault))
        else:
            self._show()

    @Slot()
    def _show_icon(self) -> None:
        self._clear.setIcon(self._services.theme.icon("close", self._services.theme.colours.muted))


class _Checking(QThread):
    """Looks into a template. `fault` says afterwards why it cannot be used."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("template")
        self.path = path
        self.fault: Fault | None = None

    def run(self) -> None:
        try:
            check_target(self.path.with_suffix(".docx"), replace=True, template=self.path)
        except Exception as error:  # noqa: BLE001 - the seam: what went wrong there is told here
            self.fault = fault_of(error)
