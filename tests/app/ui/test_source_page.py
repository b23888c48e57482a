"""A source on its page: what is marked, what is said when it is gone, that nothing in it is obeyed."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QShortcut, QTextFormat
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.messages import Done, Failed, PageRead, ReadPage, Source
from app.ui.services import Services
from app.ui.source.page import LEAST_WIDTH, SourcePage
from app.ui.source.page_text import AROUND, PageText, excerpt, find_passage
from app.ui.worker import EngineJob
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

QUOTE = "Brieven worden na vier weken\nverwijderd."
LINES = "\n".join(f"Regel {number} van de pagina, met wat woorden." for number in range(60))
PAGE = f"{LINES}\n\n{QUOTE}\n\n{LINES}"
START = PAGE.index(QUOTE)


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> Iterator[SourcePage]:
    made = SourcePage(services)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "handboek.txt"
    made.write_text("x")
    return made


def source(
    number: int = 1, path: str = "/weg/handboek.txt", quote: str = QUOTE, start: int = START
) -> Source:
    return Source(number, f"d{number}", path, f"Handboek {number}", number + 2, quote, "Verlof > Kort", start)


def asked(services: Services) -> EngineJob:
    assert isinstance(services.line, FakeLine)
    return services.line.jobs(ReadPage)[-1]


def read(job: EngineJob, text: str = PAGE, pages: int = 12) -> None:
    assert isinstance(job.job, ReadPage)
    job.happened.emit(PageRead(job.job.document, "/x", "x", job.job.page, pages, text))
    job.closed.emit(Done())


def texts(page: SourcePage) -> list[PageText]:
    return [text for text in page.findChildren(PageText) if text.isVisible()]


def says(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def button(page: SourcePage, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if found.text() == text)


def tool(page: SourcePage, name: str) -> QToolButton:
    return next(found for found in page.findChildren(QToolButton) if found.accessibleName() == name)


# --- what is shown ----------------------------------------------------------------------------------


def test_the_page_is_asked_for_and_shown_with_its_passage(page: SourcePage, services: Services) -> None:
    page.show_source((source(1), source(2)), 2)
    assert asked(services).job == ReadPage("d2", 4)
    read(asked(services))
    (text,) = texts(page)
    assert text.toPlainText() == PAGE
    assert text.marked == QUOTE
    assert {"Handboek 2", "page 4 of 12 · Verlof > Kort · at about 50 %", "2 of 2"} <= set(says(page))


def test_a_document_of_one_page_has_no_page_number(page: SourcePage, services: Services) -> None:
    page.show_source((source(1),), 1)
    read(asked(services), pages=1)
    assert "Verlof > Kort · at about 50 %" in says(page)


def test_the_passage_is_in_the_upper_third(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    read(asked(services))
    (text,) = texts(page)
    for height in (600, 380):
        page.resize(400, height)
        top = text.cursorRect(text.textCursor()).top()
        assert 0 <= top <= text.viewport().height() / 3


def test_who_scrolled_is_not_scrolled_back(page: SourcePage, services: Services, qtbot: QtBot) -> None:
    page.show_source((source(),), 1)
    read(asked(services))
    (text,) = texts(page)
    qtbot.keyClick(text, Qt.Key.Key_PageUp)
    value = text.verticalScrollBar().value()
    page.resize(400, 599)
    assert abs(text.verticalScrollBar().value() - value) <= 1


def test_a_passage_is_found_where_it_was_or_else_where_it_is_now() -> None:
    twice = "aa\nkort\nbb\nkort"
    assert find_passage(twice, "kort", 11) == (11, 15)
    assert find_passage(twice, "kort", 5) == (3, 7)
    assert find_passage(twice, "lang", 3) is None
    assert find_passage(twice, "", 0) is None


@pytest.mark.parametrize("before", ["😀😀 ", "a\r\nb\r\n", "a\rb\r", "\0\ufdd0\ufffc ", "a\u2028b\u2029c "])
def test_the_passage_is_marked_to_the_letter_whatever_stands_before_it(
    page: SourcePage, services: Services, before: str
) -> None:
    page.show_source((source(start=len(before)),), 1)
    read(asked(services), f"{before}{QUOTE} en meer")
    assert texts(page)[0].marked == QUOTE
    assert not set("\0\ufdd0\ufffc") & set(texts(page)[0].toPlainText())


def test_a_passage_that_is_no_longer_on_its_page_is_shown_above_it(
    page: SourcePage, services: Services
) -> None:
    page.show_source((source(),), 1)
    read(asked(services), LINES)
    quote, text = texts(page)
    assert quote.toPlainText() == quote.marked == QUOTE
    assert (text.toPlainText(), text.marked) == (LINES, "")
    assert "The document has changed: this passage is no longer on the page. It read:" in says(page)


def test_of_a_document_that_is_gone_the_passage_is_left(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    asked(services).closed.emit(Failed(Fault("UnknownDocument", {"document": "d1"})))
    (text,) = texts(page)
    assert text.toPlainText() == text.marked == QUOTE
    assert "This document is no longer in the library. This is the passage that was read." in says(page)


def test_a_failure_says_why_and_tries_again(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    fault = Fault("EngineDied", {"exit_code": -9})
    asked(services).closed.emit(Failed(fault))
    assert services.sentences.error(fault) in says(page)
    assert texts(page)[0].toPlainText() == QUOTE
    button(page, "Try again").click()
    read(asked(services))
    assert texts(page)[0].toPlainText() == PAGE
    assert services.sentences.error(fault) not in says(page)


def test_a_page_that_comes_late_is_not_shown(page: SourcePage, services: Services) -> None:
    page.show_source((source(1), source(2)), 1)
    first = asked(services)
    page.show_source((source(1), source(2)), 2)
    second = asked(services)
    read(second, f"tweede {QUOTE}")
    first.happened.emit(PageRead("d1", "/x", "x", 3, 12, "eerste"))
    first.closed.emit(Failed(Fault("UnknownDocument", {"document": "d1"})))
    assert texts(page)[0].toPlainText() == f"tweede {QUOTE}"
    assert "This document is no longer in the library. This is the passage that was read." not in says(page)


def test_a_page_of_a_million_letters_is_shown_at_once_around_its_passage(
    page: SourcePage, services: Services
) -> None:
    line = "een rij; van een groot; rekenblad; met getallen\n"
    long = line * 11_000 + QUOTE + "\n" + line * 11_000
    page.show_source((source(start=long.index(QUOTE)),), 1)
    started = time.perf_counter()
    read(asked(services), long)
    assert time.perf_counter() - started < 1
    text = texts(page)[0]
    assert text.marked == QUOTE
    assert len(text.toPlainText()) < 2 * AROUND + len(QUOTE) + 20
    assert text.toPlainText().startswith("[…]\neen rij; ")
    assert text.toPlainText().endswith("getallen\n[…]")


@pytest.mark.parametrize(("start", "end"), [(0, 5), (500_000, 500_100), (999_990, 1_000_000), (0, 0)])
def test_an_excerpt_without_line_ends_keeps_its_passage(start: int, end: int) -> None:
    page = "".join(chr(97 + number % 26) for number in range(1_000_000))
    shown = excerpt(page, start, end)
    assert shown.text[shown.start : shown.end] == page[start:end]


# --- going about ------------------------------------------------------------------------------------


def test_the_other_sources_are_a_press_away(page: SourcePage, services: Services) -> None:
    page.show_source((source(1), source(2), source(3)), 1)
    forward, back = tool(page, "Next source"), tool(page, "Previous source")
    assert not back.isEnabled()
    forward.click()
    forward.click()
    assert asked(services).job == ReadPage("d3", 5)
    assert "3 of 3" in says(page)
    assert not forward.isEnabled()
    back.click()
    assert asked(services).job == ReadPage("d2", 4)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_keys_lead_back_and_are_nobody_elses(
    services: Services, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = SourcePage(services)
    layout, elsewhere = QVBoxLayout(window), QLineEdit()
    layout.addWidget(elsewhere)
    layout.addWidget(page)
    elsewhere.setFocus()
    stopped: list[bool] = []
    shortcut = QShortcut(Qt.Key.Key_Escape, window)
    shortcut.activated.connect(lambda: stopped.append(True))
    with qtbot.waitActive(window):
        window.show()
    page.show_source((source(),), 1)
    read(asked(services))
    assert texts(page)[0].hasFocus()
    with qtbot.waitSignal(page.closed, timeout=1_000):
        qtbot.keyClick(texts(page)[0], key, modifier)
    assert stopped == []


def test_back_leads_back(page: SourcePage, qtbot: QtBot) -> None:
    page.show_source((source(),), 1)
    with qtbot.waitSignal(page.closed, timeout=1_000):
        button(page, "Back").click()


def test_going_on_leaves_the_keyboard_where_it_is(page: SourcePage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.show_source((source(1), source(2), source(3)), 1)
    tool(page, "Next source").setFocus()
    tool(page, "Next source").click()
    page.show_source((source(1), source(2), source(3)), 2)
    assert tool(page, "Next source").hasFocus()


def test_a_quote_is_copied_with_its_place(page: SourcePage) -> None:
    page.show_source((source(),), 1)
    button(page, "Copy quote").click()
    assert QGuiApplication.clipboard().text() == f"“{QUOTE}”\nHandboek 1, page 3"


def test_the_document_is_opened_only_when_asked_and_there(
    page: SourcePage, services: Services, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page.show_source(
        (source(1, str(file)), source(2, "/weg/x.pdf"), source(3, "\0"), source(4, "/" * 5000)), 1
    )
    read(asked(services))
    assert opened == []
    button(page, "Open document").click()
    assert opened == [QUrl.fromLocalFile(str(file))]
    for _ in range(3):
        tool(page, "Next source").click()
        assert not button(page, "Open document").isEnabled()
        assert "no longer where it was" in button(page, "Open document").toolTip()


def test_a_document_that_does_not_open_is_told(
    page: SourcePage, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.show_source((source(1, str(file)),), 1)
    button(page, "Open document").click()
    assert "The document cannot be opened on this computer." in says(page)


def test_every_control_has_a_name(page: SourcePage) -> None:
    page.show_source((source(1), source(2)), 1)
    for kind in (QPushButton, QToolButton, PageText):
        for widget in page.findChildren(kind):
            if widget.isVisible():
                assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_it_fits_the_narrowest_place(page: SourcePage, services: Services, qtbot: QtBot) -> None:
    page.show_source((source(),), 1)
    read(asked(services), LINES)
    for text in ("Citaat kopiëren", "Document nu openen"):
        button(page, "Copy quote" if text.startswith("Citaat") else "Open document").setText(text)
    page.resize(LEAST_WIDTH + 20, 500)
    shown = [part for part in page.findChildren(QPushButton) if part.isVisible()]
    assert len(shown) == 3
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in shown), timeout=2_000)
    for part in shown:
        assert page.rect().contains(part.mapTo(page, part.rect().bottomRight()))


# --- it obeys nothing -------------------------------------------------------------------------------


def test_hostile_pages_are_text_and_load_nothing(
    page: SourcePage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[object] = []
    monkeypatch.setattr(PageText, "loadResource", lambda _self, _kind, name: asked_for.append(name))
    hostile = (
        '<img src="file:///etc/passwd">\n![x](http://a/b.png)\n<script>x</script>\n\\\\server\\share\n'
        "<a href='http://kwaad'>hier</a>"
    )
    page.show_source((Source(1, "d", "/x", "<img src=x>", 3, hostile, "<b>kop</b>", 0),), 1)
    read(asked(services), hostile)
    (text,) = texts(page)
    text.repaint()
    assert (text.toPlainText(), text.marked, asked_for) == (hostile, hostile, [])
    assert {"<img src=x>", "page 3 of 12 · <b>kop</b>"} <= set(says(page))
    for form in text.document().allFormats():
        assert not form.isImageFormat()
        assert not form.property(QTextFormat.Property.IsAnchor)
    for widget in page.findChildren(QWidget):
        assert "<img" not in widget.toolTip()
