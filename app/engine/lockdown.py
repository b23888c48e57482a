"""What the engine and the parser give up before they do anything: the network, core dumps, outliving.

Everything here runs on the first lines of a process, before its first thread and before any other
import, because a filter holds for the threads and processes that are started after it. Nothing but
the standard library is imported.
"""

import ctypes
import os
import platform
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable

if sys.platform != "win32":
    import resource

OFFLINE_VARIABLES = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "true",
}

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ERRNO | EACCES
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_OFFSET, _ARCH_OFFSET, _FIRST_ARGUMENT_OFFSET = 0, 4, 16
_X32_BIT = 0x40000000
_IO_URING_CALLS = (425, 426, 427)  # the same numbers on every architecture
_ARCH_PRCTL, _REQUEST_TILE_REGISTERS = 158, 0x1023  # x86_64; ARCH_REQ_XCOMP_PERM
_X86_64 = 0xC000003E
_ARCHITECTURES = {"x86_64": (_X86_64, 41), "aarch64": (0xC00000B7, 198)}  # audit number, socket()
_Instruction = tuple[int, int, int, int]


def enter(parent: int) -> None:
    """Close the process off: offline variables, no core dump, no network, gone with its parent.

    `parent` is the process id of the starter; if it is no longer the parent, this process ends.
    """
    os.environ.update(OFFLINE_VARIABLES)
    # Ctrl-C in a terminal reaches every process of the group; what it means is the starter's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    forbid_core_dumps()
    if sys.platform == "linux":
        end_with_parent(parent)
        close_network()


def forbid_core_dumps() -> None:
    """A dump of this process would hold documents in clear text."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The limit does not reach a core_pattern that is a pipe; this does.
        _prctl(_PR_SET_DUMPABLE, 0)


def end_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the thread that started it ends (Linux).

    The end of the pipe does the same, but only once the interpreter is free to notice.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def limit_memory(size: int) -> None:
    """Bound the address space of this process to `size` bytes (where the system can)."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def close_network() -> None:
    """Deny every socket but AF_UNIX, and io_uring, for this process and all it starts (Linux).

    Raises:
        OSError: the kernel refuses the filter; the caller must not go on.
    """
    if platform.machine() in _ARCHITECTURES:  # else `network_is_closed` tells, and the command `check`
        _install(_filter(*_ARCHITECTURES[platform.machine()]))


def without_tile_registers(act: Callable[[], object]) -> None:
    """Do something in a thread that is denied the tile registers of AMX (Linux, x86_64), and wait for it.

    That is no matter of secrets: llama.cpp built by GCC 12 sets them up wrongly (the compiler's
    `_tile_loadconfig` tells of 8 of the 64 bytes it reads) and dies of SIGSEGV at its first matrix; refused
    when it looks which kernels there are, it takes its others. Torch is not refused: it computes in half
    precision three times as fast with them.
    """

    def act_refused() -> None:
        if sys.platform == "linux" and platform.machine() == "x86_64":
            _install(
                _pack([*_of_this_architecture(_X86_64), *_deny_tile_registers(), (_RETURN, 0, 0, _ALLOW)])
            )
        act()

    thread = threading.Thread(target=act_refused, name="settle")
    thread.start()
    thread.join()


def _install(program: bytes) -> None:
    """A filter for this thread and whatever it starts.

    Raises:
        OSError
    """
    buffer = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog { unsigned short len; struct sock_filter *filter; }
    description = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, description)


def network_is_closed() -> bool:
    """Whether this process is refused an internet socket, found out by asking for one."""
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.socket(family, socket.SOCK_STREAM).close()
        except PermissionError:
            continue
        return False
    return True


def _filter(audit: int, socket_call: int) -> bytes:
    """The classic BPF program, eight bytes an instruction; jumps count from the next one.

    A call of a foreign architecture (the 32-bit ones have other numbers) is denied whole.
    """
    tests = _of_this_architecture(audit)
    denied = [(_JUMP_GREATER_OR_EQUAL, _X32_BIT), *((_JUMP_EQUAL, call) for call in _IO_URING_CALLS)]
    for code, value in denied:
        tests += [(code, 0, 1, value), (_RETURN, 0, 0, _DENY)]
    tests += [
        (_JUMP_EQUAL, 0, 3, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_OFFSET),
        (_JUMP_EQUAL, 1, 0, socket.AF_UNIX),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return _pack(tests)


def _of_this_architecture(audit: int) -> list[_Instruction]:
    """Deny every call of another, and have the number of the call looked at."""
    return [
        (_LOAD, 0, 0, _ARCH_OFFSET),
        (_JUMP_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
    ]


def _deny_tile_registers() -> list[_Instruction]:
    return [
        (_JUMP_EQUAL, 0, 4, _ARCH_PRCTL),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_OFFSET),
        (_JUMP_EQUAL, 0, 1, _REQUEST_TILE_REGISTERS),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _pack(program: list[_Instruction]) -> bytes:
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _prctl(option: int, *arguments: int | bytes) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    values = [ctypes.c_ulong(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
    values += [ctypes.c_ulong(0)] * (4 - len(values))
    if libc.prctl(option, *values) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
