"""The field of documents: the chosen ones as chips, and a button that opens the list to choose from.

Documents are also dragged onto it, from the list or as files that the library has.
"""

from PySide6.QtCore import QMimeData, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from app.tasks import lines_of
from app.ui.documents.drop_zone import accept_files
from app.ui.documents.model import DOCUMENTS_FORMAT
from app.ui.library import Library
from app.ui.plain_text import ElidedLabel, PlainLabel, tooltip
from app.ui.request.document_picker import DocumentPicker
from app.ui.request.fields import FieldWidget, clean
from app.ui.request.flow import FlowLayout
from app.ui.theme import Theme

MOST_CHIPS = 8
"""Documents that are named; of more the others are counted."""
_WIDEST = 240  # pixels of a name
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DocumentChip(QFrame):
    """One chosen document, with a button that takes it out.

    Signals:
        removed: its id or path.
    """

    removed = Signal(str)

    def __init__(self, name: str, library: Library, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setObjectName("chip")
        report = library.document(name)
        gone = library.told and (report is None or report.state != "ready")
        known = library.name_of(name)
        words = known or (self.tr("a document that is not there any more") if library.told else "…")
        label = ElidedLabel(words, mode=Qt.TextElideMode.ElideMiddle)
        label.setFixedWidth(min(label.fontMetrics().horizontalAdvance(words) + 2, _WIDEST))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 2, 2)
        row.setSpacing(4)
        row.addWidget(label)
        if gone:
            self.setProperty("gone", "true")
            row.addWidget(PlainLabel(self.tr("not there any more") if known else ""))
        if report is not None:
            self.setToolTip(tooltip(report.path))
            label.setToolTip(tooltip(report.path))
        colour = theme.colours.danger if gone else theme.colours.muted
        self.button = QToolButton()
        self.button.setObjectName("chip")
        self.button.setIcon(theme.icon("close", colour))
        self.button.setIconSize(QSize(12, 12))
        self.button.setToolTip(tooltip(self.tr("Do not choose {document}").format(document=words)))
        self.button.setAccessibleName(self.tr("Do not choose {document}").format(document=words))
        self.button.clicked.connect(self._remove)
        row.addWidget(self.button)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.name)


