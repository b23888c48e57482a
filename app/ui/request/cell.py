"""One field of a form with its words: label, help, and what is wrong with it.

The controls are in `fields` and beside it. Whether a value fits is asked of `app.tasks`, as the
engine does.
"""

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import FieldInvalid, FieldMissing
from app.messages import Language
from app.tasks import Field, check_field, count_bounds, lines_of, number_bounds
from app.ui.library import Library
from app.ui.plain_text import PlainLabel
from app.ui.request.amounts import AmountWords
from app.ui.request.choice_fields import ChoiceButtons, ChoiceList, fit_as_buttons
from app.ui.request.date_field import DateField
from app.ui.request.documents_field import DocumentsField
from app.ui.request.fields import LONGEST_TEXT, CheckField, FieldWidget, LongTextField, TextField, words_of
from app.ui.request.lines_field import LinesField
from app.ui.request.number_field import NumberField
from app.ui.request.several_choices import ChoiceBoxes, ChoiceMenu, fit_as_boxes
from app.ui.theme import Theme

LONG_LABEL = 30
"""From this length on, in characters, a label may take several lines."""
PAUSE_MS = 1_500
"""How long nothing is typed before what does not fit is told, where the field is not left before."""

_SEVERAL = ("choices", "documents", "lines")


class FieldCell(QWidget):
    """A field with its label, its help, and what is wrong with it.

    Signals:
        changed: its value.
        passed: Enter: on to the next field.
        submitted: Ctrl and Enter.
    """

    changed = Signal()
    passed = Signal()
    submitted = Signal()

    def __init__(
        self,
        field: Field,
        value: str,
        theme: Theme,
        language: Language,
        library: Library,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field, self._language, self._library = field, language, library
        self._touched = False
        self._amounts = AmountWords(field, self) if field.kind in _SEVERAL else None
        self._name = words_of(field.label, language, field.id)
        self._explained = words_of(field.help, language)
        self.input = self._input(value, theme)
        self._problem = PlainLabel(name="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._amount = PlainLabel(name="caption")
        self._amount.setWordWrap(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_in_passing)
        self._lay_out()
        self._tell_amount()
        self._describe()
        self.input.changed.connect(self._note)
        self.input.left.connect(self._look)
        self.input.refused.connect(self._tell_refused)
        self.input.remarked.connect(self._tell)
        self.input.passed.connect(self.passed)
        self.input.submitted.connect(self.submitted)

    @property
    def wrong(self) -> bool:
        """Whether a problem is shown."""
        return bool(self._problem.text())

    @property
    def is_small(self) -> bool:
        """Whether half the width is plenty for it."""
        return self.field.kind in ("number", "choice", "date", "check")

    def check(self) -> bool:
        """Whether the value fits. Says so where it does not."""
        self._pause.stop()
        try:
            check_field(self.field, self.input.value(), self._language)
        except FieldMissing:
            self._tell(self._missing())
        except FieldInvalid:
            self._tell(self._invalid())
        else:
            self._tell(self.input.problem())
        return not self.wrong

    def _input(self, value: str, theme: Theme) -> FieldWidget:
        field = self.field
        match field.kind:
            case "number":
                return NumberField(value, number_bounds(field), field.default)
            case "date":
                return DateField(theme, self._language, value, field.default)
            case "check":
                return CheckField(self._name, value)
            case "choice":
                return self._choice(value)
            case "choices":
                several = ChoiceBoxes if fit_as_boxes(self._choices) else ChoiceMenu
                return several(self._choices, value, count_bounds(field)[1])
            case "documents":
                return DocumentsField(theme, self._library, value, count_bounds(field)[1])
        kind = {"text": TextField, "lines": LinesField}.get(field.kind, LongTextField)
        return kind(value, words_of(field.placeholder, self._language) or field.default)

    @property
    def _choices(self) -> tuple[tuple[str, str], ...]:
        """Ids and words."""
        return tuple(
            (choice.id, words_of(choice.label, self._language, choice.id)) for choice in self.field.choices
        )

    def _choice(self, value: str) -> FieldWidget:
        choices = self._choices
        may_be_nothing = not (self.field.required or self.field.default)
        if fit_as_buttons(choices) and not may_be_nothing:
            return ChoiceButtons(choices, value)
        return ChoiceList(choices, value, self.tr("no choice") if may_be_nothing else "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not self.input.names_itself:
            column.addLayout(self._heading())
        column.addWidget(self.input)
        if self._explained:
            explained = PlainLabel(self._explained, name="caption")
            explained.setWordWrap(True)
            column.addWidget(explained)
        column.addWidget(self._amount)
        column.addWidget(self._problem)

    def _heading(self) -> QHBoxLayout:
        label = PlainLabel(self._name.replace("&", "&&"), name="field")
        label.setBuddy(self.input.control)
        label.setWordWrap(len(self._name) > LONG_LABEL)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label, int(label.wordWrap()))
        if not self.field.required and not self.field.default:
            row.addWidget(PlainLabel(self.tr("optional"), name="caption"), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(int(not label.wordWrap()))
        return row

    def _missing(self) -> str:
        if self._amounts is not None:
            return self._amounts.missing()
        return self.tr("Choose one of these.") if self.field.kind == "choice" else self.tr("Fill this in.")

    def _invalid(self) -> str:
        if self._amounts is not None:
            return self._amounts.problem()
        match self.field.kind:
            case "number":
                shown = [QLocale(self._language).toString(bound) for bound in number_bounds(self.field)]
                return self.tr("A number from {lowest} to {highest}.").format(
                    lowest=shown[0], highest=shown[1]
                )
            case "date":
                return self.tr("A date, such as 31-12-2026.")
        return self.tr("Choose one of these.")

    @Slot(str)
    def _tell(self, problem: str) -> None:
        if problem == self._problem.text():
            return
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.input.set_wrong(bool(problem))
        self._tell_amount()
        self._describe()

    def _tell_amount(self) -> None:
        """How many there are; not twice, where that is the problem."""
        words = self._amounted(self.input.value())
        self._amount.setText(words)
        self._amount.setVisible(bool(words) and not self.wrong)

    def _amounted(self, value: str) -> str:
        if self._amounts is None:
            return ""
        if value.strip() or not self.field.default or self.field.kind == "lines":
            return self._amounts.now(value)
        names = dict(self._choices)
        meant = ", ".join(names.get(identity, identity) for identity in lines_of(self.field.default))
        return self.tr("Nothing chosen, which stands for: {default}").format(default=meant)

    def _describe(self) -> None:
        self.input.describe(self._name, self._problem.text() or self._explained)

    @Slot()
    def _note(self) -> None:
        """What is told is taken back as soon as it is right; what is new is told later."""
        self._touched = True
        self._tell_amount()
        if self.wrong:
            self.check()
        else:
            self._pause.start()
        self.changed.emit()

    @Slot()
    def _look_in_passing(self) -> None:
        """Who stops for a moment may not be ready: that something is missing is told when the field is
        left."""
        value = self.input.value()
        if value.strip() and not (self._amounts is not None and self._amounts.too_few(value)):
            self.check()

    @Slot()
    def _look(self) -> None:
        if self._touched:
            self.check()

    @Slot()
    def _tell_refused(self) -> None:
        longest = QLocale(self._language).toString(LONGEST_TEXT)
        self._tell(self.tr("That text is too long: at most {count} characters.").format(count=longest))
