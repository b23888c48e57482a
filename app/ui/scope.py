"""Where is asked: a button that says it, and a menu to choose from all documents, collections, documents that
are chosen in the list, and a folder."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QDate, QLocale, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolButton, QWidget

from app.ui.collection_names import CollectionNames
from app.ui.plain_text import one_line, tooltip
from app.ui.services import Services
from store.schema import EVERYWHERE, Scope

DOWN = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
"""Says of a button that it opens a menu."""

_MOST_NAMED = 2  # collections, before they are counted
_MOST_LISTED = 12  # documents in the tooltip
_WIDEST = 300  # pixels of the button's words

KINDS = (
    ("pdf", (".pdf",)),
    ("word", (".docx", ".docm", ".dotx", ".odt", ".rtf")),
    ("excel", (".xlsx", ".xlsm", ".csv")),
    ("powerpoint", (".pptx", ".pptm", ".ppsx")),
    ("mail", (".eml", ".msg")),
    ("web", (".html", ".htm")),
    ("text", (".txt", ".md", ".markdown")),
)
"""The kinds of files that a person tells apart, with their endings."""


class ScopeWords(QObject):
    """Says a scope in a few words."""

    def __init__(self, collections: CollectionNames, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collections, self._locale = collections, locale

    def short(self, scope: Scope) -> str:
        """One line, without the names of documents."""
        parts = [self._collected(scope), self._chosen(scope), self._folder(scope)]
        parts += [self.kinds(scope.kinds), self.changed(scope)]
        return " · ".join(part for part in parts if part) or self.tr("All documents")

    def kinds(self, endings: tuple[str, ...]) -> str:
        """The kinds of files that these endings are; "" for no ending."""
        names = {
            "pdf": self.tr("PDF"),
            "word": self.tr("Word"),
            "excel": self.tr("Excel"),
            "powerpoint": self.tr("PowerPoint"),
            "mail": self.tr("E-mail"),
            "web": self.tr("Web page"),
            "text": self.tr("Text"),
        }
        known = {ending for _, some in KINDS for ending in some}
        found = [names[kind] for kind, some in KINDS if set(some) & set(endings)]
        return ", ".join([*found, *(one_line(ending) for ending in endings if ending not in known)])

    def changed(self, scope: Scope) -> str:
        """Between which days; "" for any."""
        first, last = self._day(scope.changed_from), self._day(scope.changed_to)
        if first and last:
            return self.tr("changed from {first} to {last}").format(first=first, last=last)
        if first:
            return self.tr("changed since {first}").format(first=first)
        return self.tr("changed until {last}").format(last=last) if last else ""

    def _day(self, day: str) -> str:
        date = QDate.fromString(day, Qt.DateFormat.ISODate)
        return (
            self._locale.toString(date, QLocale.FormatType.ShortFormat) if date.isValid() else one_line(day)
        )

    def _collected(self, scope: Scope) -> str:
        if not self._collections.told:
            return self.tr("%n collections", "", len(scope.collections)) if scope.collections else ""
        gone = self.tr("a collection that is gone")
        names = [self._collections.name(identity) or gone for identity in scope.collections]
        if len(names) > _MOST_NAMED:
            return self.tr("%n collections", "", len(names))
        return ", ".join(names)

    def _chosen(self, scope: Scope) -> str:
        return self.tr("%n chosen documents", "", len(scope.documents)) if scope.documents else ""

    def _folder(self, scope: Scope) -> str:
        return one_line(PurePath(scope.folder).name or scope.folder)


class ManyMenu(QMenu):
    """A menu in which one can check several things: it stays open for what can be checked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._check(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._check(self.activeAction()):
            super().keyPressEvent(event)

    def _check(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled() or not action.data():
            return False
        action.trigger()
        return True


class ScopeChooser(QToolButton):
    """The button with its menu.

    Signals:
        changed: the person chose another scope.
    """

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._preferences = services.theme, services.preferences
        self._scope = EVERYWHERE
        self._bound = 0  # documents that are chosen in the form
        self._offered: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self.collections = CollectionNames(services.line, services.sentences, self)
        self.words = ScopeWords(self.collections, QLocale(services.sentences.language), self)
        self._menu = ManyMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("look", "quiet")
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu.aboutToShow.connect(self._open)
        self.collections.changed.connect(self._follow)
        services.theme.changed.connect(self._show_icon)
        self._show_icon()
        self._show_words()

    @property
    def scope(self) -> Scope:
        return self._scope

    def set_scope(self, scope: Scope) -> None:
        """Show another scope; the person did not choose it here, so nothing is told."""
        self._scope = scope
        self._show_words()

    def bound_to(self, documents: int) -> None:
        """So many documents are chosen in the form: these are read, wherever else is asked. 0: the choice is
        here."""
        if documents != self._bound:
            self._bound = documents
            self.setEnabled(not documents)
            self._show_words()

    def offer_documents(self, ids: Sequence[str], names: Sequence[str]) -> None:
        """Which documents are chosen in the list now: they can be chosen to be asked."""
        self._offered = tuple(ids)
        self._names |= dict(zip(ids, names, strict=True))

    @Slot()
    def load(self) -> None:
        """Ask which collections there are."""
        self.collections.load()

    # --- the menu -----------------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        self.load()
        self._fill()

    @Slot()
    def _follow(self) -> None:
        self._show_words()
        if self._menu.isVisible():
            self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        everywhere = self._menu.addAction(self.tr("All documents"))
        everywhere.setCheckable(True)
        everywhere.setChecked(self._scope == EVERYWHERE)
        everywhere.triggered.connect(self._choose_all)
        if len(self.collections.all) > 1:
            self._menu.addSeparator()
            for collection in self.collections.all:
                action = self._menu.addAction(self.collections.name_of(collection).replace("&", "&&"))
                action.setCheckable(True)
                action.setData(collection.id)
                action.setChecked(collection.id in self._scope.collections)
                action.toggled.connect(self._choose_collections)
        self._menu.addSeparator()
        if self._offered:
            chosen = self._menu.addAction(
                self.tr("The %n documents chosen in the list", "", len(self._offered))
            )
            chosen.triggered.connect(self._choose_documents)
        else:
            self._menu.addAction(self.tr("Documents: choose them in the list first")).setEnabled(False)
        folder = self._menu.addAction(self.tr("A folder…"))
        folder.triggered.connect(self._ask_folder)

    @Slot()
    def _choose_all(self) -> None:
        self._take(EVERYWHERE)

    @Slot()
    def _choose_collections(self) -> None:
        """All of them is everywhere, as none is."""
        checked = [action.data() for action in self._menu.actions() if action.data() and action.isChecked()]
        everything = len(checked) == len(self.collections.all)
        self._take(EVERYWHERE if everything else Scope(collections=tuple(checked)))
        first = self._menu.actions()[0]
        first.setChecked(self._scope == EVERYWHERE)

    @Slot()
    def _choose_documents(self) -> None:
        self._take(Scope(documents=self._offered))

    @Slot()
    def _ask_folder(self) -> None:
        start = self._scope.folder or self._preferences.now.last_folder
        dialog = QFileDialog(self.window(), self.tr("Ask the documents of a folder"), start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._take_folder)
        dialog.open()

    @Slot(list)
    def _take_folder(self, paths: list[str]) -> None:
        if paths:
            self._take(Scope(folder=paths[0]))

    def _take(self, scope: Scope) -> None:
        if scope != self._scope:
            self._scope = scope
            self._show_words()
            self.changed.emit()

    # --- what the button says -----------------------------------------------------------------------

    def _show_words(self) -> None:
        if self._bound:
            words = self.tr("Reads the %n documents of the form", "", self._bound)
            details = [self.tr("Take them out of the form to choose here where is asked.")]
        else:
            words = self.tr("Where: {scope}").format(scope=self.words.short(self._scope))
            details = self._details()
        self.setAccessibleName(words)
        self.setToolTip(tooltip("\n".join([words, *details])))
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        shown = shown.replace("&", "&&")
        self.setText(shown if self._bound else f"{shown} {DOWN}")

    def _details(self) -> list[str]:
        """The folder's path, the documents' names as far as they are known."""
        names = [self._names[identity] for identity in self._scope.documents if identity in self._names]
        more = ["…"] if len(names) > _MOST_LISTED else []
        folder = [self._scope.folder] if self._scope.folder else []
        return [*folder, *map(one_line, names[:_MOST_LISTED]), *more]

    @Slot()
    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon("scope", self._theme.colours.muted))
