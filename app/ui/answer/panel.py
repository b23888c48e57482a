"""The place of the answer: the one that is being written, or an earlier one, or what will appear here."""

import time

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.answer_text.html import as_html, as_plain
from app.messages import Answer, AnswerKept, AnswerListed, Rating, Rewrite, Source, Tuning
from app.tasks import Task
from app.ui.answer.actions import AnswerActions
from app.ui.answer.header import AGAIN_KEYS, COPY_KEYS, RIGHT, AnswerHeader
from app.ui.answer.marks import is_creative, used, with_numbers
from app.ui.answer.preview import AnswerPreview
from app.ui.answer.source_list import name_of
from app.ui.answer.state import AnswerRecord, Clock, LiveAnswer
from app.ui.answer.text import INSET
from app.ui.answer.version_bar import BEFORE_KEYS, COMPARE_KEYS, NEXT_KEYS, UNDO_KEYS, VersionBar
from app.ui.answer.view import AnswerView, inset
from app.ui.notice import Notice
from app.ui.services import Services


class AnswerPanel(QWidget):
    """Shows one answer. What is written in the meantime goes on, and `show_live` returns to it.

    Signals:
        busy_changed: whether an answer is being written.
        live_changed: the answer that is being written stands otherwise now.
        source_chosen: all sources of the answer (a tuple of `Source`) and the number of the chosen one.
        regenerate_wanted: the person wants another answer to the form of the shown one.
        rewrite_wanted: the person wants a new version of the shown one: which sections (a tuple of places,
        all
            when it is empty) are to be written again, and the wish.
        listed: how an answer stands in the list of earlier ones now (`AnswerListed`).
        answered: an answer is over, however it ended: it is among the earlier ones.
        words_measured: how many words a token of this model is, by an answer that is done.
    """

    busy_changed = Signal(bool)
    live_changed = Signal()
    source_chosen = Signal(object, int)
    regenerate_wanted = Signal()
    rewrite_wanted = Signal(object, str)
    listed = Signal(object)
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
        self._chosen: dict[str, str] = {}  # by first version, the one that stands for the answer
        language = services.sentences.language
        self._actions = AnswerActions(services, self)
        self._header = AnswerHeader(services)
        self._versions = VersionBar(services.theme)
        self._elsewhere = Notice(services.theme, failure=False)
        self._preview = AnswerPreview(services.theme, language)
        self._view = AnswerView(services)
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()

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
        self._begin(LiveAnswer(request, task, self._services.line, self._clock))

    def rewrite(self, tuning: Tuning, sections: tuple[int, ...], wish: str) -> None:
        """Have a new version of the shown answer written, and show it as it comes."""
        before = self._shown
        if before is not None and before.task is not None and before.rewritable and not self.busy:
            language = self._services.sentences.language
            request = Rewrite(before.id, tuning, language, sections, wish)
            self._begin(LiveAnswer(request, before.task, self._services.line, self._clock, before))

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
            record = AnswerRecord.kept(kept, task)
            self._chosen[record.first_version] = record.id
            self._show(record)

    @Slot()
    def show_live(self) -> None:
        """Show the answer that is being written, or was written last."""
        if self._live is not None:
            self._show(self._live.record)

    @Slot(object)
    def take(self, answer: AnswerListed) -> None:
        """An answer was named or rated elsewhere."""
        for record in self._known(answer.id):
            record.rating, record.name = answer.rating, answer.name
        self._show_rating()

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
        row = inset(self._header.export_button.note)
        row.setContentsMargins(INSET, 0, RIGHT, 0)
        column.addLayout(row)
        column.addWidget(self._versions)
        column.addWidget(self._places, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def _connect(self) -> None:
        header, versions, actions = self._header, self._versions, self._actions
        header.copy_wanted.connect(self._copy)
        header.again_wanted.connect(self._write_again)
        header.wished.connect(self._write_otherwise)
        header.rated.connect(self._rate)
        self._view.again_wanted.connect(self.regenerate_wanted)
        self._view.rewrite_wanted.connect(self.rewrite_wanted)
        self._view.locks_changed.connect(self._follow_locks)
        self._view.example_wanted.connect(self._make_example)
        self._view.source_chosen.connect(self.source_chosen)
        versions.version_wanted.connect(actions.read_version)
        versions.choice_wanted.connect(self._choose_version)
        versions.comparison_wanted.connect(self._compare)
        actions.read.connect(self._show_version)
        actions.listed.connect(self._note_listed)
        actions.made_example.connect(self._note_example)
        actions.failed.connect(self._tell_failure)
        self._elsewhere.acted.connect(self.show_live)
        QShortcut(QKeySequence(COPY_KEYS), self, self._copy)
        QShortcut(QKeySequence(AGAIN_KEYS), self, header.write_again)
        for keys, slot in (
            (BEFORE_KEYS, versions.show_before),
            (NEXT_KEYS, versions.show_next),
            (UNDO_KEYS, versions.undo),
            (COMPARE_KEYS, versions.compare),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _begin(self, live: LiveAnswer) -> None:
        if self._live is not None:
            self._live.stop()
            self._forget(self._live)
        self._live = live
        live.written.connect(self._write)
        live.taken.connect(self._take_back)
        live.moved.connect(self._follow)
        live.rewritten.connect(self._rewrite)
        live.closed.connect(self._close)
        self.show_live()
        self.busy_changed.emit(True)
        self.live_changed.emit()

    def _forget(self, live: LiveAnswer) -> None:
        live.written.disconnect(self._write)
        live.taken.disconnect(self._take_back)
        live.moved.disconnect(self._follow)
        live.rewritten.disconnect(self._rewrite)
        live.closed.disconnect(self._close)

    @property
    def shows_live(self) -> bool:
        """Whether what is shown is the answer that is being written, or was written last."""
        return self._live is not None and self._shown is self._live.record

    def _show(self, record: AnswerRecord | None) -> None:
        self._shown = record
        self._show_head(record)
        if record is not None:
            self._view.show_record(record)
        self._places.setCurrentWidget(self._preview if record is None else self._view)
        self._tell_elsewhere()

    def _show_head(self, record: AnswerRecord | None) -> None:
        self._header.show_record(record)
        chosen = self._chosen.get(record.first_version, record.id) if record is not None else ""
        self._versions.show_record(record, chosen)

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

    @Slot(int)
    def _take_back(self, characters: int) -> None:
        if self.shows_live:
            self._view.take_back(characters)

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
        record, before = self._live.record, self._live.before
        if before is not None and record.text:
            self._chosen[record.first_version] = record.id
        if self.shows_live and before is not None and not record.text:
            self._keep_version(before, record)
        elif self.shows_live:
            self._show_head(record)
            self._view.close_record(record)
        self._announce(record)
        self._tell_elsewhere()
        self.live_changed.emit()
        self.busy_changed.emit(False)
        self.answered.emit()
        if (words := record.words_per_token) is not None:
            self.words_measured.emit(words)

    def _keep_version(self, before: AnswerRecord, record: AnswerRecord) -> None:
        """Nothing came of a new version: the one before is in sight again."""
        self._show(before)
        if record.fault is not None:
            self._view.say_unchanged(self._services.sentences.error(record.fault))

    @Slot()
    def _write_again(self) -> None:
        """All of it anew, or where some sections are locked the others."""
        unlocked = self._view.strips.unlocked
        if unlocked:
            self.rewrite_wanted.emit(unlocked, "")
        else:
            self.regenerate_wanted.emit()

    @Slot(str)
    def _write_otherwise(self, wish: str) -> None:
        self.rewrite_wanted.emit(self._view.strips.unlocked, wish)

    @Slot()
    def _follow_locks(self) -> None:
        strips = self._view.strips
        self._header.set_locks(bool(strips.unlocked), strips.all_locked)

    @Slot(object)
    def _show_version(self, kept: AnswerKept) -> None:
        """Another version of the answer in sight was read."""
        if self._shown is not None and self._shown.id in kept.versions:
            focused = self._versions.isAncestorOf(self.focusWidget() or self)
            self._show(AnswerRecord.kept(kept, self._shown.task))
            if focused and not self._versions.isAncestorOf(self.focusWidget() or self):
                self._view.focus_text()  # the button that was pressed has gone

    @Slot(str)
    def _choose_version(self, identity: str) -> None:
        if self._shown is not None:
            self._chosen[self._shown.first_version] = identity
            self._actions.choose(identity)
            self._show_head(self._shown)

    @Slot(str)
    def _use_version(self, identity: str) -> None:
        """Chosen among two that were compared."""
        self._choose_version(identity)
        self._actions.read_version(identity)

    @Slot()
    def _compare(self) -> None:
        from app.ui.answer.versions import VersionsDialog

        if self._shown is not None:
            dialog = VersionsDialog(self._services, self._shown.versions, self._shown.id, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(self._use_version)
            dialog.open()

    @Slot(str)
    def _rate(self, rating: Rating) -> None:
        if self._shown is not None:
            self._actions.rate(self._shown.id, rating)

    @Slot()
    def _make_example(self) -> None:
        if self._shown is not None:
            self._actions.make_example(self._shown.id)

    @Slot(object)
    def _note_listed(self, answer: AnswerListed) -> None:
        self.take(answer)
        self.listed.emit(answer)

    @Slot(str)
    def _note_example(self, identity: str) -> None:
        for record in self._known(identity):
            record.example = True
        self._show_rating()

    @Slot(str, str)
    def _tell_failure(self, identity: str, why: str) -> None:
        """The buttons show again what holds."""
        if self._shown is not None and identity in (self._shown.id, *self._shown.versions):
            self._show_rating()
            self._view.say_unchanged(why)

    def _show_rating(self) -> None:
        if self._shown is not None:
            self._header.show_record(self._shown)
            self._view.show_example(self._shown)

    def _known(self, identity: str) -> list[AnswerRecord]:
        """What is in sight or was written last, where it is this answer."""
        return [record for record in (self._shown, self.live) if record is not None and record.id == identity]

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
