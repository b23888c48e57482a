"""The main job with the network taken away, and watched with the network there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import documents

JOURNEY = """
set -e
"$1" -P -m app index --data-dir "$2" "$3"
"$1" -P -m app search --data-dir "$2" "Hoe laat sluit de kantine?"
"$1" -P -m app ask --data-dir "$2" --max-tokens 16 "Hoe laat sluit de kantine?"
"""

PLANTED = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="namespaces and strace are Linux's")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture
def journey(tmp_path: Path) -> list[str]:
    """The main job as a command."""
    documents.write_md(tmp_path / "kantine.md", "De kantine sluit op vrijdag om vijftien uur.")
    script = tmp_path / "journey.sh"
    script.write_text(JOURNEY)
    return ["sh", str(script), sys.executable, str(tmp_path / "data"), str(tmp_path / "kantine.md")]


def without_hub_variables() -> dict[str, str]:
    """The environment of a person: the program has to set the offline variables itself."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))
    }


@pytest.mark.slow
@needs_linux
def test_the_main_job_works_without_a_network(journey: list[str]) -> None:
    if subprocess.run(["unshare", "-rn", "true"], check=False).returncode:
        pytest.skip("this system lets nobody make a network namespace")
    command = ["unshare", "-rn", *journey]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=without_hub_variables())
    assert done.returncode == 0, done.stderr
    assert "vijftien uur" in done.stdout


def internet_sockets(command: list[str], log: Path) -> list[str]:
    """The lines of strace in which a process of this command got an internet socket or an io_uring.

    A request that the kernel refuses is none: urllib3, which comes with the model libraries, tries at its
    import whether there is IPv6.
    """
    watched = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=socket,connect,io_uring_setup",
        "-o",
        str(log),
        *command,
    ]
    done = subprocess.run(watched, capture_output=True, text=True, check=False, env=without_hub_variables())
    assert done.returncode == 0, done.stderr
    lines = log.read_text().splitlines()
    asked = [line for line in lines if "AF_INET" in line or "io_uring_setup" in line]
    return [line for line in asked if "EACCES" not in line]


@needs_linux
@needs_strace
@pytest.mark.slow
def test_no_process_ever_gets_an_internet_socket(journey: list[str], tmp_path: Path) -> None:
    assert internet_sockets(journey, tmp_path / "strace.log") == []


@needs_linux
@needs_strace
def test_a_planted_connection_is_seen(tmp_path: Path) -> None:
    assert internet_sockets([sys.executable, "-c", PLANTED], tmp_path / "strace.log")
