"""The drop-zone takes files and folders of this computer, and nothing else."""

from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.documents.drop_zone import DropZone, local_paths
from app.ui.theme import Theme

BUTTON, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
# From 6.12 on a point with fractions is wanted, which the versions before do not take.
HERE = QPointF(9, 9) if PySide6.__version_info__ >= (6, 12) else QPoint(9, 9)
COPY, MOVE, LINK = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction, Qt.DropAction.LinkAction


def files(*paths: Path | str) -> QMimeData:
    return urls(*(QUrl.fromLocalFile(str(path)) for path in paths))


def urls(*given: QUrl | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in given])
    return mime


def enter(widget: QWidget, mime: QMimeData, actions: Qt.DropAction = COPY | MOVE) -> bool:
    event = QDragEnterEvent(HERE, actions, mime, BUTTON, NO_KEYS)
    QCoreApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, mime: QMimeData, actions: Qt.DropAction = COPY | MOVE) -> QDropEvent:
    """What the system does when files are dragged here and let go of."""
    event = QDropEvent(QPointF(9, 9), actions, mime, BUTTON, NO_KEYS)
    event.setDropAction(MOVE)
    if enter(widget, mime, actions):
        move = QDragMoveEvent(HERE, actions, mime, BUTTON, NO_KEYS)
        QCoreApplication.sendEvent(widget, move)
        assert move.isAccepted()
        QCoreApplication.sendEvent(widget, event)
    else:
        event.ignore()
    return event


@pytest.fixture
def zone(qtbot: QtBot, theme: Theme) -> DropZone:
    made = DropZone(theme)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def shown_words(zone: DropZone) -> str:
    labels = [label for label in zone.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels if label.text())


def test_files_and_folders_that_are_dropped_are_told(qtbot: QtBot, zone: DropZone, tmp_path: Path) -> None:
    document, folder = tmp_path / "a b%20é.pdf", tmp_path / "folder"
    document.write_bytes(b"%PDF")
    folder.mkdir()
    with qtbot.waitSignal(zone.dropped) as told:
        drop(zone, files(document, folder))
    assert told.args == [(str(document), str(folder))]


def test_a_drop_looks_at_no_file(qtbot: QtBot, zone: DropZone, monkeypatch: pytest.MonkeyPatch) -> None:
    mime = files(*(f"/nowhere/{number}.pdf" for number in range(5000)))
    looked_at: list[object] = []
    with qtbot.waitSignal(zone.dropped) as told, monkeypatch.context() as watched:
        for name in ("stat", "lstat", "scandir", "listdir"):
            watched.setattr(f"os.{name}", looked_at.append)
        drop(zone, mime)
    assert len(told.args[0]) == 5000
    assert not looked_at


def test_what_is_dropped_is_never_moved_away_from_where_it_is(zone: DropZone, tmp_path: Path) -> None:
    assert drop(zone, files(tmp_path)).dropAction() == COPY
    assert drop(zone, files(tmp_path), LINK).dropAction() == LINK
    assert not enter(zone, files(tmp_path), MOVE)


def test_a_file_that_is_dropped_twice_is_told_once(tmp_path: Path) -> None:
    assert local_paths(files(tmp_path, tmp_path)) == (str(tmp_path),)


@pytest.mark.parametrize("address", ["https://example.org/a.pdf", "qrc:/a.pdf", "data:text/plain,a", "a.pdf"])
def test_web_addresses_are_not_taken(zone: DropZone, address: str) -> None:
    assert not enter(zone, urls(address))
    assert local_paths(urls(address)) == ()


def test_text_is_not_taken(zone: DropZone) -> None:
    mime = QMimeData()
    mime.setText("/etc/passwd")
    mime.setHtml("<a href='file:///etc/passwd'>x</a>")
    assert not enter(zone, mime)
    assert local_paths(mime) == ()


NETWORK = [
    "file://server/share/a.pdf",
    "file:////server/share/a.pdf",
    "file:///\\server\\share\\a.pdf",
    "file:////\\server/share/a.pdf",
]


@pytest.mark.parametrize("address", NETWORK)
def test_files_on_the_network_are_refused_and_it_is_said(qtbot: QtBot, zone: DropZone, address: str) -> None:
    told: list[object] = []
    zone.dropped.connect(told.append)
    with qtbot.waitSignal(zone.refused):
        drop(zone, urls(address))
    assert not told


def test_of_a_mixed_drop_the_files_of_this_computer_are_taken(
    qtbot: QtBot, zone: DropZone, tmp_path: Path
) -> None:
    here = QUrl.fromLocalFile(str(tmp_path))
    with qtbot.waitSignal(zone.dropped) as told:
        drop(zone, urls(*NETWORK, here, "https://example.org", "file:relative.pdf"))
    assert told.args == [(str(tmp_path),)]


def test_while_files_are_over_it_the_zone_says_what_letting_go_does(zone: DropZone) -> None:
    calm = shown_words(zone)
    enter(zone, files("/a.pdf", "/b.pdf", "/c.pdf"))
    assert zone.property("over") is True
    assert "3" in shown_words(zone)
    QCoreApplication.sendEvent(zone, QDragLeaveEvent())
    assert zone.property("over") is False
    assert shown_words(zone) == calm


def test_after_a_drop_the_zone_invites_again(zone: DropZone, tmp_path: Path) -> None:
    calm = shown_words(zone)
    drop(zone, files(tmp_path))
    assert zone.property("over") is False
    assert shown_words(zone) == calm


@pytest.mark.parametrize("large", [True, False])
def test_it_takes_drops_large_and_small(qtbot: QtBot, zone: DropZone, tmp_path: Path, large: bool) -> None:
    zone.set_large(large)
    assert zone.large is large
    with qtbot.waitSignal(zone.dropped):
        drop(zone, files(tmp_path))


def test_small_it_is_one_line(zone: DropZone) -> None:
    large = zone.sizeHint().height()
    zone.set_large(False)
    assert zone.sizeHint().height() < 60 < large


def test_dragging_has_buttons_beside_it_that_the_keyboard_reaches(qtbot: QtBot, zone: DropZone) -> None:
    buttons = [button for button in zone.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 2
    for button, signal in zip(buttons, (zone.files_wanted, zone.folder_wanted), strict=True):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        button.setFocus()
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, Qt.Key.Key_Space)
