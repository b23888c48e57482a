"""The sliders and what opens below them: exact until touched, in words, and all of it by keyboard."""

import math
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.messages import Calibrate, Calibrated, Done, Language, NextToken, Timing, Tuning
from app.tasks import check_tuning, load_all
from app.ui.request.tuning import LENGTHS, TEMPERATURES, TuningPanel
from app.ui.request.tuning_chances import chances, visible
from app.ui.request.tuning_picture import BARS, ChanceBars
from app.ui.request.tuning_place import TuningPlace
from app.ui.request.tuning_slider import StopSlider, ValueLabel
from app.ui.services import Services
from app.ui.theme import Theme
from tests.app.ui.fake_line import FakeLine

DEFAULT = Tuning(temperature=0.2, max_tokens=400)
LIKELY = tuple(
    NextToken(text, logit)
    for text, logit in ((" De", 5.0), (" Het", 4.0), ("\n", 3.0), (" <b>Een</b>", 1.0), (" zeer " * 40, -2.0))
)
ODD = Tuning(
    temperature=0.333,
    max_tokens=701,
    top_p=0.9533,
    min_p=0.0512,
    top_k=41,
    repeat_penalty=1.0875,
    seed=2**60,
)


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[..., TuningPanel]:
    """A panel on the screen, with the keyboard in its window."""

    def make(tuning: Tuning = DEFAULT, default: Tuning = DEFAULT, language: Language = "en") -> TuningPanel:
        panel = TuningPanel(language)
        qtbot.addWidget(panel)
        panel.show_tuning(tuning, default)
        panel.resize(600, 120)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return make


def sliders(panel: QWidget) -> tuple[StopSlider, StopSlider]:
    """Temperature and length."""
    by_name = {slider.accessibleName(): slider for slider in panel.findChildren(StopSlider)}
    return by_name["Temperature"], by_name["Maximum length"]


def texts(panel: QWidget) -> set[str]:
    return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}


def button(panel: QWidget, text: str) -> QPushButton:
    return next(button for button in panel.findChildren(QPushButton) if button.text() == text)


def box(panel: QWidget, name: str) -> QWidget:
    widgets = [*panel.findChildren(QAbstractSpinBox), *panel.findChildren(QLineEdit)]
    return next(widget for widget in widgets if widget.accessibleName() == name)


def turn_wheel(widget: QWidget, delta: int) -> None:
    window = widget.window()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, delta))


def part(slider: StopSlider, which: QStyle.SubControl) -> QPoint:
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    return slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, which, slider).center()


@pytest.mark.parametrize(
    "tuning", [DEFAULT, ODD, Tuning(temperature=2.0, max_tokens=8192), Tuning(max_tokens=1)]
)
def test_what_is_not_touched_stays_exactly_as_it_was(
    shown: Callable[..., TuningPanel], tuning: Tuning
) -> None:
    panel = shown(tuning)
    assert panel.value() == tuning
    panel.set_more(True)
    panel.set_words_per_token(0.6)
    panel.resize(400, 300)
    panel.set_least(5000)
    assert panel.value() == tuning


def test_one_slider_changes_one_value(qtbot: QtBot, shown: Callable[..., TuningPanel]) -> None:
    panel = shown(ODD)
    temperature, length = sliders(panel)
    with qtbot.waitSignal(panel.changed):
        QTest.keyClick(temperature, Qt.Key.Key_Right)
    assert panel.value() == msgspec.structs.replace(ODD, temperature=0.35)
    with qtbot.waitSignal(panel.changed):
        QTest.keyClick(length, Qt.Key.Key_Left)
    assert panel.value() == msgspec.structs.replace(ODD, temperature=0.35, max_tokens=512)


@pytest.mark.parametrize(
    ("key", "temperature", "tokens"),
    [
        (Qt.Key.Key_Right, 0.25, 512),
        (Qt.Key.Key_Up, 0.25, 512),
        (Qt.Key.Key_Left, 0.15, 384),
        (Qt.Key.Key_Down, 0.15, 384),
        (Qt.Key.Key_PageUp, 0.35, 1024),
        (Qt.Key.Key_PageDown, 0.05, 192),
        (Qt.Key.Key_Home, 0.0, 32),
        (Qt.Key.Key_End, 1.5, 2048),
    ],
)
def test_keys_go_from_stop_to_stop(
    shown: Callable[..., TuningPanel], key: Qt.Key, temperature: float, tokens: int
) -> None:
    panel = shown()
    for slider in sliders(panel):
        QTest.keyClick(slider, key)
    assert (panel.value().temperature, panel.value().max_tokens) == (temperature, tokens)


