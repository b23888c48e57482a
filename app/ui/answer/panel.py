"""The place of the answer: the one that is being written, or an earlier one, or what will appear here."""

import time

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.answer_text.html import as_html, as_plain
from app.messages import Answer, AnswerKept, Source
from app.tasks import Task
from app.ui.answer.header import COPY_KEYS, RIGHT, AnswerHeader
from app.ui.answer.marks import is_creative, used, with_numbers
from app.ui.answer.preview import AnswerPreview
from app.ui.answer.source_list import name_of
from app.ui.answer.state import AnswerRecord, Clock, LiveAnswer
from app.ui.answer.text import INSET
from app.ui.answer.view import AnswerView, inset
from app.ui.notice import Notice
from app.ui.services import Services


class AnswerPanel(QWidget):
    """Shows one answer. What is written in the meantime goes on, and `show_live` returns to it.

    Signals:
        busy_changed: whether an answer is being written.
        live_changed: the answer that is being written stands otherwise now.
        source_chosen: all sources of the answer (a tuple of `Source`) and the number of the chosen one.
        regenerate_wanted: the person wants the shown answer written again.
        answered: an answer is over, however it ended: it is among the earlier ones.
        words_measured: how many words a token of this model is, by an answer that is done.
    """

    busy_changed = Signal(bool)
    live_changed = Signal()
    source_chosen = Signal(object, int)
    regenerate_wanted = Signal()
    answered = Signal()
    words_measured = Signal(float)

    def __init__(
        self, services: Services, parent: QWidget | None = None, clock: Clock = time.monotonic
    ) -> None:
        """`clock` tells the time, in seconds, by which the time left is reckoned."""
        super().__init__(parent)
        self._services, self._clock = services, clock
        self._live: LiveAnswer | None = None
        self._shown: AnswerRecord | None = None
        language = services.sentences.language
        self._header = AnswerHeader(services.theme, language)
        self._elsewhere = Notice(services.theme, failure=False)
        self._preview = AnswerPreview(services.theme, language)
        self._view = AnswerView(services)
        self._places = QStackedWidget()
        self._lay_out()
        self._header.copy_wanted.connect(self._copy)
        self._header.again_wanted.connect(self.regenerate_wanted)
        self._view.again_wanted.connect(self.regenerate_wanted)
        self._view.source_chosen.connect(self.source_chosen)
        self._elsewhere.acted.connect(self.show_live)
        QShortcut(QKeySequence(COPY_KEYS), self, self._copy)

    @property
    def busy(self) -> bool:
        """Whether an answer is being written."""
        return self._live is not None and not self._live.record.closed

    @property
    def live(self) -> AnswerRecord | None:
        """The answer that is being written, or was written last."""
        return self._live.record if self._live is not None else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """What was read for the answer in sight."""
        return self._shown.sources if self._shown is not None else ()

    def ask(self, request: Answer, task: Task) -> None:
        """Have an answer written and show it. One that is still being written is stopped."""
        if self._live is not None:
            self._live.stop()
            self._forget(self._live)
        self._live = LiveAnswer(request, task, self._services.line, self._clock)
        self._live.written.connect(self._write)
        self._live.moved.connect(self._follow)
        self._live.rewritten.connect(self._rewrite)
        self._live.closed.connect(self._close)
        self.show_live()
        self.busy_changed.emit(True)
        self.live_changed.emit()

    @Slot()
    def stop(self) -> None:
        """Have the writing stopped."""
        if self._live is not None:
            self._live.stop()

    def show_kept(self, kept: AnswerKept, task: Task | None) -> None:
        """Show an earlier answer; the one that is being written goes on unseen."""
        if self._live is not None and self._live.record.id == kept.id and not self._live.record.closed:
            self.show_live()
        else:
            self._show(AnswerRecord.kept(kept, task))

    @Slot()
    def show_live(self) -> None:
        """Show the answer that is being written, or was written last."""
        if self._live is not None:
            self._show(self._live.record)

    def clear(self, task: Task | None) -> None:
        """Show what will appear here for a task."""
        self._preview.show_task(task)
        self._show(None)

    @Slot()
    def focus_text(self) -> None:
        """Put the keyboard into the answer, where there is one."""
        if self._shown is not None:
            self._view.focus_text()

    @Slot()
    def focus_sources(self) -> None:
        """Put the keyboard on the list of sources."""
        self._view.focus_sources()

    def _lay_out(self) -> None:
        self._places.addWidget(self._preview)
        self._places.addWidget(self._view)
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(10, 8, 6, 8)
        column.setSpacing(6)
        column.addWidget(self._header)
        row = inset(self._elsewhere)
        row.setContentsMargins(INSET, 0, RIGHT, 0)
        column.addLayout(row)
        column.addWidget(self._places, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def _forget(self, live: LiveAnswer) -> None:
        live.written.disconnect(self._write)
        live.moved.disconnect(self._follow)
        live.rewritten.disconnect(self._rewrite)
        live.closed.disconnect(self._close)

    @property
    def shows_live(self) -> bool:
        """Whether what is shown is the answer that is being written, or was written last."""
        return self._live is not None and self._shown is self._live.record

    def _show(self, record: AnswerRecord | None) -> None:
        self._shown = record
        self._header.show_record(record)
        if record is not None:
            self._view.show_record(record)
        self._places.setCurrentWidget(self._preview if record is None else self._view)
        self._tell_elsewhere()

    def _tell_elsewhere(self) -> None:
        """While something else is shown: that an answer is being written."""
        if self.busy and not self.shows_live:
            self._elsewhere.say(self.tr("An answer is being written."), self.tr("Show it"), closable=False)
        else:
            self._elsewhere.hide()

    @Slot(str)
    def _write(self, text: str) -> None:
        if self.shows_live:
            self._view.write(text)

    @Slot()
    def _follow(self) -> None:
        if self._live is not None and self.shows_live:
            self._header.show_record(self._live.record)
            self._view.show_sources(self._live.record.sources)
        self.live_changed.emit()

    @Slot()
    def _rewrite(self) -> None:
        if self.shows_live:
            self.show_live()

    @Slot()
    def _close(self) -> None:
        assert self._live is not None
        record = self._live.record
        if self.shows_live:
            self._header.show_record(record)
            self._view.close_record(record)
        self._announce(record)
        self._tell_elsewhere()
        self.live_changed.emit()
        self.busy_changed.emit(False)
        self.answered.emit()
        if (words := record.words_per_token) is not None:
            self.words_measured.emit(words)

    def _announce(self, record: AnswerRecord) -> None:
        """For who hears the window: it is over."""
        done = record.phase == "done"
        says = self.tr("The answer is ready.") if done else self.tr("The writing has ended.")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, says))

    @Slot()
    def _copy(self) -> None:
        if self._shown is None or not self._shown.closed or not self._shown.text:
            return
        record = self._shown
        text, numbers = with_numbers(record.text, record.sentences), used(record.sentences)
        title = self._sources_title(bool(numbers), is_creative(record.sentences))
        listed = [source for source in record.sources if not numbers or source.number in numbers]
        sources = [self._reference(source) for source in listed]
        mime = QMimeData()
        mime.setText(as_plain(text, title, sources))
        mime.setHtml(as_html(text, title, sources))
        self._header.copy_button.copy(mime)

    def _sources_title(self, known: bool, creative: bool) -> str:
        if known and creative:
            return self.tr("Inspired by:")
        return self.tr("Sources:") if known else self.tr("Sources read:")

    def _reference(self, source: Source) -> str:
        name = name_of(source) or self.tr("Erased document")
        return self.tr("[{number}] {document}, page {page}").format(
            number=source.number, document=name, page=source.page
        )
