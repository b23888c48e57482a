"""One window for each data folder."""

import subprocess
import sys
import textwrap
from pathlib import Path

from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.ui.single import LONGEST_SOCKET, SingleWindow

SECOND = """
    import sys
    from PySide6.QtCore import QCoreApplication
    from app.paths import Paths
    from app.ui.single import SingleWindow
    application = QCoreApplication([])
    window = SingleWindow(Paths.under(sys.argv[1]))
    print(window.claim(), flush=True)
"""


def folder(path: Path) -> Paths:
    paths = Paths.under(path)
    paths.create()
    return paths


def second_start(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(SECOND), str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_second_start_raises_the_first_and_is_not_the_one(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(folder(tmp_path / "data"))
    assert first.claim()
    with qtbot.waitSignal(first.raise_wanted, timeout=10_000):
        second = second_start(tmp_path / "data")
    assert second.communicate(timeout=10)[0].strip() == "False"
    first.close()


def test_another_data_folder_has_a_window_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(folder(tmp_path / "one")), SingleWindow(folder(tmp_path / "two"))
    assert first.claim()
    assert second.claim()
    first.close()
    second.close()


def test_what_a_killed_window_left_behind_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path) -> None:
    killed = textwrap.dedent(SECOND) + "import os; os._exit(0)"
    command = [sys.executable, "-c", killed, str(folder(tmp_path / "data").root)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "True"
    assert (tmp_path / "data" / "window.socket").exists()
    next_one = SingleWindow(Paths.under(tmp_path / "data"))
    assert next_one.claim()
    next_one.close()


def test_a_data_folder_with_a_long_path_works_too(qtbot: QtBot, tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    assert len(str(deep)) > LONGEST_SOCKET
    first = SingleWindow(folder(deep))
    assert first.claim()
    with qtbot.waitSignal(first.raise_wanted, timeout=10_000):
        second = second_start(deep)
    assert second.communicate(timeout=10)[0].strip() == "False"
    first.close()


def test_only_this_user_can_reach_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(folder(tmp_path / "data"))
    assert first.claim()
    assert (tmp_path / "data" / "window.socket").stat().st_mode & 0o077 == 0
    first.close()


def test_a_window_that_does_not_answer_keeps_nobody_out(qtbot: QtBot, tmp_path: Path) -> None:
    paths = folder(tmp_path / "data")
    hung = QLocalServer()  # it listens, and says nothing
    assert hung.listen(str(paths.window_socket))
    second = SingleWindow(paths)
    assert second.claim()
    second.close()
    hung.close()
