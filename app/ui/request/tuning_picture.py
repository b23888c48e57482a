"""What temperature does, as a picture: the chances of the first word of the last answer, as bars that move
with the slider. The arithmetic is in `tuning_chances`."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QFont, QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.messages import Language, NextToken, Tuning
from app.ui.plain_text import PlainLabel, one_line
from app.ui.request.tuning_chances import Chance, chances, visible

BARS = 8
"""How many words are shown, at most."""
_MOVES_MS = 160
_WORD, _SHARE, _GAP = 0.3, 0.17, 10
"""Of the width what words take, and what stands behind the bars; pixels between."""
_BAR_HEIGHT = 0.55  # of a line


class TemperaturePicture(QWidget):
    """The bars, under what they mean; before the first answer an example in words."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._likely: tuple[NextToken, ...] = ()
        self._tuning = Tuning()
        self._bars = ChanceBars(language)
        self._meaning, self._note = PlainLabel(name="caption"), PlainLabel(name="caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("What temperature does"), name="field"))
        for widget in (self._meaning, self._bars, self._note):
            column.addWidget(widget)
        for label in (self._meaning, self._note):
            label.setWordWrap(True)
        self._show()

    def show_likely(self, likely: Sequence[NextToken]) -> None:
        """Show the tokens that were likeliest to begin an answer, the likeliest first; none: there is
        none."""
        self._likely = tuple(likely)
        self._show()

    def show_tuning(self, tuning: Tuning) -> None:
        """Show what this tuning makes of them."""
        self._tuning = tuning
        self._show()

    def _show(self) -> None:
        found = chances(self._likely, self._tuning)
        self._bars.setVisible(bool(found))
        self._bars.show_chances(found[:BARS])
        if not found:
            self._meaning.setText(
                self.tr(
                    "After the first answer you see here which words could have begun it. An example: at 0 "
                    "an answer always begins with the likeliest word, “The”. At 0.7 now and then with “In” "
                    "or “This”, at 1.5 also with “Perhaps”."
                )
            )
        else:
            self._meaning.setText(
                self.tr(
                    "Words that could have begun the last answer. A low temperature keeps to the "
                    "likeliest, a high one gives the others a chance."
                )
            )
        left_out = any(chance.left_out for chance in found[:BARS])
        self._note.setText(self._why(left_out))
        self._note.setVisible(left_out)

    def _why(self, left_out: bool) -> str:
        if not left_out:
            return ""
        if self._tuning.temperature <= 0:
            return self.tr("Struck out: never chosen at temperature 0.")
        return self.tr("Struck out: never chosen, because of top-p, min-p or top-k below.")


class ChanceBars(QWidget):
    """A line for each word: the word, a bar as long as its chance, the chance in per cent. Bars move to where
    they belong while they are in sight."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = QLocale(language)
        self._chances: tuple[Chance, ...] = ()
        self._from: list[float] = []
        self._now: list[float] = []
        self._moving = QVariantAnimation(self)
        self._moving.setStartValue(0.0)
        self._moving.setEndValue(1.0)
        self._moving.setDuration(_MOVES_MS)
        self._moving.valueChanged.connect(self._move)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chances of the first word"))

    @property
    def shares(self) -> tuple[float, ...]:
        """How long the bars are now, 0 to 1."""
        return tuple(self._now)

    def show_chances(self, found: tuple[Chance, ...]) -> None:
        """Show these from now on."""
        same = [chance.text for chance in found] == [chance.text for chance in self._chances]
        if found == self._chances:
            return
        resized, self._chances = len(found) != len(self._chances), found
        self._moving.stop()
        self._from = list(self._now)
        if same and self.isVisible():
            self._moving.start()
        else:
            self._move(1.0)
        if resized:
            self.updateGeometry()
        self.setAccessibleDescription("; ".join(map(self._told, found)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, self._line() * len(self._chances))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees does not move."""
        super().hideEvent(event)
        self._moving.stop()
        self._move(1.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (chance, share) in enumerate(zip(self._chances, self._now, strict=True)):
            line = QRect(0, place * self._line(), self.width(), self._line())
            self._paint_line(painter, line, chance, share)

    def _paint_line(self, painter: QPainter, line: QRect, chance: Chance, share: float) -> None:
        word, bar, number = self._columns(line)
        role = QPalette.ColorRole.PlaceholderText if chance.left_out else QPalette.ColorRole.WindowText
        font = QFont(self.font())
        font.setStrikeOut(chance.left_out)
        painter.setFont(font)
        painter.setPen(self.palette().color(role))
        shown = self.fontMetrics().elidedText(
            one_line(visible(chance.text)), Qt.TextElideMode.ElideRight, word.width()
        )
        painter.drawText(word, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(self.font())
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._number(chance)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        height = line.height() * _BAR_HEIGHT
        top = line.center().y() + 0.5 - height / 2
        painter.setBrush(self.palette().color(QPalette.ColorRole.Light))
        painter.drawRoundedRect(QRectF(bar.x(), top, bar.width(), height), 3, 3)
        role = QPalette.ColorRole.Mid if chance.left_out else QPalette.ColorRole.Highlight
        painter.setBrush(self.palette().color(role))
        length = max(bar.width() * share, 2.0 if share > 0 else 0.0)
        painter.drawRoundedRect(QRectF(bar.x(), top, length, height), 3, 3)

    def _columns(self, line: QRect) -> tuple[QRect, QRect, QRect]:
        word, share = round(line.width() * _WORD), round(line.width() * _SHARE)
        share = max(share, self.fontMetrics().horizontalAdvance(self._per_cent(1.0)))
        bar = max(line.width() - word - share - 2 * _GAP, 1)
        return (
            QRect(line.x(), line.y(), word, line.height()),
            QRect(line.x() + word + _GAP, line.y(), bar, line.height()),
            QRect(line.right() - share, line.y(), share, line.height()),
        )

    def _line(self) -> int:
        return self.fontMetrics().height() + 4

    def _number(self, chance: Chance) -> str:
        return self.tr("never") if chance.left_out else self._per_cent(chance.share)

    def _per_cent(self, share: float) -> str:
        if 0 < share < 0.005:
            return self.tr("< 1 %")
        return self.tr("{number} %").format(number=self._locale.toString(100 * share, "f", 0))

    def _told(self, chance: Chance) -> str:
        """For who hears it; marks for spaces say nothing there."""
        word = one_line(chance.text).strip() or visible(chance.text)
        return f"{word}: {self._number(chance)}"

    @Slot(object)
    def _move(self, way: float) -> None:
        """So far on the way from where the bars were to where they belong."""
        wanted = [chance.share for chance in self._chances]
        before = self._from if len(self._from) == len(wanted) else wanted
        self._now = [old + (new - old) * way for old, new in zip(before, wanted, strict=True)]
        self.update()
