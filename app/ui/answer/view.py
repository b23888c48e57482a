"""An answer from top to bottom: text, whether it has its form, how far the documents bear it out, how it
ended, what was read for it.

It scrolls as a whole."""

from PySide6.QtCore import QLocale, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.messages import Source
from app.ui.answer.example_line import ExampleLine
from app.ui.answer.facts import AnswerFacts
from app.ui.answer.form_line import FormLine
from app.ui.answer.marked_text import MarkedText
from app.ui.answer.marks import is_creative, used
from app.ui.answer.section_strips import SectionStrips
from app.ui.answer.source_list import SourceList
from app.ui.answer.state import AnswerRecord
from app.ui.answer.support_line import SupportLine
from app.ui.answer.text import INSET
from app.ui.notice import Notice
from app.ui.services import Services

WIDEST = 760
"""Pixels; longer lines are hard to read."""

_SLACK = 24
_MARGIN = 12


class AnswerView(QScrollArea):
    """Follows the end of the text while that is in sight; stays where the person scrolled to otherwise.

    Signals:
        source_chosen: all sources (a tuple of `Source`) and the number of the chosen one.
        again_wanted: the person wants it written again, after a failure.
        rewrite_wanted: sections (a tuple of places) are to be written again; the wish.
        locks_changed: others of its sections are locked now.
        example_wanted: it is to be an example of its task.
    """

    source_chosen = Signal(object, int)
    again_wanted = Signal()
    rewrite_wanted = Signal(object, str)
    locks_changed = Signal()
    example_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = services.sentences
        self._grows = False
        self._follows = True
        self._restoring = False
        self._held: tuple[QTextCursor, int] | None = None
        self._all_sources: tuple[Source, ...] = ()
        self._text = MarkedText(services.theme)
        self.strips = SectionStrips(services.theme, self._text)
        self._form = FormLine(services.theme)
        self._support = SupportLine()
        self._note = Notice(services.theme, failure=False)
        self._failure = Notice(services.theme, failure=True)
        self._example = ExampleLine(services.sentences.language)
        self._facts = AnswerFacts(QLocale(services.sentences.language))
        self._sources = SourceList(services.theme)
        self._lay_out()
        self._connect()

    def show_record(self, record: AnswerRecord) -> None:
        """Show an answer as it stands."""
        self.strips.hide()
        self._text.show_text(record.text)
        self._text.setVisible(bool(record.text))
        self._all_sources = record.sources
        self._sources.show_sources(record.sources)
        self._grows, self._follows = not record.closed, True
        self._held = None
        self._support.show_sentences(())
        self._show_ending(record)
        if record.closed:
            self._text.finish()
            self._show_support(record)
            self.strips.show_record(record)
            self.verticalScrollBar().setValue(0)

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """Show what is read for the answer, also before its text is there."""
        if sources != self._all_sources:
            self._all_sources = sources
            self._sources.show_sources(sources)

    def write(self, text: str) -> None:
        """Add the next piece of its text."""
        self._text.write(text)
        self._text.show()

    def take_back(self, characters: int) -> None:
        """The last letters of its text are taken back."""
        self._text.take_back(characters)

    def show_example(self, record: AnswerRecord) -> None:
        """Show whether it is good, and an example."""
        self._example.show_record(record)

    def say_unchanged(self, why: str) -> None:
        """It was to be written again, and could not be: it is as it was."""
        self._failure.say(why)

    def close_record(self, record: AnswerRecord) -> None:
        """The answer that was written here is over."""
        self._text.finish()
        self._hold_place()
        self._show_support(record)
        self.strips.show_record(record)
        self._show_ending(record)
        self._keep_up()

    def focus_text(self) -> None:
        """Put the keyboard into the text, or on the sources while there is none."""
        if self._text.isHidden():
            self._sources.focus_rows()
        else:
            self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_sources(self) -> None:
        """Put the keyboard on the list of sources."""
        self._sources.focus_rows()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, _MARGIN, 0)
        column.setSpacing(10)
        plain = (self._text, self._form, self._support)
        for part in (*plain, self._note, self._failure, self._example, self._facts, self._sources):
            part.setMaximumWidth(WIDEST)
        for part in plain:
            column.addWidget(part)
        column.addLayout(inset(self._note))
        column.addLayout(inset(self._failure))
        column.addWidget(self._example)
        column.addWidget(self._facts)
        column.addWidget(self._sources)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(content)

    def _connect(self) -> None:
        self.verticalScrollBar().rangeChanged.connect(self._keep_up)
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self._text.caret_moved.connect(self._show_caret)
        self._text.source_asked.connect(self._choose)
        self._sources.row_reached.connect(self._show_row)
        self._sources.chosen.connect(self.source_chosen)
        self._failure.acted.connect(self.again_wanted)
        self.strips.rewrite_wanted.connect(self.rewrite_wanted)
        self.strips.locks_changed.connect(self.locks_changed)
        self._example.wanted.connect(self.example_wanted)

    def _show_support(self, record: AnswerRecord) -> None:
        """Mark the sentences, and list the sources that they come from apart."""
        self._text.mark(record.text, record.sentences)
        self._support.show_sentences(record.sentences)
        self._all_sources = record.sources
        self._sources.show_sources(record.sources, used(record.sentences), is_creative(record.sentences))

    def _show_ending(self, record: AnswerRecord) -> None:
        self._facts.show_record(record)
        self._form.show_record(record)
        self._example.show_record(record)
        self._note.setVisible(False)
        self._failure.setVisible(False)
        if record.phase == "failed":
            self._failure.say(self._why(record), self.tr("Try again") if record.task else "", closable=False)
        elif record.phase == "interrupted":
            self._note.say(self.tr("The writing was cut off. What was written is kept."), closable=False)
        elif record.phase == "stopped" and record.text:
            self._note.say(self.tr("Stopped. What was written is kept."), closable=False)
        elif record.phase == "stopped":
            self._note.say(self.tr("Stopped before anything was written."), closable=False)

    def _why(self, record: AnswerRecord) -> str:
        """An earlier answer does not tell why it failed."""
        if record.fault is None:
            return self.tr("The writing failed. What was written is kept.")
        why = self._sentences.error(record.fault)
        if not record.text:
            return why
        return self.tr("{why} What was written is kept.").format(why=why)

    def _hold_place(self) -> None:
        """Keep the line that is at the top where it is, while the text before it grows by its marks."""
        above = self.verticalScrollBar().value() - self._text.y()
        if above > 0 and not self._follows:
            line = self._text.cursorForPosition(QPoint(0, above))
            self._held = line, self._text.cursorRect(line).top() - above

    @Slot()
    def _keep_up(self) -> None:
        if self._held is not None:
            line, below = self._held
            wanted = self._text.y() + self._text.cursorRect(line).top() - below
            self._restoring = True
            self.verticalScrollBar().setValue(wanted)
            self._restoring = False
        if self._grows and self._follows:
            bar = self.verticalScrollBar()
            bar.setValue(max(bar.value(), self._end() - self.viewport().height()))

    @Slot()
    def _note_place(self) -> None:
        if not self._restoring:
            self._held = None
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        self._follows = self._end() <= bottom + _SLACK

    def _end(self) -> int:
        """Where the text ends, or what is said of its ending."""
        parts = (self._text, self._form, self._support, self._note, self._failure)
        return (
            max(part.geometry().bottom() for part in parts if not part.isHidden() or part is self._text)
            + _MARGIN
        )

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.source_chosen.emit(self._all_sources, number)

    @Slot(QRect)
    def _show_caret(self, place: QRect) -> None:
        self._bring_in(self._text, place)

    @Slot(QRect)
    def _show_row(self, place: QRect) -> None:
        self._bring_in(self._sources, place)

    def _bring_in(self, part: QWidget, place: QRect) -> None:
        shown = place.translated(part.pos())
        self.ensureVisible(0, shown.top(), 0, _SLACK)
        self.ensureVisible(0, shown.bottom(), 0, _SLACK)


def inset(part: QWidget) -> QHBoxLayout:
    """A layout in which this begins where the text does."""
    row = QHBoxLayout()
    row.setContentsMargins(INSET, 0, 0, 0)
    row.addWidget(part)
    return row
