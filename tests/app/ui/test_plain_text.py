"""Text that wants to be more than text: it is shown, and nothing else happens."""

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.plain_text import ElidedLabel, PlainLabel, ReadOnlyText, one_line, tooltip

HOSTILE = (
    "<b>bold</b>",
    "<img src='file:///etc/hostname'>",
    "<a href='http://example.invalid'>click</a>",
    "&lt;b&gt; &amp; R&D",
    "<qt>rich",
    "</qt><script>alert(1)</script>",
    "**no** [mark](down)",
)
DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
RED = QColor("#ff0000")


def has_red(widget: QWidget) -> bool:
    image = widget.grab().toImage()
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(dot.red() > 200 and dot.green() < 80 and dot.blue() < 80 for dot in dots)


def read_as_html(text: str) -> str:
    """What Qt shows of a text that it takes for HTML."""
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


class Desktop(QObject):
    """Takes what would be opened in another program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def red_picture(tmp_path: Path) -> Path:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    path = tmp_path / "rood.png"
    assert image.save(str(path))
    return path


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    desktop = Desktop()
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, desktop, "open")
    yield desktop
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def view(qtbot: QtBot) -> ReadOnlyText:
    view = ReadOnlyText()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    return view


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
def test_a_label_shows_html_as_the_text_that_it_is(qtbot: QtBot, kind: type[PlainLabel], text: str) -> None:
    label = kind(text)
    qtbot.addWidget(label)
    assert label.text() == text
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(text)


def test_a_label_shows_no_picture_and_no_link(qtbot: QtBot, red_picture: Path, desktop: Desktop) -> None:
    careless = QLabel(f"<img src='{red_picture}'>")
    qtbot.addWidget(careless)
    assert has_red(careless), "the test would see a picture"
    for kind in (PlainLabel, ElidedLabel):
        label = kind(f"<a href='file://{red_picture}'><img src='{red_picture}'></a>")
        qtbot.addWidget(label)
        label.resize(500, 60)
        label.show()
        assert not has_red(label)
        for x in range(0, 500, 20):
            QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert desktop.opened == []


def test_a_long_line_ends_in_an_ellipsis_and_is_whole_in_the_tooltip(qtbot: QtBot) -> None:
    text = "Jaarverslag <b>2024</b> van de afdeling, " * 5 + "einde"
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    label.resize(100, 30)
    assert label.minimumSizeHint().width() == 0
    assert read_as_html(label.toolTip()) == text
    label.setText("")
    assert label.toolTip() == ""


def test_a_narrow_line_is_drawn_within_its_bounds_and_changes_with_its_width(qtbot: QtBot) -> None:
    label = ElidedLabel("Declaratieregeling dienstreizen")
    qtbot.addWidget(label)
    pictures = []
    for width in (60, 120, 400):
        label.resize(width, 30)
        pictures.append(label.grab().toImage().copy(0, 0, 60, 30))
    assert pictures[0] != pictures[1], "60 dots have room for an ellipsis where 120 show a letter"
    assert pictures[1] == pictures[2]


def test_a_name_of_several_lines_is_one_line() -> None:
    assert one_line("een\ntwee\r\tdrie\u2028vier\u2029vijf\x85zes\vzeven\facht") == (
        "een twee  drie vier vijf zes zeven acht"
    )


@pytest.mark.parametrize("mark", DIRECTION_MARKS)
def test_a_mark_that_turns_the_direction_of_text_is_seen(qtbot: QtBot, mark: str) -> None:
    """Otherwise a program may look like a document: "rekening" and "fdp.exe" like "rekeningexe.pdf"."""
    text = f"rekening{mark}fdp.exe"
    seen = "rekening\N{REPLACEMENT CHARACTER}fdp.exe"
    assert one_line(text) == seen
    assert read_as_html(tooltip(text)) == seen
    for kind in (PlainLabel, ElidedLabel):
        label = kind(text)
        qtbot.addWidget(label)
        assert label.text() == seen


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_shows_html_as_the_text_that_it_is(text: str) -> None:
    assert QtGui.Qt.mightBeRichText(tooltip(text)), "Qt would take some texts for HTML and others not"
    assert read_as_html(tooltip(text)) == text


def test_a_tooltip_keeps_the_lines_of_its_text() -> None:
    assert read_as_html(tooltip("een\ntwee <b>")) == "een\ntwee <b>"


@pytest.mark.parametrize(
    "words",
    [
        "<img src='{path}'>",
        "<img src='{url}'>",
        "<body background='{path}'>achtergrond</body>",
        "<table background='{path}' width='200'><tr><td>achtergrond</td></tr></table>",
        "<p style='background-image: url({path})'>achtergrond</p>",
    ],
)
def test_nothing_that_a_text_names_is_loaded_from_disk(
    view: ReadOnlyText, red_picture: Path, words: str
) -> None:
    view.document().setHtml(words.format(path=red_picture, url=red_picture.as_uri()))
    assert not has_red(view)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.invalid/a.png",
        "//server/share/a.png",
        r"\\server\share\a.png",
        "file://server/share/a.png",
    ],
)
def test_a_picture_from_elsewhere_is_one_transparent_dot(view: ReadOnlyText, address: str) -> None:
    view.document().setHtml(f"<img src='{html.escape(address)}'>")
    view.grab()
    shown = view.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
    assert isinstance(shown, QImage)
    assert (shown.width(), shown.height(), shown.pixelColor(0, 0).alpha()) == (1, 1, 0)


def test_a_style_sheet_that_a_text_names_is_not_read(view: ReadOnlyText, tmp_path: Path) -> None:
    (tmp_path / "rood.css").write_text("p { background-color: #ff0000; }")
    head = f"<head><link rel='stylesheet' type='text/css' href='{tmp_path / 'rood.css'}'></head>"
    view.document().setHtml(f"<html>{head}<body><p>tekst</p></body></html>")
    assert not has_red(view)


def test_a_page_is_not_read_from_disk(view: ReadOnlyText, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("geheim")
    view.setSource(QUrl.fromLocalFile(str(tmp_path / "page.html")))
    assert view.toPlainText() == ""


@pytest.mark.parametrize(
    "link", ["file:///etc/hostname", "http://example.invalid", "mailto:a@example.invalid", "page.html"]
)
def test_a_link_opens_nothing_by_mouse_or_keyboard(view: ReadOnlyText, desktop: Desktop, link: str) -> None:
    view.document().setHtml(f"<a href='{link}'>een verwijzing die lang genoeg is om te raken</a>")
    before = view.toPlainText()
    view.moveCursor(QTextCursor.MoveOperation.Start)
    place = view.cursorRect().center() + QPoint(20, 0)
    assert view.anchorAt(place) == link
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert desktop.opened == []
    assert view.toPlainText() == before
    assert view.source() == QUrl()


def test_the_test_would_see_a_link_that_is_opened(desktop: Desktop) -> None:
    QDesktopServices.openUrl(QUrl("http://example.invalid"))
    assert desktop.opened == [QUrl("http://example.invalid")]


def test_what_is_copied_is_plain_text_and_nothing_else(view: ReadOnlyText) -> None:
    view.document().setHtml(
        "<p><b>Verlof</b> is <a href='http://example.invalid'>hier</a></p><p>geregeld</p>"
    )
    view.selectAll()
    view.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.formats() == ["text/plain"]
    assert copied.text() == "Verlof is hier\ngeregeld"


def test_what_is_dropped_on_it_is_refused(view: ReadOnlyText) -> None:
    view.setPlainText("tekst")
    dropped = QMimeData()
    dropped.setText("anders")
    dropped.setUrls([QUrl("file:///etc/hostname")])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    for target in (view, view.viewport()):
        enter = QDragEnterEvent(QPoint(10, 10), copy, dropped, button, none)
        enter.setAccepted(False)
        QApplication.sendEvent(target, enter)
        assert not enter.isAccepted()
        QApplication.sendEvent(target, QDropEvent(QPointF(10, 10), copy, dropped, button, none))
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()
    assert view.toPlainText() == "tekst"


def test_nothing_can_be_typed_or_pasted_into_it(view: ReadOnlyText) -> None:
    view.setPlainText("tekst")
    QGuiApplication.clipboard().setText("geplakt")
    view.moveCursor(QTextCursor.MoveOperation.End)
    view.setFocus()
    QTest.keyClicks(view, "getypt")
    view.paste()
    assert view.toPlainText() == "tekst"
