"""At the head of each section of a finished answer: a button to write it again, and one to lock it.

They lie on the text, on the line of the heading; a section without one gets room above it.
"""

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.ui.answer.marked_text import MarkedText
from app.ui.answer.sections import section_starts
from app.ui.answer.state import AnswerRecord
from app.ui.answer.wishes import WishMenu
from app.ui.plain_text import one_line, tooltip
from app.ui.theme import Theme

_ICON = QSize(16, 16)
_BAR = 3
_GAP = 8


class SectionStrip(QWidget):
    """The buttons of one section, and a bar along its text while it is locked.

    Signals:
        wished: how it is to be written again, "" for just another try.
        lock_changed: it is locked now, or no longer.
    """

    wished = Signal(str)
    lock_changed = Signal()

    def __init__(self, theme: Theme, name: str, headed: bool, locked: bool, text: QWidget) -> None:
        """`name` is what the section is called, `headed`: by its heading; `text` is what they lie on."""
        super().__init__(text)
        self._theme, self._name, self.headed = theme, name, headed
        self.bar = QFrame(text)
        self.bar.setObjectName("locked")
        self.again, self.lock = QToolButton(), QToolButton()
        self.lock.setCheckable(True)
        self.lock.setChecked(locked)
        menu = WishMenu(plain=True, parent=self.again)
        self.again.setMenu(menu)
        self.again.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.again.setAccessibleName(self.tr("Write “{name}” again").format(name=name))
        self.again.setToolTip(tooltip(self.tr("Write this part again; the others stay")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.again, self.lock):
            button.setObjectName("strip")
            button.setProperty("look", "quiet")
            button.setIconSize(_ICON)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        menu.wished.connect(self.wished)
        self.lock.toggled.connect(self._follow_lock)
        theme.changed.connect(self._show)
        self._show()

    @property
    def locked(self) -> bool:
        return self.lock.isChecked()

    def remove(self) -> None:
        """It goes, with its bar."""
        for widget in (self, self.bar):
            widget.hide()
            widget.deleteLater()

    @Slot()
    def _follow_lock(self) -> None:
        self._show()
        self.lock_changed.emit()

    @Slot()
    def _show(self) -> None:
        colours, locked = self._theme.colours, self.locked
        self.again.setIcon(self._theme.icon("again", colours.muted))
        self.again.setEnabled(not locked)
        self.lock.setIcon(
            self._theme.icon("lock" if locked else "unlock", colours.accent if locked else colours.muted)
        )
        name = self.tr("Unlock “{name}”") if locked else self.tr("Lock “{name}”")
        self.lock.setAccessibleName(name.format(name=self._name))
        self.lock.setToolTip(
            tooltip(
                self.tr("Locked: it stays as it is when the answer is written again")
                if locked
                else self.tr("Lock: leave this part as it is when the answer is written again")
            )
        )
        self.bar.setVisible(locked)


class SectionStrips(QObject):
    """The strips of the answer in sight. Locks stay through all versions of one answer.

    Signals:
        rewrite_wanted: which sections (a tuple of places), and the wish.
        locks_changed: others are locked now.
    """

    rewrite_wanted = Signal(object, str)
    locks_changed = Signal()

    def __init__(self, theme: Theme, text: MarkedText) -> None:
        super().__init__(text)
        self._theme, self._text = theme, text
        self._strips: list[SectionStrip] = []
        self._heads: list[int] = []  # the lines that the sections begin with
        self._answer, self._locked = "", frozenset[int]()
        self._count = 0
        text.laid_out.connect(self._place)

    @property
    def unlocked(self) -> tuple[int, ...]:
        """What is to be written again when some sections are locked; nothing where none is."""
        return (
            tuple(place for place in range(self._count) if place not in self._locked) if self._locked else ()
        )

    @property
    def all_locked(self) -> bool:
        return bool(self._locked) and len(self._locked) == self._count

    def show_record(self, record: AnswerRecord) -> None:
        """Lay strips on the sections of an answer; none where there is nothing to choose."""
        self._clear()
        if record.first_version != self._answer:
            self._answer, self._locked = record.first_version, frozenset()
        sections = record.sections if record.rewritable and len(record.sections) > 1 else ()
        starts = section_starts(record.text, sections)
        self._count = len(starts)
        self._locked = frozenset(place for place in self._locked if place < self._count)
        self._heads = [self._text.line_of(start) for start in starts]
        for place, section in enumerate(sections if starts else ()):
            name = one_line(section.title) or self.tr("Part {number}").format(number=place + 1)
            locked = place in self._locked
            strip = SectionStrip(self._theme, name, bool(section.title), locked, self._text)
            strip.wished.connect(self._wish)
            strip.lock_changed.connect(self._note_locks)
            self._text.make_room(self._heads[place], strip.sizeHint(), strip.headed)
            self._strips.append(strip)
            strip.show()
        self._order()
        self._place()
        self.locks_changed.emit()

    def hide(self) -> None:
        """While the answer is being written there are none; what is locked stays so."""
        self._clear()

    def _clear(self) -> None:
        for strip in self._strips:
            strip.remove()
        self._strips.clear()

    def _order(self) -> None:
        """The keyboard comes to them after the text."""
        before: QWidget = self._text
        for strip in self._strips:
            for button in (strip.again, strip.lock):
                QWidget.setTabOrder(before, button)
                before = button

    @Slot()
    def _place(self) -> None:
        if not self._strips:
            return
        places = [
            self._text.place_at_head(line, strip.sizeHint(), strip.headed)
            for line, strip in zip(self._heads, self._strips, strict=False)
        ]
        ends = [place.top() - _GAP for place in places[1:]] + [self._text.height()]
        for strip, place, end in zip(self._strips, places, ends, strict=True):
            strip.setGeometry(place)
            strip.bar.setGeometry(0, place.top(), _BAR, max(end - place.top(), _BAR))

    @Slot(str)
    def _wish(self, wish: str) -> None:
        place = next(place for place, strip in enumerate(self._strips) if strip is self.sender())
        self.rewrite_wanted.emit((place,), wish)

    @Slot()
    def _note_locks(self) -> None:
        self._locked = frozenset(place for place, strip in enumerate(self._strips) if strip.locked)
        self.locks_changed.emit()
