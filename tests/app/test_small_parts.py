"""Settings, paths, pipes, the console: small parts with a promise each."""

import io
import os
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from app import settings
from app.console import Console, printable
from app.engine.checks import disk_is_encrypted
from app.engine.lock import FolderLock
from app.messages import Done, ListDocuments, Progress, Report, Stop, Submit
from app.paths import Paths
from app.pipes import Channel
from app.sentences import Sentences


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = settings.Settings(writer="/models/a.gguf", threads=3)
    settings.save(tmp_path / "settings.json", kept)
    assert settings.load(tmp_path / "settings.json") == kept
    assert list(tmp_path.iterdir()) == [tmp_path / "settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b'{"threads": "many"}', b"\xff\xfe"])
def test_settings_that_cannot_be_understood_count_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert settings.load(tmp_path / "settings.json") == settings.Settings()


def test_every_cpu_is_used_unless_told_otherwise() -> None:
    assert settings.Settings().cpu_threads == len(os.sched_getaffinity(0))
    assert settings.Settings(threads=1).cpu_threads == 1


def test_the_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    assert paths.root.stat().st_mode & 0o077 == 0
    assert paths.index.is_dir()


def test_without_a_name_the_data_folder_is_the_users(tmp_path: Path) -> None:
    assert Paths.under(None).root.is_relative_to(tmp_path)


def channels() -> tuple[Channel[Submit | Stop], Channel[Report]]:
    """The two ends of a pair of pipes: the engine's and the client's."""
    down, up = os.pipe(), os.pipe()
    engine: Channel[Submit | Stop] = Channel(os.fdopen(down[0], "rb"), os.fdopen(up[1], "wb"), Submit | Stop)
    client: Channel[Report] = Channel(os.fdopen(up[0], "rb"), os.fdopen(down[1], "wb"), Report)
    return engine, client


def test_messages_arrive_typed_and_in_order() -> None:
    engine, client = channels()
    client.send(Submit(1, ListDocuments()))
    client.send(Stop(1))
    assert engine.receive() == Submit(1, ListDocuments())
    assert engine.receive() == Stop(1)
    engine.send(Report(1, Progress("searching", 1, 2)))
    engine.send(Report(1, Done()))
    assert client.receive() == Report(1, Progress("searching", 1, 2))
    assert client.receive() == Report(1, Done())
    client.close()
    assert engine.receive() is None
    engine.close()


def test_messages_of_several_threads_do_not_mix() -> None:
    engine, client = channels()
    threads = [
        threading.Thread(target=lambda n=n: [client.send(Stop(n)) for _ in range(200)]) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    numbers = [engine.receive() for _ in range(800)]
    for thread in threads:
        thread.join()
    assert sorted(stop.number for stop in numbers if isinstance(stop, Stop)) == sorted([0, 1, 2, 3] * 200)
    client.close()
    engine.close()


@pytest.mark.parametrize("body", [b"\xff" * 10, msgspec.msgpack.encode({"type": "Shutdown"})])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    read, write = os.pipe()
    engine: Channel[Submit | Stop] = Channel(os.fdopen(read, "rb"), io.BytesIO(), Submit | Stop)
    os.write(write, len(body).to_bytes(4, "big") + body)
    os.write(write, b"\xff\xff\xff\xff")
    os.close(write)
    for _ in range(2):
        with pytest.raises(msgspec.DecodeError):
            engine.receive()
    assert engine.receive() is None
    engine.close()


def test_a_message_cut_off_is_the_end() -> None:
    read, write = os.pipe()
    engine: Channel[Submit | Stop] = Channel(os.fdopen(read, "rb"), io.BytesIO(), Submit | Stop)
    os.write(write, b"\0\0\0\x20abc")
    os.close(write)
    assert engine.receive() is None
    engine.close()


def test_a_folder_has_one_holder_who_is_known(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    first, second = FolderLock(paths), FolderLock(paths)
    assert first.take(starter=4711)
    assert not second.take(starter=4712, seconds=0.3)
    assert second.holder().process == 4711
    assert second.holder().since
    paths.lock_holder.write_bytes(b"{")
    assert second.holder().process == 0


def test_a_terminal_gets_no_control_characters() -> None:
    hostile = "a\x1b[2J\x07b\x9bc\u202ed\u2066e\n\té 👩 ok"
    assert printable(hostile) == "a[2Jbcde\n\té 👩 ok"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_makes_room_for_results() -> None:
    out, terminal = io.StringIO(), Terminal()
    console = Console(Sentences("nl"), out, terminal)
    console.progress(Progress("reading_documents", 1, 2))
    console.progress(Progress("reading_documents", 1, 2))
    console.result("klaar")
    assert terminal.getvalue() == "\r\x1b[Kdocumenten lezen: 1 van 2\r\x1b[K"
    assert out.getvalue() == "klaar\n"


def test_progress_does_not_erase_a_line_that_is_still_being_written() -> None:
    terminal = Terminal()
    console = Console(Sentences("nl"), terminal, terminal)
    console.result("Een antwoord", end="")
    console.progress(Progress("writing", 5, 100))
    console.result(" van twee stukken.")
    console.progress(Progress("writing", 9, 100))
    assert terminal.getvalue().startswith("Een antwoord van twee stukken.\n\r")


def test_progress_stays_out_of_a_log() -> None:
    log = io.StringIO()
    Console(Sentences("nl"), io.StringIO(), log).progress(Progress("searching"))
    assert log.getvalue() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's tools")
@pytest.mark.parametrize(
    ("layers", "encrypted"), [("lvm\ncrypt\npart\ndisk\n", True), ("part\ndisk\n", False), ("", None)]
)
def test_an_encrypted_disk_is_seen(tmp_path: Path, layers: str, encrypted: bool | None) -> None:
    answers = {"findmnt": "/dev/mapper/home[/sub]\n", "lsblk": layers}
    asked = []

    def run(command: list[str]) -> str:
        asked.append(command[-1])
        return answers[command[0]]

    assert disk_is_encrypted(tmp_path, run) is encrypted
    assert asked == [str(tmp_path), "/dev/mapper/home"]