def test_every_stop_is_a_tuning_that_the_engine_takes(shown: Callable[..., TuningPanel]) -> None:
    panel = shown()
    temperature, length = sliders(panel)
    seen = []
    for slider, stops in ((temperature, TEMPERATURES), (length, LENGTHS)):
        QTest.keyClick(slider, Qt.Key.Key_Home)
        for _ in stops:
            check_tuning(panel.value())
            seen.append(panel.value())
            QTest.keyClick(slider, Qt.Key.Key_Right)
    assert [tuning.temperature for tuning in seen[: len(TEMPERATURES)]] == list(TEMPERATURES)
    assert [tuning.max_tokens for tuning in seen[len(TEMPERATURES) :]] == list(LENGTHS)


def test_a_press_beside_the_handle_brings_it_there_and_can_be_drawn_on(
    shown: Callable[..., TuningPanel],
) -> None:
    panel = shown()
    temperature, _ = sliders(panel)
    middle = QPoint(temperature.width() // 2, temperature.height() // 2)
    QTest.mousePress(temperature, Qt.MouseButton.LeftButton, pos=middle)
    assert panel.value().temperature == 0.75
    end = QPoint(temperature.width() - 1, temperature.height() // 2)
    QTest.mouseMove(temperature, end)
    QTest.mouseRelease(temperature, Qt.MouseButton.LeftButton, pos=end)
    assert panel.value().temperature == 1.5


def test_a_press_on_the_handle_alone_changes_nothing(shown: Callable[..., TuningPanel]) -> None:
    panel = shown()
    for slider in sliders(panel):
        QTest.mouseClick(
            slider, Qt.MouseButton.LeftButton, pos=part(slider, QStyle.SubControl.SC_SliderHandle)
        )
    assert panel.value() == DEFAULT


def test_the_wheel_turns_a_slider_only_where_the_keyboard_is(
    qtbot: QtBot, shown: Callable[..., TuningPanel], theme: Theme
) -> None:
    panel = TuningPanel("en")
    panel.show_tuning(ODD, DEFAULT)
    panel.set_more(True)
    area = QScrollArea(widgetResizable=True)
    qtbot.addWidget(area)
    area.setWidget(panel)
    area.resize(600, 120)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    temperature, length = sliders(panel)
    temperature.setFocus()
    for widget in (length, box(panel, "Top-p"), box(panel, "Top-k")):
        area.ensureWidgetVisible(widget)
        before = area.verticalScrollBar().value()
        turn_wheel(widget, 120 if before else -120)
        assert area.verticalScrollBar().value() != before
    assert panel.value() == ODD
    area.verticalScrollBar().setValue(0)
    turn_wheel(temperature, 120)
    assert panel.value().temperature == 0.35
    assert area.verticalScrollBar().value() == 0


@pytest.mark.parametrize(
    ("temperature", "words"),
    [
        (0.0, "factual"),
        (0.3, "factual"),
        (0.35, "balanced"),
        (0.75, "free"),
        (1.05, "creative"),
        (2.0, "creative"),
    ],
)
def test_a_temperature_has_a_word_and_is_heard(
    shown: Callable[..., TuningPanel], temperature: float, words: str
) -> None:
    panel = shown(Tuning(temperature=temperature))
    slider, _ = sliders(panel)
    heard = QAccessible.queryAccessibleInterface(slider)
    assert heard.text(QAccessible.Text.Name) == "Temperature"
    assert heard.text(QAccessible.Text.Description) == f"{temperature:.2f}, {words}"
    assert {f"{temperature:.2f}", words} <= texts(panel)


def test_numbers_are_written_in_the_language_of_the_interface(shown: Callable[..., TuningPanel]) -> None:
    assert "0,33" in texts(shown(ODD, language="nl"))
    assert "0.33" in texts(shown(ODD, language="en"))
    panel = shown(ODD, language="nl")
    panel.set_more(True)
    top_p = box(panel, "Top-p")
    assert isinstance(top_p, QDoubleSpinBox)
    assert top_p.text() == "0,95"


def test_a_length_is_told_in_words_of_the_language_or_as_measured(shown: Callable[..., TuningPanel]) -> None:
    assert {"400 tokens", "about 300 words"} <= texts(shown(language="en"))
    panel = shown(language="nl")
    assert {"400 tokens", "about 200 words"} <= texts(panel)
    panel.set_words_per_token(0.6)
    assert "about 240 words" in texts(panel)


def test_a_double_click_on_the_number_brings_the_tasks_value_back(
    qtbot: QtBot, shown: Callable[..., TuningPanel]
) -> None:
    panel = shown(ODD)
    numbers = {number.text(): number for number in panel.findChildren(ValueLabel)}
    with qtbot.waitSignal(panel.changed):
        QTest.mouseDClick(numbers["0.33"], Qt.MouseButton.LeftButton)
    assert panel.value() == msgspec.structs.replace(ODD, temperature=0.2)
    QTest.mouseDClick(numbers["701 tokens"], Qt.MouseButton.LeftButton)
    assert panel.value() == msgspec.structs.replace(ODD, temperature=0.2, max_tokens=400)


def test_reset_is_there_when_something_differs_and_brings_all_back(
    qtbot: QtBot, shown: Callable[..., TuningPanel]
) -> None:
    panel = shown(DEFAULT)
    reset = button(panel, "Reset to the task's values")
    assert not reset.isEnabled()
    panel.set_more(True)
    top_k = box(panel, "Top-k")
    assert isinstance(top_k, QSpinBox)
    top_k.setValue(7)
    assert reset.isEnabled()
    with qtbot.waitSignal(panel.changed):
        reset.click()
    assert panel.value() == DEFAULT
    assert not reset.isEnabled()
    panel.show_tuning(ODD, DEFAULT)
    reset.click()
    assert panel.value() == DEFAULT
    assert panel.window().focusWidget() is sliders(panel)[0]


def test_a_length_below_what_the_form_needs_is_told_and_mended(
    qtbot: QtBot, shown: Callable[..., TuningPanel]
) -> None:
    panel = shown(Tuning(max_tokens=100))
    panel.set_least(144)
    assert "This form needs 144 tokens for whole sentences." in texts(panel)
    with qtbot.waitSignal(panel.changed):
        button(panel, "Use 144").click()
    assert panel.value().max_tokens == 144
    assert "This form needs 144 tokens for whole sentences." not in texts(panel)
    assert "144 tokens" in texts(panel)
    panel.set_least(500)
    assert button(panel, "Use 500").isVisible()
    QTest.keyClick(sliders(panel)[1], Qt.Key.Key_End)
    assert not button(panel, "Use 500").isVisible()


def test_more_opens_is_remembered_by_who_asks_and_holds_the_rest(
    qtbot: QtBot, shown: Callable[..., TuningPanel]
) -> None:
    panel = shown(DEFAULT)
    opener = panel.findChild(QToolButton)
    assert isinstance(opener, QToolButton)
    assert not box(panel, "Top-p").isVisible()
    with qtbot.waitSignal(panel.more_toggled) as toggled:
        opener.click()
    assert toggled.args == [True]
    assert box(panel, "Top-p").isVisible()
    with qtbot.assertNotEmitted(panel.more_toggled):
        panel.set_more(False)
    assert not box(panel, "Top-p").isVisible()
    panel.set_more(True)
    for name, value in (("Top-p", 0.5), ("Min-p", 0.1), ("Repeat penalty", 1.25)):
        share = box(panel, name)
        assert isinstance(share, QDoubleSpinBox)
        share.setValue(value)
    top_k = box(panel, "Top-k")
    assert isinstance(top_k, QSpinBox)
    top_k.setValue(3)
    with qtbot.waitSignal(panel.changed):
        QTest.keyClicks(box(panel, "Seed"), "42")
    assert panel.value() == msgspec.structs.replace(
        DEFAULT, top_p=0.5, min_p=0.1, top_k=3, repeat_penalty=1.25, seed=42
    )
    check_tuning(panel.value())
    seed = box(panel, "Seed")
    assert isinstance(seed, QLineEdit)
    seed.clear()
    assert panel.value().seed is None
    assert seed.placeholderText() == "new each time"
    QTest.keyClicks(seed, "1a-2")
    assert panel.value().seed == 12


def test_no_value_can_be_typed_that_the_engine_refuses(shown: Callable[..., TuningPanel]) -> None:
    panel = shown()
    panel.set_more(True)
    for name in ("Top-p", "Min-p", "Top-k", "Repeat penalty", "Seed"):
        widget = box(panel, name)
        for text in ("9999999999999999999999", "-5", "0"):
            widget.setFocus()
            (widget.lineEdit() if isinstance(widget, QAbstractSpinBox) else widget).selectAll()  # type: ignore[attr-defined]
            QTest.keyClicks(widget, text)
            QTest.keyClick(widget, Qt.Key.Key_Tab)
            check_tuning(panel.value())


def test_every_control_has_a_name_and_what_it_means_for_the_screen_reader(
    shown: Callable[..., TuningPanel],
) -> None:
    panel = shown(DEFAULT)
    panel.set_least(1000)
    panel.set_more(True)
    reached = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]
    outer = [widget for widget in reached if not isinstance(widget.parent(), QAbstractSpinBox)]
    assert len(outer) == 2 + 5 + 3
    for widget in outer:
        heard = QAccessible.queryAccessibleInterface(widget)
        assert heard.text(QAccessible.Text.Name), widget
    for name in ("Top-p", "Min-p", "Top-k", "Repeat penalty", "Seed"):
        widget = box(panel, name)
        assert widget.accessibleDescription() in texts(panel)
        assert widget.accessibleDescription()[:20] in widget.toolTip()


@pytest.mark.parametrize("points", [9, 16])
def test_the_sliders_stand_side_by_side_where_there_is_room(qtbot: QtBot, theme: Theme, points: int) -> None:
    panel, area = TuningPanel("nl"), QScrollArea(widgetResizable=True)
    qtbot.addWidget(area)
    area.setStyleSheet(f"* {{ font-size: {points}pt; }}")
    area.setWidget(panel)
    area.resize(1000, 300)
    area.show()
    temperature, length = sliders(panel)
    qtbot.waitUntil(lambda: length.mapTo(panel, QPoint()).x() > temperature.mapTo(panel, QPoint()).x())
    assert length.mapTo(panel, QPoint()).y() == temperature.mapTo(panel, QPoint()).y()
    area.resize(430, 300)
    qtbot.waitUntil(lambda: length.mapTo(panel, QPoint()).y() > temperature.mapTo(panel, QPoint()).y())
    assert panel.width() <= area.width()


def test_showing_a_tuning_is_no_change_by_the_person(qtbot: QtBot, shown: Callable[..., TuningPanel]) -> None:
    panel = shown(DEFAULT)
    with qtbot.assertNotEmitted(panel.changed):
        panel.show_tuning(ODD, DEFAULT)
        panel.show_tuning(DEFAULT, DEFAULT)


# --- how long it takes ------------------------------------------------------------------------------


def test_the_length_tells_what_it_takes_here_once_that_is_known(shown: Callable[..., TuningPanel]) -> None:
    panel = shown(language="nl")
    panel.set_speed(16)
    _, length = sliders(panel)
    assert "about 200 words, at most 25 s" in texts(panel)
    assert length.accessibleDescription() == "400 tokens, about 200 words, at most 25 s"
    panel.set_speed(0)
    assert "about 200 words" in texts(panel)


@pytest.fixture
def place(qtbot: QtBot, services: Services) -> TuningPlace:
    """The place of the tuning with the task of ideas, its rest open, on the screen."""
    made = TuningPlace(services)
    qtbot.addWidget(made)
    made.set_more(True)
    made.show_task(load_all(services.paths.tasks)["brainstorm"])
    made.show()
    return made


def test_a_model_is_as_fast_as_measured_and_then_as_its_answers_are(
    place: TuningPlace, services: Services
) -> None:
    line = services.line
    assert isinstance(line, FakeLine)
    place.set_model("/models/a.gguf")
    asked = line.submitted[-1]
    assert asked.job == Calibrate(when="never", language="en")
    place.take(Tuning(max_tokens=400))
    asked.happened.emit(Calibrated("a", 100.0, 20.0, 0.5))
    assert "about 200 words, at most 20 s" in texts(place)
    place.note_answer(Timing(2.0, 12.0, 300, 0, 101), ())
    assert "about 200 words, at most 40 s" in texts(place)
    place.note_answer(Timing(2.0, 2.5, 300, 0, 3), ())  # too short to say anything
    line.engine_told.emit(Calibrated("a", 100.0, 50.0, 0.5))
    assert "about 200 words, at most 40 s" in texts(place)
    place.set_model("/models/b.gguf")
    asked.happened.emit(Calibrated("a", 100.0, 20.0, 0.5))  # too late: of the model before
    asked.closed.emit(Done())
    assert not any("at most" in text for text in texts(place))


# --- the picture ------------------------------------------------------------------------------------


def test_chances_are_the_softmax_of_logits_over_the_temperature() -> None:
    open_ = Tuning(temperature=2.0, top_p=1, min_p=0, top_k=0)
    found = chances(LIKELY, open_)
    weights = [math.exp(token.logit / 2) for token in LIKELY]
    assert [chance.share for chance in found] == pytest.approx([one / sum(weights) for one in weights])
    assert not any(chance.left_out for chance in found)
    flat, steep = (chances(LIKELY, msgspec.structs.replace(open_, temperature=one)) for one in (1.5, 0.2))
    assert flat[0].share < steep[0].share < 1


@pytest.mark.parametrize(
    ("tuning", "kept"),
    [
        (Tuning(temperature=0.0, top_p=1, min_p=0, top_k=0), 1),
        (Tuning(temperature=1.0, top_p=1, min_p=0, top_k=0), 5),
        (Tuning(temperature=1.0, top_p=1, min_p=0, top_k=2), 2),
        (Tuning(temperature=1.0, top_p=0.8, min_p=0, top_k=0), 2),
        (Tuning(temperature=1.0, top_p=0.0, min_p=0, top_k=0), 1),
        (Tuning(temperature=1.0, top_p=1, min_p=0.1, top_k=0), 3),
        (Tuning(temperature=1.5, top_p=1, min_p=0.1, top_k=0), 3),  # before temperature, as in llama.cpp
        (Tuning(temperature=1.0, top_p=1, min_p=1.0, top_k=0), 1),
    ],
)
def test_what_the_samplers_cut_off_is_left_out(tuning: Tuning, kept: int) -> None:
    assert [chance.left_out for chance in chances(LIKELY, tuning)] == [False] * kept + [True] * (5 - kept)


def test_logits_that_are_no_numbers_break_nothing() -> None:
    odd = (NextToken("a", 1.0), NextToken("b", math.nan), NextToken("c", -math.inf), NextToken("d", -1e300))
    assert [chance.text for chance in chances(odd, Tuning(temperature=0.01))] == ["a", "d"]
    assert chances((), Tuning()) == chances((NextToken("x", math.inf),), Tuning()) == ()


def test_a_token_is_one_line_whose_spaces_are_seen() -> None:
    assert visible(" De\n\tx") == "·De¶→x"
    assert visible("\u202eom\x00\ud800") == "\ufffdom\ufffd\ufffd"


def test_before_the_first_answer_the_picture_is_an_example_in_words(place: TuningPlace) -> None:
    bars = place.findChild(ChanceBars)
    assert bars is not None and not bars.isVisible()
    assert any("After the first answer" in text for text in texts(place))


def test_the_bars_move_with_the_slider_and_are_told(qtbot: QtBot, place: TuningPlace) -> None:
    place.take(Tuning(temperature=0.0))
    place.note_answer(None, LIKELY)
    bars = place.findChild(ChanceBars)
    assert bars is not None and bars.isVisible()
    assert bars.shares == (1.0, 0.0, 0.0, 0.0, 0.0)
    assert bars.accessibleDescription().startswith("De: 100 %; Het: never; ¶: never; <b>Een</b>: never")
    place.take(Tuning(temperature=1.0, top_p=1, min_p=0, top_k=0))
    assert bars.shares[0] > 0.9  # on its way
    qtbot.waitUntil(lambda: bars.shares[0] == pytest.approx(0.6569, abs=0.001), timeout=2000)
    assert "Het: 24 %" in bars.accessibleDescription()
    assert "< 1 %" in bars.accessibleDescription()


def test_only_the_likeliest_words_are_shown_and_long_ones_fit(qtbot: QtBot, theme: Theme) -> None:
    many = tuple(NextToken("woord" * place, -float(place)) for place in range(24))
    panel = TuningPanel("nl")
    qtbot.addWidget(panel)
    panel.set_more(True)
    panel.set_likely(many)
    panel.resize(300, 600)
    panel.show()
    shown_bars = panel.findChild(ChanceBars)
    assert shown_bars is not None and len(shown_bars.shares) == BARS
    assert not shown_bars.grab().isNull()
    assert panel.minimumSizeHint().width() < 420


def test_a_picture_that_goes_while_its_bars_move_leaves_nothing_behind(
    qtbot: QtBot, place: TuningPlace
) -> None:
    place.note_answer(None, LIKELY)
    place.take(Tuning(temperature=1.4))
    bars = place.findChild(ChanceBars)
    assert bars is not None
    place.hide()
    still = bars.shares
    qtbot.wait(30)
    assert bars.shares == still == tuple(chance.share for chance in chances(LIKELY, place.value()))


def test_another_model_has_other_chances(place: TuningPlace) -> None:
    place.set_model("/models/a.gguf")
    place.note_answer(None, LIKELY)
    bars = place.findChild(ChanceBars)
    assert bars is not None and bars.isVisible()
    place.set_model("/models/b.gguf")
    assert not bars.isVisible()
