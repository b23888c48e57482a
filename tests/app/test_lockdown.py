"""What a process that is closed off can no longer do; each in a process of its own, for it is for life."""

import os
import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")

ENTER = "import os; from app.engine import lockdown; lockdown.enter(os.getppid())\n"


def closed_off(code: str) -> str:
    """What a closed-off process prints."""
    command = [sys.executable, "-c", ENTER + code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"])
def test_no_socket_leads_out(family: str) -> None:
    code = f"""
import socket
try:
    socket.socket(socket.{family}, socket.SOCK_DGRAM)
except PermissionError:
    print("refused")
"""
    assert closed_off(code) == "refused"


def test_children_inherit_it() -> None:
    code = """
import subprocess, sys
child = "import socket; socket.socket()"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stderr.splitlines()[-1])
"""
    assert closed_off(code).startswith("PermissionError")


def test_native_code_is_refused_too_and_so_is_io_uring() -> None:
    code = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print(libc.socket(2, 1, 0), ctypes.get_errno(), libc.syscall(425, 8, None), ctypes.get_errno())
"""
    assert closed_off(code) == "-1 13 -1 13"


def test_local_sockets_and_event_loops_go_on_working() -> None:
    code = """
import asyncio, socket
left, right = socket.socketpair()
left.send(b"x")
socket.socket(socket.AF_UNIX).close()
async def main():
    await asyncio.sleep(0)
    return right.recv(1)
print(asyncio.run(main()))
"""
    assert closed_off(code) == "b'x'"


def test_it_knows_whether_it_is_closed_off() -> None:
    assert closed_off("print(lockdown.network_is_closed())") == "True"
    open_process = "from app.engine import lockdown; print(lockdown.network_is_closed())"
    done = subprocess.run([sys.executable, "-c", open_process], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_there_is_no_core_dump_of_documents() -> None:
    code = """
import ctypes, resource
get_dumpable = 3
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0))
"""
    assert closed_off(code) == "(0, 0) 0"


def test_the_libraries_are_told_to_stay_offline() -> None:
    assert closed_off("print(os.environ['HF_HUB_OFFLINE'], os.environ['HF_HUB_DISABLE_TELEMETRY'])") == "1 1"


def test_a_process_whose_starter_is_gone_ends_at_once() -> None:
    code = f"from app.engine import lockdown; lockdown.enter({os.getpid() + 1}); print('still there')"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == ""


def test_memory_is_bounded() -> None:
    code = """
lockdown.limit_memory(300 << 20)
try:
    bytearray(400 << 20)
except MemoryError:
    print("refused")
"""
    assert closed_off(code) == "refused"


def test_one_thread_can_be_refused_the_tile_registers_and_nothing_else() -> None:
    code = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def ask():
    print(libc.syscall(158, 0x1023, 18), ctypes.get_errno() == 13, end=" ")
    libc.syscall(158, 0x1022, ctypes.byref(ctypes.c_ulong()))
lockdown.without_tile_registers(ask)
print(libc.syscall(158, 0x1023, 18) == -1 and ctypes.get_errno() == 13)
"""
    if platform.machine() == "x86_64":
        assert closed_off(code) == "-1 True False"


def test_llama_cpp_settles_for_other_kernels_than_those_of_tile_registers() -> None:
    code = """
from models.llama_library import keeps_weights_safely
lockdown.without_tile_registers(keeps_weights_safely)
print(keeps_weights_safely())
"""
    assert closed_off(code) == "True"
