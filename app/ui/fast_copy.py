"""Under the choice of a writing model: whether a copy would be read faster, making it, and removing it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.messages import ModelReport, Progress
from app.ui.plain_text import PlainLabel
from app.ui.services import Services

if TYPE_CHECKING:
    from app.ui.models import Models


class FastCopy(QWidget):
    """One line with a button, about the writing model in use; hidden where there is nothing to say."""

    def __init__(self, services: Services, models: "Models", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models, self._locale = models, QLocale(services.sentences.language)
        self._words = PlainLabel(name="hint")
        self._words.setWordWrap(True)
        self._make = QPushButton(self.tr("Make a fast cop&y"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop making the fast copy"))
        self._remove = QPushButton(self.tr("&Remove the copy"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        for button in (self._make, self._stop, self._remove):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._make.clicked.connect(self._convert)
        self._stop.clicked.connect(models.stop_converting)
        self._remove.clicked.connect(self._take_away)
        models.listed.connect(self._show)
        models.converting.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        model, progress = self._models.chosen("writer"), self._models.progress
        offered = model is not None and model.fast_bytes > 0 and not model.converted
        self._words.setText(self._said(model, progress))
        held = next((b for b in (self._make, self._stop, self._remove) if b.hasFocus()), None)
        self._stop.setVisible(progress is not None)
        self._make.setVisible(progress is None and offered)
        self._remove.setVisible(progress is None and model is not None and model.converted)
        self.setVisible(bool(self._words.text()))
        if held is not None and held.isHidden():
            self._hand_focus_on()

    def _hand_focus_on(self) -> None:
        """The button that was pressed is gone: the keyboard goes on with the one in its place."""
        for button in (self._make, self._stop, self._remove):
            if not button.isHidden():
                button.setFocus()

    def _said(self, model: ModelReport | None, progress: Progress | None) -> str:
        if progress is not None:
            percent = 100 * progress.done // max(progress.total, 1)
            return self.tr("Makes a fast copy… {percent} %").format(percent=percent)
        if model is None or model.fast_bytes == 0:
            return ""
        size = self._locale.formattedDataSize(model.fast_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        if not model.converted:
            return self.tr(
                "This computer reads this file slowly. A copy in a faster format takes about {size}; the "
                "original stays. It does not write quite the same: how often it does is measured."
            ).format(size=size)
        return self.tr(
            "A fast copy is used ({size}): answers about {times} times as fast. In {agreement} of 100 places "
            "it chooses the same next word as the original."
        ).format(
            size=size,
            times=self._locale.toString(model.faster, "f", 1),
            agreement=round(100 * model.agreement),
        )

    @Slot()
    def _convert(self) -> None:
        if (model := self._models.chosen("writer")) is not None:
            self._models.convert(model.id)

    @Slot()
    def _take_away(self) -> None:
        if (model := self._models.chosen("writer")) is not None:
            self._models.remove_copy(model.id)
