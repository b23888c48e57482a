"""The list of earlier answers itself, and what the keyboard and the right button do with its rows."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from app.messages import AnswerListed
from app.ui.history.model import ANSWER, ID, LIVE, AnswersModel
from app.ui.history.row import AnswerRow
from app.ui.theme import Theme

_LEAST_HEIGHT = 130
"""Pixels; in a low window the tasks above give way."""


class AnswerView(QListView):
    """The list.

    Signals:
        removal_wanted, export_wanted: the ids of the answers that are selected, as a tuple.
        rated: the id of an answer, and "good", "bad" or "".
    """

    removal_wanted = Signal(object)
    export_wanted = Signal(object)
    rated = Signal(str, str)

    def __init__(self, model: AnswersModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName(self.tr("Earlier answers"))
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setModel(model)
        self.setItemDelegate(AnswerRow(theme, model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._rename = self._action(self.tr("Re&name"), QKeySequence(Qt.Key.Key_F2))
        self._remove = self._action(self.tr("&Remove"), QKeySequence(QKeySequence.StandardKey.Delete))
        self._export = self._action(self.tr("&Export…"))
        self._ratings = self._rating_actions()
        self._rename.triggered.connect(self._edit_name)
        self._remove.triggered.connect(self._ask_removal)
        self._export.triggered.connect(self._ask_export)
        self.customContextMenuRequested.connect(self._show_menu)
        model.modelReset.connect(self._fit_rows)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the answers that are selected, from the top, without the one that is being written."""
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(ID) for index in rows if index.data(ID) != LIVE)

    def _action(self, words: str, keys: QKeySequence | None = None) -> QAction:
        action = QAction(words, self)
        if keys is not None:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.addAction(action)
        return action

    def _rating_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        for rating, words in (
            ("good", self.tr("&Good")),
            ("bad", self.tr("&Bad")),
            ("", self.tr("Not rated")),
        ):
            action = group.addAction(words)
            action.setCheckable(True)
            action.setData(rating)
        group.triggered.connect(self._rate)
        return group

    @Slot()
    def _fit_rows(self) -> None:
        """Rows of one height where there are very many."""
        self.setUniformItemSizes(not self._model.is_grouped)

    @Slot()
    def _edit_name(self) -> None:
        if len(self.chosen) == 1:
            self.edit(self.currentIndex())

    @Slot()
    def _ask_removal(self) -> None:
        if self.chosen:
            self.removal_wanted.emit(self.chosen)

    @Slot()
    def _ask_export(self) -> None:
        if self.chosen:
            self.export_wanted.emit(self.chosen)

    @Slot(QAction)
    def _rate(self, action: QAction) -> None:
        for identity in self.chosen:
            self.rated.emit(identity, action.data())

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        chosen = self.chosen
        if not chosen:
            return
        menu = QMenu(self)
        answer = self.currentIndex().data(ANSWER)
        rating = answer.rating if isinstance(answer, AnswerListed) and len(chosen) == 1 else None
        for action in self._ratings.actions():
            action.setChecked(action.data() == rating)
        self._rename.setEnabled(len(chosen) == 1)
        menu.addAction(self._rename)
        menu.addActions(self._ratings.actions())
        menu.insertSeparator(self._ratings.actions()[0])
        menu.addSeparator()
        menu.addActions([self._export, self._remove])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))
