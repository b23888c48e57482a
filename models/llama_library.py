"""What has to be settled with the llama.cpp library itself before a model is loaded."""

import ctypes
import platform
import sys
from typing import Any


def tile_registers_are_granted() -> bool:
    """Whether llama.cpp would use AMX here, which dies of SIGSEGV when it was built by GCC 12.

    The engine's filter denies the registers, and all its other kernels for repacked weights are used;
    a process that is granted them does without any of those kernels.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    arch_prctl, request_permission, tile_data = 158, 0x1023, 18
    return bool(ctypes.CDLL(None).syscall(arch_prctl, request_permission, tile_data) == 0)


_log_callback: Any = None  # ctypes callbacks must outlive their last call


def send_errors_only(api: Any) -> None:
    """llama.cpp's own log: its errors go to standard error, which is the engine's log."""
    global _log_callback
    if _log_callback is None:
        _log_callback = api.llama_log_callback(_log)
        api.llama_log_set(_log_callback, None)


def _log(level: int, text: bytes, _: Any) -> None:
    if level == 4:  # GGML_LOG_LEVEL_ERROR
        sys.stderr.write(text.decode(errors="replace"))