class DocumentsField(FieldWidget):
    """Documents of the library. Its value has their ids (or paths), one a line, in the order of choosing."""

    def __init__(
        self, theme: Theme, library: Library, value: str, most: int, parent: QWidget | None = None
    ) -> None:
        """No more than `most` may be chosen."""
        super().__init__(parent)
        self._theme, self._library, self._most = theme, library, most
        self._chosen = lines_of(clean(value))
        self._title = ""
        self._chips: list[DocumentChip] = []
        self._picker: DocumentPicker | None = None
        self._button = QPushButton()
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self.open_picker)
        self._more = QPushButton()
        self._more.setProperty("look", "quiet")
        self._more.clicked.connect(self.open_picker)
        self._place = QFrame()
        self._place.setObjectName("documents_field")
        self._flow = FlowLayout(self._place)
        self._flow.setContentsMargins(6, 6, 6, 6)
        self._flow.addWidget(self._button)
        self._row.addWidget(self._place, 1)
        self._watch(self._button)
        self.setAcceptDrops(True)
        library.changed.connect(self._follow)
        theme.changed.connect(self._show)
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        self._show()

    def value(self) -> str:
        return "\n".join(self._chosen)

    def describe(self, name: str, description: str) -> None:
        self._title = name
        count = self.tr("%n chosen", "", len(self._chosen)) if self._chosen else self.tr("nothing chosen")
        self._button.setAccessibleName(f"{name}: {self._button.text()} ({count})")
        self._button.setAccessibleDescription(description)

    def problem(self) -> str:
        if not self._library.told or all(map(self._is_there, self._chosen)):
            return ""
        return self.tr("Not all of these are there any more. Take out what is gone.")

    def set_wrong(self, wrong: bool) -> None:
        self._place.setProperty("wrong", str(wrong).lower())
        self._restyle()

    @Slot()
    def open_picker(self) -> None:
        """Show the list to choose from."""
        title = self._title or self.tr("Choose documents")
        ids = [self._identity(name) for name in self._chosen]
        self._picker = DocumentPicker(self._library, title, ids, self._most == 1, self.window())
        self._picker.chosen.connect(self._take)
        self._picker.open()

    def _passes_on(self, _watched: QObject) -> bool:
        return False

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        chip = next((chip for chip in self._chips if chip.button is watched), None)
        if chip is not None and event.key() in _REMOVES:
            self._remove(chip.name)
            return True
        return super()._take_key(watched, event)

    def _identity(self, name: str) -> str:
        """The id, where a path is that of a document."""
        report = self._library.document(name)
        return report.id if report is not None else name

    @Slot(object)
    def _take(self, names: tuple[str, ...]) -> None:
        if names != self._chosen:
            self._chosen = names
            self._show()
            self.changed.emit()

    @Slot(str)
    def _remove(self, name: str) -> None:
        """The keyboard goes on to the next one, else to the button."""
        if name not in self._chosen:
            return
        place = self._chosen.index(name)
        self._take(tuple(one for one in self._chosen if one != name))
        (self._chips[min(place, len(self._chips) - 1)].button if self._chips else self._button).setFocus()

    # What is seen.

    @Slot()
    def _follow(self) -> None:
        """The library tells of news often; most are of other documents."""
        if self._state() != self._shown:
            self._show()

    def _state(self) -> tuple[tuple[str, str, bool], ...]:
        """What chips would show: of each the id or path, the name, and whether it is there."""
        chosen = self._chosen[:MOST_CHIPS]
        return tuple((name, self._library.name_of(name), self._is_there(name)) for name in chosen)

    def _is_there(self, name: str) -> bool:
        """Until the library is told, nobody knows better."""
        report = self._library.document(name)
        return not self._library.told or (report is not None and report.state == "ready")

    @Slot()
    def _show(self) -> None:
        self._shown = self._state()
        self._clear()
        for name in self._chosen[:MOST_CHIPS]:
            chip = DocumentChip(name, self._library, self._theme)
            chip.removed.connect(self._remove)
            self._watch(chip.button)
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()  # at once: it may be given the keyboard
        if rest := len(self._chosen) - len(self._chips):
            self._more.setText(self.tr("and %n more", "", rest))
            self._watch(self._more)
            self._flow.addWidget(self._more)
        self._more.setVisible(bool(rest))
        self._button.setText(self.tr("Change…") if self._chosen else self.tr("Choose documents…"))
        self._button.setIcon(self._theme.icon("document", self._theme.colours.muted))
        self._order()
        self.updateGeometry()

    def _clear(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.button.removeEventFilter(self)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._more)
        self._more.removeEventFilter(self)
        self._chips, self._controls = [], [self._button]

    def _order(self) -> None:
        """What was made now comes after the button, and not after all else in the window."""
        before: QWidget = self._button
        for control in self._controls[1:]:
            QWidget.setTabOrder(before, control)
            before = control

    def _restyle(self) -> None:
        self._place.style().unpolish(self._place)
        self._place.style().polish(self._place)

    # What is dragged.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DOCUMENTS_FORMAT):
            event.acceptProposedAction()
        elif not accept_files(event):
            return
        self._show_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        if event.mimeData().hasFormat(DOCUMENTS_FORMAT):
            event.acceptProposedAction()
        elif not accept_files(event):
            return
        self.take_dragged(event.mimeData())

    def take_dragged(self, mime: QMimeData) -> None:
        """Choose what was dropped, as far as the library has it; say it of what it has not."""
        dragged = self._library.dragged(mime)
        known = [report.id for name in dragged if (report := self._library.document(name)) is not None]
        if known:
            kept = () if self._most == 1 else tuple(map(self._identity, self._chosen))
            self._take(tuple(dict.fromkeys((*kept, *known[: self._most]))))
        if len(known) < len(dragged):
            self.remarked.emit(
                self.tr("That is not in your library yet. Add it on the right of the window first.")
            )

    def _show_over(self, over: bool) -> None:
        self._place.setProperty("over", str(over).lower())
        self._restyle()
